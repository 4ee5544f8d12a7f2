"""The page of one clip of a release: cut, texts, names, facts, warnings, restriction."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.releases import choices, english, sayings, taken_back
from earwitness.app.releases.clips import ClipWish, choose_clip
from earwitness.app.releases.words import milliseconds
from earwitness.desk import covering
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import place_of
from earwitness.desk.releases.clip_page import page_of
from earwitness.desk.releases.people import signatory, tried
from earwitness.desk.releases.reach import clip_address, clip_or_404
from earwitness.desk.roles import Right, needs
from earwitness.records.errors import WrongUsage
from earwitness.records.release import AudioChoice, ClipChoice, TextChoice
from earwitness.runtime.runner import Workplace

Act = Callable[[Workplace, str, str, HttpRequest], object]


@needs(Right.READ)
@require_GET
def clip(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """All that is chosen of one clip."""
    draft, own = clip_or_404(request, name, clip_id)
    opened(request, name, "release")
    said = page_of(request, draft, own)
    if own.restricted and not covering.is_uncovered(request, own.call_id):
        return render(request, "releases/covered.html", said)
    return render(request, "releases/clip.html", said)


@needs(Right.READ)
@require_POST
def uncover(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Show a restricted clip for the rest of the session."""
    _draft, own = clip_or_404(request, name, clip_id)
    covering.uncover(request, own.call_id)
    return redirect("release_clip", name, clip_id)


@needs(Right.CHOOSE)
@require_POST
def piece(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Where it begins and ends, what of it goes out, its title and note."""
    _draft, own = clip_or_404(request, name, clip_id)
    done = tried(request, lambda: _cut(request, name, own), _("Kept."))
    return redirect(clip_address(name, clip_id, "" if done else "piece"))


def _cut(request: HttpRequest, name: str, before: ClipChoice) -> None:
    post = request.POST
    channels = post.getlist("channel")
    wish = ClipWish(
        start_ms=milliseconds(post.get("start", ""), _("The beginning")),
        end_ms=milliseconds(post.get("end", ""), _("The end")),
        exact="exact" in post,
        audio=_audio(post.get("audio", "")),
        texts=tuple(one for one in TextChoice if one.value in post.getlist("text")),
        title=post.get("title", ""),
        note=post.get("note", "").strip(),
        channels=tuple(int(one) for one in channels if one.isdigit()) if channels else None,
    )
    after = choose_clip(place_of(request), name, before.id, wish).clip
    if before.lifted_why and not after.lifted_why:
        messages.warning(
            request,
            _(
                "The restriction was lifted for another piece, or for other channels. It stands "
                "again: lift it for what goes out now."
            ),
        )


def _audio(untrusted: str) -> AudioChoice:
    if untrusted not in set(AudioChoice):
        raise WrongUsage(_("There is no such sound."), remedy=_("Choose one of those shown."))
    return AudioChoice(untrusted)


def _speaker(place: Workplace, name: str, clip_id: str, request: HttpRequest) -> None:
    post = request.POST
    label, shown = post.get("label", ""), post.get("shown", "")
    if "remove" in post or not shown.strip():
        taken_back.unname_speaker(place, name, clip_id, label)
        return
    described = post.get("description", "")
    choices.name_speaker(place, name, clip_id, label, shown, description=described)


def _fact(place: Workplace, name: str, clip_id: str, request: HttpRequest) -> None:
    value = "" if "remove" in request.POST else request.POST.get("value", "")
    choices.say_fact(place, name, clip_id, request.POST.get("label", ""), value)


def _warning(place: Workplace, name: str, clip_id: str, request: HttpRequest) -> None:
    act = taken_back.unwarn if "remove" in request.POST else choices.warn
    act(place, name, clip_id, request.POST.get("warning", ""))


def _restriction(place: Workplace, name: str, clip_id: str, request: HttpRequest) -> None:
    act = taken_back.restrict_again if "restrict" in request.POST else choices.lift
    act(place, name, clip_id, why=request.POST.get("why", ""))


def _finding(place: Workplace, name: str, clip_id: str, request: HttpRequest) -> None:
    claim, text = request.POST.get("claim", ""), request.POST.get("said", "")
    sayings.say_finding(place, name, claim, clip_id, "" if "remove" in request.POST else text)


ACTS: dict[str, Act] = {
    "speaker": _speaker,
    "fact": _fact,
    "warning": _warning,
    "restriction": _restriction,
    "finding": _finding,
}
"""Small forms of the page, by the last part of their address; also the place on it to go back
to."""


@needs(Right.CHOOSE)
@require_POST
def change(request: HttpRequest, name: str, clip_id: str, what: str) -> HttpResponse:
    """One small form of the page."""
    clip_or_404(request, name, clip_id)
    place = place_of(request)
    tried(request, lambda: ACTS[what](place, name, clip_id, request), _("Kept."))
    return redirect(clip_address(name, clip_id, what))


@needs(Right.CHOOSE)
@require_POST
def rename(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """A name that is said gets another in its place, or is said again."""
    clip_or_404(request, name, clip_id)
    place, post = place_of(request), request.POST
    times: list[int] = []

    def renamed() -> None:
        said = post.get("said", "")
        if "remove" in post:
            taken_back.unrename(place, name, clip_id, said, why=post.get("why", ""))
            return
        shown, in_english = post.get("shown", ""), post.get("english", "")
        times.append(choices.rename(place, name, clip_id, said, shown, english=in_english)[1])

    tried(request, renamed, _("Kept."))
    if times:
        _tell_times(request, times[0])
    return redirect(clip_address(name, clip_id, "rename"))


def _tell_times(request: HttpRequest, times: int) -> None:
    if times:
        told = ngettext(
            "It is said %(times)d time in the clip.",
            "It is said %(times)d times in the clip.",
            times,
        )
        messages.info(request, told % {"times": times})
    else:
        messages.warning(
            request,
            _(
                "It stands nowhere in the text, so nothing is replaced and nothing covered. It may "
                "still be heard: perhaps the machine wrote it otherwise."
            ),
        )


@needs(Right.EDIT)
@require_POST
def read(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Say that one has read exactly this English, and nothing covered is in it."""
    clip_or_404(request, name, clip_id)
    digest = request.POST.get("digest", "")
    place = place_of(request)
    tried(
        request,
        lambda: english.say_read(place, name, clip_id, digest, by=signatory(request)),
        _("The English is shown to readers now."),
    )
    return redirect(clip_address(name, clip_id, "english"))
