"""Six hours of talk: no stage that hears holds more of it than some minutes at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from earwitness.calls import voices
from earwitness.calls.hearing import BATCH_MINUTES, hear
from earwitness.calls.ports import Clip, Embeddings, HearingOptions, Samples
from earwitness.calls.voices import tell_voices
from earwitness.records.hearing import Segment, SpeechSpan
from fakes.encoders import FakeEncoder
from fakes.recognisers import FakeRecogniser, spoken_segment

RATE = 16_000
HOURS = 6
SPANS = [
    SpeechSpan(channel=0, start_ms=at, end_ms=at + 25_000)
    for at in range(0, HOURS * 3_600_000, 600_000)
]


@dataclass
class EndlessSound:
    """Six hours that exist only where they are read; `most` is the longest read, in samples."""

    sample_rate: int = RATE
    channels: int = 1
    length: int = HOURS * 3600 * RATE
    most: int = 0
    minute: Samples = field(
        default_factory=lambda: np.random.default_rng(1).normal(0, 0.1, 60 * RATE).astype("f4")
    )

    def read(self, channel: int, start: int, end: int) -> Samples:
        first, last = max(0, start), min(self.length, end)
        self.most = max(self.most, last - first)
        offset, length = first % len(self.minute), max(0, last - first)
        return np.tile(self.minute, (offset + length) // len(self.minute) + 1)[offset:][:length]


@dataclass
class LoopsAndCounts(FakeRecogniser):
    """Doubts every clip, so that all is heard twice; counts the sound that it holds at once."""

    most: int = 0
    heard: int = 0

    def hear(
        self, clips: Sequence[Clip], options: HearingOptions
    ) -> tuple[tuple[Segment, ...], ...]:
        samples = sum(len(clip.samples) for clip in clips)
        self.most = max(self.most, samples)
        self.heard += 0 if options.second_hearing else samples
        return super().hear(clips, options)

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        return (spoken_segment(clip, ("да",) * 40),)


def test_six_hours_are_heard_some_minutes_at_a_time() -> None:
    sound, recogniser = EndlessSound(), LoopsAndCounts()
    options = HearingOptions(languages=("ru",), beam_size=1, translate=False)
    heard = hear({"a": sound}, {"a": SPANS}, recogniser=recogniser, options=options)
    assert len(heard["a"]) == len(SPANS)
    assert recogniser.heard >= len(SPANS) * 25 * RATE
    assert recogniser.most <= (BATCH_MINUTES + 1) * 60 * RATE
    assert sound.most <= 30 * RATE


@dataclass
class FlatEncoder(FakeEncoder):
    """Hears one voice; counts the sound that it gets at once."""

    most: int = 0

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        self.most = max(self.most, len(samples))
        assert all(0 <= start < end <= len(samples) * 1000 // RATE for start, end in spans)
        out = np.zeros((len(spans), self.size), np.float32)
        out[:, 0] = 1.0
        return out


def test_voices_of_six_hours_are_told_some_minutes_at_a_time() -> None:
    sound, encoder = EndlessSound(), FlatEncoder()
    told = tell_voices(sound, SPANS, encoder=encoder)
    assert told.channels[0].count == 1
    assert told.spans[-1].end_ms > (HOURS * 60 - 10) * 60_000
    assert max(encoder.most, sound.most) <= 11 * 60 * RATE


class FirstValues(FakeEncoder):
    """Embeds the sound itself, its first values."""

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        return np.stack([samples[16 * start : 16 * start + self.size] for start, _ in spans])


def test_embeddings_do_not_depend_on_where_blocks_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "BLOCK_MS", 20_000)
    sound, encoder = EndlessSound(length=80 * RATE), FirstValues()
    spans = [(at, at + 1500) for at in range(0, 78_000, 370)]
    whole = encoder.embed(sound.read(0, 0, sound.length), spans)
    assert np.array_equal(voices._embedded(sound, 0, spans, encoder), whole)
