"""What a decoding makes of a stretch of bytes, with the way back to where it stood."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

Replace = Callable[[re.Match[bytes]], bytes]

SEPARATOR = b"\n\0 -- end of part -- \0\n"
"""Between parts that stood apart, so that the search does not read them as one."""

MARGIN = 256
"""How many bytes before and after an undone place are searched with it. Estimate: a number that
is written half in one way and half in another is shorter."""

_TEXT = bytes(range(0x20, 0x7F)) + b"\t\r\n"


class Stretch:
    """Bytes that are to be decoded, and what is quickly known of them."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def rare(self) -> frozenset[int]:
        """Which bytes occur that are neither printable ASCII nor line breaks or tabs."""
        return frozenset(self.data.translate(None, _TEXT))

    @cached_property
    def is_ascii(self) -> bool:
        """Whether no byte is above 127."""
        return self.data.isascii()

    @cached_property
    def is_utf8(self) -> bool:
        """Whether all of it is UTF-8, but for letters that are cut at its ends."""
        try:
            self.data[:-3].lstrip(bytes(range(0x80, 0xC0))).decode("utf-8")
        except UnicodeDecodeError as error:
            return len(self.data) - error.start < 8
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was under an encoding called `name`.

    `place_of` tells for a place in `data` the place in the bytes it was undone from. `is_binary`:
    it may be anything, and is looked into like a file. `is_last`: nothing is undone in it again.
    """

    name: str
    data: bytes
    place_of: Callable[[int], int]
    is_binary: bool = False
    is_last: bool = False


Decoding = Callable[[Stretch], Iterator[Undone]]


@dataclass(slots=True)
class Parts:
    """Parts that stood apart, put one behind the other."""

    name: str
    is_binary: bool = False
    is_last: bool = False
    _data: bytearray = field(default_factory=bytearray)
    _starts: list[int] = field(default_factory=list)
    _places: list[Callable[[int], int]] = field(default_factory=list)

    def add(self, data: bytes, place_of: Callable[[int], int]) -> None:
        """One more part; `place_of` tells of a place in it where it stood."""
        self._starts.append(len(self._data))
        self._places.append(place_of)
        self._data += data + SEPARATOR

    def undone(self) -> Iterator[Undone]:
        """All parts as one, if there are any."""
        if not self._starts:
            return
        yield Undone(
            name=self.name,
            data=bytes(self._data),
            place_of=self._place,
            is_binary=self.is_binary,
            is_last=self.is_last,
        )

    def _place(self, position: int) -> int:
        number = bisect_right(self._starts, position) - 1
        return self._places[number](position - self._starts[number])


def around(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The spans with a margin on both sides; those that meet are one."""
    begin, end = -1, -1
    for start, stop in spans:
        if begin >= 0 and start - MARGIN <= end:
            end = min(length, stop + MARGIN)
            continue
        if begin >= 0:
            yield begin, end
        begin, end = max(0, start - MARGIN), min(length, stop + MARGIN)
    if begin >= 0:
        yield begin, end


def replaced(
    name: str, stretch: Stretch, pattern: re.Pattern[bytes], by: Replace, *, is_binary: bool = False
) -> Iterator[Undone]:
    """What the text reads like where `pattern` is replaced: the neighbourhood of each match."""
    data = stretch.data
    parts = Parts(name, is_binary=is_binary)
    spans = (match.span() for match in pattern.finditer(data))
    for start, end in around(spans, len(data)):
        part = data[start:end]
        parts.add(pattern.sub(by, part), _way_back(part, start, pattern, by))
    yield from parts.undone()


def _way_back(
    part: bytes, start: int, pattern: re.Pattern[bytes], by: Replace
) -> Callable[[int], int]:
    def place_of(position: int) -> int:
        shift = 0  # how much longer the part is than what was made of it, so far
        for match in pattern.finditer(part):
            if match.start() - shift >= position:
                break
            shift += len(match[0]) - len(by(match))
        return start + max(0, min(len(part), position + shift))

    return place_of


def from_start(start: int, factor: float = 1.0) -> Callable[[int], int]:
    """A part that began at `start`, `factor` bytes for each of its own."""
    return lambda position: start + int(position * factor)
