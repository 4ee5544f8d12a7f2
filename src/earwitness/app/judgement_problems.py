"""Judgements that cannot be followed: they are open problems until somebody judges again."""

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from earwitness.app.judged_claims import claim_now
from earwitness.crossing.decisions import is_about
from earwitness.crossing.profile_links import contradictory
from earwitness.pipeline.voice_groups import stored_voice_groups
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.judgement import JudgementRecord
from earwitness.records.problem import Problem
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import judgements, problems, results
from earwitness.runtime.store.connection import writing

STAGE = "judge"


def renew_judgement_problems(place: Workplace) -> None:
    """Keep a problem for each judgement that is not followed, and let go of those that are now."""
    found = {one.subject: one for one in _problems(judgements.judgements_in_force())}
    known = {one.subject: one for one in problems.open_problems() if one.stage == STAGE}
    if found == known:
        return
    with writing(place.folder.database):
        problems.solve_all(sorted(known.keys() - found.keys()), STAGE)
        for subject, problem in sorted(found.items()):
            if known.get(subject) != problem:
                problems.keep(problem)


def _problems(led: Sequence[JudgementRecord]) -> Iterator[Problem]:
    for record in contradictory(led):
        yield _problem(
            record,
            "It says that two profiles are of one person, others say that they are not. "
            "They are kept apart.",
        )
    yield from _about_voices(led)
    yield from _about_claims(led)
    about_speakers = [one for one in led if one.call_id]
    calls = sorted({one.call_id for one in about_speakers})
    crossed = {
        call_id: from_json(output, tuple[Attribution, ...])
        for call_id, output in results.outputs("cross", calls)
    }
    for record in about_speakers:
        candidates = [one for one in crossed.get(record.call_id, ()) if one.side == record.side]
        if not any(is_about(record, one.profiles) for one in candidates):
            yield _problem(
                record,
                "Nobody in its call has the profiles that were judged: call, sources or other "
                "judgements are no longer the same. It is not followed.",
            )
    yield from _rivals(about_speakers)


def _about_voices(led: Iterable[JudgementRecord]) -> Iterator[Problem]:
    found = stored_voice_groups()
    for record in led if found else ():
        if found and record.subject in found.contradicted:
            yield _problem(record, "Other judgements say otherwise of these voices.")
        if found and record.subject in found.outdated:
            yield _problem(record, "A voice is no more, or cannot be compared.")


def _about_claims(led: Iterable[JudgementRecord]) -> Iterator[Problem]:
    for record in led:
        if record.judged is not None and claim_now(record.subject, record.judged) is None:
            yield _problem(
                record,
                f"The {record.judged.kind} claim that was judged is no longer found in "
                f"{record.judged.call_id}; the judgement says what it was.",
            )


def _rivals(records: Iterable[JudgementRecord]) -> Iterator[Problem]:
    """Several persons judged to be the speaker of one side."""
    speakers: dict[tuple[str, str], list[JudgementRecord]] = {}
    for record in records:
        if record.verdict is Judgement.POSITIVE:
            speakers.setdefault((record.call_id, record.side), []).append(record)
    for same_side in speakers.values():
        for record in same_side if len(same_side) > 1 else ():
            yield _problem(
                record,
                f"{len(same_side)} persons are judged to be the {record.side} of "
                f"{record.call_id}. They share the side.",
            )


def _problem(record: JudgementRecord, what: str) -> Problem:
    return Problem(
        subject=record.subject,
        stage=STAGE,
        what=f"The judgement {record.id} of {record.by} contradicts the case. {what}",
        remedy="Judge again, or take it back: "
        f"earwitness judge {quote(record.subject)} none --why …",
    )
