"""Text that programs cut into pieces: captions, lists of words with their times, parameters."""

import re

from earwitness.publication.gate.decodings.in_place import InPlace

_SCALAR = rb"(?:-?[\d.eE+]{1,24}|true|false|null)"


CAPTIONS = InPlace(
    name="over several captions",
    triggers=(b"-->",),
    pattern=re.compile(
        rb"\n[ \t\r]*\n(?:[^\n<>]{0,60}\n)?"
        rb"[ \t]*(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}[ \t]+-->[^\n]{0,200}\n"
    ),
    by=b" ",
)
"""From one caption to the next, of WebVTT and SubRip: a blank line, a name or number, the times."""

LISTED = InPlace(
    name="over a list of texts",
    triggers=(b'":',),
    pattern=re.compile(
        rb'"\s*(?:,\s*"[^"\\]{1,24}"\s*:\s*%b\s*){0,8}\}\s*,\s*\{\s*'
        rb'(?:"[^"\\]{1,24}"\s*:\s*%b\s*,\s*){0,8}"[^"\\]{1,24}"\s*:\s*"' % (_SCALAR, _SCALAR)
    ),
    by=b" ",
)
"""From one object of a JSON list to the next, as recognisers write words: `{"w": "nine", "s": 1.2}`
and so on."""

CONTINUED = InPlace(
    name="over parts of a parameter",
    triggers=(b"*1=", b"*1*="),
    pattern=re.compile(rb";\s{1,8}[a-z]{1,20}\*\d{1,2}\*?="),
    by=b"",
)
"""Parameters of e-mail in parts (RFC 2231, 3): `filename*0*=...; filename*1*=...`."""
