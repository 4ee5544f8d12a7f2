"""What is chosen and the work of the case → what the world may see, with its sound."""

from collections.abc import Iterable

from earwitness.app.releases.clip_audio import ClipSound, clip_audio
from earwitness.pipeline.compare import comparisons
from earwitness.pipeline.translated import translated_turns
from earwitness.publication.covering import sound_covers
from earwitness.publication.preparing import prepare
from earwitness.publication.work import RecordingWork
from earwitness.records.published import PublishedRelease
from earwitness.records.release import AudioChoice, ClipChoice, ReleaseDraft
from earwitness.runtime.runner import Workplace


def prepared(place: Workplace, draft: ReleaseDraft) -> PublishedRelease:
    """The release as it may be published; its sound is made anew of the working copies.

    Raises:
        CaseUnusable: texts or sound of a clip are missing, or a clip is restricted.
        WrongUsage: the sound of a clip is too long, or its channel is not there.
    """
    clips = [clip for clip in draft.clips if not clip.withdrawn]
    work = work_of(clip.sha256 for clip in clips)
    sounds = _sounds(place, clips, work)
    return prepare(
        draft,
        work=work,
        audio={clip_id: sound.audio for clip_id, sound in sounds.items()},
        laid={clip_id: sound.covers for clip_id, sound in sounds.items()},
    )


def work_of(hashes: Iterable[str]) -> dict[str, RecordingWork]:
    """The leading texts of recordings, of those that have any."""
    wanted = list(dict.fromkeys(hashes))
    disputed = comparisons(wanted)
    return {
        own.sha256: RecordingWork(
            turns=own.turns,
            sentences=own.sentences,
            disputes=disputed[own.sha256].disputes if own.sha256 in disputed else (),
        )
        for own in translated_turns(wanted)
    }


def _sounds(
    place: Workplace, clips: Iterable[ClipChoice], work: dict[str, RecordingWork]
) -> dict[str, ClipSound]:
    sounds = {}
    for clip in clips:
        if clip.audio is not AudioChoice.NONE:
            turns = work[clip.sha256].turns if clip.sha256 in work else ()
            sounds[clip.id] = clip_audio(place, clip, sound_covers(clip, turns))
    return sounds
