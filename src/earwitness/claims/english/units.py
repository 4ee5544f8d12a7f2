"""Military units as they are spoken of: "the 331st airborne regiment" → "331 regiment"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.english.gazetteer import base_named
from earwitness.claims.english.word_lists import listed
from earwitness.claims.quantity import Quantity
from earwitness.claims.tables import read_table
from earwitness.records.claim import ClaimUnit
from earwitness.runtime.english.words import Token

_OWN = frozenset({"our", "my"})
_OTHERS = listed("units.others")
_PLAIN = listed("units.plain")
# The people of a unit are not the unit: "the commander of the regiment", "brigade headquarters".
_PART_BEFORE = listed("units.part_before")
_PART_AFTER = _PART_BEFORE | {"officer", "officers", "sergeant", "car", "store", "policy"}
_OUR_SIDE = frozenset({"us", "we", "our"})
_OF_OURS = (["of", "ours"], ["of", "mine"])
# The noun that names no size.
_NO_SIZE = "unit"
# What ties a unit to a figure, and what may follow a unit's number that stands without its noun.
_TO_UNIT = frozenset({"in", "from", "of"})
_AFTER_NUMBER = frozenset({"and", "only", "just", "maybe", "about", "nobody", "none", "another"})
# How far behind a unit, in words, another may go without its noun. Estimate.
_NOUN_REACH = 12
# How many words may stand between a number and its unit: "the 6th separate tank regiment".
_MOST_ADJECTIVES = 4


@dataclass(frozen=True, slots=True)
class UnitKind:
    """One line of `units.toml`; `rank` grows with size."""

    name: str
    rank: int
    numbered: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit on tokens [first, last]. `label` is its number, "own" ("our", "my") or empty.

    `own` says that it is the speaker's, called so or not ("we have forty in the company").
    """

    first: int
    last: int
    kind: UnitKind
    label: str
    branch: str = ""
    base: str = ""
    other: bool = False
    plural: bool = False
    own: bool = False

    @property
    def name(self) -> str:
        """Plain English: "331 regiment", "own company", "battalion"."""
        return f"{self.label} {self.kind.name}".strip()

    def record(self) -> ClaimUnit:
        """The unit in its parts."""
        number = self.label if self.label[:1].isdigit() else ""
        whose = "own" if self.own else "other" if self.other else ""
        return ClaimUnit(
            type=self.kind.name, number=number, branch=self.branch, name=self.base, whose=whose
        )


@cache
def _kinds() -> dict[str, tuple[UnitKind, bool]]:
    """Unit kinds by word, and whether the word is plural."""
    kinds: dict[str, tuple[UnitKind, bool]] = {}
    for rank, entry in enumerate(read_table("english", "units.toml")["unit"]):
        kind = UnitKind(entry["name"], rank, entry.get("numbered", False))
        for word in entry["words"]:
            kinds[word] = (kind, False)
            plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
            kinds.setdefault(plural, (kind, True))
    return kinds


