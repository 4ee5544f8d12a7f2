"""The page of one call, and its turns in parts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.call_pages import texts_of
from earwitness.desk import covering
from earwitness.desk.access.limits import limited_opening
from earwitness.desk.access.need_to_know import call_or_404
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import may, place_of, served
from earwitness.desk.call import unsaved, wording
from earwitness.desk.call.comment_views import shown as talks
from earwitness.desk.call.exposure import today_of
from earwitness.desk.call.finding import call_of_recording_or_404, candidates_for
from earwitness.desk.call.head_view import head_of
from earwitness.desk.call.module_words import words_for_modules
from earwitness.desk.call.parts import part_at, parts_of
from earwitness.desk.call.sides import sides_of
from earwitness.desk.call.turn_views import turn_views
from earwitness.desk.playing import is_muted
from earwitness.desk.roles import Right, needs
from earwitness.desk.speaker_names import spans_of, speakers_of

SPEEDS = ("0.5", "0.6", "0.75", "0.85", "1", "1.15", "1.25", "1.5", "1.75", "2")


@needs(Right.READ)
@limited_opening("call_id")
@require_GET
def call(request: HttpRequest, call_id: str) -> HttpResponse:
    """One call: who, when, its sound and its texts."""
    found = call_or_404(request, call_id)
    head = head_of(place_of(request), found, untrusted_recording=request.GET.get("recording", ""))
    said: dict[str, Any] = {"head": head, "tab": "call"}
    if head.sha256:
        said |= _texts(request, call_id, head.sha256)
        if said["reasons"] and not covering.is_uncovered(request, call_id):
            return render(request, "call/covered.html", said)
    opened(request, call_id, "call")
    return render(request, "call/call.html", said)


def _texts(request: HttpRequest, call_id: str, sha256: str) -> dict[str, Any]:
    texts = texts_of(sha256)
    candidates = candidates_for(request, call_id)
    labels = [turn.speaker_label for turn in texts.turns]
    speakers = speakers_of(call_id, labels, candidates)
    cut = parts_of(texts.turns)
    first = part_at(cut, request.GET.get("at", ""))
    return {
        "sha256": sha256,
        "texts": texts,
        "reasons": wording.reasons(texts.reasons),
        "silent": bool(texts.reasons) and is_muted(request),
        "speakers": list(speakers.values()),
        "sides": sides_of(call_id, labels, candidates),
        "spans": spans_of(texts.turns, speakers),
        "cut": cut,
        "part": first,
        "speeds": SPEEDS,
        "labels": list(speakers),
        "words": words_for_modules(sha256),
        "outbox": f"earwitness-{served().place.folder.root.name}-{request.user.pk}-{sha256}",
        "unsaved": unsaved.texts_of(request, sha256) if may(request, Right.EDIT) else [],
        "heard": today_of(request),
        "muted": is_muted(request),
        **talks(request, sha256),
        "first": first,
        "turns": turn_views(texts, speakers, from_ms=first.from_ms, to_ms=first.to_ms)
        if first
        else [],
    }


@needs(Right.READ)
@limited_opening("sha256")
@require_GET
def turns(request: HttpRequest, sha256: str) -> HttpResponse:
    """The turns of one part, as a fragment."""
    found = call_of_recording_or_404(request, sha256)
    texts = texts_of(sha256)
    if texts.reasons and not covering.is_uncovered(request, found.id):
        return HttpResponse(status=204)
    labels = [turn.speaker_label for turn in texts.turns]
    speakers = speakers_of(found.id, labels, candidates_for(request, found.id))
    part = part_at(parts_of(texts.turns), request.GET.get("at", ""))
    shown = turn_views(texts, speakers, from_ms=part.from_ms, to_ms=part.to_ms) if part else []
    said = {"sha256": sha256, "texts": texts, "part": part, "turns": shown}
    return render(request, "call/_part.html", said)


@needs(Right.READ)
@require_POST
def uncover(request: HttpRequest, call_id: str) -> HttpResponse:
    """Show restricted material: of this call, or for the rest of the session of every call."""
    call_or_404(request, call_id)
    covering.uncover(request, covering.ALL if request.POST.get("all") else call_id)
    return redirect("call", call_id)
