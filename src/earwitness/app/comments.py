"""Commenting: what people say about a span of a recording, who said it and when."""

from datetime import UTC, datetime

from earwitness.app.custody import one_recording
from earwitness.records.comment import Comment, Talk
from earwitness.records.errors import WrongUsage
from earwitness.records.printable import storable
from earwitness.runtime.canonical import digest
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import comments
from earwitness.runtime.store.connection import writing

LONGEST = 10_000
"""Characters of a comment. Estimate: what is longer is a document."""


def talks_of(sha256: str) -> tuple[Talk, ...]:
    """The talks about a recording, by place and time."""
    said = comments.of_recording(sha256)
    answers: dict[str, list[Comment]] = {}
    for one in said:
        answers.setdefault(one.answers, []).append(one)
    talks = [
        Talk(first=first, answers=tuple(answers.get(first.id, ()))) for first in answers.get("", ())
    ]
    return tuple(sorted(talks, key=lambda talk: (talk.first.start_ms, talk.first.at)))


def comment(
    place: Workplace, sha256: str, *, start_ms: int, end_ms: int, untrusted_text: str
) -> Comment:
    """Record a remark on a span.

    Raises:
        WrongUsage: there is no such recording, the span is none, or nothing is said.
        CaseUnusable: the case cannot be written.
    """
    if start_ms < 0 or end_ms < start_ms:
        raise WrongUsage("The span has no length.", remedy="Begin it before it ends.")
    return _add(place, sha256, (start_ms, end_ms), _said(untrusted_text))


def answer(
    place: Workplace,
    sha256: str,
    untrusted_id: str,
    *,
    untrusted_text: str = "",
    settles: bool | None = None,
) -> Comment:
    """Record an answer to a comment, or that the talk is settled or open again.

    Raises:
        WrongUsage: there is no such comment, or nothing is said.
        CaseUnusable: the case cannot be written.
    """
    first = next((one.first for one in talks_of(sha256) if one.first.id == untrusted_id), None)
    if first is None:
        raise WrongUsage(
            "There is no such comment.", remedy="Load the page anew: it may have been forgotten."
        )
    text = storable(untrusted_text).strip() if settles is not None else _said(untrusted_text)
    return _add(place, sha256, (first.start_ms, first.end_ms), text[:LONGEST], first.id, settles)


def _add(
    place: Workplace,
    sha256: str,
    span: tuple[int, int],
    text: str,
    answers: str = "",
    settles: bool | None = None,
) -> Comment:
    with writing(place.folder.database):
        subject, at = one_recording(sha256).sha256, datetime.now(UTC)
        parts = [subject, *span, text, place.actor, at.isoformat(), answers, settles]
        made = Comment(
            id=f"comment-{digest(parts)[:12]}",
            subject=subject,
            start_ms=span[0],
            end_ms=span[1],
            text=text,
            by=place.actor,
            at=at,
            answers=answers,
            settles=settles,
        )
        comments.add(made, actor=place.actor)
    return made


def _said(untrusted_text: str) -> str:
    """The text of a remark.

    Raises:
        WrongUsage: it is empty, or too long.
    """
    text = storable(untrusted_text).replace("\r\n", "\n").strip()
    if not text:
        raise WrongUsage("Nothing is said.", remedy="Write the comment, then send it.")
    if len(text) > LONGEST:
        raise WrongUsage(
            f"The comment has {len(text)} characters.", remedy=f"Keep it below {LONGEST}."
        )
    return text
