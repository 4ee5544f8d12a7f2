"""Tiny ONNX models with random weights, and the inputs and outputs of the real ones.

What they "hear" means nothing; the path from sound to words is the real one.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper

ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
WIDTH, HIDDEN = 8, 320
Shape = list[int | str]
Weights = Mapping[str, np.ndarray[Any, Any]]


def save(
    path: Path,
    inputs: Mapping[str, tuple[int, Shape]],
    outputs: Mapping[str, tuple[int, Shape]],
    weights: Weights,
    nodes: list[onnx.NodeProto],
) -> None:
    """One model file."""
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(name, kind, shape)
            for name, (kind, shape) in inputs.items()
        ],
        [
            helper.make_tensor_value_info(name, kind, shape)
            for name, (kind, shape) in outputs.items()
        ],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def node(kind: str, inputs: str, outputs: str, **attributes: Any) -> onnx.NodeProto:
    return helper.make_node(kind, inputs.split(), outputs.split(), **attributes)


def random(*shape: int, seed: int = 0, scale: float = 1.0) -> np.ndarray[Any, Any]:
    return (np.random.default_rng(seed).normal(size=shape) * scale).astype(np.float32)


def lengths(name: str, step: int, kind: int) -> list[onnx.NodeProto]:
    """(length − 1) // step + 1, as the encoders count."""
    return [
        node("Sub", f"{name} one", "less"),
        node("Div", "less step", "quotient"),
        node("Add", "quotient one", "counted"),
        node("Cast", "counted", "counts", to=kind),
    ]


def counting(step: int) -> dict[str, np.ndarray[Any, Any]]:
    return {"one": np.array(1, np.int64), "step": np.array(step, np.int64)}