def units(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[Unit]:
    """Units of a sentence, left to right. `found` are its quantities; ordinals become numbers."""
    ends = {quantity.last: quantity for quantity in found}
    result = list(_each(tokens, ends))
    result = sorted([*result, *_without_noun(tokens, found, result)], key=lambda unit: unit.first)
    return [u for u in result if u.label or u.base or u.own or not u.kind.numbered]


def _each(tokens: Sequence[Token], ends: dict[int, Quantity]) -> Iterator[Unit]:
    for index, token in enumerate(tokens):
        kind, plural = _kinds().get(token.low, (None, False))
        last = index
        if [t.low for t in tokens[index : index + 3]] == ["battalion", "tactical", "group"]:
            kind, last = _kinds()["btg"][0], index + 2
        elif _low(tokens, index - 1) == "tactical" and token.low == "group":
            continue
        blocking = _low(tokens, index - 1) in {"blocking", "barrier"}
        if kind is None or blocking or _is_part(tokens, index, last):
            continue
        first, label, bases = _before(tokens, index, ends)
        other = any(t.low in _OTHERS for t in tokens[max(first - 1, 0) : index])
        label = label or _number_after(tokens, last, ends)
        if label and not ends.get(index - 1) and last + 1 in ends and first == index:
            last += 1
        if not label and [_low(tokens, last + 1), _low(tokens, last + 2)] in _OF_OURS:
            label = "own"
        branch = _branch(tokens, first, index)
        own = label == "own" or _low(tokens, first - 1) in _OWN
        own = own or (not label and _is_ours(tokens, index))
        yield Unit(first, last, kind, label, branch, bases, other and not label, plural, own)


def _without_noun(
    tokens: Sequence[Token], found: Sequence[Quantity], told: Sequence[Unit]
) -> Iterator[Unit]:
    """ "Six from the first platoon and four from the third": the third platoon."""
    for quantity in found:
        first, last = quantity.first, quantity.last
        before = [_low(tokens, first - 2), _low(tokens, first - 1)]
        counts = {one.first for one in found}
        tied = before[0] in _TO_UNIT or (before[0] in {",", "and"} and last + 1 in counts)
        if not quantity.ordinal or before[1] != "the" or not tied:
            continue
        earlier = [unit for unit in told if 0 < first - unit.last <= _NOUN_REACH]
        numbered = earlier and earlier[-1].label.isdigit()
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        ends = after is None or not after.is_word or after.low in _AFTER_NUMBER
        if numbered and (ends or last + 1 in counts):
            yield Unit(first, last, earlier[-1].kind, str(int(quantity.low)))


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _is_part(tokens: Sequence[Token], index: int, last: int) -> bool:
    before = [token.low for token in tokens[max(0, index - 4) : index]]
    if _low(tokens, last + 1) in _PART_AFTER and _low(tokens, index - 1) != "of":
        return True
    while before and (before[-1] in _PLAIN | _OWN | _OTHERS or before[-1][0].isdecimal()):
        if before.pop() == "of" and before and before[-1] in _PART_BEFORE:
            return True
    return bool(before) and before[-1] in {"'s"}


def _before(tokens: Sequence[Token], index: int, ends: dict[int, Quantity]) -> tuple[int, str, str]:
    """Where the unit begins, its number or "own", and the town that it is named after."""
    position, label, base, own = index - 1, "", "", False
    first = index
    while position >= 0 and index - position <= _MOST_ADJECTIVES + 1:
        low = tokens[position].low
        quantity = ends.get(position)
        if quantity is not None:
            if _numbers_a_unit(tokens, quantity, position + 1, index):
                label, first = _joined_number(tokens, quantity, ends)
            break
        if low in _OWN:
            own, first = True, position
            break
        named = base_named(tokens[position], told=_low(tokens, position - 1) in _OWN | {"the"})
        if named is not None:
            base = named
        elif low in _OTHERS:
            first = position
            break
        elif low not in _PLAIN or low == "of":
            break
        if low not in {"whole", "entire", "the"}:
            first = position
        position -= 1
    return first, label or ("own" if own else ""), base


def _numbers_a_unit(tokens: Sequence[Token], quantity: Quantity, after: int, index: int) -> bool:
    if quantity.share or quantity.bound or quantity.low != quantity.high:
        return False
    written = tokens[quantity.first].is_number and quantity.first == quantity.last
    return quantity.ordinal or (written and not tokens[index].low.endswith("s"))


def _joined_number(
    tokens: Sequence[Token], quantity: Quantity, ends: dict[int, Quantity]
) -> tuple[str, int]:
    """ "The first and second battalion" keeps both."""
    number, first = str(int(quantity.low)), quantity.first
    if _low(tokens, first - 1) == "and":
        before = ends.get(first - 2)
        if before is not None and before.ordinal:
            return f"{int(before.low)} and {number}", before.first
    return number, first


def _number_after(tokens: Sequence[Token], last: int, ends: dict[int, Quantity]) -> str:
    """ "Battalion 2", "company no. 3"."""
    token = tokens[last + 1] if last + 1 < len(tokens) else None
    quantity = ends.get(last + 1)
    if token is None or quantity is None or not token.low.isdecimal() or quantity.share:
        return ""
    return str(int(quantity.low)) if quantity.first == last + 1 and quantity.low < 1000 else ""


def _is_ours(tokens: Sequence[Token], index: int) -> bool:
    """ "There were 500 of us in the battalion", "we have 40 in the company"."""
    if [_low(tokens, index - 2), _low(tokens, index - 1)] != ["in", "the"]:
        return False
    return any(token.low in _OUR_SIDE for token in tokens[max(0, index - 9) : index - 2])


def _branch(tokens: Sequence[Token], first: int, index: int) -> str:
    said = " ".join(token.low for token in tokens[first:index])
    for branch, words in read_branches():
        if any(word in said for word in words):
            return branch
    return ""


@cache
def read_branches() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Branches of arms and the words for each."""
    table = read_table("english", "units.toml")["branches"]
    return tuple((branch, tuple(words)) for branch, words in table.items())


def joined(found: Sequence[Unit]) -> list[Unit]:
    """Units of one chain small to large, one of each size. "Our unit" says nothing of its size."""
    by_rank: dict[int, Unit] = {}
    for unit in found:
        if unit.kind.name == _NO_SIZE and not unit.label[:1].isdigit():
            continue
        held = by_rank.get(unit.kind.rank)
        if held is None or (not held.label and unit.label):
            by_rank[unit.kind.rank] = unit
    return [by_rank[rank] for rank in sorted(by_rank)]
