"""Comments on spans, and what is counted of listening."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app import comments
from earwitness.desk.acting import place_of, zone_of
from earwitness.desk.asking import whole_number
from earwitness.desk.call.finding import call_of_recording_or_404
from earwitness.desk.figures import clock
from earwitness.desk.roles import Right, needs
from earwitness.records.comment import Comment, Talk
from earwitness.records.errors import WrongUsage


@needs(Right.READ)
@require_GET
def listed(request: HttpRequest, sha256: str) -> HttpResponse:
    """The talks about a recording, as a fragment."""
    call_of_recording_or_404(request, sha256)
    return render(request, "call/_talks.html", shown(request, sha256))


@needs(Right.COMMENT)
@require_POST
def add(request: HttpRequest, sha256: str) -> HttpResponse:
    """Say something about a span."""
    call = call_of_recording_or_404(request, sha256)
    start, end = (_ms(request, name) for name in ("start_ms", "end_ms"))
    said = request.POST.get("text", "")
    comments.comment(place_of(request), sha256, start_ms=start, end_ms=end, untrusted_text=said)
    return _answered(request, call.id, sha256)


@needs(Right.COMMENT)
@require_POST
def answer(request: HttpRequest, sha256: str, comment_id: str) -> HttpResponse:
    """Answer, settle, or open again."""
    call = call_of_recording_or_404(request, sha256)
    settles = {"1": True, "0": False}.get(request.POST.get("settles", ""))
    said = request.POST.get("text", "")
    comments.answer(place_of(request), sha256, comment_id, untrusted_text=said, settles=settles)
    return _answered(request, call.id, sha256)


def shown(request: HttpRequest, sha256: str) -> dict[str, Any]:
    """What the list of talks needs."""
    zone = zone_of(place_of(request))
    return {
        "sha256": sha256,
        "talks": [
            {
                "talk": talk,
                "clock": clock(talk.first.start_ms),
                "said": [(one, one.at.astimezone(zone)) for one in _all(talk)],
            }
            for talk in comments.talks_of(sha256)
        ],
    }


def _all(talk: Talk) -> tuple[Comment, ...]:
    return (talk.first, *talk.answers)


def _answered(request: HttpRequest, call_id: str, sha256: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "call/_talks.html", shown(request, sha256))
    return redirect(f"{reverse('call', args=[call_id])}?recording={sha256[:12]}#talks")


def _ms(request: HttpRequest, name: str) -> int:
    ms = whole_number(request.POST.get(name, ""))
    if ms is None:
        raise WrongUsage(_("The span is none."), remedy=_("Load the page anew."))
    return ms
