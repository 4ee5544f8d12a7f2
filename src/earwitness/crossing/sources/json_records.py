"""The records of a JSON file of any size, one by one, whatever envelope they come in.

A record is an object in a list; or the value under a key that is itself an entry (a mapping of
numbers); or what an object says beside its lists. Envelopes are objects and lists that are known
by their key (`response`, `items`), or that are the document. Each record is bounded.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

import ijson  # type: ignore[import-untyped]

from earwitness.crossing.sources.json_files import (
    Events,
    document_events,
    layout_of,
    line_events,
    lines_of,
)
from earwitness.crossing.sources.json_stream import Brokenness, Cursor, Place, location
from earwitness.records.errors import InputUnusable

MOST_VALUES = 50_000
"""Values kept of one record; a number with thousands of tags has fewer. Estimate."""

MOST_CHARACTERS = 4_000_000
"""Characters kept of one record. Estimate."""

_EVENTS_OF_A_HEAD = 20_000
_LINES_OF_A_HEAD = 100
_RECORDS_OF_A_HEAD = 30

ENVELOPES = frozenset({"response", "items", "data", "results", "result", "users", "profiles",
                       "people", "persons", "entities"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """`place` is unique in the file; `key` is the key of a mapping's entry, else ""; `value` is
    made of dict, list, str (numbers, too), bool and None."""

    place: Place
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that was left out: a line that is no JSON, or one beyond the limits."""

    where: str


def never(_key: str) -> bool:
    """No key is an entry."""
    return False


def records(
    untrusted_path: Path, *, is_entry: Callable[[str], bool] = never
) -> Iterator[JsonRecord | BrokenRecord]:
    """All records in file order.

    Raises:
        Brokenness: the file ends early, is no JSON, or breaks a limit; JSON lines go on instead.
        InputUnusable: the file cannot be opened or read.
    """
    try:
        layout = layout_of(untrusted_path)
        if layout is None:
            raise Brokenness(cut_off=False)
        if not layout.is_lines:
            yield from _walk(document_events(untrusted_path, layout), (), is_entry)
            return
        for number, line in lines_of(untrusted_path, layout):
            yield from _line(number, line, is_entry)
    except OSError as error:
        raise InputUnusable(
            f"{untrusted_path.name} cannot be read: {error.strerror}.",
            remedy="Check that the file is there and may be read.",
        ) from error


def head_records(
    untrusted_path: Path, *, is_entry: Callable[[str], bool] = never
) -> list[JsonRecord]:
    """Some records of the head, none if the file is no JSON. Never raises."""
    found: list[JsonRecord] = []
    stream: Iterator[JsonRecord | BrokenRecord]
    with suppress(Brokenness, InputUnusable, OSError):
        layout = layout_of(untrusted_path)
        if layout is not None and layout.is_lines:
            lines = islice(lines_of(untrusted_path, layout), _LINES_OF_A_HEAD)
            stream = chain.from_iterable(_line(n, line, is_entry) for n, line in lines)
        elif layout is not None:
            events = islice(document_events(untrusted_path, layout), _EVENTS_OF_A_HEAD)
            stream = _walk(events, (), is_entry)
        else:
            return found
        for record in islice(stream, _RECORDS_OF_A_HEAD):
            if isinstance(record, JsonRecord):
                found.append(record)
    return found


def _line(
    number: int, line: str | None, is_entry: Callable[[str], bool]
) -> Iterator[JsonRecord | BrokenRecord]:
    where = f"line {number}"
    if line is None:
        yield BrokenRecord(where)
        return
    try:
        yield from list(_walk(line_events(line), (where,), is_entry))
    except (ijson.JSONError, ValueError, SystemError, RecursionError, Brokenness):
        yield BrokenRecord(where)


@dataclass(slots=True)
class _Budget:
    """What one record may still hold."""

    values: int = MOST_VALUES
    characters: int = MOST_CHARACTERS

    def allows(self, value: object) -> bool:
        """Count one more value; False once there is too much."""
        self.values -= 1
        self.characters -= len(value) if isinstance(value, str) else 8
        return self.values >= 0 and self.characters >= 0


