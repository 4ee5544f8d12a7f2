"""Themes, and claims that are no losses, by `data/themes.toml` and `data/deeds.toml`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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

# How far around a match, in items, a forbidding mark counts.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class ThemeRule:
    """One entry of `themes.toml` or `deeds.toml`; `theme` or `kind` may be empty."""

    name: str
    theme: str
    kind: str
    patterns: tuple[Pattern, ...]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fits items [first, last]; `place` is where, if the rule has a place in it."""

    rule: ThemeRule
    first: int
    last: int
    killed: int | None = None
    place: str = ""


@cache
def theme_rules() -> tuple[ThemeRule, ...]:
    """The rules of both tables, deeds first, in their order."""
    return tuple(
        ThemeRule(
            entry["name"],
            entry.get("theme", ""),
            entry.get("kind", ""),
            tuple(compile_pattern(one) for source in entry["match"] for one in written_out(source)),
            frozenset(entry.get("unless", "").split()),
        )
        for table in ("deeds.toml", "themes.toml")
        for entry in read_table("russian", table)["rule"]
    )


@cache
def theme_index() -> PatternIndex[ThemeRule]:
    """The same rules, by what a sentence needs for them."""
    return PatternIndex((rule, rule.patterns) for rule in theme_rules())


def findings(row: Sequence[Item], encoded: EncodedRow) -> Iterator[Finding]:
    """What each rule finds first in one sentence; positions one for each place."""
    for rule, patterns in theme_index().possible(encoded):
        seen: set[str] = set()
        for match in _fitting(rule, patterns, row, encoded):
            place = next(
                (item.place for item in row[match.first : match.last + 1] if item.place), ""
            )
            key = place if rule.kind == "position" else ""
            if key in seen:
                continue
            seen.add(key)
            yield Finding(rule, match.first, match.last, match.captured.get("killed"), place)


def _fitting(
    rule: ThemeRule, patterns: Iterable[Pattern], row: Sequence[Item], encoded: EncodedRow
) -> Iterator[Match]:
    for over_commas in (False, True):
        for pattern in patterns:
            for match in matches(pattern, encoded, over_commas=over_commas):
                if not _is_forbidden(rule, row, match):
                    yield match


def _is_forbidden(rule: ThemeRule, row: Sequence[Item], match: Match) -> bool:
    nearby = around(row, match.first, match.last, before=_NEAR, after=_NEAR)
    return any(item.marks & rule.unless for item in nearby)
