"""A working copy on disk, read piece by piece."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from earwitness.calls.ports import Samples

BYTES = 2
"""Of one sample: working copies have 16 bits."""

FULL_SCALE = 32768.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFile:
    """A `SoundSource` on a 16-bit WAV file. Nothing is kept in memory between two reads."""

    path: Path
    sample_rate: int
    channels: int
    length: int
    data_offset: int

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the header of a working copy that `decode` made.

        Raises:
            OSError: it is not there.
            wave.Error: it is no WAV file.
        """
        with path.open("rb") as file, wave.open(file, "rb") as header:
            return cls(
                path=path,
                sample_rate=header.getframerate(),
                channels=header.getnchannels(),
                length=header.getnframes(),
                data_offset=file.tell(),  # the header was just read, the sound follows
            )

    def read(self, channel: int, start: int, end: int) -> Samples:
        """As `SoundSource.read`."""
        first, last = max(0, start), min(self.length, end)
        if last <= first:
            return np.zeros(0, dtype=np.float32)
        frame = BYTES * self.channels
        interleaved = np.fromfile(
            self.path,
            dtype="<i2",
            count=(last - first) * self.channels,
            offset=self.data_offset + first * frame,
        )
        own = interleaved[channel :: self.channels].astype(np.float32)
        own /= FULL_SCALE
        return own
