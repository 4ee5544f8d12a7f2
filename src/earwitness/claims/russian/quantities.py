"""Numbers of a sentence as quantities: exact, ranges ("двое-трое"), shares and bounds.

Approximation ("около ста", "человек четыреста", "десятка два") gives the plain number; only what
the speaker says as a bound or a range is rendered as one.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.bounds import bounded
from earwitness.claims.russian.lexicon import classes_of
from earwitness.claims.russian.shares import with_shares
from earwitness.runtime.russian.numbers import Number, numbers, part_of
from earwitness.runtime.russian.words import Token

# "десять пятнадцать человек": two numbers side by side are a range only if they are this close
# (below ten: "два три", "три пять", not "трое восьмерых").
_WIDEST_BARE_RANGE = 3
# Bare numbers in a row from which on they are digits of something: a telephone, a code.
_DIGIT_CHAIN = 3
_HYPHENS = frozenset("-–—")
# Weapons that are called by letters and a number; said in words, the letters are "тэ", "бэтээр".
_DESIGNATED = frozenset(
    [
        "ми",
        "ка",
        "су",
        "миг",
        "т",
        "тэ",
        "бтр",
        "бмп",
        "бмд",
        "ту",
        "ил",
        "ан",
        "д",
        "рпг",
        "ак",
        "с",
    ]
)
_CORRECTING = frozenset(["нет", "не", "вернее", "точнее", "ой", "вру", "стоп", "погоди", "пардон"])
_WITHIN_CORRECTION = frozenset([",", "-", "–", "—", "а", "уже", "человек", "даже"])


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Quantities of a sentence in order, without overlaps."""
    listed = _without_designations(tokens, _with_hyphened(tokens))
    listed = _corrected(tokens, _without_digit_chains(tokens, listed))
    found = _with_halves(tokens, _with_ranges(tokens, listed))
    widened = [bounded(tokens, quantity) for quantity in with_shares(tokens, found)]
    widened += _few(tokens)
    ordered = _apart(sorted(widened, key=lambda quantity: (quantity.first, -quantity.last)))
    return _between_bounds(tokens, ordered)


