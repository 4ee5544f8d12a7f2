"""The speakers of one call, and one of them with all that is known of who it is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.speaker_pages import Speaker, speakers_of
from earwitness.desk.access.need_to_know import call_or_404, hidden_persons
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import place_of
from earwitness.desk.call.head_view import head_of
from earwitness.desk.covering import hidden_on
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.beside import own_voices
from earwitness.desk.speakers.speaker_view import speaker_view
from earwitness.desk.speakers.waterfall import calls_heard_in
from earwitness.records.call import Call
from earwitness.runtime.store import listed_speakers


@needs(Right.READ)
@require_GET
def speakers_of_call(request: HttpRequest, call_id: str) -> HttpResponse:
    """Both sides of a call."""
    call = call_or_404(request, call_id)
    secret = names_to_hide(request)
    shown = {
        "head": head_of(place_of(request), call),
        "sides": [speaker_view(request, one, secret) for one in speakers_of(call_id)],
    }
    opened(request, call_id, "speakers")
    return render(request, "speakers/call.html", shown)


@needs(Right.READ)
@require_GET
def speaker(request: HttpRequest, call_id: str, side: str) -> HttpResponse:
    """One side of a call: candidates with evidence, voices to listen to, decisions."""
    call, found = speaker_or_404(request, call_id, side)
    opened(request, call_id, "speakers")
    return shown_speaker(request, call, found)


def shown_speaker(
    request: HttpRequest,
    call: Call,
    found: Speaker,
    *,
    refused: str = "",
    of: str = "",
    said: str = "",
    verdict: str = "",
) -> HttpResponse:
    """The page of a speaker; with what was refused of a decision, and what was typed."""
    view = speaker_view(request, found, names_to_hide(request))
    shown = {
        "head": head_of(place_of(request), call),
        "speaker": view,
        **hidden_on(request, calls_heard_in(view.evidence)),
        "voices": own_voices(request, call, view),
        "others": [one for one in speakers_of(call.id) if one.side != found.side],
        "refused": refused,
        "refused_of": of,
        "said": said,
        "verdict": verdict,
    }
    return render(request, "speakers/speaker.html", shown, status=400 if refused else 200)


def speaker_or_404(request: HttpRequest, call_id: str, side: str) -> tuple[Call, Speaker]:
    """A side of a call that may be seen.

    Raises:
        Http404: there is none, it is hidden, or the call was not crossed.
    """
    call = call_or_404(request, call_id)
    found = next((one for one in speakers_of(call_id) if one.side == side), None)
    if found is None:
        raise Http404
    return call, found


def names_to_hide(request: HttpRequest) -> list[str]:
    """How hidden persons are called as candidates: evidence that names one is not shown."""
    return listed_speakers.names_of(sorted(hidden_persons(request)))
