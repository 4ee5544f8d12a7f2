"""What was chosen of a clip is taken back: a speaker's name, a rename, a warning, a lifting."""

from dataclasses import replace

from earwitness.app.releases.drafts import change_clip
from earwitness.app.releases.words import line_of
from earwitness.records.errors import WrongUsage
from earwitness.records.release import ClipChoice, ReleaseDraft
from earwitness.runtime.runner import Workplace


def unname_speaker(
    place: Workplace, name: str, clip_id: str, label: str, *, by: str = ""
) -> ReleaseDraft:
    """Leave the speaker of a label without a name.

    Raises:
        WrongUsage: there is no such clip, or that speaker has no name in it.
    """

    def edited(clip: ClipChoice) -> ClipChoice:
        kept = tuple(one for one in clip.speakers if one.speaker_label != label)
        return _refused_if_same(clip, replace(clip, speakers=kept))

    return change_clip(place, name, clip_id, edited, by=by)


def unrename(
    place: Workplace, name: str, clip_id: str, said: str, *, why: str, by: str = ""
) -> ReleaseDraft:
    """Let a name be said and heard again; it needs a reason, as a cover does that is taken away.

    Raises:
        WrongUsage: there is no such clip, no reason, or the name is not replaced in it.
    """
    reason = line_of(why, "reason")

    def edited(clip: ClipChoice) -> ClipChoice:
        kept = tuple(one for one in clip.renames if one.said != said)
        return _refused_if_same(clip, replace(clip, renames=kept))

    return change_clip(place, name, clip_id, edited, by=by, why=reason)


def unwarn(
    place: Workplace, name: str, clip_id: str, warning: str, *, by: str = ""
) -> ReleaseDraft:
    """Take a content warning away.

    Raises:
        WrongUsage: there is no such clip or warning.
    """

    def edited(clip: ClipChoice) -> ClipChoice:
        kept = tuple(one for one in clip.warnings if one != warning)
        return _refused_if_same(clip, replace(clip, warnings=kept))

    return change_clip(place, name, clip_id, edited, by=by)


def restrict_again(
    place: Workplace, name: str, clip_id: str, *, why: str, by: str = ""
) -> ReleaseDraft:
    """Take back that a restricted clip may go out.

    Raises:
        WrongUsage: there is no such clip, no reason, or nobody lifted its restriction.
    """
    reason = line_of(why, "reason")

    def edited(clip: ClipChoice) -> ClipChoice:
        return _refused_if_same(clip, replace(clip, lifted_why="", lifted_by=""))

    return change_clip(place, name, clip_id, edited, by=by, why=reason)


def _refused_if_same(before: ClipChoice, after: ClipChoice) -> ClipChoice:
    if before == after:
        raise WrongUsage(
            "That is not chosen any more.", remedy="Look at the clip again: it was changed."
        )
    return after
