"""Writes the few messages of ONNX that our own conversions need: protobuf, byte for byte the same
at every run, so that the catalogue can name the hash of the result.

Field numbers are those of `onnx/onnx.proto` (Apache-2.0), the encoding is that of protobuf
(varints and length-delimited fields).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FLOAT, INT32 = 1, 6
"""`TensorProto.DataType`."""

_INT, _INTS = 2, 7
"""`AttributeProto.AttributeType`."""

Attribute = int | Sequence[int]


def model(
    nodes: Sequence[bytes],
    weights: Sequence[bytes],
    inputs: Sequence[bytes],
    outputs: Sequence[bytes],
    *,
    name: str,
) -> bytes:
    """A model of operator set 17 in IR version 8, which onnxruntime reads since 1.12."""
    graph = b"".join(
        [
            *(_bytes(1, node) for node in nodes),
            _text(2, name),
            *(_bytes(5, weight) for weight in weights),
            *(_bytes(11, value) for value in inputs),
            *(_bytes(12, value) for value in outputs),
        ]
    )
    operators = _text(1, "") + _number(2, 17)
    return _number(1, 8) + _text(2, "earwitness") + _bytes(7, graph) + _bytes(8, operators)


def node(
    operator: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Attribute
) -> bytes:
    """One operation; an empty name leaves an optional input or output out."""
    return b"".join(
        [
            *(_text(1, name) for name in inputs),
            *(_text(2, name) for name in outputs),
            _text(4, operator),
            *(_bytes(5, _attribute(name, value)) for name, value in attributes.items()),
        ]
    )


def tensor(name: str, values: NDArray[np.float32]) -> bytes:
    """Weights: float32 values in the usual layout, little-endian."""
    dims = b"".join(_number(1, size) for size in values.shape)
    raw = np.ascontiguousarray(values, "<f4").tobytes()
    return dims + _number(2, FLOAT) + _text(8, name) + _bytes(9, raw)


def value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    """An input or output; a name in the shape stands for a size that varies."""
    dims = b"".join(
        _bytes(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in shape
    )
    tensor_type = _number(1, kind) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor_type))


def _attribute(name: str, content: Attribute) -> bytes:
    if isinstance(content, int):
        return _text(1, name) + _number(3, content) + _number(20, _INT)
    return b"".join([_text(1, name), *(_number(8, one) for one in content), _number(20, _INTS)])


def _number(field: int, content: int) -> bytes:
    return _varint(field << 3) + _varint(content)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())


def _varint(number: int) -> bytes:
    """Seven bits a byte, lowest first; the top bit says that more follow. Negatives in 64 bits."""
    out = bytearray()
    number &= 2**64 - 1
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
