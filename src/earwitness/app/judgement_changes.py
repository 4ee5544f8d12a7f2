"""What a decision changes: the attributions of each side of a call, before and after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from earwitness.records.attribution import Attribution

SIDES = ("caller", "called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One side of a call whose candidates changed, likeliest first; empty if it had none."""

    call_id: str
    side: str
    before: tuple[Attribution, ...]
    after: tuple[Attribution, ...]


def sides_changed(
    call_id: str, before: Sequence[Attribution], after: Sequence[Attribution]
) -> Iterator[Change]:
    """The sides of one call on which a candidate came or went, or its probability, weight or
    judgement changed."""
    for side in SIDES:
        old, new = _of_side(before, side), _of_side(after, side)
        if _seen(old) != _seen(new):
            yield Change(call_id=call_id, side=side, before=old, after=new)


def _of_side(attributions: Iterable[Attribution], side: str) -> tuple[Attribution, ...]:
    return tuple(one for one in attributions if one.side == side)


def _seen(attributions: Iterable[Attribution]) -> list[Any]:
    return [(one.id, one.probability, one.match_weight, one.judgement) for one in attributions]


def change_answer(change: Change) -> dict[str, Any]:
    """One change, in the shape of `judge`."""
    before = {one.id: one for one in change.before}
    after = {one.id: one for one in change.after}
    return {
        "call": change.call_id,
        "side": change.side,
        "before": _leader(change.before),
        "after": _leader(change.after),
        "candidates": [
            {
                "id": key,
                "person": _person(after.get(key) or before[key]),
                "before": before[key].probability if key in before else None,
                "after": after[key].probability if key in after else None,
            }
            for key in dict.fromkeys((*after, *before))
        ],
    }


def _leader(candidates: Sequence[Attribution]) -> dict[str, Any] | None:
    if not candidates:
        return None
    first = candidates[0]
    return {
        "id": first.id,
        "person": _person(first),
        "probability": first.probability,
        "judgement": first.judgement.value,
    }


def _person(one: Attribution) -> dict[str, str | None] | None:
    return {"id": one.person_id, "name": one.person_name} if one.person_id else None
