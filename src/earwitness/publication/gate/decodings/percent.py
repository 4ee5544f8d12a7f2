"""Percent signs of addresses (RFC 3986), and the older %uXXXX of scripts."""

import re

from earwitness.publication.gate.decodings.in_place import InPlace, run_of

_SIGN = re.compile(rb"%(?:u([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")


def _decoded(match: re.Match[bytes]) -> bytes:
    return b"".join(
        chr(int(wide, 16)).encode("utf-8", "replace") if wide else bytes.fromhex(narrow.decode())
        for wide, narrow in _SIGN.findall(match[0])
    )


PERCENT = InPlace(
    name="percent signs",
    triggers=(b"%",),
    pattern=run_of(rb"%(?:[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})"),
    by=_decoded,
    holds_files=True,
)
