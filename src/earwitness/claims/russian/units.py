"""Military units as they are spoken of: "триста тридцать первый полк" → "331 regiment"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from earwitness.claims.named_units import BY_NAME, meant_alone, meant_by
from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.unit_words import (
    branch_of,
    is_called_own,
    is_own,
    name_beside,
    own_name_of,
    whose_numbered,
)
from earwitness.claims.tables import read_table
from earwitness.records.claim import ClaimUnit
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Token, readings

_WHOLE = frozenset({"весь", "целый", "каждый", "двухсотый", "трехсотый", "пятисотый"})
# The people of a unit are not the unit: "командир полка", "штаб бригады".
_PART_OF_A_UNIT = frozenset(
    [
        "командир",
        "комбат",
        "замкомандир",
        "командование",
        "штаб",
        "начальник",
        "замполит",
        "командующий",
        "зам",
        "комбриг",
        "комполка",
        "врач",
        "медик",
        "санитар",
        "повар",
    ]
)
# How many words may stand between a number and its unit: "917-й гвардейский мотострелковый полк".
_MOST_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class UnitKind:
    """One line of `units.toml`; `rank` grows with size. `branch` is what an abbreviation says."""

    name: str
    rank: int
    numbered: bool
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit on tokens [first, last]. `label` is its number, "own" ("наш", "мой") or empty.

    `half` is set for "полроты". `branch`, `own_name`, `whose` and `number_by` are those of
    `ClaimUnit`.
    """

    first: int
    last: int
    kind: UnitKind
    label: str
    half: bool = False
    branch: str = ""
    own_name: str = ""
    whose: str = ""
    number_by: str = ""

    @property
    def name(self) -> str:
        """Plain English: "331 regiment", "own company", "battalion"."""
        return f"{self.label} {self.kind.name}".strip()

    @property
    def normalised(self) -> ClaimUnit:
        """The same in parts."""
        return ClaimUnit(
            type=self.kind.name,
            number="" if self.label == "own" else self.label,
            branch=self.branch,
            name=self.own_name,
            whose=self.whose,
            number_by=self.number_by,
        )


@cache
def _kinds() -> dict[str, UnitKind]:
    """Unit kinds by dictionary form, and by "=form" where the form stands for itself."""
    kinds: dict[str, UnitKind] = {}
    table = read_table("russian", "units.toml")
    for rank, entry in enumerate(table["unit"]):
        kind = UnitKind(entry["name"], rank, entry.get("numbered", False))
        kinds[f"#{kind.name}"] = kind
        kinds.update(dict.fromkeys(entry["lemmas"], kind))
        kinds.update(dict.fromkeys((f"={form}" for form in entry.get("forms", ())), kind))
    for entry in table["abbreviation"]:
        kind = kinds[f"#{entry['unit']}"]
        short = UnitKind(kind.name, kind.rank, numbered=False, branch=entry["branch"])
        kinds.update(dict.fromkeys((f"={form}" for form in entry["forms"]), short))
    return kinds


@lru_cache(maxsize=50_000)
def kind_of(low: str) -> UnitKind | None:
    """The kind of unit that a lower-case word names, or None."""
    kinds = _kinds()
    if f"={low}" in kinds:
        return kinds[f"={low}"]
    nouns = (reading.lemma for reading in readings(low) if reading.part == "NOUN")
    return next((kinds[lemma] for lemma in nouns if lemma in kinds), None)


