"""Number words and digits of Russian, composed: "двести сорок", "полторы сотни", "331-й"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from earwitness.runtime.russian.number_table import number_table
from earwitness.runtime.russian.words import Token, readings

_DIGITS = re.compile(r"(\d{1,12})(?:[.,](\d{1,6}))?(?:-?([а-я]{1,4}))?")
_ORDINAL_ENDINGS = frozenset(
    [
        "й",
        "ый",
        "ой",
        "ий",
        "я",
        "ая",
        "е",
        "ое",
        "го",
        "ого",
        "его",
        "му",
        "ому",
        "ю",
        "ую",
        "м",
        "ом",
        "ым",
        "х",
        "ых",
    ]  # 331-й, 200-х
)
_CARDINAL_ENDINGS = frozenset(["ти", "ми", "и", "ех", "умя"])  # 5-ти
_LOSS_CODES = frozenset({200, 300, 500})
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_KINDS = ("plain", "collective", "noun", "scale", "ordinal", "loss_ordinal")
_UNIT_NOUNS = frozenset({"полк", "бригада", "дивизия", "батальон", "рота"})
# "десятка два", "тысяч пять": the number that may follow and multiply.
_MULTIPLIERS = range(2, 21)
BEFORE_GENITIVE = frozenset({"из", "до", "больше", "около", "более", "свыше", "меньше", "от"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number on tokens [first, last]. An `ordinal` names, it does not count."""

    first: int
    last: int
    value: Fraction
    ordinal: bool = False
    people: bool = False
    cases: frozenset[str] = _CASES


@dataclass(frozen=True, slots=True)
class Part:
    """One number word: its value, how it joins others, and the cases that it may stand in."""

    value: Fraction
    kind: str
    cases: frozenset[str] = _CASES


@lru_cache(maxsize=50_000)
def part_of(low: str) -> Part | None:
    """The meaning of one lower-case token as a number word; None if it is none.

    `kind` is a table of `numbers.toml` or "digits".
    """
    digits = _DIGITS.fullmatch(low)
    if digits:
        return _digits(digits)
    tables = number_table()
    for kind in _KINDS:
        if low in tables[kind].forms:
            return Part(tables[kind].forms[low], kind)
    for reading in readings(low):
        for kind in _KINDS:
            words = tables[kind]
            if reading.lemma in words.lemmas and reading.part in words.parts:
                return Part(words.lemmas[reading.lemma], kind, _cases(low, reading.lemma))
    return None


def _digits(match: re.Match[str]) -> Part | None:
    whole, decimals, ending = match.groups()
    value = Fraction(f"{whole}.{decimals}" if decimals else whole)
    if not ending or ending in _CARDINAL_ENDINGS:
        return Part(value, "digits")
    if ending not in _ORDINAL_ENDINGS:
        return None
    return Part(value, "loss_ordinal" if value in _LOSS_CODES else "ordinal")


def _cases(low: str, lemma: str) -> frozenset[str]:
    grammemes: frozenset[str] = frozenset().union(
        *(reading.grammemes for reading in readings(low) if reading.lemma == lemma)
    )
    return grammemes & _CASES or _CASES


def numbers(tokens: Sequence[Token]) -> list[Number]:
    """All numbers of a sentence, each as long as its words compose, left to right."""
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        number = _number_at(tokens, index)
        index = index + 1 if number is None else number.last + 1
        if number is not None:
            found.append(number)
    return found


def _number_at(tokens: Sequence[Token], first: int) -> Number | None:
    part = part_of(tokens[first].low)
    if part is None:
        return None
    if part.kind == "loss_ordinal":
        return _ordinal(first, part) if _names_a_unit(tokens, first + 1) else None
    if part.kind == "ordinal":
        return _ordinal(first, part)
    if part.kind == "collective":
        return Number(first, first, part.value, people=True, cases=part.cases)
    if part.kind == "digits":
        return _digits_at(tokens, first, part.value)
    if part.kind in {"noun", "scale"}:
        inverted = _inverted_at(tokens, first, part)
        if inverted is not None:
            return inverted
    governed = first > 0 and tokens[first - 1].low in BEFORE_GENITIVE and "gent" in part.cases
    return _composed_at(
        tokens, first, replace(part, cases=frozenset({"gent"})) if governed else part
    )


