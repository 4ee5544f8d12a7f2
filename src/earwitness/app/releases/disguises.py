"""Every disguised clip of a package against the voices of the case, as its file lies there."""

import tempfile
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from earwitness.app.release_packages import ATTACKING
from earwitness.app.releases.clip_audio import laid_covers
from earwitness.app.releases.prepared import work_of
from earwitness.app.releases.voice_attack import attack_clip
from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.calls.sound_file import SoundFile
from earwitness.publication.audio.encoding import DELAYS_MS, AudioFormat
from earwitness.publication.audio.voice_attack import not_tried
from earwitness.publication.covering import sound_covers
from earwitness.publication.ports import Samples
from earwitness.records.errors import EarwitnessError
from earwitness.records.gate import Finding
from earwitness.records.release import AudioChoice, ClipChoice, Cover, ReleaseDraft
from earwitness.runtime.runner import Workplace

SOUNDS = frozenset(f".{one.value}" for one in AudioFormat)
LATEST_MS = max(DELAYS_MS.values())
"""By how much the sound of a file may be late, and a cover in it."""
NO_FILE = "no sound of it was found in the package"


def attack_package(place: Workplace, folder: Path, draft: ReleaseDraft) -> tuple[Finding, ...]:
    """What is still recognised in the disguised clips of a package, and what could not be tried.

    The sound is decoded from the package, not taken from what it was made of.
    """
    return tuple(
        finding
        for clip in draft.clips
        if clip.audio is AudioChoice.DISGUISED and not clip.withdrawn
        for finding in _attacked(place, folder, clip)
    )


def _attacked(place: Workplace, folder: Path, clip: ClipChoice) -> Iterator[Finding]:
    files = [
        path
        for path in sorted(folder.rglob(f"*{clip.id}*"))
        if path.suffix in SOUNDS and path.is_file()
    ]
    if not files:
        yield from not_tried(clip.id, NO_FILE)
    for path in files:
        told = path.relative_to(folder).as_posix()
        try:
            covers = _covers(place, clip)
            samples, rate = _decoded(place, path)
        except (EarwitnessError, OSError, wave.Error):
            yield from not_tried(told, "it, or what it was made of, cannot be decoded")
            continue
        yield from attack_clip(place, clip, samples, rate, path=told, covers=covers)


def _covers(place: Workplace, clip: ClipChoice) -> tuple[Cover, ...]:
    """What is covered in the sound, as it was laid: a bleep is no voice."""
    work = work_of([clip.sha256])
    turns = work[clip.sha256].turns if clip.sha256 in work else ()
    return tuple(
        replace(one, end_ms=one.end_ms + LATEST_MS)
        for one in laid_covers(place, clip, sound_covers(clip, turns))
    )


def _decoded(place: Workplace, path: Path) -> tuple[Samples, int]:
    place.folder.derived.mkdir(exist_ok=True)
    decoder = PyavDecoder(place.settings.audio)
    try:
        with tempfile.TemporaryDirectory(dir=place.folder.derived, prefix=ATTACKING) as scratch:
            target = Path(scratch) / "sound.wav"
            decoder.decode(path, source_name=path.name, target=target)
            sound = SoundFile.open(target)
            return sound.read(0, 0, sound.length), sound.sample_rate
    finally:
        decoder.close()
