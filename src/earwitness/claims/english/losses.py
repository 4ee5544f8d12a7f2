"""Losses: dead, wounded, missing, captured, refusing, left, per unit; equipment.

Fractions, counts and survivors stay apart, and nothing is summed. How losses are said is written
in `data/losses.toml`; here what the rules find is set apart, given its unit, and joined.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from earwitness.claims.counted import PEOPLE
from earwitness.claims.drafts import Draft, next_in_list, settle_lost
from earwitness.claims.english.belonging import attach_units
from earwitness.claims.english.items import Item
from earwitness.claims.english.patterns import (
    Heads,
    Match,
    Pattern,
    by_head,
    compile_pattern,
    found_matches,
)
from earwitness.claims.english.second_figures import second_units, with_guesses
from earwitness.claims.english.word_lists import listed
from earwitness.claims.tables import read_table

# How far apart, in items, two parts of one loss may be said. Estimate.
_MERGE_REACH = 10
# How far before and behind a match a forbidding mark counts. Estimate.
_NEAR_BEFORE, _NEAR_AFTER = 5, 3
# How far from a bare number the words that show whom it counts may stand. Estimate.
_EVIDENCE_REACH = 12
# Verbs and nouns of loss: each has one number only.
_LOSS_WORDS = listed("losses.loss_words")


@dataclass(frozen=True, slots=True)
class LossRule:
    """One entry of `losses.toml`; see the head of that file for its fields."""

    name: str
    patterns: tuple[Pattern, ...]
    fields: dict[str, Any]
    unless: tuple[frozenset[str], ...]
    needs: frozenset[str]
    proof: frozenset[str]
    share_left: bool
    chain: bool


def marks_list(source: str) -> tuple[frozenset[str], ...]:
    """Marks that forbid a rule, each alone or joined by "&"."""
    return tuple(frozenset(part.split("&")) for part in source.split())


@cache
def loss_rules() -> tuple[LossRule, ...]:
    """The rules of the table, in its order."""
    return tuple(
        LossRule(
            entry["name"],
            tuple(compile_pattern(source) for source in entry["match"]),
            entry.get("set", {}),
            marks_list(entry.get("unless", "")),
            frozenset(entry.get("needs", "").split()),
            frozenset(entry.get("proof", "").split()),
            entry.get("share") == "left",
            entry.get("chain", False),
        )
        for entry in read_table("english", "losses.toml")["rule"]
    )


@cache
def _heads() -> Heads:
    return by_head([(n, p) for n, rule in enumerate(loss_rules()) for p in rule.patterns])


def losses(row: Sequence[Item], *, about_us: bool = False) -> list[Draft]:
    """Losses said in one sentence, in order; rules in the table's order.

    `about_us` says that the sentence before told how many of one's own there were.
    """
    row = with_guesses(row)
    found: list[Draft] = []
    spent: set[int] = set()
    words: set[int] = set()
    for number, match in found_matches(_heads(), row):
        rule = loss_rules()[number]
        if (
            match.denied
            or forbidden(rule.unless, row, match)
            or not (about_us or _is_about_us(rule, row, match))
        ):
            continue
        said = {i for i in match.steps if row[i].marks & _LOSS_WORDS} if match.captured else set()
        if said & words:
            continue
        for draft in _drafts(rule, row, match):
            if draft.spoken & spent or _repeats(draft, found):
                continue
            spent |= draft.spoken
            words |= said
            found.append(draft)
    for draft in found:
        attach_units(draft, row)
    found += list(second_units(row, found))
    return _merged(sorted(found, key=lambda draft: (draft.first, draft.last)))


def forbidden(unless: Sequence[frozenset[str]], row: Sequence[Item], match: Match) -> bool:
    """Whether a forbidding mark stands near a match, within its clause."""
    start, end = match.first, match.last
    while start > max(0, match.first - _NEAR_BEFORE) and "SIGN" not in row[start - 1].marks:
        start -= 1
        if "," in row[start].marks and start < match.first - 1:
            break
    while end + 1 < min(len(row), match.last + 1 + _NEAR_AFTER) and not row[end + 1].marks & {
        ",",
        "SIGN",
    }:
        end += 1
    return any(
        marks <= item.marks and not (index in match.steps and marks & {"NOBODY"})
        for index, item in enumerate(row[start : end + 1], start)
        for marks in unless
    )


def _is_about_us(rule: LossRule, row: Sequence[Item], match: Match) -> bool:
    """Whether a bare number is shown to count the speaker's side."""
    counts = any(
        "COUNTED_PEOPLE" in row[i].marks or _object(row, i) not in {"", PEOPLE}
        for i in match.captured.values()
    )
    wanted = rule.proof or (frozenset() if counts else rule.needs)
    if not wanted:
        return True
    window = row[max(0, match.first - _EVIDENCE_REACH) : match.last + _EVIDENCE_REACH]
    return any(item.marks & wanted for item in window)


