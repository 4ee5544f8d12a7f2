"""Covers of a clip: laid, taken away, suggested, taken or dismissed one by one."""

from enum import StrEnum
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.releases import choices, suggested
from earwitness.app.releases.words import milliseconds
from earwitness.desk import covering
from earwitness.desk.acting import place_of
from earwitness.desk.releases import making, wording
from earwitness.desk.releases.people import tried
from earwitness.desk.releases.reach import clip_address, clip_or_404
from earwitness.desk.roles import Right, needs
from earwitness.records.errors import WrongUsage
from earwitness.records.release import CoverReason, CoverSound

Choice = TypeVar("Choice", bound=StrEnum)


@needs(Right.CHOOSE)
@require_POST
def cover(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Lay a cover over a span of the recording."""
    clip_or_404(request, name, clip_id)
    post = request.POST

    def laid() -> None:
        choices.cover(
            place_of(request),
            name,
            clip_id,
            _span(request),
            reason=_one_of(CoverReason, post.get("reason", "")),
            sound=_one_of(CoverSound, post.get("sound", "")),
        )

    tried(request, laid, _("Covered, in sound and text."))
    return _back(name, clip_id)


@needs(Right.CHOOSE)
@require_POST
def uncover(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Take a cover away, with a reason."""
    clip_or_404(request, name, clip_id)
    place, why = place_of(request), request.POST.get("why", "")
    tried(
        request,
        lambda: choices.uncover(place, name, clip_id, _span(request), why=why),
        _("The cover is taken away."),
    )
    return _back(name, clip_id)


@needs(Right.READ)
@require_GET
def suggestions(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """What the machine would cover."""
    draft, clip = clip_or_404(request, name, clip_id)
    if clip.restricted and not covering.is_uncovered(request, clip.call_id):
        return redirect("release_clip", name, clip_id)
    found = suggested.suggestions(place_of(request), making.tools(), clip)
    reasons = wording.cover_reasons()
    said = {
        "draft": draft,
        "clip": clip,
        "rows": [(one, reasons[one.cover.reason]) for one in found],
        "open": sum(one.state == "open" for one in found),
    }
    is_part = request.headers.get("HX-Request")
    template = "releases/_suggestions.html" if is_part else "releases/suggestions.html"
    return render(request, template, said)


@needs(Right.CHOOSE)
@require_POST
def decide(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Take one suggestion, or dismiss it with a reason; or take all."""
    clip_or_404(request, name, clip_id)
    place, post, tools = place_of(request), request.POST, making.tools()
    one = post.get("suggestion", "")
    if "dismiss" in post:
        tried(
            request,
            lambda: suggested.dismiss_suggestions(
                place, tools, name, clip_id, [one], why=post.get("why", "")
            ),
            _("Dismissed."),
        )
        return _back(name, clip_id)
    only = [] if "all" in post else [one]
    sound = CoverSound.SILENCE if post.get("sound") == CoverSound.SILENCE else CoverSound.BLEEP
    tried(
        request,
        lambda: suggested.take_suggestions(place, tools, name, clip_id, only=only, sound=sound),
        _("Covered, in sound and text."),
    )
    return _back(name, clip_id)


def _span(request: HttpRequest) -> tuple[int, int]:
    return (
        milliseconds(request.POST.get("start", ""), _("The beginning")),
        milliseconds(request.POST.get("end", ""), _("The end")),
    )


def _one_of(kind: type[Choice], untrusted: str) -> Choice:
    if untrusted not in set(kind):
        raise WrongUsage(_("There is no such choice."), remedy=_("Choose one of those shown."))
    return kind(untrusted)


def _back(name: str, clip_id: str) -> HttpResponse:
    return redirect(clip_address(name, clip_id, "covers"))
