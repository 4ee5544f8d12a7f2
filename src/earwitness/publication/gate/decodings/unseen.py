"""Signs that nobody sees, and letters and digits that only look like other ones."""

import re
import unicodedata
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone, replaced

_UNSEEN = re.compile(
    rb"(?:\xc2\xad|\xcd\x8f|\xd8\x9c|\xe1\x85[\x9f\xa0]|\xe1\xa0\x8e"
    rb"|\xe2\x80[\x8b-\x8f\xaa-\xae]"
    rb"|\xe2\x81[\xa0-\xaf]|\xef\xb8[\x80-\x8f]|\xef\xbb\xbf|\xf3\xa0[\x80-\x87][\x80-\xbf])+"
)
_FORMS = re.compile(
    rb"(?:\xef[\xbc-\xbf][\x80-\xbf]|\xe2[\x81-\x93][\x80-\xbf]|\xc2[\xb2\xb3\xb9]"
    rb"|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0[\xa5-\xbf][\x80-\xbf]|\xf0\x9d[\x80-\xbf][\x80-\xbf]"
    rb"|\xcc[\x80-\xbf]|\xcd[\x80-\xaf])+"
)
_LEADS = frozenset(b"\xc2\xcc\xcd\xd8\xd9\xdb\xe0\xe1\xe2\xef\xf0\xf3")


def unseen(stretch: Stretch) -> Iterator[Undone]:
    """Without soft hyphens, signs of no width, marks of writing direction (Unicode: Cf, Mn)."""
    if not stretch.is_ascii and _LEADS & stretch.rare:
        yield from replaced("unseen signs between", stretch, _UNSEEN, _nothing)


def forms(stretch: Stretch) -> Iterator[Undone]:
    """Wide, ringed, raised and mathematical letters and digits, and digits of other scripts, as
    plain ones (Unicode NFKC; decimal values)."""
    if not stretch.is_ascii and _LEADS & stretch.rare:
        yield from replaced("other forms of digits and letters", stretch, _FORMS, _plain)


def _nothing(match: re.Match[bytes]) -> bytes:
    return b""


def _plain(match: re.Match[bytes]) -> bytes:
    text = unicodedata.normalize("NFKC", match[0].decode("utf-8", "replace"))
    return "".join(_digit(letter) for letter in text if not unicodedata.combining(letter)).encode()


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
