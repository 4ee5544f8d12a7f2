"""Reads tensors out of a checkpoint of PyTorch, without PyTorch and without running anything in it.

The form is the one before version 1.6: five pickles (magic number, protocol version, facts about
the system, the object, the keys of its storages), then each storage as a 64-bit count and its
values (pytorch/pytorch, `torch/serialization.py`, `_legacy_save`).
"""

import io
import pickle
import struct
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.records.errors import ModelDamaged

MAGIC, PROTOCOL = 0x1950A86A20F9469CFC6C, 1001
"""Of `torch/serialization.py`."""

KINDS = {"FloatStorage": "<f4", "DoubleStorage": "<f8", "LongStorage": "<i8", "IntStorage": "<i4"}
MOST_BYTES = 1 << 28

Tensor = NDArray[np.generic]


@dataclass(slots=True)
class _Storage:
    kind: str
    count: int
    values: Tensor | None = None


@dataclass(slots=True)
class _TensorPlace:
    """A tensor whose storage is read after the pickle that names it."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _StorageKind:
    name: str


class _TensorsOnly(pickle.Unpickler):
    """An unpickler that can make tensors, ordered dicts and plain values, and nothing else."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, encoding="utf-8")
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        """Only what a tensor needs.

        Raises:
            pickle.UnpicklingError: anything else is named.
        """
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuilt
        if module == "torch" and name in KINDS:
            return _StorageKind(name)
        raise pickle.UnpicklingError("something other than a tensor is in it")

    def persistent_load(self, pid: Any) -> _Storage:
        """The storage of that key; ("storage", kind, key, place, count, view)."""
        word, kind, key, _, count, view = pid
        if word != "storage" or not isinstance(kind, _StorageKind) or view is not None:
            raise pickle.UnpicklingError("a storage is not described as it should be")
        if not isinstance(count, int) or not 0 <= count * 8 <= MOST_BYTES:
            raise pickle.UnpicklingError("a storage is too large")
        return self.storages.setdefault(str(key), _Storage(kind.name, count))


def read_tensors(untrusted: bytes, name: str) -> dict[str, Tensor]:
    """The tensors under the key `name` of a checkpoint, by their names.

    Raises:
        ModelDamaged: it is no such checkpoint, or holds something other than tensors there.
    """
    try:
        tree = _read(untrusted)[name]
        return {str(key): _array(place) for key, place in tree.items()}
    except (pickle.UnpicklingError, EOFError, struct.error, *_WRONG_SHAPE) as error:
        raise ModelDamaged(
            "The weights are not a checkpoint that can be read.",
            remedy="Do not use them; fetch the model again from a source you trust.",
        ) from error


_WRONG_SHAPE = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, MemoryError, OverflowError,
)  # fmt: skip


def _read(untrusted: bytes) -> Any:
    file = io.BytesIO(untrusted)
    magic, protocol, facts = (_TensorsOnly(file).load() for _ in range(3))
    if (magic, protocol) != (MAGIC, PROTOCOL) or not facts["little_endian"]:
        raise ValueError("not a checkpoint of this form")
    reader = _TensorsOnly(file)
    tree = reader.load()
    for key in _TensorsOnly(file).load():
        storage = reader.storages[str(key)]
        kind = np.dtype(KINDS[storage.kind])
        (count,) = struct.unpack("<q", file.read(8))
        if count != storage.count:
            raise ValueError("a storage has another size than it should")
        storage.values = np.frombuffer(file.read(count * kind.itemsize), kind, count)
    return tree


def _rebuilt(
    storage: _Storage,
    offset: int,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    *_: Any,
) -> _TensorPlace:
    return _TensorPlace(storage, int(offset), tuple(shape), tuple(strides))


def _array(place: _TensorPlace) -> Tensor:
    """The values of a tensor whose layout is the usual one (the last index runs fastest)."""
    count, expected = 1, []
    for size in reversed(place.shape):
        expected.append(count)
        count *= size
    values = place.storage.values
    if place.strides != tuple(reversed(expected)) or values is None or place.offset < 0:
        raise ValueError("a tensor is not laid out plainly")
    return values[place.offset : place.offset + count].reshape(place.shape)
