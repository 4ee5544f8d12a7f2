"""Claims that people judged or graded: found again when another extraction gives another id."""

from collections.abc import Iterable
from typing import Any

from earwitness.records.claim import LocatedClaim
from earwitness.records.errors import WrongUsage
from earwitness.records.support import JudgedClaim
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import calls, results

CLAIM = "claim-"
STAGES_OF_CLAIMS = ("claims", "second_claims")
SHORTEST = 4
"""Digits of a claim's id that must be given. Estimate."""

Answer = dict[str, Any]


def claim_named(untrusted_id: str) -> LocatedClaim:
    """The claim whose id begins so.

    Raises:
        WrongUsage: none does, or several.
    """
    digits = untrusted_id.removeprefix(CLAIM)
    found = {
        one["id"]: one
        for stage in STAGES_OF_CLAIMS
        for _, output in results.outputs(stage)
        for one in (*output["claims"], *output.get("unasserted", ()))
        if one["id"].removeprefix(CLAIM).startswith(digits)
    }
    if len(digits) < SHORTEST or len(found) != 1:
        raise WrongUsage(
            f"{untrusted_id!r} fits {len(found) or 'no'} claims.",
            remedy="`earwitness claims --json` shows their ids; give more of the id.",
        )
    return from_json(next(iter(found.values())), LocatedClaim)


def recordings_behind(located: LocatedClaim) -> tuple[str, ...]:
    """SHA-256 of what goes with a decision about a claim when it is forgotten: its recording, and
    the others of its call, which may be assembled otherwise since the claim was found."""
    own = calls.recordings_of(located.call_id) or ()
    return tuple(dict.fromkeys((located.sha256, *own)))


def claim_now(subject: str, judged: JudgedClaim) -> str | None:
    """The id under which a claim that was judged is found today; None if it no longer is."""
    outputs = (results.output(stage, judged.sha256) for stage in STAGES_OF_CLAIMS)
    found = [
        from_json(one, LocatedClaim)
        for output in outputs
        if output
        for one in (*output["claims"], *output.get("unasserted", ()))
        if subject == one["id"] or judged.kind == one["claim"]["kind"]
    ]
    return same_claim(subject, judged, found)


def same_claim(subject: str, judged: JudgedClaim, found: Iterable[LocatedClaim]) -> str | None:
    """Of these claims the id of the one that was judged: the same id, else the same kind in the
    same recording whose span overlaps it most."""
    fitting = [
        (_overlap_ms(judged, one), one.id)
        for one in found
        if one.id == subject
        or ((one.sha256, one.claim.kind) == (judged.sha256, judged.kind) and _overlaps(judged, one))
    ]
    if any(key == subject for _, key in fitting):
        return subject
    return max(fitting, default=(0, None))[1]


def judged_answer_of(subject: str, judged: JudgedClaim) -> Answer:
    """What was judged, as it was then, and its id today (null: no longer found)."""
    now = claim_now(subject, judged)
    told = {name: value for name, value in to_json(judged).items() if name != "call_id"}
    return {"call": judged.call_id, **told, "id_now": now}


def _overlaps(judged: JudgedClaim, one: LocatedClaim) -> bool:
    return _overlap_ms(judged, one) > 0 or (one.start_ms, one.end_ms) == (
        judged.start_ms,
        judged.end_ms,
    )


def _overlap_ms(judged: JudgedClaim, one: LocatedClaim) -> int:
    return min(judged.end_ms, one.end_ms) - max(judged.start_ms, one.start_ms)
