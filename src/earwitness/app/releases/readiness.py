"""What keeps a draft from being built, in words that say what to type."""

from collections.abc import Iterator
from dataclasses import replace

from earwitness.app.releases.clips import UNTITLED, with_restrictions
from earwitness.app.releases.drafts import change
from earwitness.app.releases.english import english_of
from earwitness.app.releases.findings_only import silent
from earwitness.app.releases.needs import Need, NeedKind
from earwitness.app.releases.renames import never_said
from earwitness.app.releases.sayings import untenable_findings
from earwitness.app.releases.suggested import open_suggestions
from earwitness.app.releases.tools import Tools
from earwitness.records.release import (
    AudioChoice,
    ClipChoice,
    ReleaseDraft,
    RestrictionReason,
    TextChoice,
)
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings

TOLD = {
    RestrictionReason.SEXUAL_VIOLENCE: "sexual violence",
    RestrictionReason.DEAD_OR_WOUNDED: "the dead or wounded",
}
EXPECTED = ("method", "known", "not_known", "selection")
"""What a reader should be told of every release."""


def with_new_restrictions(place: Workplace, name: str) -> ReleaseDraft:
    """The draft with restrictions that hold by what the case knows now: a version of its own, if
    any is new.

    Raises:
        WrongUsage: there is no such release.
    """

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clips = tuple(clip if clip.withdrawn else with_restrictions(clip) for clip in draft.clips)
        return replace(draft, clips=clips)

    return change(place, name, edited, why="the machine found a restriction", after_withdrawal=True)


def obstacles(place: Workplace, tools: Tools, draft: ReleaseDraft) -> tuple[str, ...]:
    """Everything that must be done before a build, in words that say what to type; empty if
    nothing."""
    return tuple(one.told for one in needs(place, tools, draft))


def needs(place: Workplace, tools: Tools, draft: ReleaseDraft) -> tuple[Need, ...]:
    """Everything that must be done before a build; empty if nothing."""
    if draft.withdrawn:
        return ()
    if not draft.clips:
        told = "Nothing is chosen yet. Choose a clip: earwitness release clip …"
        return (Need(kind=NeedKind.NOTHING_CHOSEN, told=told),)
    known = recordings.recordings([clip.sha256 for clip in draft.clips])
    found: list[Need] = []
    for clip in draft.clips:
        if clip.withdrawn:
            continue
        if clip.sha256 not in known:
            told = f"{clip.id}: its recording is not in the case any more. Drop the clip."
            found.append(Need(kind=NeedKind.RECORDING_GONE, told=told, clips=(clip.id,)))
            continue
        found += _of_clip(place, tools, draft, clip)
    return (*found, *untenable_findings(draft))


def _of_clip(
    place: Workplace, tools: Tools, draft: ReleaseDraft, clip: ClipChoice
) -> Iterator[Need]:
    named, own = f"{draft.name} {clip.id}", (clip.id,)
    if clip.title == UNTITLED:
        told = f'{clip.id}: it has no title. earwitness release clip {named} --title "…"'
        yield Need(kind=NeedKind.UNTITLED, told=told, clips=own)
    if clip.audio is AudioChoice.NONE and not clip.texts:
        told = f"{clip.id}: neither sound nor text goes out. earwitness release clip {named} --text"
        yield Need(kind=NeedKind.NOTHING_GOES_OUT, told=told, clips=own)
    if clip.restricted:
        yield from _of_restricted(named, clip)
    if count := len(open_suggestions(place, tools, clip)):
        told = (
            f"{clip.id}: {count} suggested covers are neither taken nor dismissed: "
            f"earwitness release suggest {named}"
        )
        yield Need(kind=NeedKind.SUGGESTIONS, told=told, clips=own, number=count)


def _of_restricted(named: str, clip: ClipChoice) -> Iterator[Need]:
    own, reasons = (clip.id,), tuple(one.value for one in clip.restricted)
    about = " and of ".join(TOLD[one] for one in clip.restricted)
    if not clip.lifted_why:
        told = (
            f"{clip.id}: restricted, for it tells of {about}. Somebody must decide: "
            f'earwitness release lift {named} --why "…"'
        )
        yield Need(kind=NeedKind.RESTRICTED, told=told, clips=own, names=reasons)
    if not clip.warnings:
        told = (
            f"{clip.id}: readers are not warned that it tells of {about}: "
            f'earwitness release warn {named} "…"'
        )
        yield Need(kind=NeedKind.UNWARNED, told=told, clips=own, names=reasons)


def advice(draft: ReleaseDraft) -> tuple[str, ...]:
    """What readers would miss, and what was chosen in vain, in words that say what to type."""
    return tuple(one.told for one in wishes(draft))


def wishes(draft: ReleaseDraft) -> tuple[Need, ...]:
    """What readers would miss, and what was chosen in vain; none of it keeps a release from being
    built."""
    if draft.withdrawn:
        return ()
    of_clips = (own for clip in draft.clips for own in _wishes_of(draft, clip))
    return (*_wishes_of_all(draft), *of_clips, *_untranslated(draft))


def _wishes_of_all(draft: ReleaseDraft) -> Iterator[Need]:
    missing = tuple(name for name in EXPECTED if not getattr(draft, name))
    if missing:
        told = f"Nothing is said under {', '.join(missing)}: earwitness release say {draft.name} …"
        yield Need(kind=NeedKind.UNSAID, told=told, names=missing)
    unnamed = tuple(clip.id for clip in draft.clips if not (clip.speakers or clip.withdrawn))
    if unnamed:
        told = f"No speaker is named in {', '.join(unnamed)}."
        yield Need(kind=NeedKind.UNNAMED, told=told, clips=unnamed)
    for one in silent(draft):
        told = (
            f"{one} makes no file: it holds findings, and none is said. earwitness release "
            "finding …"
        )
        yield Need(kind=NeedKind.SILENT_PUBLISHER, told=told, names=(one,))


def _wishes_of(draft: ReleaseDraft, clip: ClipChoice) -> Iterator[Need]:
    own = (clip.id,)
    for one in never_said(clip):
        told = (
            f"{clip.id}: «{one.said}» becomes «{one.shown}», but it stands nowhere in the text of "
            "the clip, so nothing is replaced and nothing covered."
        )
        yield Need(kind=NeedKind.NEVER_SAID, told=told, clips=own, names=(one.said, one.shown))
    english = english_of(clip)
    if english is not None and english.hidden:
        told = (
            f"{clip.id}: {english.hidden} English sentences are shown as […] until somebody "
            f"has read them: earwitness release english {draft.name} {clip.id}"
        )
        yield Need(kind=NeedKind.ENGLISH_UNREAD, told=told, clips=own, number=english.hidden)


def _untranslated(draft: ReleaseDraft) -> Iterator[Need]:
    found = tuple(
        clip.id
        for clip in draft.clips
        if draft.language == "en"
        and not clip.withdrawn
        and clip.texts
        and TextChoice.TRANSLATION not in clip.texts
    )
    if found:
        told = f"The page is in English, but no translation goes with {', '.join(found)}."
        yield Need(kind=NeedKind.UNTRANSLATED, told=told, clips=found)
