"""Releases of a recording that is forgotten: they go on without it.

Every version of the draft goes, for each may tell of it, and every package that was built; one
version stays, without its clips and what was said of them. What was public stays in the list.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from earwitness.app.releases.clips import without_clips
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.release_forgetting import releases_with

WHY = "a recording was forgotten"


def drafts_with(sha256: str) -> tuple[ReleaseDraft, ...]:
    """The leading version of each release that ever held a clip of this recording."""
    found = (releases.newest_draft(name) for name in releases_with(sha256))
    return tuple(draft for draft in found if draft is not None)


def keep_without(place: Workplace, drafts: Sequence[ReleaseDraft], sha256: str) -> None:
    """Store these drafts without the clips of a recording. Must stand in the transaction that
    forgets it, after its rows are gone."""
    for draft in drafts:
        ids = {clip.id for clip in draft.clips if clip.sha256 == sha256}
        kept = replace(
            without_clips(draft, ids),
            version=draft.version + 1,
            by=place.actor,
            at=datetime.now(UTC),
            why=WHY,
        )
        releases.add_draft(kept, actor=place.actor)
