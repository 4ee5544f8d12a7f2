"""Speaker networks on filter banks with random weights, built on the spot."""

import numpy as np

from earwitness.runtime.models import onnx_writing as onnx


def fbank_network(name_in: str, name_out: str, size: int) -> bytes:
    """The mean over time, then a linear layer: input (batch, frames, 80), output (batch, size)."""
    random = np.random.default_rng(5)
    return onnx.model(
        [
            onnx.node("ReduceMean", [name_in], ["mean"], axes=[1], keepdims=0),
            onnx.node("MatMul", ["mean", "weights"], [name_out]),
        ],
        [onnx.tensor("weights", random.normal(size=(80, size)).astype(np.float32))],
        inputs=[onnx.value(name_in, onnx.FLOAT, ["batch", "frames", 80])],
        outputs=[onnx.value(name_out, onnx.FLOAT, ["batch", size])],
        name="random",
    )
