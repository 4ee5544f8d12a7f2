"""The recogniser: what is heard together, and that it changes nothing."""

import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ctranslate2 import StorageView
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.engines.whisper_tokens import Piece
from earwitness.calls.engines.whisper_windows import (
    BATCH_SECONDS,
    WINDOWS_SECONDS,
    window_batches,
    window_seconds,
)
from earwitness.calls.ports import Clip, HearingOptions
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection


def clip(samples: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> Clip:
    span = SpeechSpan(channel=0, start_ms=0, end_ms=len(samples) // 16)
    return Clip(sha256="0" * 64, channel=0, samples=samples, pieces=((0, span),))


@settings(max_examples=60, deadline=None)
@given(lengths=st.lists(st.floats(0.1, 30), max_size=40))
def test_every_clip_is_in_one_batch_of_its_own_window(lengths: list[float]) -> None:
    clips = [clip(np.zeros(int(seconds * 16_000), np.float32)) for seconds in lengths]
    batches = list(window_batches(clips))
    assert sorted(index for batch in batches for index in batch) == list(range(len(clips)))
    for batch in batches:
        windows = {window_seconds(clips[index]) for index in batch}
        assert len(windows) == 1
        assert len(batch) * windows.pop() <= BATCH_SECONDS


@given(seconds=st.floats(0.1, 30))
def test_a_window_holds_its_clip_and_is_one_of_the_known(seconds: float) -> None:
    window = window_seconds(clip(np.zeros(int(seconds * 16_000), np.float32)))
    assert window in WINDOWS_SECONDS
    assert window >= seconds - 0.001


@pytest.fixture(scope="module")
def clips(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Clip]:
    """The first seconds of real calls of several codecs, of different lengths."""
    folder = tmp_path_factory.mktemp("sound")
    decoder = PyavDecoder(AudioSection())
    cut = []
    for number, path in enumerate(sorted(recordings.iterdir())[:4]):
        target = folder / f"{number}.wav"
        decoder.decode(path, source_name=path.name, target=target)
        with wave.open(str(target)) as whole:
            assert whole.getnframes() > 0
        sound = resample(read_sound(target), 16_000)
        cut.append(clip(sound.samples[0, : (4 + 2 * number) * 16_000]))
    decoder.close()
    return cut


def test_a_clip_is_heard_the_same_alone_and_with_others(models: Path, clips: list[Clip]) -> None:
    model = require("whisper-base")
    recogniser = WhisperRecogniser(model.path, model.weights_digest)
    options = HearingOptions(languages=("ru",), beam_size=5, translate=False)
    together = recogniser.hear(clips, options)
    alone = [recogniser.hear([one], options)[0] for one in clips]
    texts = [[segment.text for segment in own] for own in together]
    assert texts == [[segment.text for segment in own] for own in alone]
    assert sum(bool(own) for own in texts) >= 3


@pytest.fixture(scope="module")
def mixed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Clip, int]:
    """A Russian prompt, then English read aloud, in one span of speech; where the change is."""
    folder, parts = tmp_path_factory.mktemp("mixed"), []
    decoder = PyavDecoder(AudioSection())
    for place, name in enumerate(
        (
            "speech/ru/asterisk/conf-adminmenu-18.wav",
            "speakers/librispeech/1998/1998-15444-0001.flac",
        )
    ):
        path, target = shared / "data" / name, folder / f"{place}.wav"
        if not path.exists():
            pytest.skip(f"There is no {name} in the shared folder.")
        decoder.decode(path, source_name=path.name, target=target)
        samples = resample(resample(read_sound(target), 8000), 16_000).samples[0]
        parts.append(samples[: 16_000 * 10])
    decoder.close()
    return clip(np.concatenate(parts)), len(parts[0]) // 16


def test_a_sentence_in_another_language_inside_a_clip_is_heard_in_it(
    models: Path, mixed: tuple[Clip, int]
) -> None:
    own, change_ms = mixed
    recogniser = WhisperRecogniser(models, "digest")

    def heard(*languages: str) -> list[tuple[bool, str, str]]:
        options = HearingOptions(languages=languages, beam_size=1, translate=False)
        (segments,) = recogniser.hear([own], options)
        return [
            (one.start_ms + one.end_ms > 2 * change_ms, one.heard_language, one.detected_language)
            for one in segments
        ]

    truth = {(False, "ru", "ru"), (True, "en", "en")}
    assert set(heard("ru", "en")) == truth
    assert set(heard()) == truth
    assert set(heard("ru")) == {(False, "ru", "ru"), (True, "ru", "en")}


class LosesOnePath:
    """Whisper's parts, with an alignment that fails on the clips of a certain encoding."""

    def add_word_timestamps(self, segments: Any, tokenizer: Any, encoded: Any, *rest: Any) -> None:
        if (np.array(encoded) == 1).any():
            raise IndexError
        for own in segments:
            for segment in own:
                segment["words"] = [{"word": "да", "start": 0.0, "end": 1.0}]


class Pathless(WhisperRecogniser):
    def _loaded(self) -> Any:
        return LosesOnePath()


class NoTokens:
    def encode(self, text: str) -> list[int]:
        return [1]


def test_a_clip_that_cannot_be_aligned_costs_no_other_clip_its_words() -> None:
    clips = [clip(np.zeros(16_000, np.float32)) for _ in range(3)]
    pieces = [[Piece(0.0, 1.0, [1], "да")] for _ in clips]
    encoded = StorageView.from_array(np.array([[0], [1], [0]], np.float32))
    Pathless(Path(), "")._time_words(pieces, NoTokens(), encoded, clips)  # type: ignore[arg-type]
    assert [len(piece.words) for own in pieces for piece in own] == [1, 0, 1]
