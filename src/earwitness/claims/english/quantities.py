"""Numbers of a sentence as quantities: exact, ranges ("two or three"), shares and bounds.

Approximation ("about a hundred", "some fifty") gives the plain number; only what the speaker says
as a bound or a range is rendered as one. "A few", "several" alone are no number.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from earwitness.claims.english.word_lists import listed
from earwitness.claims.quantity import Quantity
from earwitness.runtime.english.number_words import SCALES
from earwitness.runtime.english.numbers import Number, numbers
from earwitness.runtime.english.words import Token

# Numbers in a row from which on they are digits of something: a telephone, a code.
_DIGIT_CHAIN = 3
_SHARES = {
    "half": Fraction(1, 2), "halves": Fraction(1, 2), "third": Fraction(1, 3),
    "thirds": Fraction(1, 3), "quarter": Fraction(1, 4), "quarters": Fraction(1, 4),
    "fourth": Fraction(1, 4), "fourths": Fraction(1, 4), "fifth": Fraction(1, 5),
    "fifths": Fraction(1, 5), "tenth": Fraction(1, 10), "tenths": Fraction(1, 10),
}  # fmt: skip
_MANY = {
    "dozens": 12, "hundreds": 100, "thousands": 1000, "tens": 10, "scores": 20,
}  # fmt: skip
_ABOVE = "more than|over|at least|no less than|not less than|no fewer than|upwards of|above|a good"
_BELOW = "less than|fewer than|up to|at most|no more than|not more than|under|almost up to|below"
_MORE_AFTER = "or more|plus|odd|at least"
_LESS_AFTER = "or less|or fewer|at most|at the most"


def _phrases(above: str, below: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Bounds with the words for them."""
    return tuple(
        (bound, tuple(phrase.split()))
        for bound, phrases in ((">", above), ("<", below))
        for phrase in phrases.split("|")
    )


_BEFORE_NUMBER = _phrases(_ABOVE, _BELOW)
_AFTER_NUMBER = _phrases(_MORE_AFTER, _LESS_AFTER)
_BEFORE_PRONOUN = listed("quantities.before_pronoun")
_DASHES = frozenset("-–—")


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Quantities of a sentence in order, without overlaps."""
    counting = [number for number in numbers(tokens) if not _is_pronoun(tokens, number)]
    found = _with_ranges(tokens, _without_digit_chains(tokens, counting))
    found = _with_shares(tokens, found)
    found = [_bounded(tokens, quantity) for quantity in found + _bare_plurals(tokens, found)]
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.first, -q.last)):
        if not kept or quantity.first > kept[-1].last:
            kept.append(quantity)
    return kept


def _words(tokens: Sequence[Token], first: int, end: int) -> tuple[str, ...]:
    return tuple(token.low for token in tokens[max(first, 0) : max(end, 0)])


def _is_pronoun(tokens: Sequence[Token], number: Number) -> bool:
    """ "No one", "this one", "the last one": no number."""
    last = number.first == number.last and tokens[number.first].low == "one"
    return last and _low(tokens, number.first - 1) in _BEFORE_PRONOUN


def _without_digit_chains(tokens: Sequence[Token], found: Sequence[Number]) -> list[Number]:
    kept: list[Number] = []
    chain: list[Number] = []
    for number in [*found, None]:
        joined = (
            number is not None
            and not number.ordinal
            and chain
            and set(_words(tokens, chain[-1].last + 1, number.first)) <= {",", "-", "."}
        )
        if not joined:
            kept += chain if len(chain) < _DIGIT_CHAIN or _has_range(tokens, chain) else []
            chain = []
        if number is not None:
            chain.append(number)
    return kept


def _has_range(tokens: Sequence[Token], chain: Sequence[Number]) -> bool:
    """Whether all but one number of a chain are one written range: "120, 10-15 left"."""
    dashes = sum(
        _words(tokens, a.last + 1, b.first) == ("-",) for a, b in itertools.pairwise(chain)
    )
    return dashes == 1 and len(chain) == _DIGIT_CHAIN


def _exact(number: Number) -> Quantity:
    return Quantity(number.first, number.last, number.value, number.value, ordinal=number.ordinal)


def _with_ranges(tokens: Sequence[Token], found: Sequence[Number]) -> list[Quantity]:
    result: list[Quantity] = []
    index = 0
    while index < len(found):
        left = found[index]
        right = found[index + 1] if index + 1 < len(found) else None
        if right is not None and (first := _range_start(tokens, left, right)) is not None:
            low = left.value
            if low < right.value and tokens[right.last].low in SCALES and low < 100:
                scaled = low * SCALES[tokens[right.last].low]
                low = scaled if scaled < right.value else low  # "two or three hundred"
            result.append(Quantity(first, right.last, low, right.value))
            index += 2
            continue
        result.append(_exact(left))
        index += 1
    return result


def _range_start(tokens: Sequence[Token], left: Number, right: Number) -> int | None:
    """Where a range begins that two numbers make, or None if they make none."""
    if left.ordinal or right.ordinal or left.value >= right.value:
        return None
    between = _words(tokens, left.last + 1, right.first)
    before = tokens[left.first - 1].low if left.first else ""
    joint = tuple(word for word in between if word != ",")
    if (len(joint) == 1 and joint[0] in _DASHES | {"or"}) or joint == ("to",):
        return left.first
    if before in {"maybe", "perhaps", "either"} and joint in {(before,), ("or",), ("or", before)}:
        return left.first - 1
    if (before, joint) in {("from", ("to",)), ("between", ("and",))}:
        return left.first - 1
    return None


def _with_shares(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Turn "two thirds", "every third", "60 percent", "half a thousand" into what they are."""
    at_end = {quantity.last: quantity for quantity in found}
    at_start = {quantity.first: quantity for quantity in found}
    made: list[Quantity] = []
    for index, token in enumerate(tokens):
        low = token.low
        if low in {"%", "percent", "percents"} or (
            low == "per" and _low(tokens, index + 1) == "cent"
        ):
            made += _percent(index + (low == "per"), at_end.get(index - 1))
        elif low in _SHARES:
            made += _share(tokens, index, at_end, at_start)
        elif low in {"every", "each"} and (after := at_start.get(index + 1)) is not None:
            if after.ordinal and 2 <= after.low <= 10:
                made.append(Quantity(index, after.last, 1 / after.low, 1 / after.low, share=True))
        elif low == "/":
            made += _written(at_end.get(index - 1), at_start.get(index + 1))
    covered = {index for share in made for index in range(share.first, share.last + 1)}
    return [q for q in found if not covered & set(range(q.first, q.last + 1))] + made


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _written(before: Quantity | None, after: Quantity | None) -> list[Quantity]:
    """ "1/3"."""
    if before is None or after is None or not 0 < before.low < after.low:
        return []
    part = before.low / after.low
    return [Quantity(before.first, after.last, part, part, share=True)]


