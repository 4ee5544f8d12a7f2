"""Letters of the dossier: Open Sans, which has Latin and Cyrillic with the Ukrainian letters."""

from functools import cache
from pathlib import Path

import ttf_opensans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXT, BOLD = "earwitness-text", "earwitness-bold"
_FILES = {TEXT: "OpenSans-Regular.ttf", BOLD: "OpenSans-Bold.ttf"}


@cache
def _faces() -> dict[str, TTFont]:
    folder = Path(str(ttf_opensans.__file__)).parent / "ttf"
    return {name: TTFont(name, str(folder / file)) for name, file in _FILES.items()}


def register() -> None:
    """Make both faces known to reportlab; doing it again changes nothing."""
    for face in _faces().values():
        pdfmetrics.registerFont(face)


def writable(text: str) -> str:
    """The text with letters that the face lacks as "[U+1F600]", and without control characters.

    A name in a profile may hold any letter; an empty box would hide that something stood there.
    """
    known = _faces()[TEXT].face.charToGlyph
    return "".join(
        letter if letter == "\n" or ord(letter) in known else f"[U+{ord(letter):04X}]"
        for letter in text.replace("\t", " ")
        if letter == "\n" or letter >= " "
    )
