"""Writing in a transcript, taking back, what was typed and not saved."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.transcripts import revert, transcript_of
from earwitness.desk.acting import name_of, place_of
from earwitness.desk.at_the_desk import what_happened, what_to_do
from earwitness.desk.call import editing, unsaved
from earwitness.desk.call.finding import call_of_recording_or_404
from earwitness.desk.call.history_view import history_of
from earwitness.desk.roles import Right, needs
from earwitness.records.errors import CaseUnusable, EarwitnessError, WrongUsage


@needs(Right.EDIT)
@require_POST
def save(request: HttpRequest, sha256: str) -> HttpResponse:
    """Save what was typed of a turn as a new version."""
    call = call_of_recording_or_404(request, sha256)

    def act() -> dict[str, Any]:
        form = _valid(editing.EditForm(request.POST))
        typed = editing.typed_in(form)
        if typed is None:
            said = {"version": form.cleaned_data["based_on"], "nothing": True, "clash": False}
        else:
            version = editing.save(request, sha256, form, typed)
            said = {"version": version.number, "clash": editing.clashes(sha256, version)}
        unsaved.drop(request, sha256, request.POST)
        return said

    return _done(request, call.id, sha256, act)


@needs(Right.EDIT)
@require_POST
def change_turns(request: HttpRequest, sha256: str) -> HttpResponse:
    """Split a turn from a word on, or join it with the next."""
    call = call_of_recording_or_404(request, sha256)

    def act() -> dict[str, Any]:
        form = _valid(editing.SpanForm(request.POST))
        based_on = _valid(editing.BasedOn(request.POST)).cleaned_data["based_on"]
        if "speaker" in request.POST:
            editing.split(request, sha256, form, request.POST["speaker"], based_on)
        else:
            editing.merge(request, sha256, form, based_on)
        return {"done": True}

    return _done(request, call.id, sha256, act)


@needs(Right.EDIT)
@require_POST
def take_back(request: HttpRequest, sha256: str) -> HttpResponse:
    """One version no longer counts; it stays in the history."""
    call = call_of_recording_or_404(request, sha256)

    def act() -> dict[str, Any]:
        number = request.POST.get("without", "")
        if not number.isascii() or not number.isdigit():
            raise WrongUsage(_("Say which version."), remedy=_("Load the page anew."))
        made = revert(
            place_of(request),
            sha256,
            to=None,
            without=int(number[:9]),
            author=name_of(request),
            why=request.POST.get("why", ""),
        )
        return {"version": made.number}

    return _done(request, call.id, sha256, act)


@needs(Right.EDIT)
@require_POST
def keep_unsaved(request: HttpRequest, sha256: str) -> HttpResponse:
    """Keep what somebody is typing, for this person alone."""
    call_of_recording_or_404(request, sha256)
    unsaved.keep(request, sha256, request.POST)
    return HttpResponse(status=204)


@needs(Right.READ)
@require_GET
def history(request: HttpRequest, sha256: str) -> HttpResponse:
    """Who wrote what in a span, when and why."""
    call = call_of_recording_or_404(request, sha256)
    form = _valid(editing.SpanForm(request.GET))
    steps = history_of(place_of(request), sha256, **form.cleaned_data)
    said = {"sha256": sha256, "call_id": call.id, "steps": steps, **form.cleaned_data}
    if request.headers.get("HX-Request"):
        return render(request, "call/_history.html", said)
    return render(request, "call/history.html", said)


@needs(Right.EDIT)
@require_GET
def write(request: HttpRequest, sha256: str) -> HttpResponse:
    """A page to write in one turn, for browsers without scripts."""
    call = call_of_recording_or_404(request, sha256)
    own = transcript_of(sha256)
    turns = own.turns()
    wanted = (request.GET.get("start_ms", ""), request.GET.get("channel", ""))
    turn = next((one for one in turns if (str(one.start_ms), str(one.channel)) == wanted), None)
    if turn is None:
        raise Http404
    said = {
        "sha256": sha256,
        "call_id": call.id,
        "turn": turn,
        "based_on": own.versions[-1].number if own.versions else 0,
        "labels": list(dict.fromkeys(one.speaker_label for one in turns)),
    }
    return render(request, "call/write.html", said)


def _valid(form: Any) -> Any:
    """The form.

    Raises:
        WrongUsage: a value of it cannot be.
    """
    if not form.is_valid():
        told = "; ".join(f"{name}: {errors[0]}" for name, errors in form.errors.items())
        raise WrongUsage(
            _("That cannot be saved: %(why)s") % {"why": told},
            remedy=_("Change it, then save again."),
        )
    return form


def _done(
    request: HttpRequest, call_id: str, sha256: str, act: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """What an act gives, as JSON for a module; the page of the call for a browser without
    scripts."""
    try:
        said = act()
    except EarwitnessError as error:
        return _refused(request, error)
    if _is_module(request):
        return JsonResponse(said)
    start = request.POST.get("start_ms", "")
    place = f"#t={int(start) / 1000:g}" if start.isascii() and start.isdigit() else ""
    return redirect(f"{reverse('call', args=[call_id])}?recording={sha256[:12]}{place}")


def _refused(request: HttpRequest, error: EarwitnessError) -> HttpResponse:
    """The error in words; a module is told whether trying again helps."""
    again = isinstance(error, CaseUnusable)
    status = 503 if again else 422
    if not _is_module(request):
        return render(request, "problem.html", {"error": error}, status=status)
    words: dict[str, object] = {"what": what_happened(error), "remedy": what_to_do(error)}
    return JsonResponse(words | {"again": True} if again else words, status=status)


def _is_module(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
