"""Every recogniser keeps the contract: Whisper on real speech, the others on random weights."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from earwitness.calls.clips import cut_clips
from earwitness.calls.engines.onnx_asr_kinds import quantization_of
from earwitness.calls.engines.onnx_asr_models import OnnxAsrRecogniser
from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.ports import Clip
from earwitness.calls.word_times import mended
from earwitness.records.errors import ModelDamaged
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection
from fakes.onnx_models import MAKERS, gigaam_ctc, t_one
from fakes.recognisers import FakeRecogniser
from recogniser_contract import OPTIONS, RecogniserContract, clip_of


def noise_clips(sample_rate: int) -> list[Clip]:
    """No speech, but the whole path: a short clip, two of one length, one longer than 25 s."""
    random = np.random.default_rng(7)
    return [
        clip_of(random.normal(size=int(seconds * sample_rate)) * 0.1, sample_rate)
        for seconds in (1.2, 3.0, 3.0, 28.0)
    ]


class TestFake(RecogniserContract):
    @pytest.fixture
    def recogniser(self) -> FakeRecogniser:
        return FakeRecogniser()

    @pytest.fixture
    def clips(self) -> list[Clip]:
        return noise_clips(16_000)


@pytest.fixture(scope="module")
def whisper(models: Path) -> WhisperRecogniser:
    model = require("whisper-base")
    return WhisperRecogniser(model.path, model.weights_digest)


@pytest.fixture(scope="module")
def spoken_clips(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Clip]:
    """The first seconds of two calls."""
    folder, decoder, cut = tmp_path_factory.mktemp("sound"), PyavDecoder(AudioSection()), []
    for number, path in enumerate(sorted(recordings.iterdir())[:2]):
        target = folder / f"{number}.wav"
        decoder.decode(path, source_name=path.name, target=target)
        sound = resample(read_sound(target), 16_000)
        cut.append(clip_of(sound.samples[0, : (5 + 3 * number) * 16_000], 16_000))
    decoder.close()
    return cut


class TestWhisper(RecogniserContract):
    @pytest.fixture
    def recogniser(self, whisper: WhisperRecogniser) -> WhisperRecogniser:
        return whisper

    @pytest.fixture
    def clips(self, spoken_clips: list[Clip]) -> list[Clip]:
        return spoken_clips


def test_numbers_of_a_real_call_have_true_times(
    whisper: WhisperRecogniser, recordings: Path, tmp_path: Path
) -> None:
    """A call in which a number is read out, a unit and an hour are named."""
    decoder = PyavDecoder(AudioSection())
    decoder.decode(recordings / "00418833.amr", source_name="", target=tmp_path / "call.wav")
    decoder.close()
    sound = resample(read_sound(tmp_path / "call.wav"), 16_000)
    end_ms = sound.samples.shape[1] * 1000 // 16_000
    clips = cut_clips("0" * 64, sound, [SpeechSpan(channel=0, start_ms=0, end_ms=end_ms)])
    heard = mended(whisper.hear(clips, replace(OPTIONS, beam_size=5)), clips)
    words = [word for own in heard for segment in own for word in segment.words]
    numbers = [word for word in words if any(sign.isdigit() for sign in word.text)]
    assert len(numbers) >= 3
    for number in numbers:
        assert 100 <= number.end_ms - number.start_ms <= 3000
        assert number.start_ms >= 0 and number.end_ms <= end_ms
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(words))


class TestOnnxAsr(RecogniserContract):
    @pytest.fixture(params=sorted(MAKERS))
    def recogniser(self, request: pytest.FixtureRequest, tmp_path: Path) -> OnnxAsrRecogniser:
        made = OnnxAsrRecogniser(MAKERS[request.param](tmp_path), "0" * 64)
        assert made.kind.loader == request.param
        return made

    @pytest.fixture
    def clips(self, recogniser: OnnxAsrRecogniser) -> list[Clip]:
        return noise_clips(recogniser.sample_rate)


def test_t_one_wants_telephone_sound_and_the_others_do_not(tmp_path: Path) -> None:
    rates = {
        name: OnnxAsrRecogniser(make(tmp_path / name), "").sample_rate
        for name, make in MAKERS.items()
    }
    assert rates.pop("t-one-ctc") == 8000
    assert set(rates.values()) == {16000}


def test_models_that_write_bare_words_say_so(tmp_path: Path) -> None:
    punctuating = {
        name
        for name, make in MAKERS.items()
        if OnnxAsrRecogniser(make(tmp_path / name), "").gives_punctuation
    }
    assert punctuating == {"gigaam-v3-e2e-ctc", "gigaam-v3-e2e-rnnt", "nemo-conformer-tdt"}


def test_times_are_those_of_the_recording_across_a_shortened_pause(tmp_path: Path) -> None:
    """Two seconds from 0:10 and two from 5:00 in one clip: no word lies between."""
    samples = np.random.default_rng(3).normal(size=4 * 16_000).astype(np.float32) * 0.1
    spans = [SpeechSpan(channel=0, start_ms=at, end_ms=at + 2000) for at in (10_000, 300_000)]
    pieces = ((0, spans[0]), (2000, spans[1]))
    clip = Clip(sha256="0" * 64, channel=0, samples=samples, pieces=pieces)
    (heard,) = OnnxAsrRecogniser(gigaam_ctc(tmp_path), "").hear([clip], OPTIONS)
    words = [word for segment in heard for word in segment.words]
    assert {span.start_ms <= word.start_ms <= span.end_ms for word in words for span in spans} == {
        True,
        False,
    }
    assert all(
        any(span.start_ms <= word.start_ms <= word.end_ms <= span.end_ms for span in spans)
        for word in words
    )
    assert len(heard) >= 2, "a segment bridges the pause"


def test_t_ones_delay_is_taken_off(tmp_path: Path) -> None:
    recogniser = OnnxAsrRecogniser(t_one(tmp_path), "")
    assert recogniser.kind.lag_ms == 330
    (heard,) = recogniser.hear([noise_clips(8000)[1]], OPTIONS)
    assert heard[-1].end_ms <= 63_000 - 330 + 200


@pytest.mark.parametrize("content", [b"", b"no model at all"])
def test_a_broken_model_is_a_damaged_model(tmp_path: Path, content: bytes) -> None:
    folder = gigaam_ctc(tmp_path)
    (folder / "v3_ctc.int8.onnx").write_bytes(content)
    with pytest.raises(ModelDamaged, match="cannot be loaded"):
        OnnxAsrRecogniser(folder, "").hear(noise_clips(16_000), OPTIONS)


def test_a_folder_of_something_else_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("nothing")
    with pytest.raises(ModelDamaged, match="holds no model"):
        OnnxAsrRecogniser(tmp_path, "").hear(noise_clips(16_000), OPTIONS)


def test_full_precision_is_taken_where_there_is_nothing_else(tmp_path: Path) -> None:
    assert quantization_of(gigaam_ctc(tmp_path / "small")) == "int8"
    assert quantization_of(t_one(tmp_path / "whole")) is None
