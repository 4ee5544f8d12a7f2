"""A model of random weights, for tables of speed, is one that the engine loads and decodes with."""

import sys
from pathlib import Path

from faster_whisper import WhisperModel

from earwitness.calls.engines.whisper_trial import TOKENS, trial
from earwitness.runtime.models.store import require

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))

from random_whisper import SIZES, make_random


def test_a_model_of_random_weights_decodes_as_many_tokens_as_a_real_one(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    make_random(SIZES["tiny"], require("whisper-base").path, folder)
    model = WhisperModel(str(folder), device="cpu", cpu_threads=1, local_files_only=True)
    assert trial(model, beam_size=2)(2) == [TOKENS, TOKENS]
