"""Phone-book tags in JSON: rows, numbers with lists of tags, and mappings of numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.json_people import fields_of, is_long, texts
from earwitness.crossing.sources.json_records import JsonRecord
from earwitness.crossing.sources.json_stream import location
from earwitness.crossing.sources.table import read_count

_NUMBER_KEY = re.compile(r"\+?[0-9][0-9\s().-]{6,24}")
_PARTS = ("profile", "subject", "user")


@dataclass(frozen=True, slots=True)
class _Tag:
    """One tag: its text and how often it was given."""

    text: str
    count: int


def is_number_key(key: str) -> bool:
    """Whether a key of a mapping is a telephone number."""
    return bool(_NUMBER_KEY.fullmatch(key.strip()))


def is_about_tags(record: JsonRecord) -> bool:
    """Whether a record has a number and tags of it."""
    numbers, tags, _ = _read(record)
    return bool(numbers and tags)


def has_cut_numbers(record: JsonRecord) -> bool:
    """Whether not all numbers of a record are taken; tags all are."""
    if not isinstance(record.value, dict):
        return False
    parts = (record.value, *(record.value.get(part) for part in _PARTS))
    lists = (
        one
        for part in parts
        if isinstance(part, dict)
        for one in fields_of(part, {}).get("phone", [])
    )
    return any(map(is_long, lists))


def tag_entries(record: JsonRecord) -> Iterator[Entry]:
    """One entry a tag; and one for the name under which the service shows the number, if no tag
    says the same. A number without tags (nobody saved it) is an entry without a name."""
    numbers, tags, shown = _read(record)
    if not numbers:
        return
    place = location(record.place) or "document"
    alone = len(tags) == 1 and not _has_list(record)
    for position, tag in enumerate(tags):
        own = place if alone else f"{place}.tags[{position}]"
        yield Entry(profile_id=own, name=tag.text, untrusted_numbers=numbers, tag_count=tag.count)
    if shown and shown not in {tag.text for tag in tags}:
        yield Entry(profile_id=f"{place}.name", name=shown, untrusted_numbers=numbers)


def _read(record: JsonRecord) -> tuple[tuple[str, ...], list[_Tag], str]:
    """Numbers, tags, and the name shown."""
    value = record.value
    if record.key and is_number_key(record.key):
        inner = value.get("tags", value) if isinstance(value, dict) else value
        return (record.key,), list(_tags(inner)), ""
    if not isinstance(value, dict):
        return (), [], ""
    fields = fields_of(value, {})
    for part in _PARTS:
        if isinstance(value.get(part), dict):
            fields = {**fields_of(value[part], {}), **fields}
    numbers = tuple(text for one in fields.get("phone", []) for text in texts(one))
    count = next((read_count(c) for c in fields.get("count", []) if isinstance(c, str)), 1)
    tags = [
        tag
        for one in fields.get("tag", [])
        for tag in ([_Tag(one, count)] if isinstance(one, str) else _tags(one))
    ]
    shown = next((text for one in fields.get("name", []) for text in texts(one)), "")
    return numbers, tags, shown


def _tags(value: Any) -> Iterator[_Tag]:
    """Tags of a list (texts or `{tag, count}`) or of a mapping of texts to counts."""
    if isinstance(value, str):
        yield _Tag(value, 1)
    elif isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict):
                yield from _tag(entry)
            elif isinstance(entry, str):
                yield _Tag(entry, 1)
    elif isinstance(value, dict):
        for text, count in value.items():
            if isinstance(count, str):
                yield _Tag(text, read_count(count))


def _tag(entry: dict[str, Any]) -> Iterator[_Tag]:
    fields = fields_of(entry, {})
    named = [*fields.get("tag", []), *fields.get("name", []), entry.get("value"), entry.get("text")]
    text = next((one for one in named if isinstance(one, str) and one), "")
    count = next((one for one in fields.get("count", []) if isinstance(one, str)), "")
    if text:
        yield _Tag(text, read_count(count))


def _has_list(record: JsonRecord) -> bool:
    if not isinstance(record.value, dict):
        return True
    return any(not isinstance(one, str) for one in fields_of(record.value, {}).get("tag", []))
