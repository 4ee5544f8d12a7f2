"""Percent signs of addresses (RFC 3986), and the older %uXXXX of scripts."""

import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone, replaced

_SIGNS = re.compile(rb"(?:%(?:[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}))+")
_SIGN = re.compile(rb"%(?:u([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")


def percent(stretch: Stretch) -> Iterator[Undone]:
    """Undoes them once; what is written twice over is undone in a second layer."""
    if b"%" in stretch.data:
        yield from replaced("percent signs", stretch, _SIGNS, _decoded, is_binary=True)


def _decoded(match: re.Match[bytes]) -> bytes:
    return b"".join(
        chr(int(wide, 16)).encode("utf-8", "replace") if wide else bytes.fromhex(narrow.decode())
        for wide, narrow in _SIGN.findall(match[0])
    )
