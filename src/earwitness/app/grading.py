"""Grading: what a person thinks of a source and of what it says, by the Admiralty code."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from earwitness.app.judged_claims import (
    CLAIM,
    claim_named,
    claim_now,
    judged_answer_of,
    recordings_behind,
    same_claim,
)
from earwitness.app.judging import reason_of
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import earlier, leading
from earwitness.records.printable import storable
from earwitness.records.support import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Grade,
    JudgedClaim,
    judged_claim,
)
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, facts, grades, results
from earwitness.runtime.store.connection import writing

FACT = "fact-"
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSubject:
    """What is graded; fields as in `Grade`."""

    id: str
    judged: JudgedClaim | None = None
    recordings: tuple[str, ...] = ()


def grade(
    place: Workplace,
    untrusted_id: str,
    *,
    source: str = "",
    information: str = "",
    why: str,
    by: str = "",
) -> Grade:
    """Record a grade beside all earlier ones. What is not given is not graded; neither takes the
    grade back that leads.

    Raises:
        WrongUsage: there is no such claim, fact or speaker, no such grade, or no reason.
        CaseUnusable: the case cannot be written.
    """
    letter, figure = (
        _grade(source, SOURCE_GRADES, "--source"),
        _grade(information, INFORMATION_GRADES, "--information"),
    )
    reason, author = reason_of(why), storable(by).strip() or place.actor
    subject = graded_subject(untrusted_id)
    with writing(place.folder.database):
        before = leading(grades.all_grades()).get(subject.id)
        if not (letter or figure) and (before is None or not is_graded(before)):
            raise WrongUsage(
                f"There is no grade of {subject.id} to take back.",
                remedy="Give --source A to F, --information 1 to 6, or both.",
            )
        at, supersedes = datetime.now(UTC), before.id if before else ""
        parts = [subject.id, letter, figure, reason, author, at.isoformat(), supersedes]
        record = Grade(
            id=f"grade-{digest(parts)[:12]}",
            subject=subject.id,
            source=letter,
            information=figure,
            why=reason,
            by=author,
            at=at,
            supersedes=supersedes,
            judged=subject.judged,
            recordings=subject.recordings,
        )
        grades.add(record, actor=place.actor)
    return record


def is_graded(record: Grade) -> bool:
    """Whether it says anything; one that does not takes back."""
    return bool(record.source or record.information)


def _grade(text: str, allowed: str, option: str) -> str:
    letter = text.strip().upper()
    if len(letter) > 1 or letter not in allowed:
        raise WrongUsage(
            f"{option} {text!r} is no grade.",
            remedy=f"It is one of {', '.join(allowed)}; docs/support.md says what they mean.",
        )
    return letter


def graded_subject(untrusted_id: str) -> GradedSubject:
    """The claim, fact or speaker (CALL/LABEL) that is meant.

    Raises:
        WrongUsage: there is none, or several.
    """
    wanted = storable(untrusted_id).strip()
    for one in grades.all_grades():
        if one.subject == wanted:
            return GradedSubject(id=one.subject, judged=one.judged, recordings=one.recordings)
    if wanted.startswith(CLAIM):
        return _claim(wanted)
    if wanted.startswith(FACT):
        return _fact(wanted)
    return _speaker(wanted)


def _claim(wanted: str) -> GradedSubject:
    located = claim_named(wanted)
    for one in leading(grades.all_grades()).values():
        if one.judged is not None and same_claim(one.subject, one.judged, [located]):
            return GradedSubject(id=one.subject, judged=one.judged, recordings=one.recordings)
    return GradedSubject(
        id=located.id, judged=judged_claim(located), recordings=recordings_behind(located)
    )


def _fact(wanted: str) -> GradedSubject:
    found = {
        fact.id for file in facts.all_files() for fact in file.facts if fact.id.startswith(wanted)
    }
    if len(wanted) <= len(FACT) or len(found) != 1:
        raise WrongUsage(
            f"{wanted!r} fits {len(found) or 'no'} facts.",
            remedy="`earwitness facts` shows their ids.",
        )
    return GradedSubject(id=found.pop())


def _speaker(wanted: str) -> GradedSubject:
    call_id, _, label = wanted.partition("/")
    own = calls.recordings_of(call_id)
    labels = {
        one["speaker_label"]
        for _, output in results.outputs("claims", own or ())
        for one in (*output["claims"], *output.get("unasserted", ()), *output["themes"])
    }
    crossed = results.output("cross", call_id) or ()
    if own is None or not label or label not in labels | {one["speaker_label"] for one in crossed}:
        raise WrongUsage(
            f"{wanted!r} is no claim, fact or speaker of this case.",
            remedy="Give the id of a claim (`earwitness claims --json`) or of a fact "
            "(`earwitness facts`), or a speaker as CALL/LABEL (`earwitness show CALL`).",
        )
    return GradedSubject(id=wanted, recordings=own)


def grade_answer(record: Grade) -> Answer:
    """One grade, in the shape of `grade`."""
    told = to_json(record)
    names = ("id", "subject", "source", "information", "why", "by", "at", "supersedes")
    return {
        **{name: told[name] for name in names},
        "claim": None if record.judged is None else judged_answer_of(record.subject, record.judged),
    }


def list_grades() -> list[Answer]:
    """The leading grades that were not taken back, each with its history."""
    known = grades.all_grades()
    own: defaultdict[str, list[Grade]] = defaultdict(list)
    for one in known:
        own[one.subject].append(one)
    led = sorted(filter(is_graded, leading(known).values()), key=lambda one: (one.at, one.id))
    return [
        {
            **grade_answer(one),
            "history": [grade_answer(old) for old in earlier(one, own[one.subject])],
        }
        for one in led
    ]


def grades_now() -> dict[str, Grade]:
    """Subject as it is called today → the grade that leads, for those that were not taken back."""
    found = {}
    for one in leading(grades.all_grades()).values():
        key = one.subject if one.judged is None else claim_now(one.subject, one.judged)
        if key and is_graded(one):
            found[key] = one
    return found
