"""Suggested covers: shown, taken, or dismissed with a reason. Those that are open block a build."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.app.releases.choices import with_covers
from earwitness.app.releases.drafts import change, change_clip, clip_of, draft_of, with_clip
from earwitness.app.releases.material import persons_said
from earwitness.app.releases.tools import Tools
from earwitness.app.releases.words import line_of
from earwitness.pipeline.translated import turns_of
from earwitness.publication.covering import sound_covers
from earwitness.records.errors import WrongUsage
from earwitness.records.gate import IdentifierKind
from earwitness.records.release import ClipChoice, Cover, CoverSound, ReleaseDraft, SuggestedCover
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace

ID_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggested cover of a clip; `state` is "open", "covered" or "dismissed"."""

    id: str
    clip_id: str
    cover: SuggestedCover
    state: str


def suggestions(place: Workplace, tools: Tools, clip: ClipChoice) -> tuple[Suggestion, ...]:
    """What should be covered in a clip, as the machine sees it now, by time."""
    if clip.withdrawn:
        return ()
    turns, known = turns_of(clip.sha256), tools.identifiers(place, None)
    covers = sound_covers(clip, turns)  # a renamed name is covered, too
    names = [one.value for one in known if one.kind is IdentifierKind.NAME]
    found = tools.suggest(
        turns,
        tuple(dict.fromkeys((*persons_said(clip.sha256), *names))),
        [one.value for one in known if one.kind is IdentifierKind.PROTECTED],
        clip.start_ms,
        clip.end_ms,
    )
    return tuple(
        Suggestion(id=_id(one), clip_id=clip.id, cover=one, state=_state(one, clip, covers))
        for one in sorted(found, key=lambda one: (one.start_ms, one.end_ms, one.reason))
    )


def open_suggestions(place: Workplace, tools: Tools, clip: ClipChoice) -> tuple[Suggestion, ...]:
    """Those that are neither covered nor dismissed."""
    return tuple(one for one in suggestions(place, tools, clip) if one.state == "open")


def all_suggestions(
    place: Workplace, tools: Tools, name: str, clip_id: str = ""
) -> tuple[Suggestion, ...]:
    """Those of one clip, or of all.

    Raises:
        WrongUsage: there is no such release or clip.
    """
    draft = draft_of(name)
    clips = (clip_of(draft, clip_id),) if clip_id else draft.clips
    return tuple(one for clip in clips for one in suggestions(place, tools, clip))


def take_suggestions(
    place: Workplace,
    tools: Tools,
    name: str,
    clip_id: str = "",
    *,
    only: Sequence[str] = (),
    sound: CoverSound = CoverSound.BLEEP,
    by: str = "",
) -> ReleaseDraft:
    """Cover everything that is suggested and open, in one clip or in all; or `only` these ids.

    Raises:
        WrongUsage: there is no such release, clip or open suggestion.
    """

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        for clip in (clip_of(draft, clip_id),) if clip_id else draft.clips:
            waiting = [
                one for one in open_suggestions(place, tools, clip) if not only or one.id in only
            ]
            if only and len(waiting) != len(set(only)):
                raise WrongUsage(
                    "That is not suggested any more.", remedy="Look at the suggestions again."
                )
            covers = [replace(_cover(one.cover), sound=sound) for one in waiting]
            draft = with_clip(draft, with_covers(clip, *covers))
        return draft

    return change(place, name, edited, by=by)


def dismiss_suggestions(
    place: Workplace,
    tools: Tools,
    name: str,
    clip_id: str,
    ids: Sequence[str],
    *,
    why: str,
    by: str = "",
) -> ReleaseDraft:
    """Refuse suggested covers, with a reason.

    Raises:
        WrongUsage: there is no such clip or suggestion, or no reason.
    """
    reason = line_of(why, "reason")

    def edited(clip: ClipChoice) -> ClipChoice:
        known = {one.id: one.cover for one in suggestions(place, tools, clip)}
        if unknown := [one for one in ids if one not in known]:
            raise WrongUsage(
                f"Nothing is suggested under {', '.join(unknown)} in this clip.",
                remedy=f"`earwitness release suggest {name}` shows the ids.",
            )
        refused = tuple(known[one] for one in ids if known[one] not in clip.dismissed)
        return replace(clip, dismissed=(*clip.dismissed, *refused))

    return change_clip(place, name, clip_id, edited, by=by, why=reason)


def _cover(suggested: SuggestedCover) -> Cover:
    return Cover(start_ms=suggested.start_ms, end_ms=suggested.end_ms, reason=suggested.reason)


def _state(suggested: SuggestedCover, clip: ClipChoice, covers: Sequence[Cover]) -> str:
    if _is_covered(suggested, covers):
        return "covered"
    return "dismissed" if any(_is_same(one, suggested) for one in clip.dismissed) else "open"


def _is_same(dismissed: SuggestedCover, suggested: SuggestedCover) -> bool:
    """Whether a person refused exactly these words there; suggestions of earlier versions of this
    program were wider than their words."""
    is_there = dismissed.start_ms <= suggested.start_ms and suggested.end_ms <= dismissed.end_ms
    return is_there and (dismissed.reason, dismissed.words) == (suggested.reason, suggested.words)


def _is_covered(suggested: SuggestedCover, covers: Sequence[Cover]) -> bool:
    """Whether covers leave nothing of it open."""
    reached = suggested.start_ms
    for cover in sorted(covers, key=lambda one: one.start_ms):
        if cover.start_ms <= reached < cover.end_ms:
            reached = cover.end_ms
    return reached >= suggested.end_ms


def _id(suggested: SuggestedCover) -> str:
    return digest(to_json(suggested))[:ID_DIGITS]
