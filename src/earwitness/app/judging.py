"""Judging: a person's decision is recorded, what it bears on is crossed anew, and what changed is
told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from earwitness.app.judged_claims import judged_answer_of
from earwitness.app.judged_subjects import Subject, subject_of
from earwitness.app.judged_voices import groups_now, voice_changes
from earwitness.app.judgement_changes import Change, change_answer
from earwitness.app.judgement_effects import changes_by
from earwitness.app.processing import process
from earwitness.records.attribution import Judgement
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import JudgementRecord, earlier, leading
from earwitness.records.printable import storable
from earwitness.records.voice_groups import voices_of_pair
from earwitness.runtime.canonical import digest
from earwitness.runtime.progress import Progress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import judgements
from earwitness.runtime.store.connection import writing

LONGEST_WHY = 10_000
"""Letters; a reason is no transcript. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision as recorded, which attributions changed by it, and which groups of its voices."""

    record: JudgementRecord
    changes: tuple[Change, ...]
    voices: Sequence[dict[str, Any]] = ()


def judge(
    place: Workplace,
    untrusted_id: str,
    verdict: Judgement,
    *,
    why: str,
    by: str = "",
    progress: Progress,
) -> Judged:
    """Record a decision beside all earlier ones, cross anew, and say what changed.

    `by` is the name of the person; without one, the account at work. NONE takes back the decision
    that leads.

    Raises:
        WrongUsage: there is no such subject, no reason, or nothing to take back.
        CaseUnusable: the case cannot be written.
    """
    reason, author = reason_of(why), storable(by).strip() or place.actor
    subject, groups = subject_of(untrusted_id), groups_now()
    with writing(place.folder.database):
        record = _record(subject, verdict, reason, author)
        judgements.add(record, actor=place.actor)
    if record.judged is not None:  # a claim's truth says nothing of who speaks
        return Judged(record=record, changes=())
    process(place, _touched_stages(record), progress=progress)
    return Judged(
        record=record,
        changes=changes_by(place, record),
        voices=voice_changes(record.subject, groups, groups_now()),
    )


def _touched_stages(record: JudgementRecord) -> tuple[str, ...]:
    return ("voice_groups", "cross") if voices_of_pair(record.subject) else ("cross",)


def reason_of(why: str) -> str:
    """The reason of a decision, trimmed.

    Raises:
        WrongUsage: it is empty or longer than `LONGEST_WHY`.
    """
    reason = storable(why).strip()
    if not reason or len(reason) > LONGEST_WHY:
        raise WrongUsage(
            "A decision needs a reason"
            + (f" of at most {LONGEST_WHY} letters." if reason else "."),
            remedy="Say with --why what you heard, saw or know, so that others can check it.",
        )
    return reason


def _record(subject: Subject, verdict: Judgement, why: str, by: str) -> JudgementRecord:
    before = leading(judgements.all_judgements()).get(subject.id)
    if verdict is Judgement.NONE and (before is None or before.verdict is Judgement.NONE):
        raise WrongUsage(
            f"There is no decision about {subject.id} to take back.",
            remedy="`earwitness judgements` lists those that lead.",
        )
    at = datetime.now(UTC)
    supersedes = before.id if before else ""
    parts = (subject.id, verdict.value, why, by, at.isoformat(), supersedes)
    return JudgementRecord(
        id=f"judgement-{digest(parts)[:12]}",
        subject=subject.id,
        verdict=verdict,
        why=why,
        by=by,
        at=at,
        supersedes=supersedes,
        call_id=subject.call_id,
        side=subject.side,
        person_name=subject.person_name,
        profiles=subject.profiles,
        recordings=subject.recordings,
        judged=subject.judged,
    )


def judgement_answer(record: JudgementRecord) -> dict[str, Any]:
    """One decision, in the shape of `judgements`."""
    told = to_json(record)
    names = ("id", "subject", "verdict", "why", "by", "at", "supersedes")
    return {
        **{name: told[name] for name in names},
        "call": record.call_id or None,
        "side": record.side or None,
        "person": record.person_name or None,
        "profiles": list(record.profiles),
        "claim": None if record.judged is None else judged_answer_of(record.subject, record.judged),
    }


def judged_answer(judged: Judged) -> dict[str, Any]:
    """What was recorded and what changed, in the shape of `judge`."""
    return {
        "judgement": judgement_answer(judged.record),
        "changes": [change_answer(change) for change in judged.changes],
        "voices": list(judged.voices),
    }


def list_changes(place: Workplace, untrusted_id: str) -> dict[str, Any]:
    """What one decision changed, in the shape of `judge`; named by its own id, or by its subject
    for the one that leads.

    Raises:
        WrongUsage: there is none, or several begin so.
    """
    told = list_judgements(untrusted_id)
    if len(told) != 1:
        raise WrongUsage(
            f"{untrusted_id!r} fits {len(told)} judgements.", remedy="Give more of the id."
        )
    known = {one.id: one for one in judgements.all_judgements()}
    record = known[told[0]["id"]]
    return judged_answer(Judged(record=record, changes=changes_by(place, record)))


def list_judgements(wanted: str = "", *, everything: bool = False) -> list[dict[str, Any]]:
    """The leading decisions that were not taken back, each with what it superseded; `everything`:
    all decisions. Only of the decision or subject that begins with `wanted`, if it is given: then
    also if it is taken back.

    Raises:
        WrongUsage: nothing begins so.
    """
    known = judgements.all_judgements()
    leads = leading(known)
    chosen = known if everything else tuple(leads.values())
    if wanted:
        named = tuple(one for one in known if one.id.startswith(wanted))
        chosen = named or tuple(one for one in chosen if one.subject.startswith(wanted))
        if not chosen:
            raise WrongUsage(
                f"There is no judgement {wanted!r}.",
                remedy="`earwitness judgements --all` lists them all.",
            )
    elif not everything:
        chosen = tuple(one for one in chosen if one.verdict is not Judgement.NONE)
    on_subject: defaultdict[str, list[JudgementRecord]] = defaultdict(list)
    for one in known:
        on_subject[one.subject].append(one)
    ordered = sorted(chosen, key=lambda one: (one.at, one.id))
    return [
        {
            **judgement_answer(one),
            "leads": leads[one.subject].id == one.id,
            "history": [judgement_answer(old) for old in earlier(one, on_subject[one.subject])],
        }
        for one in ordered
    ]
