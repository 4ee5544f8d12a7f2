"""What the station `calls` asks of its engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from earwitness.records.hearing import AudioFacts, Segment, SpeechSpan

Samples = NDArray[np.float32]
Embeddings = NDArray[np.float32]
"""Shape (spans, size of the encoder); each row has length 1, or 0 where nothing could be told."""

Resource = Literal["io", "cpu", "gpu"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Decoded sound: `samples` has shape (channels, time), float32 in −1…1, at `sample_rate` Hz."""

    samples: Samples
    sample_rate: int

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return int(self.samples.shape[0])

    @property
    def length(self) -> int:
        """Samples of one channel."""
        return int(self.samples.shape[-1])

    def read(self, channel: int, start: int, end: int) -> Samples:
        """As `SoundSource.read`."""
        return self.samples[channel, max(0, start) : max(0, end)]


class SoundSource(Protocol):
    """Sound that is read piece by piece, so that six hours need no more memory than a minute.

    A `Sound` in memory is one; so are a working copy on disk and what is laid over it.
    """

    @property
    def sample_rate(self) -> int:
        """In Hz."""
        ...

    @property
    def channels(self) -> int:
        """How many channels there are."""
        ...

    @property
    def length(self) -> int:
        """Samples of one channel."""
        ...

    def read(self, channel: int, start: int, end: int) -> Samples:
        """Samples `start` to `end` of one channel, float32 in −1…1, cut off at the ends."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A piece of one channel for the recogniser: at most 30 s of sound, shape (time,).

    `sample_rate`, in Hz, is the one that the recogniser asks for.

    `pieces` tell where the samples come from: each is (offset in the clip in ms, span of the
    recording). Pauses between pieces were shortened, so times are mapped back through them.
    """

    sha256: str
    channel: int
    samples: Samples
    pieces: tuple[tuple[int, SpeechSpan], ...]
    sample_rate: int = 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingOptions:
    """How to hear. `languages` empty: decided clip by clip. `beam_size` as in the engine.

    `second_hearing` asks for settings that hold against loops, for spans that were doubtful.
    `device` is `cpu` or `cuda`.
    """

    languages: tuple[str, ...]
    beam_size: int
    translate: bool
    second_hearing: bool = False
    device: str = "cpu"


class Decoder(Protocol):
    """Turns a file of foreign bytes into sound."""

    name: str
    version: str
    resource: Resource

    def decode(self, untrusted_path: Path, *, source_name: str, target: Path) -> AudioFacts:
        """Decode into a WAV file at `target`.

        Raises:
            InputUnusable: this is no sound that can be decoded; the message names the remedy.
            EngineFailed: the decoder broke a limit on time or memory.
        """
        ...


class SpeechDetector(Protocol):
    """Finds where somebody speaks. Different recordings may come in one call."""

    name: str
    version: str
    weights_digest: str
    resource: Resource

    def detect(self, sounds: Sequence[SoundSource]) -> tuple[tuple[SpeechSpan, ...], ...]:
        """Spans of speech of each sound, ordered by channel and start."""
        ...


class Recogniser(Protocol):
    """Hears clips. Clips of different recordings may come in one call.

    `sample_rate` is the rate in Hz of the sound it wants: 8000 or 16000. `gives_punctuation` says
    that its text has capitals and punctuation; where it has none, they are restored afterwards.
    It runs in a worker that may be ended at any time, and its answers are checked.
    """

    name: str
    version: str
    weights_digest: str
    resource: Resource

    @property
    def sample_rate(self) -> int:
        """Of the sound that it wants, in Hz."""
        ...

    @property
    def gives_punctuation(self) -> bool:
        """Whether its text has capitals and punctuation."""
        ...

    def hear(
        self, clips: Sequence[Clip], options: HearingOptions
    ) -> tuple[tuple[Segment, ...], ...]:
        """Segments of each clip, in recording time, in the order of the clips."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedText:
    """English of one sentence. `confidence` is the geometric mean of its token probabilities,
    0 to 1; None where the engine does not say."""

    text: str
    confidence: float | None = None


class Translator(Protocol):
    """Translates sentences of one language to English. They may come from different recordings."""

    name: str
    version: str
    weights_digest: str
    resource: Resource

    def translate(self, sentences: Sequence[str], language: str) -> tuple[TranslatedText, ...]:
        """English of each sentence, in their order; empty for an empty sentence.

        `language` is a BCP-47 tag.

        Raises:
            ModelDamaged: the model cannot be loaded.
            EngineFailed: the model does not know the language.
        """
        ...


class SpeakerEncoder(Protocol):
    """Makes of a stretch of speech a vector that is alike for the same voice."""

    name: str
    version: str
    weights_digest: str
    resource: Resource
    size: int

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        """One embedding a span, in the order of the spans.

        `samples` is one channel at 16 kHz, shape (time,); `spans` are (start, end) in ms, of any
        length above zero and inside the sound. No spans give shape (0, size).
        """
        ...
