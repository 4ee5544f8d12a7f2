"""Numbers that are said like one of a telephone, a document, a door, a house – not as a count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from earwitness.publication.suggestions.words import SaidWord, Suspect, listed
from earwitness.records.release import CoverReason
from earwitness.runtime.russian.dictation_words import dictation_words
from earwitness.runtime.russian.numbers import BEFORE_GENITIVE, part_of
from earwitness.runtime.russian.words import readings

LONGEST_GAP = 3
"""Words of dictation ("так", "дальше") between two digits of one number. Estimate."""

CUE_WORDS_BEFORE = 8
"""Words before a number within which it is said what it is. Estimate."""

FEWEST_DIGITS = 3
"""Digits in a row that may be a code. Estimate: two are an age, a price, a count."""

FEWEST_WRITTEN = 5
"""Digits written as one number that is counted by no word after it. Estimate."""

LEAST_ORDINAL = 100
"""An ordinal from here on is the number of a thing: of a unit, a garage. Estimate."""

_CUES = (
    "номер", "телефон", "код", "парол", "пин", "паспорт", "сери", "карт", "счет", "рахун", "снилс",
    "инн", "иин", "полис", "поліс", "домофон", "подъезд", "жетон", "военник", "удостоверен",
    "квитанц", "посылк", "трек", "индекс", "координат", "квадрат", "гараж", "сейф", "ячейк",
    "почтов", "войсков",
)  # fmt: skip
_COUNTED = listed(
    """
    тысяча тысяч тысячи миллион миллионов процент процентов рублей рубля руб гривен гривень
    человек человека людей человек години часов часа минут минуты секунд дней дня днів лет года
    раз раза градусов километров километра метров метра км штук килограмм кило
    """
)
_UNIT_NOUNS = listed(
    """
    полк бригада дивизия батальон рота взвод армия корпус отряд
    """
)
_DOORS = ("номер", "код", "подъезд", "гараж", "домофон", "квартир", "пин", "парол")
"""After these one digit is enough; after the others two, and no day of a month."""

_LOSSES = listed("двухсот двухсотых двухсотые двухсотый трехсот трехсотых трехсотые трехсотый")
"""Killed and wounded, as soldiers count them. Nobody dictates a number in these cases."""

_SCALES = listed("тысяча тысяч тысячи тысячу тыщ тыщи миллион миллиона миллионов мільйон мільйонів")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words [first, last] that say digits, with words of dictation between them. `scaled`: it ends
    with thousands or millions, which no number of a thing does."""

    first: int
    last: int
    digits: str
    groups: int
    ordinal: bool
    scaled: bool


def number_suspects(words: Sequence[SaidWord]) -> Iterator[Suspect]:
    """Every number that is said like one of a thing. A count ("двести человек", "из трёхсот") is
    none, unless it was announced as a number."""
    for run in _runs(words):
        announced = _announced(words, run)
        if announced and not announced.startswith(_DOORS):
            count = len(run.digits) == 1 or run.ordinal or _is_counted(words, run)
            announced = "" if count else announced
        if announced and run.scaled:
            announced = ""
        if announced or _is_of_a_thing(words, run):
            yield Suspect(
                first=run.first,
                last=run.last,
                reason=CoverReason.NUMBER,
                detail=f"{len(run.digits)} digits" + (f" after “{announced}”" if announced else ""),
            )


def _is_of_a_thing(words: Sequence[SaidWord], run: _Run) -> bool:
    count = len(run.digits)
    if run.groups <= 2 and words[run.last].low in _LOSSES:
        return False  # "двенадцать двухсотых", of which a recogniser leaves the ending out
    if run.ordinal and run.groups == 1:
        return count >= FEWEST_DIGITS and not _is_unit(words, run)
    if count < FEWEST_DIGITS or run.scaled or _is_counted(words, run):
        return False
    if run.groups == 1:
        return count >= FEWEST_WRITTEN
    return True


def _is_counted(words: Sequence[SaidWord], run: _Run) -> bool:
    """Whether what stands around it makes it a count. A long row of digits is none."""
    if len(run.digits) >= FEWEST_WRITTEN and run.groups > 2:
        return False
    following = words[run.last + 1] if run.last + 1 < len(words) else None
    if run.first and words[run.first - 1].low in BEFORE_GENITIVE:
        return True
    if following is None or words[run.last].follows in (".", "!", "?"):
        return False
    if following.low in _COUNTED:
        return True
    own = readings(following.low)
    return bool(own) and own[0].part == "NOUN" and "gent" in own[0].grammemes


