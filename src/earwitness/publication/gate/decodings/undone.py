"""What a decoding makes of a stretch of bytes, with the way back to where it stood."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import counted, marks_of

SEPARATOR = b"\n\0end\0\n"
"""Between parts that stood apart, so that the search does not read them as one."""

MARGIN = 256
"""How many bytes before and after an undone place are searched with it. Estimate: a number that
is written half in one way and half in another is shorter."""

ALONE = 4096
"""What is as long as this is looked into by itself; shorter ones are put together. Estimate: a
file that is known by its beginning alone is longer."""

_FILE_OF_TEXT = b"%PDF-"
_TEXT = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_STEERING = bytes(one for one in range(0x20) if one not in b"\x1b\t\r\n") + b"\x7f"
"""Signs that steer machines, but for those of texts and the one that begins colours of a terminal
(ECMA-48)."""
_IS_REST = marks_of(bytes(range(256)).translate(None, _TEXT))
_IS_STEERING = marks_of(_STEERING)


class Stretch:
    """Bytes that are to be decoded, and what is quickly known of them."""

    def __init__(self, data: bytes, layer: int = 0, *, is_respelt: bool = False) -> None:
        """`layer` counts what was undone to get here; `is_respelt`: last of all, how its letters
        were written. `spans` is where encodings in place are, by name, as far as they were looked
        for."""
        self.data = data
        self.layer = layer
        self.is_respelt = is_respelt
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self._done: dict[tuple[str, int], int] = {}
        self._own: set[tuple[str, int]] = set()

    def otherwise(self, data: bytes, layer: int) -> "Stretch":
        """The same text in another reading: without its tags, with its entities undone."""
        other = Stretch(data, layer)
        other._done = self._done
        return other

    def is_new(self, name: str, text: bytes) -> bool:
        """Whether an encoded text was not decoded yet in another reading, under as few layers.

        What it holds is searched by itself, so once is enough: taking tags away does not change
        base64. Where it stands twice in one reading, both places count.
        """
        key = name, hash(text)
        if key not in self._own and self._done.get(key, self.layer + 1) <= self.layer:
            return False
        self._own.add(key)
        self._done[key] = min(self.layer, self._done.get(key, self.layer))
        return True

    @cached_property
    def rare(self) -> frozenset[int]:
        """Which bytes occur that are neither printable ASCII nor line breaks or tabs."""
        return frozenset(self.data.translate(None, _TEXT))

    def may_hold(self, sign: bytes) -> bool:
        """Whether all bytes of the sign that are rare in text occur."""
        return all(byte in self.rare for byte in sign if byte not in _TEXT)

    @cached_property
    def is_ascii(self) -> bool:
        """Whether no byte is above 127."""
        return self.data.isascii()

    @cached_property
    def is_utf8(self) -> bool:
        """As `is_utf8`."""
        return is_utf8(self.data)


def is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8, but for letters that are cut at its ends."""
    cut = next((at for at in range(min(4, len(data))) if not 0x80 <= data[at] < 0xC0), 0)
    try:
        data[cut:].decode("utf-8")
    except UnicodeDecodeError as error:
        return len(data) - cut - error.start < 4 and error.reason == "unexpected end of data"
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was under encodings, `names` of them, outermost first.

    `place_of` tells for a place in `data` the place in the bytes it was undone from. `is_binary`:
    it may be anything, and is looked into like a file. `is_text`: it reads as text, so that more
    may be undone in it; `is_garbage` that it is text in no character set of one byte a letter.
    `changed` are the parts of the stretch in which an encoding in place was undone.
    """

    names: tuple[str, ...]
    data: bytes
    place_of: Callable[[int], int]
    is_binary: bool = False
    is_text: bool = True
    is_garbage: bool = False
    changed: tuple[tuple[int, int], ...] = ()


Decoding = Callable[[Stretch], Iterator[Undone]]


def is_text(data: bytes) -> bool:
    """Whether it reads as text: hardly anything but printable ASCII, or UTF-8 without signs that
    steer machines."""
    rest = data.translate(None, _TEXT)
    if len(rest) * 8 <= len(data):
        return True
    return rest.translate(None, _STEERING) == rest and is_utf8(data)


def may_hold_files(data: bytes) -> bool:
    """Whether more than text is there: other bytes, be they few, or a file of text with parts."""
    own = data.replace(SEPARATOR, b"")
    return own.translate(None, _STEERING) != own or not is_utf8(own) or _FILE_OF_TEXT in own


@dataclass(slots=True)
class Parts:
    """Parts that stood apart, put one behind the other; long ones stay alone. Those that read as
    text, those that may in another character set, and other bytes are kept apart."""

    name: str
    is_binary: bool = False
    _long: list[Undone] = field(default_factory=list)
    _short: list[bytes] = field(default_factory=list)
    _places: list[Callable[[int], int]] = field(default_factory=list)

    def add(self, data: bytes, place_of: Callable[[int], int]) -> None:
        """One more part; `place_of` tells of a place in it where it stood."""
        if self.is_binary and len(data) >= ALONE:
            self._long.append(self._undone(data, place_of, is_text(data)))
        else:
            self._short.append(data)
            self._places.append(place_of)

    def undone(self) -> Iterator[Undone]:
        """All of them."""
        yield from self._long
        sorts = _sorts(self._short) if self._short else []
        for sort in dict.fromkeys(sorted(sorts)):
            chosen = [number for number, own in enumerate(sorts) if own == sort]
            places = Places(
                [self._short[one] for one in chosen], [self._places[one] for one in chosen]
            )
            data = b"".join(self._short[one] + SEPARATOR for one in chosen)
            yield self._undone(data, places.of, sort == _READS, sort == _STEERS)

    def _undone(
        self, data: bytes, place_of: Callable[[int], int], reads: bool, is_garbage: bool = False
    ) -> Undone:
        return Undone(
            names=(self.name,),
            data=data,
            place_of=place_of,
            is_binary=self.is_binary,
            is_text=reads,
            is_garbage=is_garbage,
        )


_READS, _LETTERS, _STEERS = 0, 1, 2
"""How a part is: it reads as text; it may in another character set; it has signs that steer."""


def _sorts(parts: list[bytes]) -> list[int]:
    """How each part is, all of them counted at once. As `is_text` for each."""
    ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
    starts = np.append(0, ends[:-1])
    joined = b"".join(parts)
    rest = counted(np.frombuffer(joined.translate(_IS_REST), np.uint8), starts, ends)
    steering = counted(np.frombuffer(joined.translate(_IS_STEERING), np.uint8), starts, ends)
    sorts = np.where(steering > 0, _STEERS, _LETTERS)
    sorts[rest * 8 <= ends - starts] = _READS
    may_be_utf8 = counted(_broken(joined), np.minimum(starts + _CUT, ends), ends) == 0
    for number in np.flatnonzero((sorts == _LETTERS) & may_be_utf8).tolist():
        if is_utf8(parts[number]):
            sorts[number] = _READS
    told: list[int] = sorts.tolist()
    return told


_CUT = 3
"""Bytes at the beginning of a part that may be the rest of a letter."""


def _broken(data: bytes) -> NDArray[np.uint8]:
    """1 for each byte that is none of UTF-8 (Unicode 15, table 3-7): it follows no lead byte or is
    not there where one wants it. Long forms of short letters are not told."""
    signs = np.frombuffer(data, np.uint8)
    wanted = np.zeros(len(signs) + 3, np.bool_)
    for step, least in ((1, 0xC0), (2, 0xE0), (3, 0xF0)):
        wanted[step : len(signs) + step] |= signs >= least
    follows = (signs & 0xC0) == 0x80
    broken: NDArray[np.uint8] = (follows != wanted[: len(signs)]).view(np.uint8)
    return broken


class Places:
    """Where parts stood that were put one behind the other, each with a separator."""

    def __init__(self, parts: list[bytes], places: list[Callable[[int], int]]) -> None:
        self._starts = list(accumulate((len(one) + len(SEPARATOR) for one in parts), initial=0))
        self._places = places

    def of(self, position: int) -> int:
        """The place where a position in all of them stood."""
        number = bisect_right(self._starts, position, hi=len(self._places)) - 1
        return self._places[number](position - self._starts[number])


def around(
    spans: Iterable[tuple[int, int]], length: int, margin: int = MARGIN
) -> Iterator[tuple[int, int]]:
    """The spans with a margin on both sides; those that meet are one. They begin in order."""
    edges = np.array(list(spans), np.int64).reshape(-1, 2)
    if not len(edges):
        return
    starts, ends = edges[:, 0], np.maximum.accumulate(edges[:, 1])
    apart = np.flatnonzero(starts[1:] - margin > ends[:-1] + margin)
    firsts = np.maximum(starts[np.append(0, apart + 1)] - margin, 0)
    lasts = np.minimum(ends[np.append(apart, len(ends) - 1)] + margin, length)
    yield from zip(firsts.tolist(), lasts.tolist(), strict=True)


def from_start(start: int, factor: float = 1.0) -> Callable[[int], int]:
    """A part that began at `start`, `factor` bytes for each of its own."""
    return lambda position: start + int(position * factor)
