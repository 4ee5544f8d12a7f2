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

from collections.abc import Iterator, Mapping, Sequence
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
    """One step: marks of which one group must be on an item, or a gap of at most `gap` items."""

    choices: tuple[frozenset[str], ...] = ()
    field: str = ""
    optional: bool = False
    gap: int = 0
    commas: bool = False
    asks_denial: bool = False
    lenient: bool = False

    def fits(self, item: Item) -> bool:
        marks = item.marks
        return any(choice <= marks for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `heads` are marks of which one must be on the item that it begins at."""

    source: str
    steps: tuple[_Step, ...]
    heads: frozenset[str]


def _step(source: str, lenient: bool) -> _Step:
    if source in _GAPS:
        return _Step(gap=_GAPS[source], commas=source == "~", lenient=lenient)
    if source.startswith("{"):
        field, _, kind = source[1:-1].partition(":")
        return _Step((frozenset({_CAPTURES[kind]}),), field)
    choices = tuple(frozenset(part.split("&")) for part in source.removesuffix("?").split("|"))
    return _Step(choices, optional=source.endswith("?"), asks_denial="not:" in source)


def compile_pattern(source: str, *, lenient: bool = False) -> Pattern:
    """Compile one pattern of a rule table; gaps of a `lenient` one skip numbers of other things.

    Raises:
        KeyError: a capture has an unknown kind (the tables ship with the package and are tested).
    """
    steps = tuple(_step(part, lenient) for part in source.split())
    return Pattern(source, steps, frozenset(min(choice) for choice in steps[0].choices))


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
    found: list[tuple[int, int, int, Match]] = []
    for start, item in enumerate(row):
        tried: set[int] = set()
        for mark in item.marks:
            for order, number, pattern in heads.get(mark, ()):
                if order in tried:
                    continue
                tried.add(order)
                match = match_at(pattern, row, start)
                if match is not None:
                    found.append((order, start, number, match))
    found.sort(key=lambda entry: entry[:2])
    for _, _, number, match in found:
        yield number, match