def _apart(ordered: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in ordered:
        if not kept or quantity.first > kept[-1].last:
            kept.append(quantity)
    return kept


def _with_hyphened(tokens: Sequence[Token]) -> list[Number | Quantity]:
    """Numbers, and ranges written as one word: "двое-трое", "десять-пятнадцать"."""
    plain: list[Number | Quantity] = [
        number for number in numbers(tokens) if not _is_a_family(tokens, number)
    ]
    for index, token in enumerate(tokens):
        left, hyphen, right = token.low.partition("-")
        if not hyphen or not right or part_of(token.low) is not None:
            continue
        low, high = part_of(left), part_of(right)
        if low is None or high is None or "ordinal" in {low.kind, high.kind}:
            continue
        if low.value < high.value:
            people = "collective" in {low.kind, high.kind}
            plain.append(Quantity(index, index, low.value, high.value, people=people))
    return sorted(plain, key=lambda number: number.first)


def _is_a_family(tokens: Sequence[Token], number: Number) -> bool:
    """ "Семью" is the accusative of a family; seven only after "с" ("с семью бойцами")."""
    if number.first != number.last or tokens[number.first].low != "семью":
        return False
    return number.first == 0 or tokens[number.first - 1].low not in {"с", "со"}


def _between(tokens: Sequence[Token], left: int, right: int) -> list[str]:
    return [token.low for token in tokens[left + 1 : right]]


def _without_designations(
    tokens: Sequence[Token], found: list[Number | Quantity]
) -> list[Number | Quantity]:
    """Leave out the numbers that name a weapon: "Ми-8", "т 72", "бтр 82"."""

    def names(number: Number | Quantity) -> bool:
        hyphen = number.first >= 2 and tokens[number.first - 1].low in _HYPHENS
        word = tokens[number.first - (2 if hyphen else 1)].low if number.first else ""
        written = part_of(tokens[number.first].low)
        oblique = written is not None and not written.cases & {"nomn", "accs"}  # "с трёхсот"
        return word in _DESIGNATED and not (number.ordinal or number.people or oblique)

    return [number for number in found if not names(number)]


def _corrected(tokens: Sequence[Token], found: list[Number | Quantity]) -> list[Number | Quantity]:
    """Of "двадцать, нет, тридцать" only what the speaker comes to."""
    kept: list[Number | Quantity] = []
    for number in found:
        if kept and not number.ordinal:
            between = set(_between(tokens, kept[-1].last, number.first))
            if between & _CORRECTING and between <= _CORRECTING | _WITHIN_CORRECTION:
                kept.pop()
        kept.append(number)
    return kept


def _without_digit_chains(
    tokens: Sequence[Token], found: list[Number | Quantity]
) -> list[Number | Quantity]:
    kept: list[Number | Quantity] = []
    chain: list[Number | Quantity] = []
    for number in found:
        joined = chain and not set(_between(tokens, chain[-1].last, number.first)) - {",", "-"}
        if not joined or number.ordinal:
            kept.extend(chain if len(chain) < _DIGIT_CHAIN else ())
            chain = []
        chain.append(number)
    return kept + (chain if len(chain) < _DIGIT_CHAIN else [])


def _with_ranges(tokens: Sequence[Token], found: list[Number | Quantity]) -> list[Quantity]:
    result: list[Quantity] = []
    pending: Number | None = None
    for number in found:
        if isinstance(number, Quantity):
            result.extend([_exact(pending)] if pending else [])
            result.append(number)
            pending = None
        elif pending is not None and _is_range(tokens, pending, number):
            people = pending.people or number.people
            either = _between(tokens, pending.first - 3, pending.first) == ["то", "ли"]
            first = pending.first - 2 if either else pending.first
            result.append(Quantity(first, number.last, pending.value, number.value, people=people))
            pending = None
        else:
            result.extend([_exact(pending)] if pending else [])
            pending = number
    return result + ([_exact(pending)] if pending else [])


def _with_halves(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Join "две с половиной тысячи", which the number words alone give as 2 and 1000."""
    starts = {quantity.first: quantity for quantity in found}
    result: list[Quantity] = []
    for quantity in found:
        if result and quantity.first <= result[-1].last:
            continue
        half = [token.low for token in tokens[quantity.last + 1 : quantity.last + 3]]
        scale = starts.get(quantity.last + 3)
        if half == ["с", "половиной"] and scale is not None and scale.low in {100, 1000, 10**6}:
            value = (quantity.low + Fraction(1, 2)) * scale.low
            quantity = replace(quantity, last=scale.last, low=value, high=value)
        result.append(quantity)
    return result


def _between_bounds(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """ "минимум пятнадцать, максимум двадцать" is a range."""
    result: list[Quantity] = []
    for quantity in found:
        if result and _bounds_meet(tokens, result[-1], quantity):
            least = result.pop()
            quantity = replace(quantity, first=least.first, low=least.low, bound="")
        result.append(quantity)
    return result


def _bounds_meet(tokens: Sequence[Token], least: Quantity, most: Quantity) -> bool:
    beside = set(_between(tokens, least.last, most.first)) <= {",", "и", "но", "а"}
    return beside and (least.bound, most.bound) == (">", "<") and least.low < most.low


def _few(tokens: Sequence[Token]) -> list[Quantity]:
    """ "остались единицы": less than ten; "несколько человек": more than one."""
    several = [
        Quantity(index, index, Fraction(1), Fraction(1), bound=">")
        for index, token in enumerate(tokens)
        if token.low == "несколько"
    ]
    return several + [
        Quantity(index, index, Fraction(10), Fraction(10), bound="<", people=True)
        for index, token in enumerate(tokens)
        if token.low == "единицы"
        and (index == 0 or part_of(tokens[index - 1].low) is None)
        and "ОСТАТЬСЯ" in classes_of(tokens[index - 1 if index else 0].low)
    ]


def _exact(number: Number) -> Quantity:
    return Quantity(
        number.first, number.last, number.value, number.value,
        ordinal=number.ordinal, people=number.people,
    )  # fmt: skip


def _is_range(tokens: Sequence[Token], left: Number, right: Number) -> bool:
    if left.ordinal or right.ordinal or left.value >= right.value:
        return False
    between = _between(tokens, left.last, right.first)
    if not between:
        small = left.value < 10 and right.value - left.value > 2
        close = right.value <= left.value * _WIDEST_BARE_RANGE and not small
        return close and bool(left.cases & right.cases)
    joint = [low for low in between if low != ","]
    if joint == ["то", "ли"] or joint == ["а", "может"]:
        return True
    before = tokens[left.first - 1].low if left.first else ""
    if len(joint) == 1 and joint[0] in _HYPHENS | {"или"}:
        return True
    if before in {"может", "то", "либо", "или"}:
        return joint == [before]
    return before in {"от", "с"} and joint == ["до"]
