"""A small language of patterns over items, so that rules read like the sentences they find.

    of|from {total} .. SURVIVE|LEFT .. {remaining}

A small word is that very word (a phrase of the lexicon with "_"), a CAPITAL one a class of
`lexicon.toml` or a mark of an item; "|" joins alternatives, "&" joins marks that one item must
carry together, a trailing "?" makes a step optional. "not:CLASS" is a verb that is denied.
".." skips at most four items of one clause, "~" at most six, commas included; neither skips a
number. {field} takes a number of people or one without a noun,
{field:equipment} one of equipment, {field:one} a single piece of equipment without a number,
{field:share} a share, {field:man} one man of ours, {field:victims} civilians or prisoners.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from earwitness.claims.english.items import NUMBER_MARKS, Item

_CAPTURES = {
    "": "NUMBER", "equipment": "EQUIPMENT_NUMBER", "share": "SHARE", "one": "ONE_EQUIPMENT",
    "man": "ONE_MAN", "victims": "VICTIM_NUMBER",
}  # fmt: skip
# Estimates: a gap stays within a clause; a wide one reaches into the next.
_GAPS = {"..": 4, "~": 6}


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: items [first, last], the items of its steps, and those captured.

    `denied` if a verb of it is denied, and the pattern does not ask for that.
    """

    first: int
    last: int
    steps: tuple[int, ...]
    captured: Mapping[str, int]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """One step: an item with one of the `single` marks or a group of `several`, or a gap of at most
    `gap` items."""

    field: str = ""
    optional: bool = False
    gap: int = 0
    commas: bool = False
    asks_denial: bool = False
    lenient: bool = False
    single: frozenset[str] = frozenset()
    several: tuple[frozenset[str], ...] = ()
    heads: frozenset[str] = frozenset()

    @property
    def must_be(self) -> bool:
        """Whether the step takes an item of its own."""
        return not self.gap and not self.optional

    def fits(self, item: Item) -> bool:
        """Whether an item has one of the marks, or all of a group."""
        if not self.single.isdisjoint(item.marks):
            return True
        return any(choice <= item.marks for choice in self.several)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `heads` are marks of which one must be on the item that it begins at."""

    source: str
    steps: tuple[_Step, ...]
    heads: frozenset[str]

    def may_stand(self, marks: Set[str]) -> bool:
        """Whether a row that has these marks can hold every step that must be there."""
        return not any(step.heads.isdisjoint(marks) for step in self.steps if step.must_be)


def _step(source: str, lenient: bool) -> _Step:
    if source in _GAPS:
        return _Step(gap=_GAPS[source], commas=source == "~", lenient=lenient)
    if source.startswith("{"):
        field, _, kind = source[1:-1].partition(":")
        mark = frozenset({_CAPTURES[kind]})
        return _Step(field=field, single=mark, heads=mark)
    choices = [frozenset(part.split("&")) for part in source.removesuffix("?").split("|")]
    return _Step(
        optional=source.endswith("?"),
        asks_denial="not:" in source,
        single=frozenset(mark for choice in choices if len(choice) == 1 for mark in choice),
        several=tuple(choice for choice in choices if len(choice) > 1),
        heads=frozenset(min(choice) for choice in choices),
    )


def compile_pattern(source: str, *, lenient: bool = False) -> Pattern:
    """Compile one pattern of a rule table; gaps of a `lenient` one skip numbers of other things.

    Raises:
        KeyError: a capture has an unknown kind (the tables ship with the package and are tested).
    """
    steps = tuple(_step(part, lenient) for part in source.split())
    return Pattern(source, steps, steps[0].heads)


def match_at(pattern: Pattern, row: Sequence[Item], start: int) -> Match | None:
    """The first way in which a pattern fits the row from item `start` on, or None."""
    taken = _fit(pattern.steps, 0, row, start)
    if taken is None:
        return None
    captured = {
        step.field: index
        for step, index in zip(pattern.steps, taken, strict=True)
        if step.field and index >= 0
    }
    used = tuple(index for index in taken if index >= 0)
    denied = any(
        index >= 0 and row[index].denied and not step.asks_denial
        for step, index in zip(pattern.steps, taken, strict=True)
    )
    return Match(used[0], used[-1], used, captured, denied)


def _fit(
    steps: Sequence[_Step], at: int, row: Sequence[Item], index: int
) -> tuple[int, ...] | None:
    """Items for the steps from `at` on, -1 for gaps and steps left out; None if none fit."""
    if at == len(steps):
        return ()
    step = steps[at]
    if step.gap:
        for skipped in range(step.gap + 1):
            rest = _fit(steps, at + 1, row, index + skipped)
            if rest is not None:
                return (-1, *rest)
            if index + skipped >= len(row) or not _may_skip(step, row[index + skipped]):
                return None
        return None
    if index < len(row) and step.fits(row[index]):
        rest = _fit(steps, at + 1, row, index + 1)
        if rest is not None:
            return (index, *rest)
    if step.optional:
        rest = _fit(steps, at + 1, row, index)
        return None if rest is None else (-1, *rest)
    return None


def _may_skip(step: _Step, item: Item) -> bool:
    if item.marks & NUMBER_MARKS and not (step.lenient and "OTHER_NUMBER" in item.marks):
        return False
    return step.commas or not item.marks & {",", "SIGN"}


Heads = Mapping[str, Sequence[tuple[int, int, Pattern]]]


def by_head(patterns: Sequence[tuple[int, Pattern]]) -> Heads:
    """Patterns by the marks that they may begin with, each with its place and its rule's number."""
    found: dict[str, list[tuple[int, int, Pattern]]] = {}
    for order, (number, pattern) in enumerate(patterns):
        for head in pattern.heads:
            found.setdefault(head, []).append((order, number, pattern))
    return found


def found_matches(heads: Heads, row: Sequence[Item]) -> Iterator[tuple[int, Match]]:
    """Every fit of every pattern, in the order of patterns, then of items, each with its rule."""
    present = frozenset(mark for item in row for mark in item.marks)
    standing = {
        mark: [entry for entry in heads[mark] if entry[2].may_stand(present)]
        for mark in present & heads.keys()
    }
    found: list[tuple[int, int, int, Match]] = []
    for start, item in enumerate(row):
        tried: set[int] = set()
        for mark in item.marks & standing.keys():
            for order, number, pattern in standing[mark]:
                if order in tried:
                    continue
                tried.add(order)
                match = match_at(pattern, row, start)
                if match is not None:
                    found.append((order, start, number, match))
    found.sort(key=lambda entry: entry[:2])
    for _, _, number, match in found:
        yield number, match