@dataclass(slots=True)
class _Building:
    """A value that is being put together, below `depth`."""

    place: Place
    key: str
    depth: int
    budget: _Budget
    into: "_Envelope | None" = None
    stack: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    root: Any = None
    too_large: bool = False

    def add(self, value: Any, *, opens: bool) -> None:
        if not self.budget.allows(value):
            self.too_large, self.root = True, None
            self.stack = [[] for _ in self.stack]
        if self.stack:
            top = self.stack[-1]
            if self.too_large:
                pass
            elif isinstance(top, dict):
                top[self.keys[-1]] = value
            else:
                top.append(value)
        elif not self.too_large:
            self.root = value
        if opens:
            self.stack.append(value)
            self.keys.append("")

    def key_is(self, name: str) -> None:
        self.budget.allows(name)
        self.keys[-1] = name

    def close(self) -> bool:
        """Leave a level; whether the value is complete."""
        self.stack.pop()
        self.keys.pop()
        return not self.stack


@dataclass(slots=True)
class _Envelope:
    """An object or list that is open and holds records; `own` is what an object says itself."""

    place: Place
    is_list: bool
    budget: _Budget = field(default_factory=_Budget)
    own: dict[str, Any] = field(default_factory=dict)
    opened: dict[str, int] = field(default_factory=dict)
    is_short: bool = True


class _Walker:
    """Turns events into records."""

    def __init__(self, base: Place, is_entry: Callable[[str], bool]) -> None:
        self.base = base
        self.is_entry = is_entry
        self.cursor = Cursor()
        self.open: list[_Envelope] = []
        self.building: _Building | None = None
        self.documents = 0
        self.entries = 0

    def take(self, event: str, value: object) -> JsonRecord | BrokenRecord | None:
        """One event; the record that it completes."""
        if event == "map_key":
            self.cursor.key(str(value))
            if self.building is not None:
                self.building.key_is(str(value))
            return None
        if event in {"end_map", "end_array"}:
            self.cursor.leave()
            if self.building is not None:
                return self._built() if self.building.close() else None
            return self._left(self.open.pop())
        place = self.cursor.arrive()
        opens = event in {"start_map", "start_array"}
        if opens:
            self.cursor.enter(is_array=event == "start_array")
        plain = _plain(event, value)
        if self.building is None and not self._begin(place, event):
            return None
        assert self.building is not None
        self.building.add(plain, opens=opens)
        return None if opens or self.building.stack else self._built()

    def _begin(self, place: Place, event: str) -> bool:
        """Open an envelope, or begin to build a value; whether there is something to build."""
        opens = event in {"start_map", "start_array"}
        if not self.open:
            prefix = self.base if not self.documents else (*self.base, f"document {self.documents}")
            self.documents += 1
            if opens:
                self.open.append(_Envelope(prefix, event == "start_array"))
            return False
        parent, step = self.open[-1], place[-1]
        where = (*parent.place, step)
        if parent.is_list:
            if opens:
                self.building = _Building(where, "", self.cursor.depth, _Budget())
            return opens
        key = str(step)
        if opens and key in ENVELOPES:
            again = parent.opened.get(key, 0)
            parent.opened[key] = again + 1
            where = (*parent.place, f"{key}~{again}") if again else where
            self.open.append(_Envelope(where, event == "start_array"))
            return False
        if self.is_entry(key):
            self.entries += 1
            entry = (*parent.place, f"#{self.entries}")
            self.building = _Building(entry, key, self.cursor.depth, _Budget())
        else:
            self.building = _Building(where, key, self.cursor.depth, parent.budget, into=parent)
        return True

    def _built(self) -> JsonRecord | BrokenRecord | None:
        done, self.building = self.building, None
        assert done is not None
        if done.into is not None:
            if done.too_large:
                done.into.is_short = False
            else:
                done.into.own[done.key] = done.root
            return None
        if done.too_large:
            return BrokenRecord(location(done.place))
        return JsonRecord(done.place, done.key, done.root)

    def _left(self, envelope: _Envelope) -> JsonRecord | BrokenRecord | None:
        if not envelope.is_short:
            return BrokenRecord(location(envelope.place) or "the document")
        if not envelope.own:
            return None
        return JsonRecord(envelope.place, "", envelope.own)


def _walk(
    events: Events, base: Place, is_entry: Callable[[str], bool]
) -> Iterator[JsonRecord | BrokenRecord]:
    walker = _Walker(base, is_entry)
    for event, value in events:
        record = walker.take(event, value)
        if record is not None:
            yield record


def _plain(event: str, value: object) -> Any:
    if event == "start_map":
        return {}
    if event == "start_array":
        return []
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
