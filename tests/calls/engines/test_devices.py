"""Where it is heard: a device that is not there is said so; a card's memory is not overrun."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from earwitness.calls.engines import devices
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.engines.whisper_windows import BATCH_SECONDS
from earwitness.calls.ports import Clip, HearingOptions
from earwitness.records.errors import ExitCode, ModelMissing
from recogniser_contract import clip_of


def test_a_processor_is_always_there() -> None:
    assert devices.resolve("cpu", "faster-whisper") == "cpu"


def test_an_unknown_device_names_the_known_ones() -> None:
    with pytest.raises(ModelMissing, match="'tpu'") as caught:
        devices.resolve("tpu", "faster-whisper")
    assert "cpu, cuda, auto" in caught.value.remedy
    assert caught.value.exit_code is ExitCode.MODEL_MISSING


@pytest.mark.parametrize("recogniser", ["faster-whisper", "onnx-asr"])
def test_a_card_that_is_not_there_is_a_missing_engine(
    recogniser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "has_card", lambda name: False)
    with pytest.raises(ModelMissing, match=recogniser):
        devices.resolve("cuda", recogniser)
    assert devices.resolve("auto", recogniser) == "cpu"


def test_a_card_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "has_card", lambda name: True)
    assert devices.resolve("cuda", "onnx-asr") == devices.resolve("auto", "onnx-asr") == "cuda"


def test_what_goes_onto_a_card_at_once_follows_its_free_memory() -> None:
    sizes = [devices.seconds_for(free) for free in (0, 4_000, 16_000, 80_000)]
    assert sizes == sorted(sizes)
    assert sizes[0] == devices.FEWEST_SECONDS and sizes[-1] == devices.MOST_SECONDS


def test_without_a_driver_no_memory_is_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert devices.free_card_mib() == 0


class CrampedWhisper(WhisperRecogniser):
    """A card that holds two windows and no more; no model is loaded."""

    tried: list[int]

    def _loaded(self) -> Any:
        return None

    def _hear_batch(self, batch: Any, clips: Any, options: Any) -> Any:
        self.tried.append(len(batch))
        if len(batch) > 2:
            raise RuntimeError("CUDA failed with error out of memory")
        return {index: () for index in batch}


def cramped() -> CrampedWhisper:
    made = CrampedWhisper(Path(), "0" * 64)
    made.tried = []
    return made


def clips(count: int) -> list[Clip]:
    return [clip_of(np.zeros(27 * 16_000), 16_000) for _ in range(count)]


def test_a_batch_that_a_card_cannot_hold_is_halved() -> None:
    whisper = cramped()
    options = HearingOptions(languages=(), beam_size=1, translate=False, device="cuda")
    assert whisper.hear(clips(6), options) == ((),) * 6
    assert whisper.tried[0] == BATCH_SECONDS // 30 and max(whisper.tried[2:]) <= 3
    assert whisper._batch_seconds < BATCH_SECONDS, "it would try the same again"


def test_what_a_card_cannot_hold_is_tried_once_and_not_with_every_batch() -> None:
    whisper = cramped()
    options = HearingOptions(languages=(), beam_size=1, translate=False, device="cuda")
    assert whisper.hear(clips(12), options) == ((),) * 12
    assert whisper.tried == [4, 2, 2, 2, 2, 2, 2]


def test_a_library_built_for_cards_needs_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        devices.onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider"]
    )
    for cards, there in ((0, False), (1, True)):
        monkeypatch.setattr(devices.ctranslate2, "get_cuda_device_count", lambda n=cards: n)
        assert devices.has_card("onnx-asr") is there


def test_on_a_processor_being_out_of_memory_is_not_hidden() -> None:
    options = HearingOptions(languages=(), beam_size=1, translate=False)
    with pytest.raises(RuntimeError, match="out of memory"):
        cramped().hear(clips(6), options)
