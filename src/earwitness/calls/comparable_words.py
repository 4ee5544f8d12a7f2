"""Words made comparable across recognisers: case, ё, punctuation, digits and number words."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.runtime.morphology import lemma
from earwitness.runtime.russian.numbers import numbers
from earwitness.runtime.russian.words import Token

_SIGNS = ".,!?…:;—–-«»\"'()[]%№"
_SPOKEN_SIGNS = {"%": "процент", "№": "номер"}
HESITATIONS = frozenset(["э", "ээ", "эээ", "эм", "мм", "ммм", "м", "а-а", "э-э", "хм", "кхм"])
"""Sounds that some recognisers write and others leave out. Own list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedWord:
    """A word of a transcript and where it stands: `turn` and `word` are places, −1 if unknown."""

    text: str
    start_ms: int
    end_ms: int
    turn: int = -1
    word: int = -1


@dataclass(frozen=True, slots=True)
class Comparable:
    """One or several words (a number) with what they are compared by."""

    form: str
    words: tuple[TimedWord, ...]
    number: bool = False

    @property
    def start_ms(self) -> int:
        """Of the first word."""
        return self.words[0].start_ms

    @property
    def end_ms(self) -> int:
        """Of the last word."""
        return self.words[-1].end_ms

    @property
    def lemma(self) -> str:
        """The dictionary form; of a number the number."""
        return self.form if self.number else lemma(self.form)


def comparable(words: Sequence[TimedWord]) -> list[Comparable]:
    """What the words say, in order: "двести шестьдесят семь" and "267" are the same one thing.

    Hesitations and bare signs are left out.
    """
    kept = [(plain, word) for word in words if (plain := plain_form(word.text))]
    kept = [(plain, word) for plain, word in kept if plain not in HESITATIONS]
    tokens = [
        Token(plain, plain, 10 * place, 10 * place + 9) for place, (plain, _) in enumerate(kept)
    ]
    found: list[Comparable] = []
    place = 0
    numbers_at = {number.first: number for number in numbers(tokens)}
    while place < len(kept):
        number = numbers_at.get(place)
        last = place if number is None else number.last
        own = tuple(word for _, word in kept[place : last + 1])
        if number is None:
            found.append(Comparable(kept[place][0], own))
        else:
            ending = "-й" if number.ordinal else ""
            found.append(Comparable(f"{number.value}{ending}", own, number=True))
        place = last + 1
    return found


def plain_form(text: str) -> str:
    """Lower case, ё as е, without signs around it; a spoken sign alone as its word."""
    low = text.strip().lower().replace("ё", "е")
    return _SPOKEN_SIGNS.get(low, low.strip(_SIGNS))
