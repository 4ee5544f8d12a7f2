"""What was chosen for a release and the work it was chosen from → what the world may see.

Nothing is copied that a person did not choose. Every field is named here one by one.
"""

from collections.abc import Mapping, Sequence

from earwitness.publication.captions.tracks import tracks
from earwitness.publication.work import RecordingWork
from earwitness.records.errors import CaseUnusable
from earwitness.records.published import (
    PublishedAudio,
    PublishedClip,
    PublishedFinding,
    PublishedRelease,
    PublishedSpeaker,
    PublishedTrack,
)
from earwitness.records.release import AudioChoice, ClipChoice, Cover, ReleaseDraft


def prepare(
    draft: ReleaseDraft,
    *,
    work: Mapping[str, RecordingWork],
    audio: Mapping[str, PublishedAudio],
    laid: Mapping[str, Sequence[Cover]] | None = None,
) -> PublishedRelease:
    """The release as it may be published.

    `work` is by the SHA-256 of recordings, `audio` by the id of clips, and so is `laid`: the covers
    as they lie over that sound, in ms of the recording. A withdrawn clip keeps its id, title and
    reason; findings that rest on it are left out. Sound that was not chosen is left out even if it
    is given.

    Raises:
        CaseUnusable: a clip is restricted and nobody lifted that; its texts or its sound are
            missing; a finding rests on a clip that the release does not have.
    """
    by_id = {clip.id: clip for clip in draft.clips}
    for finding in draft.findings:
        if finding.clip_id not in by_id:
            raise CaseUnusable(
                "A finding of the release rests on a clip that it does not have.",
                remedy="Drop the finding, or name another clip for it.",
            )
    return PublishedRelease(
        id=draft.public_id,
        title=draft.title,
        language=draft.language,
        newsroom=draft.newsroom,
        published_on=draft.published_on,
        introduction=draft.introduction,
        method=draft.method,
        known=draft.known,
        not_known=draft.not_known,
        selection=draft.selection,
        clips=tuple(
            _clip(clip, draft.language, work, audio, (laid or {}).get(clip.id, ()))
            for clip in draft.clips
        ),
        findings=tuple(
            PublishedFinding(id=one.id, text=one.text, clip_id=one.clip_id, grade=one.grade)
            for one in draft.findings
            if not by_id[one.clip_id].withdrawn
        ),
        corrections=draft.corrections,
    )


def _clip(
    clip: ClipChoice,
    language: str,
    work: Mapping[str, RecordingWork],
    audio: Mapping[str, PublishedAudio],
    laid: Sequence[Cover],
) -> PublishedClip:
    if clip.withdrawn:
        return PublishedClip(id=clip.id, title=clip.title, duration_ms=0, withdrawn=clip.withdrawn)
    _refuse_restricted(clip)
    sound = _audio_of(clip, audio)
    return PublishedClip(
        id=clip.id,
        title=clip.title,
        duration_ms=max(0, clip.end_ms - clip.start_ms),
        speakers=tuple(
            PublishedSpeaker(name=one.name, description=one.description) for one in clip.speakers
        ),
        tracks=_tracks(clip, work, sound, laid, language) if clip.texts else (),
        audio=sound,
        facts=clip.facts,
        grades=clip.grades,
        warnings=clip.warnings,
        note=clip.note,
    )


def _tracks(
    clip: ClipChoice,
    work: Mapping[str, RecordingWork],
    sound: PublishedAudio | None,
    laid: Sequence[Cover],
    language: str,
) -> tuple[PublishedTrack, ...]:
    own = _work_of(clip, work)
    if sound is None:
        return tracks(clip, own, language=language)
    return tracks(clip, own, language=language, laid=laid, delay_ms=sound.delay_ms)


def _refuse_restricted(clip: ClipChoice) -> None:
    if clip.restricted and not (clip.lifted_why and clip.lifted_by):
        raise CaseUnusable(
            f"The clip “{clip.title}” is restricted: {_in_words(clip)}.",
            remedy="Drop it, or lift the restriction by name with a reason.",
        )


def _in_words(clip: ClipChoice) -> str:
    return ", ".join(reason.value.replace("_", " ") for reason in clip.restricted)


def _work_of(clip: ClipChoice, work: Mapping[str, RecordingWork]) -> RecordingWork:
    if clip.sha256 not in work:
        raise CaseUnusable(
            f"There is no text of the recording of the clip “{clip.title}”.",
            remedy="Process the recording first, or choose no text for the clip.",
        )
    return work[clip.sha256]


def _audio_of(clip: ClipChoice, audio: Mapping[str, PublishedAudio]) -> PublishedAudio | None:
    if clip.audio is AudioChoice.NONE:
        return None
    if clip.id not in audio:
        raise CaseUnusable(
            f"The sound of the clip “{clip.title}” was chosen, but could not be made.",
            remedy="Check that its recording can be decoded, or choose no sound for it.",
        )
    return audio[clip.id]
