"""The words of dictated digits: English, Russian, Ukrainian, and the last two in Latin letters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import product

from earwitness.runtime.english.number_words import ONES, ORDINALS, SCALES, TENS
from earwitness.runtime.russian.dictation_words import dictation_words
from earwitness.runtime.russian.number_forms import number_forms, scale_forms
from earwitness.runtime.russian.number_table import number_table


class Part(Enum):
    """What a word does in a row of digits."""

    NUMBER = auto()
    HUNDRED = auto()
    SCALE = auto()
    REPEAT = auto()


@dataclass(frozen=True, slots=True)
class SaidWord:
    """`value`: the number, or how often the next digit is said ("double", "два" before "нуля").

    `plural` is the digit of a word that follows such a count, else None.
    """

    part: Part
    value: int
    plural: int | None = None


_ENGLISH_DIGITS = {
    "oh": 0, "o": 0, "nought": 0, "naught": 0, "nil": 0, "niner": 9, "fourty": 40, "ninty": 90,
    "fivety": 50, "fife": 5, "fower": 4,
}  # fmt: skip
_REPEATS = {"double": 2, "triple": 3, "treble": 3, "twice": 2}
_LATIN: Mapping[str, tuple[str, ...]] = {
    "а": ("a",), "в": ("v", "w"), "д": ("d",), "е": ("e", "ye", "ie"), "и": ("i", "y"), "к": ("k",),
    "л": ("l",), "м": ("m",), "н": ("n",), "о": ("o",), "п": ("p",), "р": ("r",), "с": ("s",),
    "т": ("t",), "ц": ("ts", "c", "tz"), "ч": ("ch", "4"), "ш": ("sh",), "ы": ("y", "i"),
    "ь": ("",), "я": ("ya", "ia", "ja", "a"), "ю": ("yu", "iu"), "й": ("y", "i"), "у": ("u",),
    "э": ("e",), "і": ("i",), "х": ("kh", "h"),
}  # fmt: skip
FEWEST = 4
"""Numbers of the shortest row that is looked at: seven digits have three or more, all digits of a
line four or more."""

_MOST_LATIN = 300
APOSTROPHES = "'’ʼ`ʹ´"


@cache
def said_words() -> dict[str, SaidWord]:
    """Words in small letters, ё written as е, without apostrophes."""
    words = {
        word: SaidWord(Part.NUMBER, value) for word, value in {**number_forms(), **ORDINALS}.items()
    }
    words.update(_cyrillic())
    for word, value in _latin_cardinals():
        for latin in _latin(word):
            words.setdefault(latin, SaidWord(Part.NUMBER, value))
    for word, value in {**ONES, **TENS, **_ENGLISH_DIGITS}.items():
        words[word] = SaidWord(Part.NUMBER, value)
    for word, value in ONES.items():
        if value < 10:
            words[word + ("es" if word.endswith("x") else "s")] = SaidWord(
                Part.NUMBER, value, plural=value
            )
    for word, value in _REPEATS.items():
        words[word] = SaidWord(Part.REPEAT, value)
    words["hundred"] = SaidWord(Part.HUNDRED, 100)
    thousands = {word: value for word, value in SCALES.items() if value > 100}
    for word, value in {**scale_forms(), **thousands}.items():
        words[word] = SaidWord(Part.SCALE, value)
    return words


def _cyrillic() -> Iterator[tuple[str, SaidWord]]:
    tables = dictation_words()
    yield from ((word, SaidWord(Part.NUMBER, value)) for word, value in _russian_cardinals())
    for group in (tables.values, tables.one_digit, {"одна": 1, "две": 2, "одне": 1, "дві": 2}):
        yield from ((word, SaidWord(Part.NUMBER, value)) for word, value in group.items())
    for word, value in tables.several_digits.items():
        yield word, SaidWord(Part.NUMBER, value, plural=value)


def _russian_cardinals() -> Iterator[tuple[str, int]]:
    plain = number_table()["plain"]
    for word, value in {**plain.lemmas, **plain.forms}.items():
        if value.denominator == 1 and value != 150:
            yield word, int(value)


def _latin_cardinals() -> Iterator[tuple[str, int]]:
    """Cardinals that are met in Latin letters: Russian and Ukrainian ones in the nominative."""
    yield from _russian_cardinals()
    yield from dictation_words().values.items()


def _latin(word: str) -> Iterator[str]:
    """Spellings in Latin letters; the beginning of the word has the plain ones first."""
    choices = [_LATIN.get(letter, ()) for letter in word]
    for count, spelling in enumerate(product(*choices)):
        if count == _MOST_LATIN:
            return
        yield "".join(spelling)


_BEGINNING = 4
"""Letters of a Cyrillic word by which it is looked for first; its forms are many."""

_CYRILLIC = rb"(?:[\xd0\xd1\xd2][\x80-\xbf])"
_LETTER = rb"[A-Za-z\xd0-\xd3\x80-\xbf]"
_BETWEEN = rb"[^0-9A-Za-z\xd0-\xd3]"


@cache
def pattern() -> bytes:
    """An expression (RE2, on bytes) for four numbers close together, one of them a word."""
    word = b"(?:" + b"|".join(_expressions()) + b")"
    gap = b"(?:" + _BETWEEN + b"+(?:" + _LETTER + b"+" + _BETWEEN + b"+)?)"
    said, written = word + gap + b"?", b"[0-9]+" + gap
    either = b"(?:" + said + b"|" + written + b")"
    ways = [written * at + said + either * (FEWEST - at - 2) for at in range(FEWEST - 1)]
    last = b"(?:" + word + b"|[0-9]+)"
    return b"|".join([way + last for way in ways] + [written * (FEWEST - 1) + word])


def _expressions() -> Iterator[bytes]:
    """Each word in any case of letters, as UTF-8: Cyrillic ones by their beginnings, cardinals in
    Latin letters as one expression a word."""
    cardinals = dict(_latin_cardinals())
    for word in cardinals:
        yield b"".join(_latin_expression(letter) for letter in word)
    latin = {latin for word in cardinals for latin in _latin(word)}
    beginnings = set()
    for word, said in said_words().items():
        if said.part is Part.SCALE:
            continue
        if not word.isascii():
            beginnings.add(word[:_BEGINNING])
        elif len(word) > 1 and (word not in latin or word in ONES or word in TENS):
            yield b"".join(map(_any_case, word))
    for word in sorted(beginnings):
        tail = _CYRILLIC + b"*" if len(word) == _BEGINNING else b""
        yield b"".join(map(_any_case, _written(word))) + tail


def _written(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        if letter == "я" and word[at - 1] in "пв":
            yield APOSTROPHES
        yield letter


def _any_case(letter: str) -> bytes:
    if letter == APOSTROPHES:
        return b"(?:" + b"|".join(one.encode() for one in APOSTROPHES) + b")?"
    forms = {letter, letter.upper(), *("ёЁ" if letter == "е" else "")}
    return b"(?:" + b"|".join(one.encode() for one in sorted(forms)) + b")"


def _latin_expression(letter: str) -> bytes:
    ways = (b"".join(map(_any_case, way)) for way in _LATIN[letter])
    return b"(?:" + b"|".join(ways) + b")"