def _object(row: Sequence[Item], index: int) -> str:
    counted = row[index].counted
    return counted.what if counted is not None else ""


def _drafts(rule: LossRule, row: Sequence[Item], match: Match) -> Iterator[Draft]:
    objects = [what for index in match.captured.values() if (what := _object(row, index))]
    fields = dict(rule.fields)
    for name, index in match.captured.items():
        counted = row[index].counted
        if counted is not None:
            quantity = counted.quantity.complement() if rule.share_left else counted.quantity
            fields[name] = quantity.rendered()
    if isinstance(fields.get("killed"), str) and (
        "/" in fields["killed"] or "%" in fields["killed"]
    ):
        fields["fraction"] = fields.pop("killed")
    settle_lost(fields)
    spoken = set(match.captured.values())
    yield Draft(
        match.first, match.last, rule.name, objects[0] if objects else PEOPLE, fields, spoken
    )
    if rule.chain:
        yield from _chained(rule, row, match)


def _chained(rule: LossRule, row: Sequence[Item], match: Match) -> Iterator[Draft]:
    """Further equipment in a list: "burned five tanks and two APCs"."""
    index = max(match.captured.values()) + 2
    while index < len(row) and row[index - 1].marks & {"and", ","}:
        index += bool(row[index].marks & {"a", "an", "one", "another"}) and index + 1 < len(row)
        item = row[index]
        if item.counted is None or not item.marks & {"EQUIPMENT_NUMBER", "ONE_EQUIPMENT"}:
            return
        yield next_in_list(rule.name, index, item.counted)
        index += 2


def _repeats(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a match without numbers of its own says what another already says there."""
    return not draft.spoken and any(
        draft.overlaps(other)
        and other.object == draft.object
        and (set(draft.fields.items()) <= set(other.fields.items()) or bool(other.spoken))
        for other in found
    )


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Join parts of one loss: same object, no field twice, no two units."""
    result: list[Draft] = []
    for draft in drafts:
        if any(_absorbs(other, draft) for other in result):
            continue
        held = next((other for other in result if _may_merge(other, draft)), None)
        if held is None:
            result.append(draft)
        else:
            held.join(draft)
    return result


def _absorbs(held: Draft, draft: Draft) -> bool:
    """Whether a match without numbers says again what was said of the same unit."""
    return (
        not draft.spoken
        and held.object == draft.object
        and draft.fields.items() <= held.fields.items()
        and (not draft.units or held.units == draft.units)
    )


def _may_merge(held: Draft, draft: Draft) -> bool:
    return (
        held.object == draft.object == PEOPLE
        and not held.fields.keys() & draft.fields.keys()
        and not {"destroyed"} & (held.fields.keys() ^ draft.fields.keys())
        and (not held.units or not draft.units or held.units == draft.units)
        and draft.first - held.last <= _MERGE_REACH
    )
