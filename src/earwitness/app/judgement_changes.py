"""What a decision changes: the attributions of each side of a call, before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from earwitness.records.attribution import Attribution
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results

STAGE = "cross"
SIDES = ("caller", "called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One side of a call whose candidates changed, likeliest first; empty if it had none."""

    call_id: str
    side: str
    before: tuple[Attribution, ...]
    after: tuple[Attribution, ...]


def leading_results() -> dict[str, str]:
    """Call → the digest of its attributions as they stand."""
    return results.digests(STAGE)


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """What changed between two states, as `leading_results` gave them, by call."""
    differing = sorted(
        call_id for call_id in {*before, *after} if before.get(call_id) != after.get(call_id)
    )
    made = _outputs(differing)
    return tuple(
        change
        for call_id in differing
        for change in sides_changed(
            call_id, made.get(before.get(call_id, ""), ()), made.get(after.get(call_id, ""), ())
        )
    )


def _outputs(call_ids: Sequence[str]) -> dict[str, tuple[Attribution, ...]]:
    """Digest → attributions, of all results that were ever made of these calls."""
    return {
        one.output_digest: from_json(one.output, tuple[Attribution, ...])
        for one in results.made(STAGE, call_ids)
    }


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
