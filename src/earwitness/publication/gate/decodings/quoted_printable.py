"""Quoted-printable text of e-mail (RFC 2045), and the same in headers (RFC 2047)."""

import re

from earwitness.publication.gate.decodings.in_place import InPlace, run_of

_SIGN = re.compile(rb"=([0-9A-Fa-f]{2})")


def _decoded(match: re.Match[bytes]) -> bytes:
    return bytes.fromhex("".join(sign.decode() for sign in _SIGN.findall(match[0])))


QUOTED_PRINTABLE = InPlace(
    name="quoted-printable",
    triggers=(b"=",),
    pattern=run_of(
        rb"=(?:[0-9A-Fa-f]{2}|[ \t]{0,80}\r?\n|[ \t]{0,3}(?==[0-9A-Fa-f]{2})"
        rb"|(?<=[^\s=]=)[ \t](?=[^\s=]))"
    ),
    by=_decoded,
    is_risky=True,
    holds_files=True,
)
"""Of a soft line break, what showed the text may have made a blank ("num= ber"), or nothing."""
