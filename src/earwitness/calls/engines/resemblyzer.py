"""Speaker embeddings with Resemblyzer's network (Apache-2.0) on onnxruntime."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from earwitness.calls.engines.mel_spectrum import mel_power
from earwitness.calls.ports import Embeddings, Resource, Samples

MODEL_FILE = "encoder.onnx"
RATE, WINDOW, STEP, BANDS = 16_000, 400, 160, 40
"""16 kHz, windows of 25 ms every 10 ms, 40 bands: `hparams.py` of resemble-ai/Resemblyzer."""

LEVEL = 10 ** (-30 / 20)
"""Root mean square to which a span is brought: -30 dBFS, `hparams.py`. Resemblyzer only raises;
here a span is lowered too, so that the near end of a call is heard like the far end."""

ROWS = 32
"""Spans that step through the network together, of similar length. Measured: more brings nothing
(2.4 ms of processor time a span of 1.6 s with 8, 32 and 64)."""


@dataclass(slots=True)
class ResemblyzerEncoder:
    """d-vectors of 256 values. `folder` holds `encoder.onnx`."""

    folder: Path
    weights_digest: str
    name: str = "resemblyzer"
    version: str = "0.1.4/1"
    resource: Resource = "cpu"
    size: int = 256
    _session: Any = field(default=None, init=False)

    def embed(self, samples: Samples, spans: Sequence[tuple[int, int]]) -> Embeddings:
        """One embedding a span, shape (spans, 256), each of length 1."""
        power = mel_power(samples, rate=RATE, window=WINDOW, step=STEP, bands=BANDS)
        energy = np.concatenate(([0.0], np.cumsum(samples.astype(np.float64) ** 2)))
        pieces = [_piece(power, energy, span) for span in spans]
        order = sorted(range(len(pieces)), key=lambda place: -len(pieces[place]))
        out = np.zeros((len(pieces), self.size), np.float32)
        for start in range(0, len(order), ROWS):
            rows = order[start : start + ROWS]
            out[rows] = self._run([pieces[row] for row in rows])
        return out

    def _run(self, pieces: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        lengths = np.array([len(piece) for piece in pieces], np.int32)
        mels = np.zeros((len(pieces), int(lengths.max()), BANDS), np.float32)
        for row, piece in enumerate(pieces):
            mels[row, : len(piece)] = piece
        (found,) = self._loaded().run(None, {"mels": mels, "lengths": lengths})
        embeddings: NDArray[np.float32] = found
        return embeddings

    def _loaded(self) -> Any:
        if self._session is None:
            options = onnxruntime.SessionOptions()
            options.inter_op_num_threads = options.intra_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self.folder / MODEL_FILE),
                sess_options=options,
                providers=["CPUExecutionProvider"],
            )
        return self._session


def _piece(
    power: NDArray[np.float32], energy: NDArray[np.float64], span: tuple[int, int]
) -> NDArray[np.float32]:
    """Mel power of a span, at least one frame, as if the span had been spoken at `LEVEL`."""
    first = min(span[0] * RATE // 1000 // STEP, max(0, len(power) - 1))
    past = max(first + 1, min(span[1] * RATE // 1000 // STEP, len(power)))
    begin, end = min(first * STEP, len(energy) - 1), min(past * STEP, len(energy) - 1)
    mean = (energy[end] - energy[begin]) / max(1, end - begin)
    if len(power) == 0:
        return np.zeros((1, BANDS), np.float32)
    return power[first:past] * np.float32(LEVEL**2 / max(mean, 1e-12))
