"""Speech activity: from probabilities to spans, and on real sound."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.silero import SHORTEST_PAUSE_MS, SileroDetector, spans_of
from earwitness.calls.ports import Sound
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection
from fakes.sounds import noise, tone

STEP_MS = 32.0


@settings(max_examples=100, deadline=None)
@given(values=st.lists(st.floats(0, 1, width=32), max_size=120))
def test_spans_are_in_order_apart_and_inside_the_sound(values: list[float]) -> None:
    length = int(len(values) * STEP_MS)
    spans = spans_of(np.array(values, np.float32), STEP_MS, length)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= length for start, end in spans)


def test_a_short_pause_stays_inside_a_span_and_a_long_one_does_not() -> None:
    def with_pause(pause_ms: float) -> int:
        quiet = [0.0] * int(pause_ms / STEP_MS)
        values = np.array([0.9] * 20 + quiet + [0.9] * 20, np.float32)
        return len(spans_of(values, STEP_MS, int(len(values) * STEP_MS)))

    assert with_pause(SHORTEST_PAUSE_MS / 2) == 1
    assert with_pause(SHORTEST_PAUSE_MS * 4) == 2


@pytest.fixture(scope="module")
def detector(models: Path) -> SileroDetector:
    model = require("silero-vad")
    return SileroDetector(model.path / "silero_vad.onnx", model.weights_digest)


@pytest.mark.parametrize("rate", [8000, 11025, 16000])
@pytest.mark.parametrize("make", [tone, noise])
def test_tones_and_noise_are_no_speech(
    detector: SileroDetector, rate: int, make: Callable[..., NDArray[np.int16]]
) -> None:
    samples = make(5, rate=rate).astype(np.float32) / 32768
    (spans,) = detector.detect([Sound(samples=samples, sample_rate=rate)])
    assert sum(span.end_ms - span.start_ms for span in spans) < 500


def test_an_empty_sound_has_no_speech(detector: SileroDetector) -> None:
    assert detector.detect([Sound(samples=np.zeros((1, 0), np.float32), sample_rate=8000)]) == ((),)


def test_the_speech_of_the_archive_is_found_on_its_channels(
    detector: SileroDetector, recordings: Path, truth: Path, tmp_path: Path
) -> None:  # fmt: skip
    """Shares of all true speech that is marked, and of all marked time that is speech."""
    with (truth / "calls.csv").open(encoding="utf-8", newline="") as lines:
        stereo = [row for row in csv.DictReader(lines) if row["channels"] == "2"][:2]
    turns = [json.loads(line) for line in (truth / "turns.jsonl").open(encoding="utf-8")]
    decoder = PyavDecoder(AudioSection())
    both = marked = spoken = 0
    for row in stereo:
        target = tmp_path / "out.wav"
        decoder.decode(recordings / row["file"], source_name=row["file"], target=target)
        sound = read_sound(target)
        shape = (2, sound.samples.shape[1] * 1000 // sound.sample_rate)
        found, true = np.zeros(shape, bool), np.zeros(shape, bool)
        for span in detector.detect([sound])[0]:
            found[span.channel, span.start_ms : span.end_ms] = True
        for turn in turns:
            if turn["call"] == row["call"]:
                true[turn["channel"], turn["start_ms"] : turn["end_ms"]] = True
        both, marked, spoken = (
            both + (found & true).sum(),
            marked + found.sum(),
            spoken + true.sum(),
        )
    decoder.close()
    assert both / spoken > 0.95
    assert both / marked > 0.75


def test_recordings_of_any_length_and_rate_hear_the_same_alone_and_together(
    detector: SileroDetector, recordings: Path, tmp_path: Path
) -> None:
    decoder = PyavDecoder(AudioSection())
    sounds = []
    for number, path in enumerate(sorted(recordings.iterdir())[:6]):
        target = tmp_path / f"{number}.wav"
        decoder.decode(path, source_name=path.name, target=target)
        sounds.append(read_sound(target))
    decoder.close()
    sounds += [
        resample(sounds[0], 16000),
        Sound(samples=sounds[1].samples[:, :0], sample_rate=8000),
    ]
    together = detector.detect(sounds)
    assert together == tuple(detector.detect([sound])[0] for sound in sounds)
    assert sum(bool(spans) for spans in together) >= 5
