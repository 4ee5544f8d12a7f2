"""Wave channels: working copies that are read where they are asked for."""

import tempfile
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earwitness.records.errors import CaseUnusable


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveChannel:
    """One channel of a 16-bit WAV file: any span of it as float32 in −1…1."""

    path: Path
    channel: int
    frames: int

    def __len__(self) -> int:
        return self.frames

    def __getitem__(self, place: slice, /) -> NDArray[np.float32]:
        start, end, _ = place.indices(self.frames)
        with wave.open(str(self.path), "rb") as file:
            file.setpos(start)
            values = np.frombuffer(file.readframes(max(0, end - start)), dtype="<i2")
            own = values.reshape(-1, file.getnchannels())[:, self.channel]
        return own.astype(np.float32) / np.float32(32768)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloatChannel:
    """One channel in a file of bare float32 values."""

    path: Path
    frames: int

    def __len__(self) -> int:
        return self.frames

    def __getitem__(self, place: slice, /) -> NDArray[np.float32]:
        start, end, _ = place.indices(self.frames)
        return np.fromfile(self.path, "<f4", max(0, end - start), offset=4 * start)


def wave_channels(path: Path) -> tuple[tuple[WaveChannel, ...], int]:
    """The channels of a working copy, and their rate in Hz.

    Raises:
        CaseUnusable: it is missing or damaged.
    """
    try:
        with wave.open(str(path), "rb") as file:
            count, frames, rate = file.getnchannels(), file.getnframes(), file.getframerate()
    except (OSError, EOFError, wave.Error) as error:
        raise CaseUnusable(
            "A working copy in `derived/` is missing or damaged.",
            remedy="Remove `derived/` and run `earwitness process` again: it is made anew.",
        ) from error
    channels = (WaveChannel(path=path, channel=one, frames=frames) for one in range(count))
    return tuple(channels), rate


def beside(audio: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder for sound that is made of a working copy and needed for a while. A kill may leave
    it: it bears the recording's hash, so that forgetting finds it."""
    return tempfile.TemporaryDirectory(dir=audio.parent, prefix=f"{audio.stem}-")


def written(path: Path, pieces: Iterable[NDArray[np.float32]]) -> FloatChannel:
    """A channel from its pieces, kept in a file that is the caller's to remove."""
    frames = 0
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece.astype("<f4").tobytes())
            frames += len(piece)
    return FloatChannel(path=path, frames=frames)
