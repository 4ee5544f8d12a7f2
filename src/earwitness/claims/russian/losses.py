"""Losses: numbers of dead, wounded, missing, captured, refusing, left, per unit and equipment.

Fractions, counts and survivors stay apart, and nothing is summed. How losses are said is written
in `data/losses.toml`; here what the rules find is set apart, given its unit, and joined.
"""

from collections.abc import Sequence
from itertools import pairwise

from earwitness.claims.counted import PEOPLE
from earwitness.claims.drafts import Draft
from earwitness.claims.russian.belonging import attach_units
from earwitness.claims.russian.guesses import widen_guesses
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.loss_rules import apply_rule, loss_index
from earwitness.claims.russian.loss_words import LOSS_WORDS
from earwitness.claims.russian.patterns import EncodedRow

# How far apart, in items, two parts of one loss may be said.
_MERGE_REACH = 10


def losses(row: Sequence[Item], encoded: EncodedRow) -> list[Draft]:
    """Losses said in one sentence, in order. `encoded` is the row as patterns read it.

    Close matches (within one clause) come before those over commas, rules in the table's order;
    what is late comes after all of them.
    """
    found: list[Draft] = []
    spent: set[int] = set()
    spent_words: set[int] = set()
    possible = loss_index().possible(encoded)
    for late, over_commas in ((False, False), (False, True), (True, False), (True, True)):
        for rule, patterns in possible:
            if rule.late != late:
                continue
            for draft in apply_rule(rule, patterns, row, encoded, over_commas):
                words = _words(draft, row)
                if draft.spoken & spent or _repeats(draft, found):
                    continue
                if words & spent_words:
                    continue  # "одиннадцать потеряли, трое …": the word has its number
                spent |= draft.spoken
                spent_words |= words
                found.append(draft)
    found += _of_units_left_out(row, found, spent)
    widen_guesses(row, found, spent)
    _number_the_whole(found)
    for draft in found:
        attach_units(draft, row)
    merged = _merged(sorted(found, key=lambda draft: (draft.first, draft.last)), row)
    return [draft for draft in merged if draft.fields.keys() != {"total"}]


def _number_the_whole(found: Sequence[Draft]) -> None:
    """ "Взвод весь полёг, сорок человек": a number after the verb of a whole unit is its total."""
    whole = [draft for draft in found if draft.fields == {"destroyed": True} and not draft.spoken]
    for draft in found:
        on_verb = any(one.first < draft.first == one.last for one in whole)
        if on_verb and draft.fields.keys() == {"killed"} and draft.spoken == {draft.last}:
            draft.fields = {"total": draft.fields["killed"]}


def _of_units_left_out(row: Sequence[Item], found: Sequence[Draft], spent: set[int]) -> list[Draft]:
    """ "В первой роте двенадцать двухсотых, во второй двадцать": the same of another unit."""
    more: list[Draft] = []
    for index in range(len(row) - 1):
        counted = row[index + 1].counted
        numbered = counted is not None and "ЧИСЛО" in row[index + 1].marks
        if row[index].unit is None or "ПОРЯДКОВОЕ" not in row[index].marks or not numbered:
            continue
        before = [d for d in found if d.last < index and d.object == PEOPLE and len(d.fields) == 1]
        if before and index + 1 not in spent and counted is not None:
            last = max(before, key=lambda draft: draft.last)
            fields = dict.fromkeys(last.fields, counted.quantity.rendered())
            more.append(Draft(index, index + 1, last.rule, PEOPLE, fields, {index + 1}))
    return more


def _words(draft: Draft, row: Sequence[Item]) -> set[int]:
    """The words of loss that a numbered or denied loss stands on; each has one number only."""
    denied = 0 in draft.fields.values()
    span = range(draft.first, draft.last + 1) if draft.spoken or denied else ()
    return {index for index in span if row[index].marks & LOSS_WORDS}


def _repeats(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a match without numbers of its own says what another already says there."""
    return not draft.spoken and any(
        draft.overlaps(other) and set(draft.fields.items()) <= set(other.fields.items())
        for other in found
    )


def _merged(drafts: list[Draft], row: Sequence[Item]) -> list[Draft]:
    """Join parts of one loss: same object, no field twice, no two units."""
    result: list[Draft] = []
    for draft in drafts:
        held = next((other for other in result if _may_merge(other, draft, row)), None)
        if held is None:
            result.append(draft)
            continue
        held.join(draft)
        if "fraction" in held.fields:
            held.fields.pop("destroyed", None)  # "четверть полка, погибли все"
    return result


def _may_merge(held: Draft, draft: Draft, row: Sequence[Item]) -> bool:
    close = draft.first - held.last <= _MERGE_REACH
    shared = held.fields.keys() & draft.fields.keys()
    agree = all(held.fields[name] == draft.fields[name] for name in shared)
    units = not held.units or not draft.units or _same_units(row, held.units, draft.units)
    if _speaks_of_others(row, held.last, draft.first):
        return False
    if any(held.fields[name] is not True and held.fields[name] != 0 for name in shared):
        return False  # two men named one after another are two losses
    if draft.units and not held.units and _turns_away(row, held.last, min(draft.units)):
        return False
    return held.object == draft.object and close and agree and units


def _speaks_of_others(row: Sequence[Item], said: int, first: int) -> bool:
    """Whether the speaker turns from one side to another between: "…, а у нас тридцать живых"."""
    between = [item.marks for item in row[said + 1 : first]]
    return any("а" in one and "у" in two for one, two in pairwise(between))


def _turns_away(row: Sequence[Item], said: int, unit: int) -> bool:
    """Whether the speaker goes on to another unit: "…, а в соседней роте тридцать"."""
    return said < unit and any("а" in item.marks for item in row[said + 1 : unit])


def _same_units(row: Sequence[Item], first: set[int], second: set[int]) -> bool:
    """Whether two losses are of one unit, whose number or owner one of them leaves out."""
    if first == second:
        return True
    said = [(row[i].unit, row[j].unit) for i in first for j in second]
    return all(
        one is not None
        and other is not None
        and one.kind == other.kind
        and (one.label == other.label or not one.label or not other.label)
        for one, other in said
    )
