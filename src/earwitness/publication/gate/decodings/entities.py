"""Characters of HTML and XML by number or name: `&#55;`, `&#x37;`, `&plus;`."""

import html
import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone, replaced

_ENTITIES = re.compile(rb"(?:&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)+")


def entities(stretch: Stretch) -> Iterator[Undone]:
    """The characters, in UTF-8. A missing semicolon is forgiven, as browsers do."""
    if b"&" in stretch.data:
        yield from replaced("entities", stretch, _ENTITIES, _decoded)


def _decoded(match: re.Match[bytes]) -> bytes:
    return html.unescape(match[0].decode()).encode("utf-8", "replace")
