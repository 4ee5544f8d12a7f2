"""What is said around the clips: paragraphs, single lines, approved findings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from earwitness.app.grading import grades_now
from earwitness.app.judged_claims import STAGES_OF_CLAIMS, claim_named, claim_now
from earwitness.app.releases.drafts import LANGUAGES, change, clip_of, public_id
from earwitness.app.releases.needs import Need, NeedKind
from earwitness.app.releases.words import day_of, line_of
from earwitness.records.attribution import Judgement
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import in_force
from earwitness.records.printable import printable
from earwitness.records.published import PublishedGrade
from earwitness.records.release import ClipChoice, FindingChoice, ReleaseDraft
from earwitness.records.support import Grade
from earwitness.runtime.plugins import names as plugin_names
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import judgements, results

PARAGRAPHS = ("introduction", "method", "known", "not_known", "selection")
LINES = ("title", "newsroom", "published_on", "language")
LISTS = ("publishers",)
FIELDS = (*PARAGRAPHS, *LINES, *LISTS)

SOURCE_MEANS = dict(
    zip(
        "ABCDEF",
        (
            *("reliable", "usually reliable", "fairly reliable", "not usually reliable"),
            *("unreliable", "reliability cannot be judged"),
        ),
        strict=True,
    )
)
INFORMATION_MEANS = dict(
    zip(
        "123456",
        (
            *("confirmed by others", "probably true", "possibly true", "doubtful", "improbable"),
            "truth cannot be judged",
        ),
        strict=True,
    )
)
"""Words of the Admiralty code (NATO STANAG 2511 / AJP-2.1)."""


def say(
    place: Workplace, name: str, field: str, texts: Sequence[str], *, by: str = ""
) -> ReleaseDraft:
    """Say one field of a release anew: paragraphs, one line, or the publishers; none empties it.

    Raises:
        WrongUsage: there is no such field, language, day or publisher, or a text is empty.
    """
    if field not in FIELDS:
        raise WrongUsage(
            f"A release has no field {field!r}.", remedy=f"They are: {', '.join(FIELDS)}."
        )
    if field in LINES and len(texts) > 1:
        raise WrongUsage(
            f"{field} is one line, and {len(texts)} texts were given.",
            remedy="Put quotes around the whole text.",
        )
    value = _value(field, texts)

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        changed: dict[str, Any] = {field: value}
        return replace(draft, **changed)

    return change(place, name, edited, by=by)


def _value(field: str, texts: Sequence[str]) -> tuple[str, ...] | str:
    if field in PARAGRAPHS:
        return tuple(line_of(text, "paragraph") for text in texts)
    if field in LISTS:
        return _publishers(texts)
    text = texts[0] if texts else ""
    if field == "published_on":
        return day_of(text)
    if field == "language" and text not in LANGUAGES:
        raise WrongUsage(
            f"There are no pages in {text!r}.", remedy=f"Choose one of {', '.join(LANGUAGES)}."
        )
    if field == "newsroom" and not text.strip():
        return ""
    return line_of(text, field)


def _publishers(wanted: Sequence[str]) -> tuple[str, ...]:
    known = plugin_names("publishers")
    unknown = [one for one in wanted if one not in known]
    if unknown or not wanted:
        raise WrongUsage(
            f"There is no publisher {', '.join(unknown) or 'named'}.",
            remedy=f"Installed are: {', '.join(known) or 'none'}.",
        )
    return tuple(dict.fromkeys(wanted))


def say_finding(
    place: Workplace, name: str, untrusted_claim: str, clip_id: str, text: str, *, by: str = ""
) -> ReleaseDraft:
    """Say a finding: a claim that a person judged to be so, in the words of the newsroom, and the
    clip it rests on. The grade that people gave the claim goes with it. An empty text takes the
    finding back.

    Raises:
        WrongUsage: there is no such claim, finding or clip, or nobody judged it so.
    """
    if not text.strip():
        return _take_back(place, name, untrusted_claim, by=by)
    words, located = line_of(text, "finding"), claim_named(untrusted_claim)
    if located.id not in approved_claims():
        raise WrongUsage(
            f"Nobody has judged {located.id} to be so.",
            remedy=f'Look at it, then: earwitness judge {located.id} positive --why "…"',
        )
    grade = grades_now().get(located.id)

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clip = clip_of(draft, clip_id)
        if clip.sha256 != located.sha256:
            raise WrongUsage(
                "That claim is of another recording than the clip.",
                remedy="Choose a clip of its own call first.",
            )
        others = tuple(one for one in draft.findings if one.claim_id != located.id)
        finding = FindingChoice(
            id=public_id(),
            claim_id=located.id,
            text=words,
            clip_id=clip.id,
            grade=published_grade(grade, words) if grade else None,
        )
        return replace(draft, findings=tuple(sorted((*others, finding), key=lambda one: one.id)))

    return change(place, name, edited, by=by)


def approved_claims() -> frozenset[str]:
    """Claims that are judged to be so now."""
    now = (
        claim_now(one.subject, one.judged)
        for one in in_force(judgements.all_judgements())
        if one.judged is not None and one.verdict is Judgement.POSITIVE
    )
    return frozenset(filter(None, now))


def approved_in(clip: ClipChoice) -> list[dict[str, str]]:
    """`id` and `quote` of the claims within a clip that are judged to be so: a finding may be said
    of each."""
    approved = approved_claims()
    outputs = (
        (results.output(stage, clip.sha256) or {} for stage in STAGES_OF_CLAIMS) if approved else ()
    )
    return [
        {"id": one["id"], "quote": one["claim"]["quote"]}
        for output in outputs
        for one in output.get("claims", ())
        if one["id"] in approved and one["start_ms"] < clip.end_ms and one["end_ms"] > clip.start_ms
    ]


def untenable_findings(draft: ReleaseDraft) -> Iterator[Need]:
    """Findings whose claim is no more judged to be so, or is graded otherwise than is
    said."""
    approved = approved_claims() if draft.findings else frozenset()
    grades = grades_now() if draft.findings else {}
    for one in draft.findings:
        named = f"{draft.name} {one.claim_id} {one.clip_id}"
        grade = grades.get(one.claim_id)
        if one.claim_id not in approved:
            told = (
                f"{one.clip_id}: a finding rests on {one.claim_id}, which nobody judges to be so "
                f'any more. Take it back: earwitness release finding {named} ""'
            )
            yield _untenable(NeedKind.FINDING_UNJUDGED, one, told)
        elif one.grade != (published_grade(grade, one.text) if grade else None):
            told = (
                f"{one.clip_id}: the grade of {one.claim_id} was changed. Say the finding again: "
                f'earwitness release finding {named} "…"'
            )
            yield _untenable(NeedKind.GRADE_CHANGED, one, told)


def _untenable(kind: NeedKind, finding: FindingChoice, told: str) -> Need:
    return Need(kind=kind, told=told, clips=(finding.clip_id,), names=(finding.claim_id,))


def _take_back(place: Workplace, name: str, untrusted_claim: str, *, by: str) -> ReleaseDraft:
    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        left = tuple(one for one in draft.findings if one.claim_id != untrusted_claim)
        if left == draft.findings:
            raise WrongUsage(
                f"{name} says no finding of {printable(untrusted_claim)!r}.",
                remedy=f"`earwitness release show {name} --json` has the whole ids.",
            )
        return replace(draft, findings=left)

    return change(place, name, edited, by=by)


def published_grade(grade: Grade, about: str) -> PublishedGrade:
    """A grade with what it means in words; who gave it and why stays inside."""
    told = (SOURCE_MEANS.get(grade.source, ""), INFORMATION_MEANS.get(grade.information, ""))
    return PublishedGrade(
        about=about,
        source=grade.source,
        information=grade.information,
        meaning="; ".join(filter(None, told)),
    )
