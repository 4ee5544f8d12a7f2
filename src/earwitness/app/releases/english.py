"""The English of a clip: what a person must read before doubtful sentences are shown."""

from dataclasses import dataclass, replace

from earwitness.app.releases.drafts import author_of, change_clip, clip_of, draft_of
from earwitness.app.releases.prepared import work_of
from earwitness.publication.captions.english import (
    CheckableTranslation,
    checkable_translation,
    is_read,
)
from earwitness.records.errors import WrongUsage
from earwitness.records.release import ClipChoice, ReleaseDraft, TextChoice
from earwitness.runtime.runner import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishOfClip:
    """The English as it would be shown, and whether exactly this was read."""

    clip: ClipChoice
    translation: CheckableTranslation
    read: bool

    @property
    def hidden(self) -> int:
        """Sentences that readers see as "[…]"."""
        return 0 if self.read else self.translation.unsure


def english_of(clip: ClipChoice) -> EnglishOfClip | None:
    """The English of a clip; None if none goes out with it, or the recording has no text."""
    work = work_of([clip.sha256])
    if clip.withdrawn or TextChoice.TRANSLATION not in clip.texts or clip.sha256 not in work:
        return None
    translation = checkable_translation(clip, work[clip.sha256])
    return EnglishOfClip(clip=clip, translation=translation, read=is_read(clip, translation))


def show_english(name: str, clip_id: str) -> EnglishOfClip:
    """The English of a clip that is named.

    Raises:
        WrongUsage: there is no such clip, or no English goes out with it.
    """
    found = english_of(clip_of(draft_of(name), clip_id))
    if found is None:
        raise WrongUsage(
            "No English goes out with that clip.",
            remedy=f"earwitness release clip {name} CLIP --text translation",
        )
    return found


def say_read(place: Workplace, name: str, clip_id: str, digest: str, *, by: str) -> ReleaseDraft:
    """Say that a person has read exactly this English, and found nothing in it that is covered.

    `digest` is the one that was shown with it, or its beginning.

    Raises:
        WrongUsage: the English is another by now.
    """
    author = author_of(by, place)

    def edited(clip: ClipChoice) -> ClipChoice:
        found = english_of(clip)
        if found is None or len(digest) < 6 or not found.translation.digest.startswith(digest):
            raise WrongUsage(
                "That is not the English of this clip by now.",
                remedy=f"Read it again: earwitness release english {name} {clip.id}",
            )
        return replace(
            clip,
            translation_checked=found.translation.digest,
            translation_checked_by=author,
        )

    return change_clip(place, name, clip_id, edited, by=by)