def _is_unit(words: Sequence[SaidWord], run: _Run) -> bool:
    """ "Девятьсот семнадцатый полк" is the matter of claims, not of a person: see `protected`."""
    beside = words[max(0, run.first - 1) : run.last + 2]
    return any(one.lemma in _UNIT_NOUNS for word in beside for one in readings(word.low)[:1])


def _announced(words: Sequence[SaidWord], run: _Run) -> str:
    """The word before a number that says what it is: of a telephone, a passport, a door."""
    found = ""
    for word in words[max(0, run.first - CUE_WORDS_BEFORE) : run.first]:
        if word.low.startswith(_CUES) and word.low not in ("частью", "карте", "картах"):
            found = word.low
    following = words[run.last + 1].low if run.last + 1 < len(words) else ""
    if not found and following.startswith(("номер", "квартир", "подъезд", "код")):
        found = following
    return found


def _runs(words: Sequence[SaidWord]) -> Iterator[_Run]:
    at = 0
    while at < len(words):
        if not _digits_of(words, at):
            at += 1
            continue
        last = _end_of_run(words, at)
        yield _run(words, at, last)
        at = last + 1


def _end_of_run(words: Sequence[SaidWord], first: int) -> int:
    last, at = first, first + 1
    while at < len(words) and at - last <= LONGEST_GAP + 1:
        if _digits_of(words, at) and _goes_on(words, last, at):
            last = at
        elif not _is_filler(words[at].low):
            break
        at += 1
    return last


def _goes_on(words: Sequence[SaidWord], earlier: int, later: int) -> bool:
    """Digits of one speaker; over a new turn where somebody writes down, too."""
    return words[later].turn - words[earlier].turn <= 2


def _is_filler(low: str) -> bool:
    known = dictation_words()
    return low in known.filler - {"и", "в"} or low in known.correction or low == known.plus


def _digits_of(words: Sequence[SaidWord], at: int) -> str:
    """The digits that a word stands for; "" for none."""
    low, known = words[at].low, dictation_words()
    written = "".join(_DIGITS.findall(low))
    if written:
        return written
    if low in known.values:
        return str(known.values[low])
    following = words[at + 1].low if at + 1 < len(words) else ""
    if low in known.times and following in known.several_digits:
        return str(known.several_digits[following])  # "три семёрки": 7, and twice more
    if low in known.one_digit:
        return str(known.one_digit[low])
    if low in known.several_digits:
        times = known.times.get(words[at - 1].low, 2) if at else 2
        return str(known.several_digits[low]) * (times - 1)
    part = part_of(low)
    if (
        part is None
        or part.value.denominator != 1
        or part.kind
        in (
            "collective",
            "loss_ordinal",
        )
    ):
        return ""
    if low in ("один", "одна", "одно", "одну", "одного", "одной", "одним", "одному", "одном"):
        return "1" if low == "один" else ""
    return str(int(part.value))


def _run(words: Sequence[SaidWord], first: int, last: int) -> _Run:
    """The digits of a run: neighbours compose as they do in speech (двести сорок → 240)."""
    digits: list[str] = []
    groups, room, value, ordinal = 0, Fraction(0), 0, False
    for at in range(first, last + 1):
        own = _digits_of(words, at)
        if not own:
            continue
        part = part_of(words[at].low)
        ordinal = part is not None and part.kind in ("ordinal", "loss_ordinal")
        number, joined = int(own), at > first and not words[at - 1].follows
        is_word = not words[at].low[0].isdecimal()
        if is_word and joined and 0 < number < room:
            value += number
            digits[-1] = str(value)
        elif is_word and joined and number in (1000, 1_000_000) and digits:
            value *= number
            digits[-1] = str(value)
        else:
            value, groups = number, groups + 1
            digits.append(own)
        room = _room(number) if is_word else Fraction(0)
    scaled = words[last].low in _SCALES
    return _Run(first, last, "".join(digits), groups, ordinal, scaled)


def _room(number: int) -> Fraction:
    """Below what the next word must lie to join: after "двести" 100, after "сорок" 10."""
    for unit in (1_000_000, 1000, 100, 10):
        if number >= unit and number % unit == 0 and number > 10:
            return Fraction(unit)
    return Fraction(0)
