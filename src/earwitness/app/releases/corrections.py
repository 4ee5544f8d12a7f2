"""Corrections and withdrawals: what was public is never silently another thing."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from earwitness.app.releases.drafts import change, clip_of, draft_of, with_clip
from earwitness.app.releases.findings_only import PAGE, with_a_page
from earwitness.app.releases.history import take_back, was_public
from earwitness.app.releases.words import day_of, line_of
from earwitness.records.errors import WrongUsage
from earwitness.records.published import PublishedCorrection
from earwitness.records.release import ClipChoice, ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.connection import writing


def correct(
    place: Workplace, name: str, clip_id: str, text: str, *, on: str = "", by: str = ""
) -> ReleaseDraft:
    """Say what was corrected in a clip that was public; the next edition says it.

    `on` is a day, ISO 8601; without one, today in the case's time zone.

    Raises:
        WrongUsage: nothing was public yet, there is no such clip, no text or no day.
    """
    _refuse_unpublished(name)
    words, day = line_of(text, "correction"), _day(place, on)

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clip = clip_of(draft, clip_id)
        _refuse_private(draft, clip)
        return _with_correction(draft, day, words, clip.id)

    return change(place, name, edited, by=by)


def withdraw_clip(
    place: Workplace, name: str, clip_id: str, *, why: str, on: str = "", by: str = ""
) -> ReleaseDraft:
    """Take a clip back that was public: its title and the reason are left, and the next edition
    says so, on pages if nothing else of it can.

    Raises:
        WrongUsage: nothing was public yet, there is no such clip, no reason or no day.
    """
    _refuse_unpublished(name)
    reason, day = line_of(why, "reason"), _day(place, on)

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clip = clip_of(draft, clip_id)
        if clip.withdrawn:
            raise WrongUsage("That clip was withdrawn already.", remedy="Nothing is left to do.")
        _refuse_private(draft, clip)
        kept = with_clip(draft, withdrawn(clip, reason))
        found = tuple(one for one in kept.findings if one.clip_id != clip.id)
        left = with_a_page(replace(kept, findings=found))
        return _with_correction(left, day, reason, clip.id)

    return change(place, name, edited, by=by, why=reason)


def withdraw_release(
    place: Workplace, name: str, *, why: str, on: str = "", by: str = ""
) -> ReleaseDraft:
    """Take a whole release back: from now on nothing of it is public by the ledger, and the next
    edition is a page that says so.

    Raises:
        WrongUsage: nothing was public yet, it was withdrawn already, no reason or no day.
    """
    _refuse_unpublished(name)
    reason, day = line_of(why, "reason"), _day(place, on)

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clips = tuple(
            clip if clip.withdrawn else withdrawn(clip, reason)
            for clip in draft.clips
            if was_public(name, clip.id)
        )
        gone = replace(
            draft,
            withdrawn=reason,
            clips=clips,
            findings=(),
            introduction=(reason,),
            method=(),
            known=(),
            not_known=(),
            selection=(),
            publishers=tuple(dict.fromkeys((*draft.publishers, PAGE))),
        )
        return _with_correction(gone, day, reason, "")

    with writing(place.folder.database):
        after = change(place, name, edited, by=by, why=reason)
        take_back(place, name, why=reason, by=by)
    return after


def withdrawn(clip: ClipChoice, reason: str) -> ClipChoice:
    """What the draft keeps of a withdrawn clip: whose it is, its title, and why."""
    return ClipChoice(
        id=clip.id,
        call_id=clip.call_id,
        sha256=clip.sha256,
        start_ms=clip.start_ms,
        end_ms=clip.end_ms,
        title=clip.title,
        withdrawn=reason,
    )


def _refuse_private(draft: ReleaseDraft, clip: ClipChoice) -> None:
    if not was_public(draft.name, clip.id):
        raise WrongUsage(
            "That clip was never public.",
            remedy=f"Just change it, or: earwitness release drop {draft.name} {clip.id}",
        )


def _with_correction(draft: ReleaseDraft, day: str, text: str, clip_id: str) -> ReleaseDraft:
    new = PublishedCorrection(on=day, text=text, clip_id=clip_id)
    return replace(draft, corrections=(*draft.corrections, new))


def _refuse_unpublished(name: str) -> None:
    draft_of(name)
    if not releases.steps(name):
        raise WrongUsage(
            f"Nothing of {name} was public yet.",
            remedy="Just change it, or take the clip out: earwitness release drop …",
        )


def _day(place: Workplace, on: str) -> str:
    zone = ZoneInfo(place.settings.case.time_zone)
    return day_of(on) or datetime.now(UTC).astimezone(zone).date().isoformat()