def units(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[Unit]:
    """Units of a sentence, left to right. `found` are its quantities; ordinals become numbers."""
    ends = {quantity.last: quantity for quantity in found}
    starts = {quantity.first: quantity for quantity in found}
    result: list[Unit] = []
    for index, token in enumerate(tokens):
        rest = token.low.removeprefix("пол").removeprefix("-")
        half = rest not in ("", token.low) and kind_of(token.low) is None
        kind = kind_of(rest if half else token.low)
        if kind is None:
            result += _alone(tokens, index)
        elif not _is_shelf(tokens, index) and not _is_someones(tokens, index):
            result += _unit(tokens, index, kind, half, (starts, ends))
    return result


def _unit(
    tokens: Sequence[Token],
    index: int,
    kind: UnitKind,
    half: bool,
    numbered: tuple[dict[int, Quantity], dict[int, Quantity]],
) -> list[Unit]:
    """The unit whose noun stands at `index`, with all that is said of it; or nothing."""
    starts, ends = numbered
    first, label = _label(tokens, index, ends)
    last, number_by = index, ""
    after = starts.get(index + 1)
    if not label and after is not None and after.ordinal and not _is_anothers(tokens, after.last):
        last, label = after.last, str(int(after.low))
    first = _with_adjectives(tokens, first)
    branch = kind.branch or branch_of(tokens, first, index)
    own_name = name_beside(tokens, first, index)
    if not label and own_name and (meant := meant_by(own_name, kind.name, branch)) is not None:
        label, number_by, branch = meant.number, BY_NAME, branch or meant.branch
    whose = whose_numbered(tokens, first, index)
    if not label and is_called_own(tokens, index) and whose != "other":
        label = "own"  # "у нас в роте" is the speaker's too, but is not called so
    if not (label or own_name or branch or not kind.numbered or is_own(tokens, index)):
        return []
    return [Unit(first, last, kind, label, half, branch, own_name, whose, number_by)]


def _is_anothers(tokens: Sequence[Token], last: int) -> bool:
    """Whether a number that ends there is of another unit: "БТГ семьдесят четвёртой бригады"."""
    for token in tokens[last + 1 : last + 2 + _MOST_ADJECTIVES]:
        if kind_of(token.low) is not None:
            return True
        if not any(r.part in {"ADJF", "PRTF"} for r in readings(token.low)[:1]):
            return False
    return False


def _alone(tokens: Sequence[Token], index: int) -> list[Unit]:
    """A unit that is named without a noun: "Кантемировскую разбили"."""
    name = own_name_of(tokens[index].low)
    meant = meant_alone(name) if name else None
    if meant is None or any(kind_of(token.low) for token in tokens[index + 1 : index + 4]):
        return []
    kind = _kinds()[f"#{meant.type}"]
    return [
        Unit(
            index, index, kind, meant.number, branch=meant.branch, own_name=name, number_by=BY_NAME
        )
    ]


def _with_adjectives(tokens: Sequence[Token], first: int) -> int:
    """Where the unit begins with "наш", "соседний" and the like, but not with "весь"."""
    while first > 0:
        likeliest = readings(tokens[first - 1].low)[:1]
        adjective = any(r.part == "ADJF" and r.lemma not in _WHOLE for r in likeliest)
        if not adjective or kind_of(tokens[first - 1].low) is not None:
            break
        if part_of(tokens[first - 1].low) is not None:
            break
        first -= 1
    return first


def _label(tokens: Sequence[Token], index: int, ends: dict[int, Quantity]) -> tuple[int, str]:
    """Where the unit begins and its number: over at most a few adjectives to an ordinal."""
    position = index - 1
    while position >= 0 and index - position <= _MOST_ADJECTIVES:
        quantity = ends.get(position)
        if quantity is not None:
            number = _unit_number(tokens, quantity, index, ends)
            return (quantity.first, number) if number else (index, "")
        if not any(r.part in {"ADJF", "PRTF"} for r in readings(tokens[position].low)):
            break
        position -= 1
    return index, ""


def _unit_number(
    tokens: Sequence[Token], quantity: Quantity, index: int, ends: dict[int, Quantity]
) -> str:
    """The number of a unit; "первый и второй батальон" keeps both."""
    written = tokens[quantity.first].text.isdigit() and quantity.first == quantity.last
    if not quantity.ordinal and not (written and _is_singular(tokens[index].low)):
        return ""
    number = str(int(quantity.low))
    joined = quantity.first >= 2 and tokens[quantity.first - 1].low == "и"
    before = ends.get(quantity.first - 2) if joined else None
    return f"{int(before.low)} and {number}" if before is not None and before.ordinal else number


def _is_singular(low: str) -> bool:
    """Whether a noun stands in the singular, as after a number that names ("2 батальон")."""
    kind = kind_of(low)
    if kind is not None and kind.branch:
        return True  # abbreviations are not inflected
    return any("sing" in r.grammemes and "nomn" in r.grammemes for r in readings(low)) or any(
        "sing" in r.grammemes and not r.grammemes & {"nomn", "gent"} for r in readings(low)
    )


def _is_shelf(tokens: Sequence[Token], index: int) -> bool:
    """ "на полке", "с полки": the other noun that shares forms with полк."""
    before = tokens[index - 1].low if index else ""
    return tokens[index].low in {"полка", "полке", "полки", "полку", "полкой"} and (
        before == "на" or (before == "с" and tokens[index].low == "полки")
    )


def _is_someones(tokens: Sequence[Token], index: int) -> bool:
    """Whether the unit only says whose commander or staff is meant."""
    position = index - 1
    while position >= 0 and index - position <= _MOST_ADJECTIVES + 1:
        lemmas = {reading.lemma for reading in readings(tokens[position].low)}
        if lemmas & _PART_OF_A_UNIT:
            return True
        if not any(r.part in {"ADJF", "PRTF"} for r in readings(tokens[position].low)):
            return False
        position -= 1
    return False


def chained(found: Sequence[Unit]) -> list[Unit]:
    """Units of one chain small to large, one of each size, rather one with a number."""
    by_rank: dict[int, Unit] = {}
    for unit in found:
        held = by_rank.get(unit.kind.rank)
        if held is None or (not held.label and unit.label):
            by_rank[unit.kind.rank] = unit
    return [by_rank[rank] for rank in sorted(by_rank)]


def joined_name(found: Sequence[Unit]) -> str | None:
    """Units of one chain small to large: "2 battalion, 331 regiment"; None if there is none."""
    return ", ".join(unit.name for unit in chained(found)) or None
