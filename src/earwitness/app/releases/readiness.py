"""What keeps a draft from being built, in words that say what to type."""

from collections.abc import Iterator
from dataclasses import replace

from earwitness.app.releases.clips import UNTITLED, with_restrictions
from earwitness.app.releases.drafts import change
from earwitness.app.releases.english import english_of
from earwitness.app.releases.findings_only import silent
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
    """Everything that must be done before a build; empty if nothing."""
    if draft.withdrawn:
        return ()
    if not draft.clips:
        return ("Nothing is chosen yet. Choose a clip: earwitness release clip …",)
    known = recordings.recordings([clip.sha256 for clip in draft.clips])
    found = []
    for clip in draft.clips:
        if clip.withdrawn:
            continue
        if clip.sha256 not in known:
            found.append(f"{clip.id}: its recording is not in the case any more. Drop the clip.")
            continue
        found += _of_clip(place, tools, draft, clip)
    return (*found, *untenable_findings(draft))


def _of_clip(
    place: Workplace, tools: Tools, draft: ReleaseDraft, clip: ClipChoice
) -> Iterator[str]:
    named = f"{draft.name} {clip.id}"
    if clip.title == UNTITLED:
        yield f'{clip.id}: it has no title. earwitness release clip {named} --title "…"'
    if clip.audio is AudioChoice.NONE and not clip.texts:
        yield f"{clip.id}: neither sound nor text goes out. earwitness release clip {named} --text"
    if clip.restricted:
        told = " and of ".join(TOLD[one] for one in clip.restricted)
        if not clip.lifted_why:
            yield (
                f"{clip.id}: restricted, for it tells of {told}. Somebody must decide: "
                f'earwitness release lift {named} --why "…"'
            )
        if not clip.warnings:
            yield (
                f"{clip.id}: readers are not warned that it tells of {told}: "
                f'earwitness release warn {named} "…"'
            )
    if count := len(open_suggestions(place, tools, clip)):
        yield (
            f"{clip.id}: {count} suggested covers are neither taken nor dismissed: "
            f"earwitness release suggest {named}"
        )


def advice(draft: ReleaseDraft) -> tuple[str, ...]:
    """What readers would miss, and what was chosen in vain; none of it keeps a release from being
    built."""
    if draft.withdrawn:
        return ()
    missing = [name for name in EXPECTED if not getattr(draft, name)]
    found = (
        [f"Nothing is said under {', '.join(missing)}: earwitness release say {draft.name} …"]
        if missing
        else []
    )
    unnamed = [clip.id for clip in draft.clips if not (clip.speakers or clip.withdrawn)]
    if unnamed:
        found.append(f"No speaker is named in {', '.join(unnamed)}.")
    found += (
        f"{one} makes no file: it holds findings, and none is said. earwitness release finding …"
        for one in silent(draft)
    )
    for clip in draft.clips:
        found += (
            f"{clip.id}: «{one.said}» becomes «{one.shown}», but it stands nowhere in the text of "
            "the clip, so nothing is replaced and nothing covered."
            for one in never_said(clip)
        )
        english = english_of(clip)
        if english is not None and english.hidden:
            found.append(
                f"{clip.id}: {english.hidden} English sentences are shown as […] until somebody "
                f"has read them: earwitness release english {draft.name} {clip.id}"
            )
    untranslated = [
        clip.id
        for clip in draft.clips
        if draft.language == "en"
        and not clip.withdrawn
        and clip.texts
        and TextChoice.TRANSLATION not in clip.texts
    ]
    if untranslated:
        found.append(
            f"The page is in English, but no translation goes with {', '.join(untranslated)}."
        )
    return tuple(found)
