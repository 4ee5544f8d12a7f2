"""Military units as they are spoken of: "триста тридцать первый полк" → "331 regiment"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.quantity import Quantity
from earwitness.claims.tables import read_table
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Token, readings

_POSSESSIVES = frozenset({"наш", "мой", "свой"})
_WHOLE = frozenset({"весь", "целый", "каждый", "двухсотый", "трехсотый", "пятисотый"})
_OURS = frozenset({"нас", "наших", "меня", "мы", "я"})
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
    """One line of `units.toml`; `rank` grows with size."""

    name: str
    rank: int
    numbered: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit on tokens [first, last]. `label` is its number, "own" or empty.

    `share` is set for "полроты", half of it.
    """

    first: int
    last: int
    kind: UnitKind
    label: str
    half: bool = False

    @property
    def name(self) -> str:
        """Plain English: "331 regiment", "own company", "battalion"."""
        return f"{self.label} {self.kind.name}".strip()


@cache
def _kinds() -> dict[str, UnitKind]:
    """Unit kinds by dictionary form, and by "=form" where the form stands for itself."""
    kinds: dict[str, UnitKind] = {}
    for rank, entry in enumerate(read_table("russian", "units.toml")["unit"]):
        kind = UnitKind(entry["name"], rank, entry.get("numbered", False))
        kinds.update(dict.fromkeys(entry["lemmas"], kind))
        kinds.update(dict.fromkeys((f"={form}" for form in entry.get("forms", ())), kind))
    return kinds


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
        if kind is None or _is_shelf(tokens, index) or _is_someones(tokens, index):
            continue
        first, label = _label(tokens, index, ends)
        last = index
        if not label and (after := starts.get(index + 1)) is not None and after.ordinal:
            last, label = after.last, str(int(after.low))
        if not label and _is_own(tokens, index):
            label = "own"
        if label or not kind.numbered:
            result.append(Unit(_with_adjectives(tokens, first), last, kind, label, half))
    return result


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
    return any("sing" in r.grammemes and "nomn" in r.grammemes for r in readings(low)) or any(
        "sing" in r.grammemes and not r.grammemes & {"nomn", "gent"} for r in readings(low)
    )


def _is_own(tokens: Sequence[Token], index: int) -> bool:
    """ "наш полк", "из моей второй роты", "у нас в роте", "в роте у нас"."""
    before = tokens[max(0, index - 3) : index]
    for token in reversed(before):
        lemmas = {reading.lemma for reading in readings(token.low)}
        if lemmas & _POSSESSIVES:
            return True
        if not any(r.part in {"ADJF", "PRTF"} for r in readings(token.low)):
            break
    after = [token.low for token in tokens[index + 1 : index + 3]]
    if after and any(reading.lemma in _POSSESSIVES for reading in readings(after[0])):
        return True
    if not before or before[-1].low not in {"в", "во"}:
        return False
    around = [token.low for token in tokens[max(0, index - 4) : index - 1]]
    return bool(_OURS & set(around)) or after[:2] in (["у", "нас"], ["нас"]) or "нас" in after


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


def joined_name(found: Sequence[Unit]) -> str | None:
    """Units of one chain small to large: "2 battalion, 331 regiment"; None if there is none."""
    by_rank: dict[int, Unit] = {}
    for unit in found:
        held = by_rank.get(unit.kind.rank)
        if held is None or (not held.label and unit.label):
            by_rank[unit.kind.rank] = unit
    return ", ".join(by_rank[rank].name for rank in sorted(by_rank)) or None
