"""Checkpoints of PyTorch: tensors come out, and nothing else runs."""

import contextlib
import os
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from earwitness.records.errors import ModelDamaged
from earwitness.runtime.models.resemblyzer_onnx import resemblyzer_onnx
from earwitness.runtime.models.torch_checkpoint import MAGIC, PROTOCOL, read_tensors

VALUES = np.arange(6, dtype="<f4")


def text(word: str) -> bytes:
    raw = word.encode()
    return b"X" + struct.pack("<I", len(raw)) + raw


def numbers(*values: int) -> bytes:
    return b"(" + b"".join(b"J" + struct.pack("<i", value) for value in values) + b"t"


def tensor(
    shape: tuple[int, ...] = (2, 3),
    strides: tuple[int, ...] = (3, 1),
    kind: bytes = b"ctorch\nFloatStorage\n",
) -> bytes:
    """The opcodes of one tensor, as `torch.save` writes them."""
    storage = b"(" + text("storage") + kind + text("0") + text("cpu") + b"K\x06Nt" + b"Q"
    rest = b"K\x00" + numbers(*shape) + numbers(*strides) + b"\x89ccollections\nOrderedDict\n)R"
    return b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + rest + b"tR"


def checkpoint(entry: bytes, *, storage: bytes | None = None) -> bytes:
    """A file with `{"model_state": {"weight": entry}}`."""
    tree = b"\x80\x02}(" + text("model_state") + b"}(" + text("weight") + entry + b"uu."
    heads = (MAGIC, PROTOCOL, {"protocol_version": PROTOCOL, "little_endian": True})
    values = struct.pack("<q", 6) + VALUES.tobytes() if storage is None else storage
    return (
        b"".join(pickle.dumps(head, 2) for head in heads) + tree + pickle.dumps(["0"], 2) + values
    )


def test_a_tensor_comes_out_as_it_was_saved() -> None:
    found = read_tensors(checkpoint(tensor()), "model_state")
    assert found["weight"].tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize(
    "entry",
    [
        pickle.dumps(os.getcwd, 2)[2:-1],
        b"cos\nsystem\n(" + text("touch made-by-a-checkpoint") + b"tR",
        b"cbuiltins\neval\n(" + text("1+1") + b"tR",
        b"cposix\nsystem\n(" + text("true") + b"tR",
        tensor(kind=b"ctorch\nload\n"),
        tensor(kind=b"ctorch.nn\nFloatStorage\n"),
    ],
)
def test_anything_but_tensors_is_refused_before_it_runs(
    entry: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelDamaged):
        read_tensors(checkpoint(entry), "model_state")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "broken",
    [
        checkpoint(tensor(strides=(1, 2))),
        checkpoint(tensor(shape=(2, 4), strides=(4, 1))),
        checkpoint(tensor(), storage=struct.pack("<q", 7) + VALUES.tobytes()),
        checkpoint(tensor(), storage=struct.pack("<q", 6) + VALUES.tobytes()[:-1]),
        checkpoint(text("no tensor")),
        b"",
        b"PK\x03\x04",
    ],
)
def test_a_broken_checkpoint_is_a_damaged_model(broken: bytes) -> None:
    with pytest.raises(ModelDamaged):
        read_tensors(broken, "model_state")


@settings(max_examples=150, deadline=None)
@example(place=0, value=149)  # a frame longer than any memory
@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_a_changed_byte_gives_tensors_or_a_damaged_model(place: int, value: int) -> None:
    raw = bytearray(checkpoint(tensor()))
    raw[place % len(raw)] = value
    with contextlib.suppress(ModelDamaged):
        read_tensors(bytes(raw), "model_state")


def test_weights_of_another_network_are_named() -> None:
    with pytest.raises(ModelDamaged, match="lstm"):
        resemblyzer_onnx(checkpoint(tensor()))