def _ordinal(index: int, part: Part) -> Number:
    return Number(index, index, part.value, ordinal=True, cases=part.cases)


def _names_a_unit(tokens: Sequence[Token], index: int) -> bool:
    """Whether "двухсотый" is followed by a unit noun, so that it is a plain ordinal."""
    return any(
        reading.lemma in _UNIT_NOUNS
        for token in tokens[index : index + 1]
        for reading in readings(token.low)
    )


def _digits_at(tokens: Sequence[Token], first: int, value: Fraction) -> Number:
    """Digits, with groups of three and a counting noun after them: 1 200; 1,5 тысячи."""
    last = first
    while (
        len(tokens[first].low) <= 3
        and last - first < 2
        and last + 1 < len(tokens)
        and re.fullmatch(r"\d{3}", tokens[last + 1].low)
        and tokens[last + 1].start == tokens[last].end + 1
    ):
        last += 1
        value = value * 1000 + int(tokens[last].low)
    following = part_of(tokens[last + 1].low) if last + 1 < len(tokens) else None
    if following is not None and following.kind in {"scale", "noun"}:
        return Number(first, last + 1, value * following.value)
    return Number(first, last, value)


def _inverted_at(tokens: Sequence[Token], first: int, part: Part) -> Number | None:
    """The approximate inversion: "десятка два", "тысяч пять"; not "из тысячи десять"."""
    following = part_of(tokens[first + 1].low) if first + 1 < len(tokens) else None
    governed = first > 0 and tokens[first - 1].low in BEFORE_GENITIVE
    if following is None or following.kind != "plain" or governed:
        return None
    oblique = "gent" in part.cases and part.cases != _CASES
    small = following.value in _MULTIPLIERS or following.value == Fraction(3, 2)
    if not (oblique and small):
        return None
    return Number(first, first + 1, part.value * following.value, cases=following.cases)


@dataclass(slots=True)
class _Sum:
    """A number while its words are added up: thousands done, and the group below them."""

    done: Fraction
    group: Fraction
    room: Fraction
    cases: frozenset[str]
    ordinal: bool = False
    people: bool = False

    def add(self, part: Part) -> bool:
        """Take the next word if it continues the number."""
        if part.kind in {"scale", "noun"}:
            return self._multiply(part)
        if part.kind not in {"plain", "ordinal", "collective"} or part.value >= self.room:
            return False
        if part.kind == "ordinal":
            if not self.cases & {"nomn", "accs"}:
                return False
            self.ordinal = True
        elif not self.cases & part.cases:
            return False  # "из трёхсот двадцать вышло" is two numbers
        else:
            self.cases &= part.cases
        if part.kind == "collective":  # "двадцать двое": nothing follows it
            self.people, self.room = True, Fraction(0)
        else:
            self.room = _room(part)
        self.group += part.value
        return True

    def _multiply(self, part: Part) -> bool:
        if not self.group or (self.done and part.kind == "scale"):
            return False
        self.group *= part.value
        self.room = Fraction(0)
        if part.kind == "scale":
            self.done, self.group, self.room = self.group, Fraction(0), part.value
        if part.cases & {"gent"} and self.cases & {"nomn", "accs"}:
            return True  # "пять тысяч": the number before rules the case
        self.cases = part.cases
        return True


def _composed_at(tokens: Sequence[Token], first: int, part: Part) -> Number:
    scaled = part.kind == "scale"
    total = _Sum(
        done=part.value if scaled else Fraction(0),
        group=Fraction(0) if scaled else part.value,
        room=_room(part),
        cases=part.cases,
    )
    last = first
    while last + 1 < len(tokens) and not (total.ordinal or total.people):
        following = part_of(tokens[last + 1].low)
        if following is None or not total.add(following):
            break
        last += 1
    return Number(first, last, total.done + total.group, total.ordinal, total.people, total.cases)


def _room(part: Part) -> Fraction:
    """Below what the next word must lie: after "двести" 100, after "сорок" 10, after "пять" 0."""
    if part.kind == "noun":
        return Fraction(0)
    if part.kind == "scale":
        return part.value
    for unit in (100, 10):
        if part.value % unit == 0 and part.value > 10:
            return Fraction(unit)
    return Fraction(0)
