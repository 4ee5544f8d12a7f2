"""Any ONNX network on filter banks, from a folder that says what it takes."""

import json
from pathlib import Path

import numpy as np
import pytest

from earwitness.calls.engines.onnx_fbank import Declaration, OnnxFbankEncoder, fbank
from earwitness.records.errors import ModelMissing
from fakes.tiny_encoders import fbank_network
from speaker_encoder_contract import SpeakerEncoderContract, sounds

DECLARED = {"input": "feats", "output": "embs", "embedding_size": 24, "subtract_mean": False}


def lay_out_model(folder: Path, declared: dict[str, object]) -> Path:
    """A network with random weights: the mean over time, then a linear layer."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "encoder.onnx").write_bytes(fbank_network("feats", "embs", 24))
    (folder / "encoder.json").write_text(json.dumps(declared))
    return folder


@pytest.fixture
def encoder(tmp_path: Path) -> OnnxFbankEncoder:
    return OnnxFbankEncoder(lay_out_model(tmp_path / "model", DECLARED), "0" * 64)


class TestContract(SpeakerEncoderContract):
    pass


@pytest.mark.parametrize(
    "declared",
    [
        {},
        {**DECLARED, "sample_rate": 8000},
        {**DECLARED, "window": "round"},
        {**DECLARED, "secret": 1},
        {**DECLARED, "bands": 0},
    ],
)
def test_a_wrong_declaration_is_named(tmp_path: Path, declared: dict[str, object]) -> None:
    with pytest.raises(ModelMissing, match=r"encoder\.json"):
        OnnxFbankEncoder(lay_out_model(tmp_path, declared), "")


def test_a_network_that_does_not_fit_its_declaration_is_named(tmp_path: Path) -> None:
    for wrong in ({"embedding_size": 25}, {"bands": 40}, {"output": "nothing"}):
        encoder = OnnxFbankEncoder(lay_out_model(tmp_path, {**DECLARED, **wrong}), "")
        with pytest.raises(ModelMissing, match="cannot be used"):
            encoder.embed(sounds(), [(0, 1000)])


def test_a_file_that_is_no_network_is_named(tmp_path: Path) -> None:
    folder = lay_out_model(tmp_path, DECLARED)
    (folder / "encoder.onnx").write_bytes(b"no network")
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        OnnxFbankEncoder(folder, "").embed(sounds(), [(0, 1000)])


def test_bands_follow_the_pitch_and_the_mean_goes_if_declared() -> None:
    declared = Declaration(input="x", output="y", embedding_size=2)
    bands = fbank(sounds(), declared)
    assert bands.shape == (1 + (64_000 - 400) // 160, 80)
    assert np.abs(bands.mean(axis=0)).max() < 1e-3
    plain = Declaration(input="x", output="y", embedding_size=2, subtract_mean=False)
    found = fbank(sounds(), plain)
    assert found[50].argmax() < found[350].argmax()
