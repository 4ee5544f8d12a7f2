"""Characters of HTML and XML by number or name: `&#55;`, `&#x37;`, `&plus;`."""

import html
import re

from earwitness.publication.gate.decodings.in_place import InPlace, run_of


def _decoded(match: re.Match[bytes]) -> bytes:
    return html.unescape(match[0].decode()).encode("utf-8", "replace")


ENTITIES = InPlace(
    name="entities",
    triggers=(b"&",),
    pattern=run_of(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?"),
    by=_decoded,
)