def _percent(index: int, before: Quantity | None) -> list[Quantity]:
    if before is None or before.ordinal or before.high > 100:
        return []
    return [replace(before, last=index, share=True, percent=True)]


def _share(
    tokens: Sequence[Token],
    index: int,
    at_end: dict[int, Quantity],
    at_start: dict[int, Quantity],
) -> list[Quantity]:
    low, share = tokens[index].low, _SHARES[tokens[index].low]
    before = _low(tokens, index - 1)
    if low == "half":
        after = at_start.get(index + 1) if _low(tokens, index + 1) == "a" else None
        after = after or (at_start.get(index + 2) if _low(tokens, index + 1) == "a" else None)
        if after is not None and tokens[after.last].low in (*SCALES, "dozen"):
            half = after.low / 2
            return [Quantity(index, after.last, half, half)]
        if before == "a" and _low(tokens, index - 2) == "and":
            return []
        following = _low(tokens, index + 1)
        return (
            []
            if following in {"past", "hour", "an"}
            else [Quantity(index, index, share, share, share=True)]
        )
    number = at_end.get(index - 1)
    if number is None and before == "-" and tokens[index].glued:
        number = at_end.get(index - 2)
    if number is not None and not number.ordinal:
        value = number.low * share
        return [Quantity(number.first, index, value, value, share=True)] if value < 1 else []
    if low == "quarter" or (
        low in {"third", "fourth", "fifth", "tenth"} and before in {"a", "one"}
    ):
        first = index - 1 if before in {"a", "one"} else index
        return [Quantity(first, index, share, share, share=True)]
    return []


def _bare_plurals(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[Quantity]:
    """ "Hundreds of men", "a few thousand": more than that, and how many is not said."""
    made = [
        Quantity(index, index, Fraction(_MANY[token.low]), Fraction(_MANY[token.low]), bound=">")
        for index, token in enumerate(tokens)
        if token.low in _MANY
    ]
    for index, token in enumerate(tokens):
        if token.low in {"few", "several"} and _low(tokens, index + 1) in (*SCALES, "dozen"):
            size = Fraction(SCALES.get(_low(tokens, index + 1), 12))
            first = index - 1 if _low(tokens, index - 1) == "a" else index
            made.append(Quantity(first, index + 1, size, size, bound=">"))
    return made


def _bounded(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Apply "more than", "up to", "or more" beside a quantity; the longest phrase counts."""
    if quantity.ordinal or quantity.low != quantity.high or quantity.bound:
        return quantity
    first = quantity.first - (_low(tokens, quantity.first - 1) in {"a", "an", "the"})
    best = (0, 0, 0, "")
    for bound, phrase in _BEFORE_NUMBER:
        begin = first - len(phrase)
        if begin >= 0 and _words(tokens, begin, first) == phrase and len(phrase) > best[0]:
            best = (len(phrase), begin, quantity.last, bound)
    for bound, phrase in _AFTER_NUMBER:
        end = quantity.last + 1 + len(phrase)
        if _words(tokens, quantity.last + 1, end) == phrase and len(phrase) > best[0]:
            best = (len(phrase), quantity.first, end - 1, bound)
    if not best[0]:
        return quantity
    return replace(quantity, first=best[1], last=best[2], bound=best[3])
