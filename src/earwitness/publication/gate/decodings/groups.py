"""Bytes written as groups of letters (base64, base32, base85), many texts decoded at once.

A run of such letters may begin before the encoded text does, so it is decoded from each place that
a group can begin at. Most runs are words of other texts, and short: a step for each would be slow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import Places, ranges

Numbers = NDArray[np.uint64]


@dataclass(frozen=True, kw_only=True)
class GroupCode:
    """`letters` of an alphabet stand for `size` bytes, the first for the highest part. `filling` is
    what an incomplete last group is filled up with; `rest` how many bytes it then holds, by the
    count of its letters."""

    alphabet: bytes
    size: int
    filling: bytes
    rest: tuple[int, ...]

    @cached_property
    def values(self) -> bytes:
        """The value of each letter, and 0 for other bytes."""
        return bytes(max(0, self.alphabet.find(bytes([value]))) for value in range(256))

    @property
    def letters(self) -> int:
        """Letters of a group."""
        return len(self.rest)

    def decoded(self, texts: Sequence[bytes]) -> Iterator[list[bytes]]:
        """For each text what it holds if the first group begins at its first letter, at its second
        and so on; nothing where a group is too large a number."""
        fill = self.filling * self.letters
        values = np.frombuffer(fill.join((*texts, b"")).translate(self.values), np.uint8)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        begins = np.cumsum(lengths + self.letters) - lengths - self.letters
        skipped = np.arange(self.letters)
        starts = (begins[:, None] + skipped).reshape(-1)
        sizes = np.maximum(lengths[:, None] - skipped, 0).reshape(-1)
        ways = self._ways(values, starts, sizes)
        return map(list, zip(*[ways] * self.letters, strict=True))

    def _ways(self, values: NDArray[np.uint8], starts: Places, sizes: Places) -> Iterator[bytes]:
        """What so many letters from each start on stand for."""
        held = np.array(self.rest)[sizes % self.letters]
        counts = sizes // self.letters + (held > 0)
        groups = self._numbers(values, ranges(starts, counts, self.letters))
        ends = np.cumsum(counts)
        too_large = np.append(0, np.cumsum(groups >> np.uint64(8 * self.size) > 0))
        is_bad = too_large[ends] > too_large[ends - counts]
        lengths = np.where(is_bad, 0, sizes // self.letters * self.size + held)
        wide = groups.astype(">u8").view(np.uint8).reshape(-1, 8)
        out = wide[:, 8 - self.size :].tobytes()
        begins = (ends - counts) * self.size
        return (
            out[begin:end]
            for begin, end in zip(begins.tolist(), (begins + lengths).tolist(), strict=True)
        )

    def _numbers(self, values: NDArray[np.uint8], begins: Places) -> Numbers:
        """The numbers that groups of letters stand for."""
        numbers = np.zeros(len(begins), np.uint64)
        for step in range(self.letters):
            numbers *= np.uint64(len(self.alphabet))
            numbers += values[begins + step]
        return numbers
