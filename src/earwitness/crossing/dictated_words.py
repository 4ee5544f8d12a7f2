"""The words of dictation: which are digits, which only stand between them, which take back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from earwitness.runtime.russian.dictation_words import dictation_words, number_word
from earwitness.runtime.russian.words import readings

LONGEST_DIGITS = 20
"""Digits in one written token; E.164 has 15 at most."""

_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?"  # a time of day
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)"  # a date
    r"|\d+-?[а-яіїєґ]+"  # 41-й, 5ти
    r"|\d+(?=\s*[%₽$€№°])"  # a share, a price
    r"|\d+|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\S",
    re.IGNORECASE,
)
_APOSTROPHES = str.maketrans({**dict.fromkeys("'’ʼ`"), "ё": "е"})
_ENDS_SENTENCE = frozenset(".!?…;")
_SILENT = frozenset('()-–—,«»"/:')
_PEOPLE = frozenset({"anim", "Name", "Surn", "Patr"})
_COMMA = frozenset(",/–—")


class Kind(Enum):
    """What a piece of speech is to a number."""

    DIGITS = auto()
    PLUS = auto()
    FILLER = auto()
    CORRECTION = auto()
    OTHER = auto()


class Break(Enum):
    """What lies before a piece, from nothing to a new turn."""

    NONE = 0
    COMMA = 1
    SENTENCE = 2
    TURN = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or written group of digits; `start` and `end` are offsets in the text of its turn.

    `digits` are those it stands for. `room` says below what a following number joins it: after
    "двести" 100, after "сорок" 10, else 0; `value` is its number, None for written digits.
    """

    kind: Kind
    low: str
    start: int
    end: int
    before: Break = Break.NONE
    digits: str = ""
    value: int | None = None
    room: int = 0

    def joins(self, earlier: "Piece") -> bool:
        """Whether it may be the rest of a number begun before: "десять" after "двести"."""
        return self.value is not None and 0 < self.value < earlier.room


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a turn in order; the first one stands after a new turn."""
    found: list[Piece] = []
    tokens = [
        (match.group().lower().translate(_APOSTROPHES), match) for match in _TOKEN.finditer(text)
    ]
    lows = [low for low, _ in tokens]
    before, at = Break.TURN, 0
    while at < len(tokens):
        low, match = tokens[at]
        kind, width, digits, value = _read(lows, at)
        if kind is None:
            before = max(before, _break(low), key=lambda one: one.value)
        else:
            end = tokens[at + width - 1][1].end()
            room = _room(value)
            found.append(Piece(kind, low, match.start(), end, before, digits, value, room))
            before = Break.NONE
        at += width
    return found


def _break(sign: str) -> Break:
    if sign in _ENDS_SENTENCE:
        return Break.SENTENCE
    return Break.COMMA if sign in _COMMA else Break.NONE


def _read(lows: Sequence[str], at: int) -> tuple[Kind | None, int, str, int | None]:
    """The kind of the token (None: a mere sign), how many tokens it takes, digits and value."""
    low, words = lows[at], dictation_words()
    if not low or low in _ENDS_SENTENCE or low in _SILENT:
        return None, 1, "", None
    if low == "+" or low == words.plus:
        return Kind.PLUS, 1, "+", None
    if low.isdecimal():
        counted = at + 1 < len(lows) and lows[at + 1] in "%₽$€°"
        kind = Kind.OTHER if counted or len(low) > LONGEST_DIGITS else Kind.DIGITS
        return kind, 1, low, None
    following = lows[at + 1] if at + 1 < len(lows) else ""
    if low in words.times and following in words.several_digits:
        return Kind.DIGITS, 2, str(words.several_digits[following]) * words.times[low], None
    value = number_word(low)
    if value is not None:
        return Kind.DIGITS, 1, str(value), value
    if low in words.one_digit:
        return Kind.DIGITS, 1, str(words.one_digit[low]), None
    for phrase in words.correction_phrases:
        if tuple(lows[at : at + len(phrase)]) == phrase:
            return Kind.CORRECTION, len(phrase), "", None
    if low in words.correction:
        return Kind.CORRECTION, 1, "", None
    return (Kind.FILLER if low in words.filler else Kind.OTHER), 1, "", None


def _room(value: int | None) -> int:
    if value is None or value < 20:
        return 0
    return 100 if value % 100 == 0 else 10 if value % 10 == 0 else 0


def counts_after(word: str) -> bool:
    """Whether a word right after a number makes it a count: "сорок человек", "двести рублей"."""
    return any(reading.part == "NOUN" and "gent" in reading.grammemes for reading in readings(word))


@lru_cache(maxsize=20_000)
def is_thing(low: str) -> bool:
    """Whether a word is a noun that is neither a person, a name nor a word of telephoning."""
    words = dictation_words()
    own = readings(low)
    if not own or low in words.cue | words.dictating | words.filler | words.correction:
        return False
    return own[0].part == "NOUN" and not own[0].grammemes & _PEOPLE
