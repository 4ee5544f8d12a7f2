"""From the page of a call: a piece of it becomes a clip of a release."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from earwitness.app.call_pages import facts_of
from earwitness.app.releases.clips import ChosenClip, ClipWish, choose_clip
from earwitness.app.releases.words import clock, milliseconds
from earwitness.desk import covering
from earwitness.desk.access.need_to_know import call_or_404
from earwitness.desk.acting import place_of
from earwitness.desk.asking import whole_number
from earwitness.desk.playing import is_kept_silent
from earwitness.desk.releases.lines import lines_of
from earwitness.desk.releases.people import tried
from earwitness.desk.releases.reach import clip_address, release_or_404, visible_progress
from earwitness.desk.roles import Right, needs
from earwitness.desk.speaker_names import spans_of, speakers_of
from earwitness.pipeline.translated import turns_of
from earwitness.records.call import Call


@needs(Right.CHOOSE)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, call_id: str) -> HttpResponse:
    """Which release, from where to where; a POST adds the clip."""
    call = call_or_404(request, call_id)
    sha256 = _recording(call, request.GET.get("recording", ""))
    if request.method == "POST":
        return _added(request, call, sha256)
    if sha256 and covering.is_covered(request, call.id, sha256):
        return redirect("call", call.id)
    turns = turns_of(sha256) if sha256 else ()
    speakers = speakers_of(call.id, [one.speaker_label for one in turns], ())
    said = {
        "call": call,
        "sha256": sha256,
        "facts": facts_of([sha256]).get(sha256) if sha256 else None,
        "silent": bool(sha256) and is_kept_silent(request, sha256),
        "lines": lines_of(turns, speakers),
        "spans": spans_of(turns, speakers),
        "channels": sorted({one.channel for one in turns}),
        "start": _time(request.GET.get("from", "")),
        "end": _time(request.GET.get("to", "")),
        "releases": [one.draft for one in visible_progress(request) if not one.draft.withdrawn],
    }
    return render(request, "releases/choose.html", said)


def _added(request: HttpRequest, call: Call, sha256: str) -> HttpResponse:
    name, post = request.POST.get("release", ""), request.POST
    made: list[ChosenClip] = []

    def added() -> None:
        release_or_404(request, name)
        wish = ClipWish(
            start_ms=milliseconds(post.get("start", ""), _("The beginning")),
            end_ms=milliseconds(post.get("end", ""), _("The end")),
            exact="exact" in post,
            title=post.get("title", "").strip() or None,
        )
        made.append(choose_clip(place_of(request), name, sha256 or call.id, wish))

    if not tried(request, added, _("Added. It has text only: the safest.")):
        return redirect(request.get_full_path())
    return redirect(clip_address(name, made[0].clip.id))


def _recording(call: Call, untrusted: str) -> str:
    """The recording that is meant, or the first; "" if the call has none."""
    return untrusted if untrusted in call.recordings else next(iter(call.recordings), "")


def _time(untrusted_ms: str) -> str:
    ms = whole_number(untrusted_ms, 9)
    return "" if ms is None else clock(ms)
