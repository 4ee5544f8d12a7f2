"""Objecting to a clip, answering an objection, taking one's own back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earwitness.app.releases import objections
from earwitness.desk.acting import place_of
from earwitness.desk.releases.people import signatory, tried
from earwitness.desk.releases.reach import clip_address, clip_or_404
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_POST
def object_to(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Whoever may read may object, with a reason."""
    clip_or_404(request, name, clip_id)
    place, by, why = place_of(request), signatory(request), request.POST.get("why", "")
    tried(
        request,
        lambda: objections.object_to(place, name, clip_id, why=why, by=by),
        _("Your objection stands. Nothing is signed before somebody else has answered it."),
    )
    return redirect(clip_address(name, clip_id, "objections"))


@needs(Right.SIGN)
@require_POST
def answer(request: HttpRequest, name: str, clip_id: str, objection: str) -> HttpResponse:
    """Answer one, as somebody else than who objected."""
    clip_or_404(request, name, clip_id)
    place, by, why = place_of(request), signatory(request), request.POST.get("why", "")
    tried(
        request,
        lambda: objections.answer(place, name, objection, why=why, by=by),
        _("Answered."),
    )
    return redirect(clip_address(name, clip_id, "objections"))


@needs(Right.READ)
@require_POST
def take_back(request: HttpRequest, name: str, clip_id: str, objection: str) -> HttpResponse:
    """Take one's own back."""
    clip_or_404(request, name, clip_id)
    place, by, why = place_of(request), signatory(request), request.POST.get("why", "")
    tried(
        request,
        lambda: objections.take_back(place, name, objection, why=why, by=by),
        _("Taken back."),
    )
    return redirect(clip_address(name, clip_id, "objections"))
