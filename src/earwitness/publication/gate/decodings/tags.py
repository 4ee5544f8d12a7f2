"""Text with its markup taken away: what a reader sees in one piece may stand in many."""

import re

from earwitness.publication.gate.decodings.in_place import InPlace, run_of


def _line_ends(match: re.Match[bytes]) -> bytes:
    """A line end for what begins a line, a cell or an entry; nothing for any other mark."""
    return b"\n" if _BLOCK.search(match[0]) else b""


_BLOCK = re.compile(
    rb"(?i)</?(?:\w{1,10}:)?(?:p|div|br|hr|li|[uod]l|d[td]|t[dhrc]|table|row|cell|h[1-6]|title|body"
    rb"|section|article|aside|header|footer|main|nav|pre|blockquote|option|button|label|figure"
    rb"|figcaption|form|item|entry|si|is|key|string|text)(?=[\s/>])"
)
"""Elements that HTML, Office, OpenDocument, SVG and feeds show in a line or cell of their own."""

TAGS = InPlace(
    name="split by tags",
    triggers=(b"<", b"/*"),
    pattern=run_of(
        rb"<!--[\s\S]{0,8192}?-->|<[A-Za-z/?!][^<>\x00-\x08\x0e-\x1f]{0,16384}>|<\d\d:[\d:.]{4,12}>"
        rb"|/\*[\s\S]{0,2048}?\*/"
    ),
    by=_line_ends,
)
"""Tags, times of words in captions (WebVTT), and comments of HTML and of programs."""

CONTROL_WORDS = InPlace(
    name="split by control words",
    triggers=(b"{\\rtf",),
    pattern=run_of(rb"\\(?:[a-z]{1,32}-?\d{0,10} ?|\*)|[{}]|\r?\n"),
    by=b"",
    is_risky=True,
)
"""Control words and groups of rich text (RTF)."""

JOINTS = InPlace(
    name="put together from strings",
    triggers=(b'"', b"'", b"`"),
    pattern=run_of(rb"[\"'`]\s{0,64}[+.,&|]{0,2}\s{0,64}[\"'`]"),
    by=b"",
)
"""Strings of a program put together: `"+7" + "955"`, `["+7", "955"]`."""
