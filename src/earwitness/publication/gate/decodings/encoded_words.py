"""Words of e-mail headers in other character sets (RFC 2047), as one text where they follow each
other."""

import quopri
import re

from earwitness.publication.gate.decodings.base64_letters import decoded
from earwitness.publication.gate.decodings.in_place import InPlace, run_of

_ONE = rb"=\?[A-Za-z0-9_.:()-]{2,40}(?:\*[A-Za-z-]{1,20})?\?[bBqQ]\?[^?\s]{0,400}\?=\s{0,8}"
_WORD = re.compile(rb"=\?([^?*]+)(?:\*[^?]*)?\?([bBqQ])\?([^?\s]*)\?=")


def _plain(match: re.Match[bytes]) -> bytes:
    return b"".join(_text(*one) for one in _WORD.findall(match[0]))


def _text(charset: bytes, way: bytes, held: bytes) -> bytes:
    raw = quopri.decodestring(held, header=True) if way in b"qQ" else decoded(held.rstrip(b"="))
    try:
        return raw.decode(charset.decode("ascii", "replace"), "replace").encode()
    except (LookupError, ValueError):
        return raw


ENCODED_WORDS = InPlace(
    name="words of a mail header",
    triggers=(b"=?",),
    pattern=run_of(_ONE),
    by=_plain,
)
"""RFC 2047, 2; blanks between two of them are none of the text (6.2)."""
