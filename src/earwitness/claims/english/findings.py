"""Themes, and claims that are no losses, by `data/themes.toml` and `data/deeds.toml`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.english.items import Item
from earwitness.claims.english.losses import forbidden, marks_list
from earwitness.claims.english.patterns import (
    Heads,
    Match,
    Pattern,
    by_head,
    compile_pattern,
    found_matches,
)
from earwitness.claims.tables import read_table


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of `themes.toml` or `deeds.toml`; `theme` or `kind` may be empty.

    A `mooded` rule counts only where the words ask, suppose or plan.
    """

    name: str
    theme: str
    kind: str
    patterns: tuple[Pattern, ...]
    unless: tuple[frozenset[str], ...]
    mooded: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and where it fits; `place` is where, if the rule has a place in it."""

    rule: Rule
    match: Match
    place: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of both tables, deeds first, in their order."""
    return tuple(
        Rule(
            entry["name"],
            entry.get("theme", ""),
            entry.get("kind", ""),
            tuple(compile_pattern(source, lenient=True) for source in entry["match"]),
            marks_list(entry.get("unless", "")),
            entry.get("mooded", False),
        )
        for table in ("deeds.toml", "themes.toml")
        for entry in read_table("english", table)["rule"]
    )


@cache
def _heads() -> Heads:
    return by_head([(n, p) for n, rule in enumerate(rules()) for p in rule.patterns])


def findings(row: Sequence[Item]) -> Iterator[Finding]:
    """What each rule finds in one sentence, in the order of the rules."""
    for number, match in found_matches(_heads(), row):
        rule = rules()[number]
        if forbidden(rule.unless, row, match) or (match.denied and not rule.kind):
            continue
        places = [item.place for item in row[match.first : match.last + 1] if item.place]
        yield Finding(rule, match, places[-1] if places else "")
