"""Turns Resemblyzer's weights into an ONNX file.

The network is `VoiceEncoder` of resemble-ai/Resemblyzer (`voice_encoder.py`): three LSTM layers of
256, the last state of the last, a linear layer, ReLU, division by the length (the d-vector of
Wan et al. 2018, "Generalized end-to-end loss for speaker verification").
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.records.errors import ModelDamaged
from earwitness.runtime.models import onnx_writing as onnx
from earwitness.runtime.models.torch_checkpoint import Tensor, read_tensors

BANDS, HIDDEN, LAYERS, SIZE = 40, 256, 3, 256
"""`hparams.py` of Resemblyzer."""

_GATES = (0, 3, 1, 2)
"""PyTorch stacks the gates input, forget, cell, output; ONNX wants input, output, forget, cell."""


def resemblyzer_onnx(untrusted_checkpoint: bytes) -> bytes:
    """`pretrained.pt` as an ONNX model.

    Inputs: `mels` float32 (batch, frames, 40) and `lengths` int32 (batch,), the frames of each
    that count. Output: `embeddings` float32 (batch, 256), of length 1 (0 for a dead network).

    Raises:
        ModelDamaged: the file holds no such network.
    """
    weights = read_tensors(untrusted_checkpoint, "model_state")
    nodes = [onnx.node("Transpose", ["mels"], ["layer_0"], perm=[1, 0, 2])]
    tensors = []
    for layer in range(LAYERS):
        nodes += _layer_nodes(layer)
        tensors += _layer_weights(weights, layer)
    nodes += [
        onnx.node("Gemm", ["state", "linear_w", "linear_b"], ["raw"], transB=1),
        onnx.node("Relu", ["raw"], ["positive"]),
        onnx.node("LpNormalization", ["positive"], ["embeddings"], axis=1, p=2),
    ]
    tensors += [
        onnx.tensor("linear_w", _weight(weights, "linear.weight", (SIZE, HIDDEN))),
        onnx.tensor("linear_b", _weight(weights, "linear.bias", (SIZE,))),
    ]
    return onnx.model(
        nodes,
        tensors,
        inputs=[
            onnx.value("mels", onnx.FLOAT, ["batch", "frames", BANDS]),
            onnx.value("lengths", onnx.INT32, ["batch"]),
        ],
        outputs=[onnx.value("embeddings", onnx.FLOAT, ["batch", SIZE])],
        name="resemblyzer",
    )


def _layer_nodes(layer: int) -> list[bytes]:
    """Y of a layer has shape (frames, 1, batch, 256) and Y_h (1, batch, 256): one direction."""
    inputs = [f"layer_{layer}", f"w_{layer}", f"r_{layer}", f"b_{layer}", "lengths"]
    if layer < LAYERS - 1:
        outputs, squeezed, result = [f"all_{layer}"], f"all_{layer}", f"layer_{layer + 1}"
        shape = [0, -1, HIDDEN]
    else:
        outputs, squeezed, result = ["", "last"], "last", "state"
        shape = [-1, HIDDEN]
    return [
        onnx.node("LSTM", inputs, outputs, hidden_size=HIDDEN),
        onnx.node("Constant", [], [f"shape_{layer}"], value_ints=shape),
        onnx.node("Reshape", [squeezed, f"shape_{layer}"], [result]),
    ]


def _layer_weights(weights: dict[str, Tensor], layer: int) -> list[bytes]:
    width = BANDS if layer == 0 else HIDDEN
    own = _weight(weights, f"lstm.weight_ih_l{layer}", (4 * HIDDEN, width))
    before = _weight(weights, f"lstm.weight_hh_l{layer}", (4 * HIDDEN, HIDDEN))
    biases = [
        _gates(_weight(weights, f"lstm.bias_{side}_l{layer}", (4 * HIDDEN,)))
        for side in ("ih", "hh")
    ]
    return [
        onnx.tensor(f"w_{layer}", _gates(own)[np.newaxis]),
        onnx.tensor(f"r_{layer}", _gates(before)[np.newaxis]),
        onnx.tensor(f"b_{layer}", np.concatenate(biases)[np.newaxis]),
    ]


def _gates(stacked: NDArray[np.float32]) -> NDArray[np.float32]:
    gates = stacked.reshape(4, HIDDEN, *stacked.shape[1:])
    return gates[list(_GATES)].reshape(stacked.shape)


def _weight(weights: dict[str, Tensor], name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    found = weights.get(name)
    if found is None or found.shape != shape or found.dtype != np.float32:
        raise ModelDamaged(
            f"The weights lack {name}, or it has another shape.",
            remedy="Do not use them; fetch the model again from a source you trust.",
        )
    return found.astype(np.float32)
