"""Numbers of an English sentence, in digits and words, with the tokens they stand on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from earwitness.runtime.english.number_words import ONES, ORDINALS, SCALES, TENS
from earwitness.runtime.english.words import Token

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,6}))?(st|nd|rd|th)?")
_SPACED_GROUP = re.compile(r"\d{3}")
# What no scale multiplies any more: a recogniser may say "hundred" without an end.
_LARGEST = 10**12
_ARTICLES = frozenset({"a", "an", "the", "another", "half"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number on tokens [first, last]; `ordinal` for "third", "27th"."""

    first: int
    last: int
    value: Fraction
    ordinal: bool = False


def numbers(tokens: Sequence[Token]) -> list[Number]:
    """Every number in order, without overlaps. "A couple" and "dozen" are numbers, too."""
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        number = _number_at(tokens, index)
        if number is None:
            index += 1
            continue
        found.append(number)
        index = number.last + 1
    return found


def _number_at(tokens: Sequence[Token], at: int) -> Number | None:
    token = tokens[at]
    if token.is_number:
        return _digits_at(tokens, at)
    if token.low == "couple":
        last = at + 1 if _low(tokens, at + 1) == "dozen" else at
        return Number(at, last, Fraction(2 if last == at else 24))
    if token.low == "dozen":
        return Number(at, at, Fraction(12))
    return _words_at(tokens, at)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _digits_at(tokens: Sequence[Token], at: int) -> Number | None:
    read = _DIGITS.fullmatch(tokens[at].low)
    if read is None:
        return None
    whole, decimals, ordinal = read.groups()
    value = Fraction(f"{whole.replace(',', '')}.{decimals or 0}")
    last = at
    while (
        not ordinal and not decimals and value < _LARGEST and len(whole) < 4
        and _SPACED_GROUP.fullmatch(_low(tokens, last + 1)) and value not in (0, 200, 300, 500)
        and tokens[last + 1].start == tokens[last].end + 1 and _low(tokens, last + 1) == "000"
    ):  # fmt: skip
        value, last = value * 1000 + int(tokens[last + 1].low), last + 1
    if not ordinal and _low(tokens, last + 1) in SCALES:
        value, last = value * SCALES[tokens[last + 1].low], last + 1
    elif not ordinal and _low(tokens, last + 1) == "dozen":
        value, last = value * 12, last + 1
    elif not ordinal and _low(tokens, last + 1) in ("th", "st", "nd", "rd"):
        ordinal, last = "th", last + 1
    return Number(at, last, value, bool(ordinal))


def _words_at(tokens: Sequence[Token], at: int) -> Number | None:
    total, group, room = Fraction(0), Fraction(0), Fraction(0)
    end, last, met, ordinal = at, at, False, False
    while end < len(tokens) and not ordinal:
        low = tokens[end].low
        value = ONES.get(low, TENS.get(low, ORDINALS.get(low)))
        if value is not None and (not met or value < room):
            ordinal = low in ORDINALS
            group, met, last = group + value, True, end
            room = Fraction(10 if low in TENS else 0)
        elif low.removesuffix("th") in SCALES and group < _LARGEST and _may_scale(tokens, end, met):
            ordinal = low.endswith("th")
            scale = SCALES[low.removesuffix("th")]
            group = (group or Fraction(1, 2 if _low(tokens, end - 1) == "half" else 1)) * scale
            if scale > 100:
                total, group = total + group, Fraction(0)
            room, met, last = Fraction(min(scale, 1000)), True, end
        elif low == "dozen" and met and group < 100:
            return Number(at, end, total + group * 12)
        elif not ((low == "-" and met) or _is_joint(tokens, end, room)):
            break
        end += 1
    if not met:
        return None
    article = tokens[at].low in SCALES and _low(tokens, at - 1) in {"a", "an"}
    return _with_half(tokens, Number(at - article, last, total + group, ordinal))


def _may_scale(tokens: Sequence[Token], at: int, met: bool) -> bool:
    return met or at == 0 or tokens[at - 1].low in _ARTICLES or not tokens[at - 1].is_word


def _is_joint(tokens: Sequence[Token], at: int, room: Fraction) -> bool:
    """ "A hundred and ten": one number, if what follows fits into it."""
    if _low(tokens, at) != "and" or _low(tokens, at - 1) not in SCALES:
        return False
    following = _low(tokens, at + 1)
    value = ONES.get(following, TENS.get(following, ORDINALS.get(following, 0)))
    return 0 < value < room


def _with_half(tokens: Sequence[Token], number: Number) -> Number:
    """ "Three and a half thousand", "a thousand and a half"."""
    after = [token.low for token in tokens[number.last + 1 : number.last + 5]]
    if number.ordinal or after[:3] != ["and", "a", "half"]:
        return number
    scale = SCALES.get(after[3], 0) if len(after) > 3 else 0
    if scale:
        return Number(number.first, number.last + 4, (number.value + Fraction(1, 2)) * scale)
    last_scale = SCALES.get(tokens[number.last].low)
    if last_scale is None:
        return number
    return Number(number.first, number.last + 3, number.value + Fraction(last_scale, 2))
