"""Which releases a person may see: one with a clip of a hidden call does not exist for them."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest
from django.urls import reverse

from earwitness.app.releases.progress import ReleaseProgress, all_progress
from earwitness.desk.access.need_to_know import hidden_calls
from earwitness.records.release import ClipChoice, ReleaseDraft
from earwitness.runtime.store import releases


def visible_progress(request: HttpRequest) -> list[ReleaseProgress]:
    """Every release that may be seen, with how far it is."""
    return [one for one in all_progress() if _may_see(request, one.draft.clips)]


def release_or_404(request: HttpRequest, name: str) -> ReleaseDraft:
    """The leading version of a release.

    Raises:
        Http404: there is none, or a clip of it is of a hidden call: nobody can tell which.
    """
    draft = releases.newest_draft(name)
    if draft is None or not _may_see(request, draft.clips):
        raise Http404
    return draft


def clip_or_404(request: HttpRequest, name: str, clip_id: str) -> tuple[ReleaseDraft, ClipChoice]:
    """A release and one clip of it.

    Raises:
        Http404: there is none, or as `release_or_404`.
    """
    draft = release_or_404(request, name)
    for clip in draft.clips:
        if clip.id == clip_id:
            return draft, clip
    raise Http404


def clip_address(name: str, clip_id: str, place: str = "") -> str:
    """The page of a clip, or a place on it."""
    own = reverse("release_clip", args=[name, clip_id])
    return f"{own}#{place}" if place else own


def _may_see(request: HttpRequest, clips: Iterable[ClipChoice]) -> bool:
    return hidden_calls(request).isdisjoint(clip.call_id for clip in clips)
