"""Undoing what is encoded in a stretch of bytes, layer by layer, without trying every order.

Orders are what would cost: fifteen ways to write, four on top of each other. So encodings that
leave the rest of a text as it is are undone one by one, and then all together, again and again;
only what was hidden as a whole (base64, hex), and what risks to take plain text for its own
(quoted-printable), opens a layer in which everything is tried anew.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from earwitness.publication.gate.decodings.every import (
    HIDDEN,
    IN_PLACE,
    OF_THE_FILE_ITSELF,
    OTHER_LETTERS,
)
from earwitness.publication.gate.decodings.in_place import InPlace, alone, together
from earwitness.publication.gate.decodings.runs import Alphabet
from earwitness.publication.gate.decodings.strings import SURE, runs_of_text
from earwitness.publication.gate.decodings.undone import (
    SEPARATOR,
    Decoding,
    Parts,
    Stretch,
    Undone,
    around,
    from_start,
    is_text,
)
from earwitness.publication.gate.decodings.wide import wide

_SAFE = tuple(one for one in IN_PLACE if not one.is_risky)
_RISKY = tuple(one for one in IN_PLACE if one.is_risky)
_WHOLE = OTHER_LETTERS + HIDDEN
_STRINGS = Alphabet(bytes(range(0x20, 0x7F)) + b"\t\r\n", 15)
"""Texts in words that were taken for base64 and the like: with other letters chance makes many
that are short."""
_FILES = (
    *(
        b"RIFF",
        b"OggS",
        b"ID3\3",
        b"ID3\4",
        b"fLaC",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"ftyp",
        b"%PDF",
        b"PK\3\4",
    ),
    *(b"\x1a\x45\xdf\xa3", b"SQLite format 3", b"wOFF", b"\0\1\0\0", b"OTTO", b"bplist"),
)
"""Begins of files in which texts of all letters stand among other bytes."""
_NEAR = 16
_MOST_BYTES_A_LETTER = 4
_ROUNDS = 3
"""How often all are undone together, each time in what the last left. Estimate."""


@dataclass(slots=True)
class Undoing:
    """All that is under the encodings of one stretch. `most` is the number of layers."""

    most: int
    _seen: set[bytes] = field(default_factory=set)

    def of_bytes(self, data: bytes) -> Iterator[Undone]:
        """Everything under the encodings, the nearest first; places are those in `data`."""
        stretch = Stretch(data)
        for decoding in OF_THE_FILE_ITSELF:
            yield from decoding(stretch)
        if is_text(data):
            yield from self._inside(stretch, 0, reads=True)
            return
        yield from self._inside(stretch, 0, reads=False)
        yield from self._in_strings(data, 0)

    def _in_strings(self, data: bytes, layer: int, *, is_respelt: bool = False) -> Iterator[Undone]:
        """Texts among other bytes; what was respelt is letters of UTF-8, also where chance is."""
        strings = Parts("")
        is_file = layer == 0 or any(one in data for one in _FILES)
        runs = runs_of_text if is_file else _STRINGS.runs if is_respelt else _short_and_sure
        for start, end in around(runs(data), len(data), _NEAR):
            strings.add(data[start:end], from_start(start))
        for undone in strings.undone():
            found = self._inside(Stretch(undone.data, layer), layer, reads=True)
            yield from _outer(replace(undone, names=()), found)

    def _inside(self, stretch: Stretch, layer: int, *, reads: bool) -> Iterator[Undone]:
        yield from self._opened(OTHER_LETTERS, stretch, layer)
        if not reads or layer >= self.most:
            return
        yield from self._opened(HIDDEN, stretch, layer)
        for one in IN_PLACE:
            yield from self._alone(one, stretch, layer, _ROUNDS)
        yield from self._together(stretch, layer, _ROUNDS)

    def _alone(self, one: InPlace, stretch: Stretch, layer: int, rounds: int) -> Iterator[Undone]:
        for undone in self._fresh(alone(one, stretch)):
            yield undone
            inner = stretch.otherwise(undone.data, layer + 1)
            if one.is_risky:
                yield from _outer(undone, self._inside(inner, layer + 1, reads=True))
                continue
            yield from _outer(undone, self._opened(_WHOLE, inner, layer + 1))
            yield from _outer(undone, self._new(IN_PLACE, stretch, undone, inner))
            if rounds > 1:
                yield from _outer(undone, self._alone(one, inner, layer, rounds - 1))

    def _together(self, stretch: Stretch, layer: int, rounds: int) -> Iterator[Undone]:
        for undone in self._fresh(together(_SAFE, stretch)):
            yield undone
            inner = stretch.otherwise(undone.data, layer + 1)
            yield from _outer(undone, self._opened(_WHOLE, inner, layer + 1))
            yield from _outer(undone, self._new(_RISKY, stretch, undone, inner))
            if rounds > 1:
                yield from _outer(undone, self._again(inner, layer, rounds - 1))

    def _again(self, stretch: Stretch, layer: int, rounds: int) -> Iterator[Undone]:
        for one in _SAFE:
            yield from self._alone(one, stretch, layer, 1)
        yield from self._together(stretch, layer, rounds)

    def _new(
        self, several: tuple[InPlace, ...], outer: Stretch, undone: Undone, inner: Stretch
    ) -> Iterator[Undone]:
        """What an encoding in place hid as a whole: it is there more often than before."""
        if inner.layer >= self.most:
            return
        before: Stretch | None = None
        for one in several:
            own = one.amount(inner) if one.name not in undone.names else (0, 0)
            if not _is_more(own, one.amount_within(outer, undone.changed)):
                continue
            if before is None:
                before = Stretch(SEPARATOR.join(outer.data[at:end] for at, end in undone.changed))
            if _is_more(own, one.amount(before)):  # ends of parts make some, too
                yield from self._alone(one, inner, inner.layer, _ROUNDS)

    def _opened(
        self, decodings: tuple[Decoding, ...], stretch: Stretch, layer: int
    ) -> Iterator[Undone]:
        for decoding in decodings:
            letters = decoding in OTHER_LETTERS
            if layer >= self.most + letters:
                continue
            for undone in self._fresh(decoding(stretch)):
                yield undone
                free = letters and not stretch.is_respelt and _is_whole(undone, stretch)
                inner = Stretch(undone.data, layer + 1 - free, is_respelt=letters)
                yield from _outer(undone, self._within(undone, inner, inner.layer))

    def _within(self, undone: Undone, inner: Stretch, layer: int) -> Iterator[Undone]:
        if undone.is_text:
            yield from self._inside(inner, layer, reads=True)
            return
        if undone.is_garbage:
            yield from self._opened((wide,), inner, layer)
        else:
            yield from self._inside(inner, layer, reads=False)
        if layer < self.most:
            yield from self._in_strings(undone.data, layer, is_respelt=inner.is_respelt)

    def _fresh(self, found: Iterator[Undone]) -> Iterator[Undone]:
        for one in found:
            digest = hashlib.blake2b(one.data, digest_size=16).digest()
            if digest not in self._seen:
                self._seen.add(digest)
                yield one


def _is_whole(undone: Undone, stretch: Stretch) -> bool:
    """Whether it is how the letters of half the stretch are written, which is no layer; the other
    half may be what bytes read like when they are taken up in another place."""
    return undone.is_text and len(undone.data) * 2 * _MOST_BYTES_A_LETTER >= len(stretch.data)


def _short_and_sure(data: bytes) -> Iterator[tuple[int, int]]:
    """Runs of ASCII, and longer ones of all letters."""
    yield from sorted({*_STRINGS.runs(data), *runs_of_text(data, SURE)})


def _is_more(own: tuple[int, int], before: tuple[int, int]) -> bool:
    return own[0] > before[0] or own[1] > before[1]


def _outer(outer: Undone, found: Iterator[Undone]) -> Iterator[Undone]:
    """What was undone in something that was undone itself."""
    for inner in found:
        yield replace(
            inner,
            names=(*outer.names, *inner.names),
            place_of=_through(outer.place_of, inner.place_of),
        )


def _through(outer: Callable[[int], int], inner: Callable[[int], int]) -> Callable[[int], int]:
    return lambda position: outer(inner(position))
