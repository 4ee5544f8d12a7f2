"""What is chosen about a clip: names, covers, facts, warnings, a lifted restriction."""

from dataclasses import replace

from earwitness.app.releases.drafts import author_of, change_clip, clip_of
from earwitness.app.releases.material import turns_in
from earwitness.app.releases.renames import renamed, times_said
from earwitness.app.releases.words import line_of
from earwitness.records.errors import WrongUsage
from earwitness.records.published import PublishedFact
from earwitness.records.release import (
    ClipChoice,
    Cover,
    CoverReason,
    CoverSound,
    ReleaseDraft,
    Rename,
    ShownSpeaker,
)
from earwitness.runtime.runner import Workplace


def name_speaker(
    place: Workplace,
    name: str,
    clip_id: str,
    label: str,
    shown: str,
    *,
    description: str = "",
    by: str = "",
) -> ReleaseDraft:
    """Say how the speaker of a label is named in a clip.

    Raises:
        WrongUsage: there is no such clip, or nobody of that label speaks in it.
    """
    speaker = ShownSpeaker(
        speaker_label=label,
        name=line_of(shown, "name"),
        description=line_of(description, "description") if description else "",
    )

    def edited(clip: ClipChoice) -> ClipChoice:
        labels = {turn.speaker_label for turn in turns_in(clip.sha256, clip.start_ms, clip.end_ms)}
        if label not in labels:
            raise WrongUsage(
                "Nobody of that label speaks in this clip.",
                remedy=f"Those who do: {', '.join(sorted(labels)) or 'nobody'}.",
            )
        others = tuple(one for one in clip.speakers if one.speaker_label != label)
        return replace(clip, speakers=(*others, speaker))

    return change_clip(place, name, clip_id, edited, by=by)


def rename(
    place: Workplace,
    name: str,
    clip_id: str,
    said: str,
    shown: str,
    *,
    english: str = "",
    by: str = "",
) -> tuple[ReleaseDraft, int]:
    """Say what stands in place of a name that is said, in dictionary form; and how often it is
    said in the clip. A name that is never said is kept all the same: a text may be corrected.

    Raises:
        WrongUsage: there is no such clip.
    """
    new = Rename(
        said=line_of(said, "name that is said"),
        shown=line_of(shown, "name shown"),
        english=line_of(english, "name in English") if english.strip() else "",
    )
    draft = change_clip(place, name, clip_id, lambda clip: renamed(clip, new), by=by)
    return draft, times_said(clip_of(draft, clip_id), new)


def cover(
    place: Workplace,
    name: str,
    clip_id: str,
    span: tuple[int, int],
    *,
    reason: CoverReason = CoverReason.OTHER,
    sound: CoverSound = CoverSound.BLEEP,
    by: str = "",
) -> ReleaseDraft:
    """Cover a span in sound and text; times in ms of the recording.

    Raises:
        WrongUsage: there is no such clip, or the span touches nothing of it.
    """
    new = Cover(start_ms=span[0], end_ms=span[1], reason=reason, sound=sound)

    def edited(clip: ClipChoice) -> ClipChoice:
        if not (span[0] < span[1] and span[0] < clip.end_ms and span[1] > clip.start_ms):
            raise WrongUsage(
                "That span is empty, or lies outside of the clip.",
                remedy="Times are those of the recording, as `earwitness release show` has them.",
            )
        return with_covers(clip, new)

    return change_clip(place, name, clip_id, edited, by=by)


def uncover(
    place: Workplace, name: str, clip_id: str, span: tuple[int, int], *, why: str, by: str = ""
) -> ReleaseDraft:
    """Take covers away that lie inside a span.

    Raises:
        WrongUsage: there is no such clip, no cover inside, or no reason.
    """
    reason = line_of(why, "reason")

    def edited(clip: ClipChoice) -> ClipChoice:
        kept = tuple(one for one in clip.covers if one.start_ms < span[0] or one.end_ms > span[1])
        if kept == clip.covers:
            raise WrongUsage(
                "No cover lies in that span.", remedy="`earwitness release show` has their times."
            )
        return replace(clip, covers=kept)

    return change_clip(place, name, clip_id, edited, by=by, why=reason)


def with_covers(clip: ClipChoice, *new: Cover) -> ClipChoice:
    """The clip with these covers, by time, none twice."""
    covers = dict.fromkeys((*clip.covers, *new))
    return replace(
        clip, covers=tuple(sorted(covers, key=lambda one: (one.start_ms, one.end_ms, one.sound)))
    )


def say_fact(
    place: Workplace, name: str, clip_id: str, label: str, value: str, *, by: str = ""
) -> ReleaseDraft:
    """Say a fact of a clip ("Place", "near Bucha"); an empty value takes it back.

    Raises:
        WrongUsage: there is no such clip, or no label.
    """
    own = line_of(label, "label of the fact")
    fact = PublishedFact(label=own, value=line_of(value, "fact")) if value.strip() else None

    def edited(clip: ClipChoice) -> ClipChoice:
        others = tuple(one for one in clip.facts if one.label != own)
        return replace(clip, facts=(*others, fact) if fact else others)

    return change_clip(place, name, clip_id, edited, by=by)


def warn(place: Workplace, name: str, clip_id: str, text: str, *, by: str = "") -> ReleaseDraft:
    """Put a content warning before a clip.

    Raises:
        WrongUsage: there is no such clip, or no text.
    """
    warning = line_of(text, "warning")

    def edited(clip: ClipChoice) -> ClipChoice:
        return replace(clip, warnings=tuple(dict.fromkeys((*clip.warnings, warning))))

    return change_clip(place, name, clip_id, edited, by=by)


def lift(place: Workplace, name: str, clip_id: str, *, why: str, by: str = "") -> ReleaseDraft:
    """Lift the restriction of a clip, with a reason.

    Raises:
        WrongUsage: there is no such clip, it is not restricted, or there is no reason.
    """
    reason, author = line_of(why, "reason"), author_of(by, place)

    def edited(clip: ClipChoice) -> ClipChoice:
        if not clip.restricted:
            raise WrongUsage("That clip is not restricted.", remedy="Nothing is left to do.")
        return replace(clip, lifted_why=reason, lifted_by=author)

    return change_clip(place, name, clip_id, edited, by=by, why=reason)
