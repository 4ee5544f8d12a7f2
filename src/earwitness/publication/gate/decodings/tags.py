"""Text with its markup taken away: what a reader sees in one piece may stand in many."""

import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone, replaced

_MARKUP = re.compile(
    rb"(?:<!--.{0,65536}?-->|<(?:[A-Za-z/?!][^<>]{0,16384})>|/\*.{0,16384}?\*/)+", re.DOTALL
)
_STEERING = re.compile(rb"(?:\\(?:[a-z]{1,32}-?\d{0,10} ?|\*)|[{}]|\r?\n)+")
_JOINTS = re.compile(rb"[\"'`]\s{0,64}[+.,&|]{0,2}\s{0,64}[\"'`]")


def tags(stretch: Stretch) -> Iterator[Undone]:
    """Without tags, and without comments of HTML and of programs."""
    if b"<" in stretch.data or b"/*" in stretch.data:
        yield from replaced("split by tags", stretch, _MARKUP, _nothing)


def control_words(stretch: Stretch) -> Iterator[Undone]:
    """Rich text (RTF) without its control words and groups."""
    if b"{\\rtf" in stretch.data:
        yield from replaced("split by control words", stretch, _STEERING, _nothing)


def joints(stretch: Stretch) -> Iterator[Undone]:
    """Strings of a program put together: `"+7" + "955"`, `["+7", "955"]`."""
    if b'"' in stretch.data or b"'" in stretch.data or b"`" in stretch.data:
        yield from replaced("put together from strings", stretch, _JOINTS, _nothing)


def _nothing(match: re.Match[bytes]) -> bytes:
    return b""
