"""Speaker embeddings with any ONNX network on log mel filter banks: WeSpeaker, CAM++, ReDimNet2.

The model's folder holds `encoder.onnx` and `encoder.json`, which declares its input; see
docs/speakers.md. Filter banks are those of Kaldi (`compute-fbank-feats`) without dither.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import cattrs
import numpy as np
import onnxruntime
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earwitness.calls.ports import Embeddings, Resource, Samples
from earwitness.calls.voice_clusters import unit
from earwitness.records.errors import ModelMissing

RATE, WINDOW, STEP, FFT = 16_000, 400, 160, 512
LOWEST_HZ, PREEMPHASIS = 20.0, 0.97
"""Kaldi's defaults (`feature-window.h`, `mel-computations.h`)."""

ROWS = 16
Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """`encoder.json`: the names of input and output, bands, size, and how sound becomes bands.

    `scale` is what samples in -1…1 are multiplied with; `subtract_mean` takes the mean of each
    band over the span away. `sample_rate` must be 16000.
    """

    input: str
    output: str
    embedding_size: int
    bands: int = 80
    sample_rate: Literal[16000] = 16000
    window: Literal["hamming", "povey"] = "hamming"
    scale: float = 32768.0
    subtract_mean: bool = True


@dataclass(slots=True)
class OnnxFbankEncoder:
    """An encoder of a folder. Input (batch, frames, bands), output (batch, size)."""

    folder: Path
    weights_digest: str
    name: str = "onnx-fbank"
    version: str = "1"
    resource: Resource = "cpu"
    size: int = field(init=False)
    _declared: Declaration = field(init=False)
    _session: Any = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._declared = _declaration(self.folder / "encoder.json")
        self.size = self._declared.embedding_size

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        """One embedding a span, shape (spans, size), each of length 1."""
        out = np.zeros((len(spans), self.size), np.float32)
        features: dict[int, Frames] = {}
        same_length: defaultdict[int, list[int]] = defaultdict(list)
        for place, (start, end) in enumerate(spans):
            own = samples[start * RATE // 1000 : end * RATE // 1000]
            features[place] = fbank(own, self._declared)
            same_length[len(features[place])].append(place)
        for places in same_length.values():
            for first in range(0, len(places), ROWS):
                rows = places[first : first + ROWS]
                out[rows] = self._run(np.stack([features[row] for row in rows]))
        return unit(out)

    def _run(self, batch: Frames) -> NDArray[np.float32]:
        declared, session = self._declared, self._loaded()
        try:
            (found,) = session.run([declared.output], {declared.input: batch})
        except Exception as error:  # onnxruntime's own errors have no common base
            raise _unusable(self.folder, "the network refused its input") from error
        rows = np.asarray(found, np.float32).reshape(len(batch), -1)
        if rows.shape[1] != self.size:
            raise _unusable(self.folder, f"it gives {rows.shape[1]} values instead of {self.size}")
        return rows

    def _loaded(self) -> Any:
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.inter_op_num_threads = options.intra_op_num_threads = 1
            options.log_severity_level = 3
            try:
                self._session = onnxruntime.InferenceSession(
                    str(self.folder / "encoder.onnx"),
                    sess_options=options,
                    providers=["CPUExecutionProvider"],
                )
            except Exception as error:
                raise _unusable(self.folder, "encoder.onnx cannot be loaded") from error
        return self._session


def fbank(samples: Samples, declared: Declaration) -> Frames:
    """Log mel energies, shape (frames, bands), at least one frame (shorter sound is filled up)."""
    scaled = samples.astype(np.float32) * declared.scale
    if len(scaled) < WINDOW:
        scaled = np.pad(scaled, (0, WINDOW - len(scaled)))
    frames = sliding_window_view(scaled, WINDOW)[::STEP]
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    shaped = (frames - PREEMPHASIS * before) * _window(declared.window)
    power = np.abs(np.fft.rfft(shaped, FFT, axis=1)) ** 2
    mels = np.log(np.maximum(power @ _filters(declared.bands), np.finfo(np.float32).eps))
    if declared.subtract_mean:
        mels = mels - mels.mean(axis=0, keepdims=True)
    return mels.astype(np.float32)


@cache
def _window(name: str) -> NDArray[np.float64]:
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / (WINDOW - 1))
    povey: NDArray[np.float64] = hann**0.85
    return povey if name == "povey" else np.hamming(WINDOW)


@cache
def _filters(bands: int) -> NDArray[np.float64]:
    """Triangles on the mel scale of HTK, shape (257, bands); the last bin counts nothing."""

    def mel(hertz: float | NDArray[np.float64]) -> Any:
        return 1127.0 * np.log1p(np.asarray(hertz) / 700.0)

    edges = np.linspace(mel(LOWEST_HZ), mel(RATE / 2), bands + 2)
    bins = mel(np.arange(FFT // 2 + 1) * RATE / FFT)[:, np.newaxis]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    filters: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling))
    filters[-1] = 0.0
    return filters


def _declaration(path: Path) -> Declaration:
    converter = cattrs.Converter(forbid_extra_keys=True)
    try:
        declared = converter.structure(json.loads(path.read_text(encoding="utf-8")), Declaration)
    except Exception as error:  # cattrs, JSON and the file system have no common base
        raise _unusable(path.parent, "encoder.json is missing or wrong") from error
    if not (1 <= declared.bands <= 256 and 1 <= declared.embedding_size <= 4096):
        raise _unusable(path.parent, "encoder.json declares sizes that cannot be")
    return declared


def _unusable(folder: Path, reason: str) -> ModelMissing:
    return ModelMissing(
        f"The speaker model in {folder} cannot be used: {reason}.",
        remedy="docs/speakers.md says what the folder must hold.",
    )
