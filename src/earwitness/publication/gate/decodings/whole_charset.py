"""Whole texts in a character set of one byte a letter, in which a letter alone counts, too."""

from functools import cache

from earwitness.publication.gate.decodings.undone import SEPARATOR, Stretch, Undone

WHOLE = 0.75
"""Share of letters among what is no ASCII, from which on all of a text is read in a set. Estimate:
in texts of another set, and in UTF-8, it is about half."""

MOST_TURNS = 0.06
"""Share of capitals right behind a small letter, beyond which letters are chance: of random ones
it is a quarter. Estimate: texts have none but in names of programs."""

LEAST_WHOLE = 24
"""Bytes in a row without a steering sign, from which on it is tried. Of random bytes one row in
thirty is so long. Estimate."""

_OF_TEXTS = "«»„“”‘’–—…№§°·•©\u00a0\u00ad"
"""Signs that stand in texts beside letters."""
_LETTER, _CAPITAL, _SIGN = b"l", b"C", b"s"


def steers_nothing(stretch: Stretch) -> bool:
    """Whether nothing but signs of texts is there, and more than chance makes of them in a row."""
    rare = stretch.rare
    if 0 in rare:  # it may stand between parts alone
        rare = Stretch(stretch.data.replace(SEPARATOR, b"\n")).rare
    if not rare.isdisjoint({*range(0x1B), *range(0x1C, 0x20), 0x7F}):
        return False
    return any(len(one) >= LEAST_WHOLE for one in stretch.data.split(SEPARATOR))


def is_cyrillic(letter: str) -> bool:
    """Whether it is a letter of Russian, Ukrainian or their neighbours."""
    return "\u0400" <= letter <= "\u045f" or letter in "\u0490\u0491"


def is_language(data: bytes, charset: str) -> bool:
    """Whether what is no ASCII is letters of the set, with few capitals behind small ones."""
    sorts = data.translate(_sorts(charset))
    letters = sum(map(sorts.count, (_LETTER, _CAPITAL, _SIGN)))
    high = letters + sorts.count(b"?")
    return letters >= WHOLE * high and sorts.count(_LETTER + _CAPITAL) <= MOST_TURNS * high


@cache
def _sorts(charset: str) -> bytes:
    return b"." * 0x80 + b"".join(_sort(bytes([one]).decode(charset, "replace")) for one in _HIGH)


_HIGH = range(0x80, 0x100)


def _sort(letter: str) -> bytes:
    if is_cyrillic(letter):
        return _CAPITAL if letter.isupper() else _LETTER
    return _SIGN if letter in _OF_TEXTS else b"?"


def whole_text(data: bytes, charset: str) -> Undone:
    """A text of this set: a letter alone counts in it, too."""
    text = data.decode(charset, "replace").encode()
    return Undone(
        names=(charset,),
        data=text,
        place_of=lambda position: len(text[:position].decode("utf-8", "ignore")),
    )
