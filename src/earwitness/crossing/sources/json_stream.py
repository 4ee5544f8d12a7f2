"""Chosen objects of a JSON file of any size, one by one, at bounded memory and depth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import ijson  # type: ignore[import-untyped]

from earwitness.records.errors import InputUnusable

DEEPEST = 64
"""Levels; a chat export needs about eight. Deeper nesting is an attack or a mistake."""

LONGEST_VALUE = 1024 * 1024
"""Bytes read without one finished JSON value before the file is given up.

Telegram's messages have at most 4,096 characters; the parser's time grows with the square.
"""

_BLOCK = 16 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})

Place = tuple[str | int, ...]


@dataclass(slots=True)
class FoundObject:
    """An object at `place` ("contacts", "list", 3); `values` are its scalars by dotted key."""

    place: Place
    values: dict[str, str] = field(default_factory=dict)


class Brokenness(Exception):
    """The JSON ends early or cannot be read further; `cut_off` tells which."""

    def __init__(self, *, cut_off: bool) -> None:
        super().__init__("cut off" if cut_off else "broken")
        self.cut_off = cut_off


def location(place: Place) -> str:
    """A place as people write it: `chats.list[0].messages[3]`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(parts).lstrip(".")


def found_objects(
    untrusted_path: Path,
    wanted: frozenset[tuple[str, ...]],
    wanted_values: frozenset[tuple[str, ...]] = frozenset(),
) -> Iterator[FoundObject]:
    """Every object whose place, with `*` for list positions, is in `wanted`, in file order.

    A scalar whose place is in `wanted_values`, outside such objects, comes as an object whose
    one value stands under "".

    Raises:
        Brokenness: the file ends early, is no JSON, or breaks a limit of this module. What was
            complete before has been yielded.
        InputUnusable: the file cannot be opened or read.
    """
    cursor = Cursor()
    current: FoundObject | None = None
    depth_of_current = 0
    for event, value in json_events(untrusted_path):
        if event == "map_key":
            cursor.key(str(value))
            continue
        if event in _ENDS:
            cursor.leave()
            if current is not None and cursor.depth < depth_of_current:
                yield current
                current = None
            continue
        place = cursor.arrive()
        if event in _STARTS:
            cursor.enter(is_array=event == "start_array")
            if current is None and event == "start_map" and _pattern(place) in wanted:
                current, depth_of_current = FoundObject(place), cursor.depth
        elif current is not None and value is not None:
            _keep(current, place, value)
        elif wanted_values and value is not None and _pattern(place) in wanted_values:
            yield FoundObject(place, {"": str(value)})


def json_events(
    untrusted_path: Path,
    *,
    opening: Callable[[Path], BinaryIO] = lambda path: path.open("rb"),
    several: bool = False,
) -> Iterator[tuple[str, object]]:
    """Bare parser events (`ijson.basic_parse`); with `several` of all documents in the file.

    Numbers are read as C numbers (`use_float`): with whole numbers of any length the C parser
    of ijson 3.6 crashes the process beyond Python's limit of 4,300 digits.

    Raises:
        Brokenness: see `found_objects`.
        InputUnusable: the file cannot be opened or read.
    """
    try:
        with opening(untrusted_path) as stream:
            guarded = _GuardedStream(stream)
            try:
                for event, value in ijson.basic_parse(
                    guarded, buf_size=_BLOCK, use_float=True, multiple_values=several
                ):
                    guarded.unfinished = 0
                    yield event, value
            # SystemError is how the C parser reports an exception of its own callbacks.
            except (ijson.JSONError, ValueError, SystemError, RecursionError) as error:
                raise Brokenness(cut_off=guarded.ended) from error
    except OSError as error:
        raise InputUnusable(
            f"{untrusted_path.name} cannot be read: {error.strerror}.",
            remedy="Check that the file is there and may be read.",
        ) from error


class _GuardedStream:
    """The file, without byte order mark, which refuses values of endless length."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.unfinished = 0
        self.ended = False
        if stream.read(len(_BYTE_ORDER_MARK)) != _BYTE_ORDER_MARK:
            stream.seek(0)

    def read(self, size: int) -> bytes:
        """The next block; raises Brokenness once a value is too long."""
        block = self._stream.read(size)
        self.ended = self.ended or (size > 0 and not block)
        self.unfinished += len(block)
        if self.unfinished > LONGEST_VALUE:
            raise Brokenness(cut_off=False)
        return block


class Cursor:
    """Where a parser of events stands; keeps no more than the path."""

    def __init__(self) -> None:
        self._steps: list[str | int] = []
        self._positions: list[int | None] = []

    @property
    def depth(self) -> int:
        """Levels that are open."""
        return len(self._positions)

    def key(self, name: str) -> None:
        """The next value stands under this key."""
        self._steps[-1] = name

    def arrive(self) -> Place:
        """The place of the value that begins now."""
        if self._positions and (position := self._positions[-1]) is not None:
            self._steps[-1] = position
            self._positions[-1] = position + 1
        return tuple(self._steps)

    def enter(self, *, is_array: bool) -> None:
        """A list or object begins; raises Brokenness beyond `DEEPEST`."""
        if self.depth >= DEEPEST:
            raise Brokenness(cut_off=False)
        self._steps.append("")
        self._positions.append(0 if is_array else None)

    def leave(self) -> None:
        """A list or object ends."""
        self._steps.pop()
        self._positions.pop()


def _pattern(place: Place) -> tuple[str, ...]:
    return tuple("*" if isinstance(step, int) else step for step in place)


def _keep(current: FoundObject, place: Place, value: object) -> None:
    """Keep a scalar that lies in the object or in an object inside it, not in a list."""
    inner = place[len(current.place) :]
    if len(inner) <= 2 and not any(isinstance(step, int) for step in inner):
        current.values[".".join(map(str, inner))] = str(value)
