"""Names and words in few plain letters: UTF-7, punycode."""

import re

from earwitness.publication.gate.decodings.base64_letters import decoded
from earwitness.publication.gate.decodings.in_place import InPlace

_BLOCKS = {0x00, 0x03, 0x04, 0x06, 0x20, 0x21, 0xFF}
"""Higher bytes of what is written here: Latin, Cyrillic, accents, other digits, signs."""


def _of_utf7(match: re.Match[bytes]) -> bytes:
    if not match[1]:
        return match[0][:1]  # how the sign itself is written
    units = decoded(match[1].replace(b",", b"/"))
    if not set(units[::2]) <= _BLOCKS:
        return match[0]  # other letters than are written here
    return units[: len(units) // 2 * 2].decode("utf-16-be", "replace").encode()


def _of_punycode(match: re.Match[bytes]) -> bytes:
    try:
        return match[1].lower().decode("punycode").encode("utf-8", "replace")
    except (ValueError, OverflowError):
        return match[0]


UTF7 = InPlace(
    name="UTF-7",
    triggers=(b"+", b"&"),
    pattern=re.compile(rb"[+&](?:([A-Za-z0-9+/,]{3,4096})-?|-)"),
    by=_of_utf7,
    is_risky=True,
)
"""RFC 2152, and its relative in the names of mail folders (RFC 3501)."""

PUNYCODE = InPlace(
    name="punycode",
    triggers=(b"n--", b"N--"),
    pattern=re.compile(rb"(?i)xn--([a-z0-9-]{3,63})"),
    by=_of_punycode,
    is_risky=True,
)
"""Names of hosts in other letters (RFC 3492)."""
