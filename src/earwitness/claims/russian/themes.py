"""Themes, and claims that are no losses, by `data/themes.toml`, `attitudes.toml`, `deeds.toml`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.counted import PEOPLE
from earwitness.claims.russian.clauses import around
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.pattern_index import PatternIndex
from earwitness.claims.russian.patterns import (
    EncodedRow,
    Match,
    Pattern,
    compile_pattern,
    matches,
    written_out,
)
from earwitness.claims.tables import read_table

# How far around a match, in items, a forbidding mark counts, and one of the kind `far`.
_NEAR, _FAR = 3, 12
# Words that begin another clause: what they forbid comes after them.
_TURNS = frozenset({"=пусть", "=чтобы", "=чтоб"})
# How far from its first word, in items, the others of a frame (`together`) may stand. Estimate.
_REACH = 9
_VICTIMS = frozenset({"ЖЕРТВА", "ТРУП", "СЧИТАНО"})


@dataclass(frozen=True, slots=True)
class Frame:
    """ "УВЕЗТИ ВЕЩЬ ЧУЖОЕ|=отсюда": one item of each of `required`, close together in any order."""

    required: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ThemeRule:
    """One entry of `themes.toml` or `deeds.toml`; `theme` or `kind` may be empty."""

    name: str
    theme: str
    kind: str
    patterns: tuple[Pattern, ...]
    unless: frozenset[str]
    far: frozenset[str]
    asked: bool
    frames: tuple[Frame, ...] = ()
    rhetorical: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fits items [first, last]; `place` is where, if the rule has a place in it."""

    rule: ThemeRule
    first: int
    last: int
    killed: int | None = None
    place: str = ""


@cache
def deed_rules(*, asked: bool = False) -> tuple[ThemeRule, ...]:
    """The rules of deeds in their order; `asked` adds those that only questions use."""
    return tuple(rule for rule in _rules("deeds.toml") if asked or not rule.asked)


@cache
def theme_rules() -> tuple[ThemeRule, ...]:
    """The rules of pure themes in their order."""
    return (*_rules("themes.toml"), *_rules("attitudes.toml"))


def _rules(table: str) -> tuple[ThemeRule, ...]:
    return tuple(
        ThemeRule(
            entry["name"],
            entry.get("theme", ""),
            entry.get("kind", ""),
            tuple(
                compile_pattern(one)
                for source in entry.get("match", ())
                for one in written_out(source)
            ),
            frozenset(entry.get("unless", "").split()),
            frozenset(entry.get("far", "").split()),
            entry.get("asked", False),
            tuple(_frame(source) for source in entry.get("together", ())),
            entry.get("rhetorical", False),
        )
        for entry in read_table("russian", table)["rule"]
    )


def _frame(source: str) -> Frame:
    return Frame(tuple(tuple(step.split("|")) for step in source.split()))


@cache
def deed_index(*, asked: bool) -> PatternIndex[ThemeRule, Pattern | Frame]:
    """The rules of deeds by what a sentence needs for them."""
    return PatternIndex((rule, (*rule.patterns, *rule.frames)) for rule in deed_rules(asked=asked))


@cache
def theme_index() -> PatternIndex[ThemeRule, Pattern | Frame]:
    """The rules of pure themes, in the same way."""
    return PatternIndex((rule, (*rule.patterns, *rule.frames)) for rule in theme_rules())


def findings(
    index: PatternIndex[ThemeRule, Pattern | Frame],
    row: Sequence[Item],
    encoded: EncodedRow,
) -> Iterator[Finding]:
    """What each rule finds in one sentence: a theme once, a position once for each place, another
    deed wherever it does not touch what the rule has found before.
    """
    for rule, ways in index.possible(encoded):
        seen: set[str] = set()
        taken = 0
        for match in _fitting(rule, ways, row, encoded):
            inside = reversed(row[match.first : match.last + 1])
            place = next((item.place for item in inside if item.place), "")
            key = place if rule.kind == "position" else ""
            span = (1 << (match.last + 1)) - (1 << match.first)
            if taken & span or (key in seen and rule.kind in {"", "position"}):
                continue
            seen.add(key)
            taken |= 0 if rule.kind == "position" else span
            first = _with_victims(row, match.first)
            yield Finding(rule, first, match.last, _killed(rule, row, match), place)


def _with_victims(row: Sequence[Item], first: int) -> int:
    """The first of the words that name the victims: "[двух местных] мужиков …"."""
    while row[first].marks & _VICTIMS and first and row[first - 1].marks & _VICTIMS:
        first -= 1
    return first


def _killed(rule: ThemeRule, row: Sequence[Item], match: Match) -> int | None:
    """The item that counts the victims: a captured number, or one with a noun for them."""
    if rule.kind not in {"killing", "admission"} or "killed" in match.captured:
        return match.captured.get("killed")
    spans = range(_with_victims(row, match.first), match.last + 1)
    marked = next((i for i in spans if "СЧИТАНО" in row[i].marks), None)
    if marked is not None or rule.theme != "civilian_dead":
        return marked
    return next((i for i in spans if "ЧИСЛО" in row[i].marks and _counts_people(row[i])), None)


def _counts_people(item: Item) -> bool:
    return item.counted is not None and item.counted.what == PEOPLE


def _fitting(
    rule: ThemeRule, ways: Iterable[Pattern | Frame], row: Sequence[Item], encoded: EncodedRow
) -> Iterator[Match]:
    patterns = [way for way in ways if isinstance(way, Pattern)]
    for over_commas in (False, True):
        for pattern in patterns:
            for match in matches(pattern, encoded, over_commas=over_commas):
                if not _is_forbidden(rule, row, match):
                    yield match
    for frame in ways:
        if isinstance(frame, Frame):
            for together in _together(frame.required, encoded):
                if not _is_forbidden(rule, row, together):
                    yield together


def _together(frame: Sequence[tuple[str, ...]], encoded: EncodedRow) -> Iterator[Match]:
    """Where the items of a frame stand within its reach, each another item."""
    places = [_indices(encoded.having(marks)) for marks in frame]
    for start in places[0]:
        chosen = [start]
        for indices in places[1:]:
            near = [i for i in indices if i not in chosen and abs(i - start) <= _REACH]
            if not near:
                break
            chosen.append(min(near, key=lambda i: abs(i - start)))
        else:
            yield Match(min(chosen), max(chosen), {})


def _indices(bits: int) -> list[int]:
    found = []
    while bits:
        found.append((bits & -bits).bit_length() - 1)
        bits &= bits - 1
    return found


def _after(row: Sequence[Item], match: Match) -> range:
    return range(match.last + 1, min(match.last + 1 + _NEAR, len(row)))


def _is_forbidden(rule: ThemeRule, row: Sequence[Item], match: Match) -> bool:
    turn = next((i for i in _after(row, match) if row[i].marks & _TURNS), match.last + 1 + _NEAR)
    after = turn - match.last - 1
    nearby = around(row, match.first, match.last, before=_NEAR, after=after)
    if any(item.marks & rule.unless for item in nearby):
        return True
    window = row[max(0, match.first - _FAR) : match.last + 1 + _FAR] if rule.far else ()
    return any(item.marks & rule.far for item in window)
