"""A disguised clip is made once: a second manner beside the first would help to undo both.

What is kept is the sound, in the case that holds the undisguised one anyway, not how it was made.
Its name begins with the hash of the recording, so that forgetting takes it along.
"""

import os
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from earwitness.calls.sound_file import SoundFile
from earwitness.publication.audio.disguise import RATE, VERSION
from earwitness.publication.audio.encoding import AudioFormat, encoded
from earwitness.publication.ports import Samples
from earwitness.records.errors import CaseUnusable
from earwitness.records.release import ClipChoice, Cover
from earwitness.runtime.canonical import digest
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.records_json import to_json

DIGITS = 16


def kept_disguise(
    folder: CaseFolder, clip: ClipChoice, covers: Sequence[Cover], make: Callable[[], Samples]
) -> Samples:
    """The disguised sound of a clip with these covers: as it was made first, else made now.

    Raises:
        CaseUnusable: it cannot be written.
    """
    path = _path(folder, clip, covers)
    try:
        return _read(path)
    except (OSError, EOFError, wave.Error):
        pass
    data = encoded(make(), RATE, AudioFormat.WAV)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        return _read(path)
    except (OSError, EOFError, wave.Error) as error:
        raise CaseUnusable(
            "A disguised clip cannot be kept in `derived/`.",
            remedy="Free some space, or see that you may write in the case.",
        ) from error


def _path(folder: CaseFolder, clip: ClipChoice, covers: Sequence[Cover]) -> Path:
    made_of = [
        VERSION,
        clip.id,
        [clip.start_ms, clip.end_ms],
        list(clip.channels),
        [[one["start_ms"], one["end_ms"]] for one in to_json(tuple(covers))],
    ]
    name = f"{clip.sha256}-{digest(made_of)[:DIGITS]}.wav"
    return folder.derived / "disguised" / clip.sha256[:2] / name


def _read(path: Path) -> Samples:
    sound = SoundFile.open(path)
    samples = sound.read(0, 0, sound.length)
    if len(samples) != sound.length or not np.isfinite(samples).all():
        raise EOFError
    return samples
