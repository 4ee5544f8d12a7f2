"""Objecting to a clip, answering an objection, taking one's own back."""

from collections.abc import Callable

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
    done = _("Your objection stands. Nothing is signed before somebody else has answered it.")
    return _said(request, name, clip_id, objections.object_to, clip_id, done)


@needs(Right.SIGN)
@require_POST
def answer(request: HttpRequest, name: str, clip_id: str, objection: str) -> HttpResponse:
    """Answer one, as somebody else than who objected."""
    return _said(request, name, clip_id, objections.answer, objection, _("Answered."))


@needs(Right.READ)
@require_POST
def take_back(request: HttpRequest, name: str, clip_id: str, objection: str) -> HttpResponse:
    """Take one's own back."""
    return _said(request, name, clip_id, objections.take_back, objection, _("Taken back."))


def _said(
    request: HttpRequest,
    name: str,
    clip_id: str,
    act: Callable[..., object],
    subject: str,
    done: str,
) -> HttpResponse:
    """What is said of `subject`, a clip or an objection to it, with its reason."""
    clip_or_404(request, name, clip_id)
    place, by, why = place_of(request), signatory(request), request.POST.get("why", "")
    tried(request, lambda: act(place, name, subject, why=why, by=by), done)
    return redirect(clip_address(name, clip_id, "objections"))
