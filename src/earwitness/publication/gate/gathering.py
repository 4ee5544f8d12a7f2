"""Short pieces searched several at once: beginning a search takes as long as ten thousands of
bytes, and what was decoded is mostly shorter."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from earwitness.publication.gate.decodings.undone import SEPARATOR
from earwitness.publication.gate.pieces import Piece
from earwitness.publication.ports import LeakSearch
from earwitness.records.gate import Hit

FENCE = SEPARATOR * 14
"""Between pieces: longer than any gap in a number that the search reads, and with letters in it."""

AT_ONCE = 120 * 1024
"""Bytes that are searched at once; what the search for terms folds at once is a little more."""

CROWDED = 50
"""Hits from which on pieces are searched one by one: the search tells so many of one identifier in
one stretch, and what it leaves out may be in another piece."""


@dataclass(slots=True)
class Gathering:
    """Pieces that wait until there are enough of them. Hits are told in the order of the pieces."""

    search: LeakSearch
    _waiting: list[Piece] = field(default_factory=list)
    _size: int = 0

    def add(self, piece: Piece) -> Iterator[tuple[Piece, Hit]]:
        """One more piece; hits in those that waited, if they are enough now."""
        size = len(piece.data) + len(FENCE)
        if self._size + size > AT_ONCE:
            yield from self.rest()
        self._waiting.append(piece)
        self._size += size

    def rest(self) -> Iterator[tuple[Piece, Hit]]:
        """Hits in all that wait."""
        pieces, self._waiting, self._size = self._waiting, [], 0
        if len(pieces) > 1:
            together = list(self._together(pieces))
            if len(together) < CROWDED:
                yield from together
                return
        for piece in pieces:
            yield from ((piece, hit) for hit in self.search.in_bytes(piece.data))

    def _together(self, pieces: list[Piece]) -> Iterator[tuple[Piece, Hit]]:
        starts, length = [], 0
        for piece in pieces:
            starts.append(length)
            length += len(piece.data) + len(FENCE)
        for hit in self.search.in_bytes(FENCE.join(piece.data for piece in pieces)):
            number = bisect_right(starts, hit.start) - 1
            piece, start = pieces[number], starts[number]
            if hit.end - start <= len(piece.data):
                yield piece, replace(hit, start=hit.start - start, end=hit.end - start)
