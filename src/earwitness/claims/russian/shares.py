"""Parts of a whole: "треть", "две трети", "каждый третий", "60 процентов", "1/3"."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.units import kind_of
from earwitness.runtime.russian.number_table import number_table
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Token, readings

_WHOLES = frozenset(
    ["нас", "наших", "людей", "личного", "состава", "ребят", "пацанов", "мужиков", "бойцов", "всех"]
)
_PART_WORDS = frozenset({"каждый", "процент"})


def with_shares(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Turn "две трети", "каждый третий", "60 процентов", "1/3" into shares; add "половина"."""
    at_end = {quantity.last: quantity for quantity in found}
    at_start = {quantity.first: quantity for quantity in found}
    shares: list[Quantity] = []
    halves = {i for quantity in found for i in range(quantity.first + 1, quantity.last + 1)}
    for index, token in enumerate(tokens):
        if not _may_share(token.low):
            continue
        if token.low == "половиной" and index in halves:
            continue  # "две с половиной тысячи" is a number
        before, after = at_end.get(index - 1), at_start.get(index + 1)
        if after is None and index + 1 < len(tokens) and tokens[index + 1].low == "на":
            after = at_start.get(index + 2)  # "процентов на семьдесят"
        share = (
            _share_noun(index, token, before)
            or _every_nth(index, token, after)
            or _ordinal_part(index, token, before, tokens)
            or _percent(index, token, before, after)
            or _written_fraction(token, before, after)
        )
        if share is not None:
            shares.append(share)
    covered = {index for share in shares for index in range(share.first, share.last + 1)}
    return [quantity for quantity in found if quantity.first not in covered] + shares


@lru_cache(maxsize=50_000)
def _may_share(low: str) -> bool:
    """Whether a word says a part in any of the ways below; most words say none."""
    words = number_table()["share"]
    part = part_of(low)
    return (
        low in {"половиной", "%", "/"}
        or low in words.forms
        or (part is not None and part.kind == "ordinal")
        or any(r.lemma in _PART_WORDS or r.lemma in words.lemmas for r in readings(low))
    )


def _share_noun(index: int, token: Token, before: Quantity | None) -> Quantity | None:
    words = number_table()["share"]
    share = words.forms.get(token.low)
    if share is None and part_of(token.low) is None:  # "третью" is the ordinal
        nouns = (r.lemma for r in readings(token.low)[:2] if r.part == "NOUN")
        share = next((words.lemmas[lemma] for lemma in nouns if lemma in words.lemmas), None)
    if share is None:
        return None
    if before is None or before.ordinal or before.low * share >= 1 or before.low != before.high:
        return Quantity(index, index, share, share, share=True)
    return Quantity(before.first, index, before.low * share, before.low * share, share=True)


def _every_nth(index: int, token: Token, after: Quantity | None) -> Quantity | None:
    if after is None or not after.ordinal or not 2 <= after.low <= 10:
        return None
    if not any(reading.lemma == "каждый" for reading in readings(token.low)):
        return None
    return Quantity(index, after.last, 1 / after.low, 1 / after.low, share=True)


def _ordinal_part(
    index: int, token: Token, before: Quantity | None, tokens: Sequence[Token]
) -> Quantity | None:
    """ "одна десятая", "две пятых части"."""
    part = part_of(token.low)
    if part is None or part.kind != "ordinal" or (before is not None and before.ordinal):
        return None
    if before is None:
        return _nth_part(index, part.value, tokens)
    if before.low != before.high or not 1 <= before.low < part.value <= 10:
        return None
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if following not in {"часть", "части"} and not token.low.endswith(("ых", "их", "ая", "ую")):
        return None
    last = index + 1 if following in {"часть", "части"} else index
    share = before.low / part.value
    return Quantity(before.first, last, share, share, share=True)


def _nth_part(index: int, nth: Fraction, tokens: Sequence[Token]) -> Quantity | None:
    """ "Десятая часть полка", "пятая часть наших"; but "третья часть" may be a unit."""
    following = [token.low for token in tokens[index + 1 : index + 3]]
    if len(following) < 2 or following[0] not in {"часть", "части"} or nth < 3:
        return None
    whole = kind_of(following[1]) is not None or following[1] in _WHOLES
    return Quantity(index, index + 1, 1 / nth, 1 / nth, share=True) if whole else None


def _percent(
    index: int, token: Token, before: Quantity | None, after: Quantity | None
) -> Quantity | None:
    if token.low != "%" and not any(r.lemma == "процент" for r in readings(token.low)):
        return None
    number = before if before is not None and not before.ordinal else after
    if number is None or number.ordinal or number.high > 100:
        return None
    first, last = min(index, number.first), max(index, number.last)
    return Quantity(first, last, number.low, number.high, share=True, percent=True)


def _written_fraction(
    token: Token, before: Quantity | None, after: Quantity | None
) -> Quantity | None:
    if token.low != "/" or before is None or after is None or not 0 < before.low < after.low:
        return None
    part = before.low / after.low
    return Quantity(before.first, after.last, part, part, share=True)
