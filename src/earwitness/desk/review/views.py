"""The queues of review, each by the role that can empty it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app import reviewing
from earwitness.app.releases.objections import open_disputes
from earwitness.app.releases.progress import Stage
from earwitness.desk.access.need_to_know import may_hear, may_see_call, may_see_person
from earwitness.desk.acting import may
from earwitness.desk.links import address_or_nothing
from earwitness.desk.releases import wording
from earwitness.desk.releases.reach import visible_progress
from earwitness.desk.roles import Right, needs
from earwitness.records.release import ReleaseDraft

MOST = 100
"""Rows of one queue that are shown. Estimate: a day's work."""
WAITING = {
    Stage.DRAFT,
    Stage.CHANGED,
    Stage.GATE_OPEN,
    Stage.UNSIGNED,
    Stage.HALF_SIGNED,
    Stage.SIGNED,
}


@needs(Right.READ)
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """What waits, the queues of one's own role first."""
    found = visible_progress(request)
    said = {
        "disputes": [
            {
                "draft": one.draft,
                "objection": dispute.objection,
                "title": _title(one.draft, dispute),
            }
            for one in found
            for dispute in open_disputes(one.draft)
        ],
        "releases": [(one, wording.stage(one)) for one in found if one.stage in WAITING],
        "queues": [name for name, (right, _) in QUEUES.items() if may(request, right)],
    }
    return render(request, "review/review.html", said)


def _title(draft: ReleaseDraft, dispute: Any) -> str:
    return next((one.title for one in draft.clips if one.id == dispute.objection.clip_id), "")


def _english(request: HttpRequest) -> list[Any]:
    return list(reviewing.unread_english(_drafts(request)))


def _clashes(request: HttpRequest) -> list[Any]:
    return [
        (sha256, call_id)
        for sha256, call_id in reviewing.clashes()
        if may_hear(request, sha256) and may_see_call(request, call_id)
    ]


def _talks(request: HttpRequest) -> list[Any]:
    return [
        (call_id, talk)
        for call_id, sha256, talk in reviewing.open_talks()
        if may_hear(request, sha256) and may_see_call(request, call_id)
    ]


def _unjudged(request: HttpRequest) -> list[Any]:
    return [
        {
            "one": one,
            "speakers": [own for own in one.speakers if may_see_person(request, own.person_id)],
            "speakers_address": address_or_nothing("speakers_of_call", one.clip.call_id),
            "claims": [(claim, address_or_nothing("claim", claim)) for claim in one.claims],
        }
        for one in reviewing.unjudged(_drafts(request))
    ]


def _drafts(request: HttpRequest) -> list[ReleaseDraft]:
    return [one.draft for one in visible_progress(request) if one.stage in WAITING]


QUEUES: dict[str, tuple[Right, Callable[[HttpRequest], list[Any]]]] = {
    "english": (Right.EDIT, _english),
    "clashes": (Right.EDIT, _clashes),
    "talks": (Right.COMMENT, _talks),
    "unjudged": (Right.JUDGE, _unjudged),
}
"""By name: who empties the queue, and what stands in it. Whoever reads may look."""


@needs(Right.READ)
@require_GET
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """One queue: a piece of the page, or a page of its own without scripts."""
    rows = QUEUES[name][1](request)
    said = {"name": name, "rows": rows[:MOST], "more": max(0, len(rows) - MOST)}
    is_part = request.headers.get("HX-Request")
    template = f"review/_{name}.html" if is_part else "review/queue.html"
    return render(request, template, {**said, "part": f"review/_{name}.html"})
