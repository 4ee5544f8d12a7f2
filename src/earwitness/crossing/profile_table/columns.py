"""A profile as a row of columns, and the keys under which it is found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from enum import IntEnum
from hashlib import blake2b
from typing import Any

import pyarrow as pa

from earwitness.crossing.clues import clues_of
from earwitness.crossing.name_reading import read_profile_name, read_relative
from earwitness.crossing.persons import kin_to_owner
from earwitness.crossing.profile_index import kin_key
from earwitness.records.profile import Profile

VERSION = "1"
"""Of the columns and keys. Raise it whenever they change, or what names are read as."""

_LIST = pa.list_(pa.string())
_TYPES = {
    "untrusted_numbers": _LIST,
    "numbers": _LIST,
    "relatives": _LIST,
    "groups": _LIST,
    "tag_count": pa.int64(),
}
PROFILE_SCHEMA = pa.schema(
    [
        pa.field("row", pa.int64()),
        *(pa.field(f.name, _TYPES.get(f.name, pa.string())) for f in fields(Profile)),
    ]
)
KEY_SCHEMA = pa.schema(
    [pa.field("row", pa.int64()), pa.field("kind", pa.int8()), pa.field("key", pa.uint64())]
)


class KeyKind(IntEnum):
    """What a key stands for."""

    LINE = 0
    FULL_NAME = 1
    FULL_NAME_WITHOUT_NUMBER = 2
    LISTED_RELATIVE = 3
    SURNAME = 4
    CONTACT = 5
    CLUE = 6
    GIVEN = 7
    CLUE_OF_ANY = 8


def key(kind: KeyKind, *parts: str) -> int:
    """64 bits of BLAKE2 over the kind and its parts. Two profiles may share a key by chance, one in
    10^12 among ten million: whoever asks compares what he gets."""
    text = "\x1f".join((str(int(kind)), *parts))
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


def keys_of(profile: Profile) -> Iterator[tuple[KeyKind, int]]:
    """Every key of a profile, some maybe twice."""
    for number in profile.numbers:
        yield KeyKind.LINE, key(KeyKind.LINE, number)
    reading = read_profile_name(profile)
    if reading.stem:
        yield KeyKind.SURNAME, key(KeyKind.SURNAME, reading.stem)
    for name in (*reading.given, *map(kin_key, kin_to_owner(profile, reading))):
        yield KeyKind.CONTACT, key(KeyKind.CONTACT, profile.source_id, name)
    clues = clues_of(profile)
    for clue in clues:
        yield KeyKind.CLUE_OF_ANY, key(KeyKind.CLUE_OF_ANY, clue)
    for given in reading.given:
        yield KeyKind.GIVEN, key(KeyKind.GIVEN, given)
        for clue in clues:
            yield KeyKind.CLUE, key(KeyKind.CLUE, given, clue)
        if reading.stem:
            yield KeyKind.FULL_NAME, key(KeyKind.FULL_NAME, given, reading.stem)
            if not profile.numbers:
                kind = KeyKind.FULL_NAME_WITHOUT_NUMBER
                yield kind, key(kind, given, reading.stem)
    for text in profile.relatives:
        relative = read_relative(text)
        for given in relative.given if relative and relative.stem else ():
            listed = key(KeyKind.LISTED_RELATIVE, given, relative.stem if relative else "")
            yield KeyKind.LISTED_RELATIVE, listed


def profile_batch(profiles: Sequence[Profile], first_row: int) -> pa.RecordBatch:
    """Profiles in columns, numbered from `first_row`."""
    columns: dict[str, list[Any]] = {
        field.name: [getattr(profile, field.name) for profile in profiles]
        for field in fields(Profile)
    }
    columns["row"] = list(range(first_row, first_row + len(profiles)))
    try:
        return pa.RecordBatch.from_pydict(columns, schema=PROFILE_SCHEMA)
    except UnicodeEncodeError:
        storable = {name: [_storable(value) for value in own] for name, own in columns.items()}
        return pa.RecordBatch.from_pydict(storable, schema=PROFILE_SCHEMA)


def _storable(value: Any) -> Any:
    """Text with "?" for lone surrogates, which no UTF-8 holds."""
    if isinstance(value, tuple):
        return [_storable(one) for one in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def key_batch(profiles: Sequence[Profile], first_row: int) -> pa.RecordBatch:
    """The keys of the same profiles."""
    rows: list[int] = []
    kinds: list[int] = []
    found: list[int] = []
    for number, profile in enumerate(profiles, start=first_row):
        for kind, value in keys_of(profile):
            rows.append(number)
            kinds.append(int(kind))
            found.append(value)
    return pa.RecordBatch.from_arrays(
        [pa.array(rows, pa.int64()), pa.array(kinds, pa.int8()), pa.array(found, pa.uint64())],
        schema=KEY_SCHEMA,
    )


def profile_of(row: Mapping[str, Any]) -> Profile:
    """The profile of a row, by column."""
    own: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Profile(**own)
