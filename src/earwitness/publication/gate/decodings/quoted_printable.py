"""Quoted-printable text of e-mail (RFC 2045), and the same in headers (RFC 2047)."""

import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone, replaced

_SIGNS = re.compile(rb"(?:=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n))+")
_SIGN = re.compile(rb"=([0-9A-Fa-f]{2})")


def quoted_printable(stretch: Stretch) -> Iterator[Undone]:
    """Bytes for their signs; lines that were broken for transport are whole again."""
    if b"=" in stretch.data:
        yield from replaced("quoted-printable", stretch, _SIGNS, _decoded)


def _decoded(match: re.Match[bytes]) -> bytes:
    return bytes.fromhex("".join(sign.decode() for sign in _SIGN.findall(match[0])))
