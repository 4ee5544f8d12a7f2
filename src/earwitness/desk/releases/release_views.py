"""The editor of one release: its clips, their order, what stands around them."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.releases import clips, sayings
from earwitness.app.releases.history import was_public
from earwitness.app.releases.objections import open_disputes
from earwitness.app.releases.progress import progress_of
from earwitness.app.releases.readiness import needs as needs_of
from earwitness.app.releases.readiness import wishes
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import place_of
from earwitness.desk.releases import making, wording
from earwitness.desk.releases.people import tried
from earwitness.desk.releases.reach import clip_or_404, release_or_404
from earwitness.desk.roles import Right, needs
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.plugins import names as plugin_names
from earwitness.runtime.store import releases

LINES = ("title", "newsroom", "published_on")
NEWEST_VERSIONS = 20
"""Versions that are listed. Estimate."""


@needs(Right.READ)
@require_GET
def release(request: HttpRequest, name: str) -> HttpResponse:
    """What is chosen, and what stands around it."""
    draft = release_or_404(request, name)
    opened(request, name, "release")
    progress = progress_of(draft)
    said = {
        "tab": "release",
        "draft": draft,
        "progress": progress,
        "stage": wording.stage(progress),
        "rows": _rows(draft),
        "fields": [
            (field, words, "\n\n".join(getattr(draft, field)))
            for field, words in wording.fields().items()
        ],
        "languages": wording.languages(),
        "publishers": plugin_names("publishers"),
        "versions": releases.versions(name)[: -NEWEST_VERSIONS - 1 : -1],
    }
    return render(request, "releases/release.html", said)


@needs(Right.READ)
@require_GET
def missing(request: HttpRequest, name: str) -> HttpResponse:
    """What must be done before a build, and what readers would miss."""
    draft = release_or_404(request, name)
    titles = {clip.id: clip.title for clip in draft.clips}
    said = {
        "draft": draft,
        "needs": [
            (wording.need(one, titles), one.clips[0] if one.clips else "")
            for one in needs_of(place_of(request), making.tools(), draft)
        ],
        "wishes": [(wording.need(one, titles), one.clips) for one in wishes(draft)],
        "disputes": open_disputes(draft),
        "titles": titles,
    }
    is_part = request.headers.get("HX-Request")
    template = "releases/_missing.html" if is_part else "releases/missing.html"
    return render(request, template, said)


@needs(Right.CHOOSE)
@require_POST
def say(request: HttpRequest, name: str) -> HttpResponse:
    """All that stands around the clips, as the form has it; what is unchanged stays."""
    draft = release_or_404(request, name)
    place = place_of(request)

    def said() -> None:
        for field, texts in _changed(request, draft):
            sayings.say(place, name, field, texts)

    tried(request, said, _("Kept."))
    return redirect("release", name)


@needs(Right.CHOOSE)
@require_POST
def order(request: HttpRequest, name: str) -> HttpResponse:
    """The order of the clips: as `order` names them, or with one moved by a button."""
    draft = release_or_404(request, name)
    wanted = request.POST.get("order", "").split() or [clip.id for clip in draft.clips]
    _move(wanted, request.POST.get("up", ""), -1)
    _move(wanted, request.POST.get("down", ""), 1)
    tried(
        request, lambda: clips.order_clips(place_of(request), name, wanted), _("The order is kept.")
    )
    return redirect("release", name)


@needs(Right.CHOOSE)
@require_POST
def drop(request: HttpRequest, name: str, clip_id: str) -> HttpResponse:
    """Take a clip out that was never public."""
    clip_or_404(request, name, clip_id)
    tried(request, lambda: clips.drop_clip(place_of(request), name, clip_id), _("Taken out."))
    return redirect("release", name)


def _rows(draft: ReleaseDraft) -> list[dict[str, Any]]:
    sounds, texts = wording.audio_choices(), wording.text_choices()
    disputed = [one.objection.clip_id for one in open_disputes(draft)]
    return [
        {
            "clip": clip,
            "sound": sounds[clip.audio],
            "texts": [texts[one] for one in clip.texts],
            "objections": disputed.count(clip.id),
            "public": was_public(draft.name, clip.id),
            "restricted": clip.restricted and not clip.lifted_why,
        }
        for clip in draft.clips
    ]


def _changed(request: HttpRequest, draft: ReleaseDraft) -> list[tuple[str, list[str]]]:
    """Fields of the form that say something else than the draft."""
    found: list[tuple[str, list[str]]] = []
    for field in (*sayings.PARAGRAPHS, *LINES, "language"):
        if field not in request.POST:
            continue
        text = request.POST[field]
        texts = _paragraphs(text) if field in sayings.PARAGRAPHS else [text] if text.strip() else []
        before = getattr(draft, field)
        if texts != (list(before) if isinstance(before, tuple) else [before] if before else []):
            found.append((field, texts))
    publishers = request.POST.getlist("publishers")
    if "with_publishers" in request.POST and publishers != list(draft.publishers):
        found.append(("publishers", publishers))
    return found


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in re.split(r"\r?\n\s*\r?\n", text) if one.strip()]


def _move(ids: list[str], moved: str, by: int) -> None:
    if moved in ids:
        at = ids.index(moved)
        ids.insert(max(0, at + by), ids.pop(at))