def vocabulary(path: Path, tokens: list[str]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{token} {number}\n" for number, token in enumerate(tokens)), "utf-8")
    return len(tokens)


PIECES = ["▁Мама", "▁мы", "▁сто", "им", "▁под", "▁лес", "ом", ",", ".", "▁2", "0", "▁рота"]


def gigaam_ctc(folder: Path, *, e2e: bool = False) -> Path:
    tokens = [*PIECES, "<blk>"] if e2e else ["▁", *ALPHABET, "<blk>"]
    stem = "v3_e2e_ctc" if e2e else "v3_ctc"
    size = vocabulary(folder / (f"{stem}_vocab.txt" if e2e else "v3_vocab.txt"), tokens)
    (folder / "config.json").write_text(json.dumps({"version": "v3", "subsampling_factor": 4}))
    save(
        folder / f"{stem}.int8.onnx",
        {"features": (T.FLOAT, ["b", 64, "t"]), "feature_lengths": (T.INT64, ["b"])},
        {"log_probs": (T.FLOAT, ["b", "s", size])},
        {"weights": random(size, 64, 1)},
        [
            node("Conv", "features weights", "steps", strides=[4], kernel_shape=[1]),
            node("Transpose", "steps", "turned", perm=[0, 2, 1]),
            node("LogSoftmax", "turned", "log_probs", axis=-1),
        ],
    )
    return folder


def gigaam_rnnt(folder: Path, *, e2e: bool = False) -> Path:
    tokens = [*PIECES, "<blk>"] if e2e else ["▁", *ALPHABET, "<blk>"]
    stem = "v3_e2e_rnnt" if e2e else "v3_rnnt"
    size = vocabulary(folder / (f"{stem}_vocab.txt" if e2e else "v3_vocab.txt"), tokens)
    (folder / "config.json").write_text(json.dumps({"version": "v3"}))
    save(
        folder / f"{stem}_encoder.int8.onnx",
        {"audio_signal": (T.FLOAT, ["b", 64, "t"]), "length": (T.INT64, ["b"])},
        {"encoded": (T.FLOAT, ["b", WIDTH, "s"]), "encoded_len": (T.INT32, ["b"])},
        {"weights": random(WIDTH, 64, 1), **counting(4)},
        [
            node("Conv", "audio_signal weights", "encoded", strides=[4], kernel_shape=[1]),
            *lengths("length", 4, T.INT32),
            node("Identity", "counts", "encoded_len"),
        ],
    )
    state: tuple[int, Shape] = (T.FLOAT, [1, 1, HIDDEN])
    save(
        folder / f"{stem}_decoder.int8.onnx",
        {"x": (T.INT64, [1, 1]), "h.1": state, "c.1": state},
        {"dec": state, "h": state, "c": state},
        {"table": random(size, HIDDEN, seed=1)},
        [
            node("Gather", "table x", "found"),
            node("Add", "found h.1", "dec"),
            node("Identity", "h.1", "h"),
            node("Identity", "c.1", "c"),
        ],
    )
    save(
        folder / f"{stem}_joint.int8.onnx",
        {"enc": (T.FLOAT, [1, WIDTH, 1]), "dec": (T.FLOAT, [1, HIDDEN, 1])},
        {"joint": (T.FLOAT, [1, size, 1])},
        {"left": random(size, WIDTH, seed=2), "right": random(size, HIDDEN, seed=3, scale=0.1)},
        [
            node("MatMul", "left enc", "one_side"),
            node("MatMul", "right dec", "other_side"),
            node("Add", "one_side other_side", "joint"),
        ],
    )
    return folder


def t_one(folder: Path, *, state: int = 16) -> Path:
    letters = [*"абвгдеёжзийклмнопрстуфхцчшщъыьэюя", " "]
    folder.mkdir(parents=True, exist_ok=True)
    configuration = {
        "decoder_params": {"vocabulary": letters},
        "pad_token_id": len(letters),
        "encoder_params": {"reduction_kernel_size": 3},
    }
    (folder / "config.json").write_text(json.dumps(configuration), "utf-8")
    save(
        folder / "model.onnx",
        {"signal": (T.INT32, ["b", 2400, 1]), "state": (T.FLOAT16, ["b", state])},
        {
            "logprobs": (T.FLOAT, ["b", 10, len(letters) + 1]),
            "state_next": (T.FLOAT16, ["b", state]),
        },
        {
            "shape": np.array([0, 10, 240], np.int64),
            "weights": random(240, len(letters) + 1, scale=1e-3),
        },
        [
            node("Cast", "signal", "real", to=T.FLOAT),
            node("Reshape", "real shape", "framed"),
            node("MatMul", "framed weights", "mixed"),
            node("LogSoftmax", "mixed", "logprobs", axis=-1),
            node("Identity", "state", "state_next"),
        ],
    )
    return folder


def vosk(folder: Path) -> Path:
    tokens = ["<blk>", "<unk>", "▁мама", "▁мы", "▁сто", "им", "▁под", "▁лес", "ом", "▁рота"]
    size = vocabulary(folder / "lang" / "tokens.txt", tokens)
    save(
        folder / "am-onnx" / "encoder.int8.onnx",
        {"x": (T.FLOAT, ["b", "t", 80]), "x_lens": (T.INT64, ["b"])},
        {"encoder_out": (T.FLOAT, ["b", "s", WIDTH]), "encoder_out_lens": (T.INT64, ["b"])},
        {"weights": random(WIDTH, 80, 1), **counting(4)},
        [
            node("Transpose", "x", "across", perm=[0, 2, 1]),
            node("Conv", "across weights", "steps", strides=[4], kernel_shape=[1]),
            node("Transpose", "steps", "encoder_out", perm=[0, 2, 1]),
            *lengths("x_lens", 4, T.INT64),
            node("Identity", "counts", "encoder_out_lens"),
        ],
    )
    save(
        folder / "am-onnx" / "decoder.int8.onnx",
        {"y": (T.INT64, [1, 2])},
        {"decoder_out": (T.FLOAT, [1, WIDTH])},
        {"table": random(size, WIDTH, seed=1)},
        [
            node("Gather", "table y", "found"),
            node("ReduceMean", "found", "decoder_out", axes=[1], keepdims=0),
        ],
    )
    save(
        folder / "am-onnx" / "joiner.int8.onnx",
        {"encoder_out": (T.FLOAT, [1, WIDTH]), "decoder_out": (T.FLOAT, [1, WIDTH])},
        {"logit": (T.FLOAT, [1, size])},
        {"weights": random(WIDTH, size, seed=2)},
        [
            node("Add", "encoder_out decoder_out", "both"),
            node("MatMul", "both weights", "logit"),
        ],
    )
    return folder


def parakeet(folder: Path) -> Path:
    size, durations, depth, width = len(PIECES) + 1, 5, 2, 4
    vocabulary(folder / "vocab.txt", [*PIECES, "<blk>"])
    configuration = {
        "model_type": "nemo-conformer-tdt",
        "features_size": 128,
        "subsampling_factor": 8,
    }
    (folder / "config.json").write_text(json.dumps(configuration))
    save(
        folder / "encoder-model.int8.onnx",
        {"audio_signal": (T.FLOAT, ["b", 128, "t"]), "length": (T.INT64, ["b"])},
        {"outputs": (T.FLOAT, ["b", WIDTH, "s"]), "encoded_lengths": (T.INT64, ["b"])},
        {"weights": random(WIDTH, 128, 1), **counting(8)},
        [
            node("Conv", "audio_signal weights", "outputs", strides=[8], kernel_shape=[1]),
            *lengths("length", 8, T.INT64),
            node("Identity", "counts", "encoded_lengths"),
        ],
    )
    state: tuple[int, Shape] = (T.FLOAT, [depth, 1, width])
    save(
        folder / "decoder_joint-model.int8.onnx",
        {
            "encoder_outputs": (T.FLOAT, [1, WIDTH, 1]),
            "targets": (T.INT32, [1, 1]),
            "target_length": (T.INT32, [1]),
            "input_states_1": state,
            "input_states_2": state,
        },
        {
            "outputs": (T.FLOAT, [1, 1, 1, size + durations]),
            "output_states_1": state,
            "output_states_2": state,
        },
        {
            "weights": random(WIDTH, size + durations, seed=2),
            "table": random(size, size + durations, seed=3, scale=0.5),
            "shape": np.array([1, 1, 1, -1], np.int64),
        },
        [
            node("Transpose", "encoder_outputs", "across", perm=[0, 2, 1]),
            node("MatMul", "across weights", "one_side"),
            node("Gather", "table targets", "other_side"),
            node("Add", "one_side other_side", "both"),
            node("Reshape", "both shape", "outputs"),
            node("Identity", "input_states_1", "output_states_1"),
            node("Identity", "input_states_2", "output_states_2"),
        ],
    )
    return folder


MAKERS: dict[str, Callable[[Path], Path]] = {
    "gigaam-v3-ctc": gigaam_ctc,
    "gigaam-v3-e2e-ctc": lambda folder: gigaam_ctc(folder, e2e=True),
    "gigaam-v3-rnnt": gigaam_rnnt,
    "gigaam-v3-e2e-rnnt": lambda folder: gigaam_rnnt(folder, e2e=True),
    "t-one-ctc": t_one,
    "vosk": vosk,
    "nemo-conformer-tdt": parakeet,
}
"""By onnx-asr's name of the kind."""
