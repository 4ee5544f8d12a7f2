"""What is what in an object about a person: keys in three languages, nested as services nest them.

Shapes: VK API `users.get` (https://dev.vk.com/ru/reference/objects/user: `city.title`, `bdate`,
`relatives` as `{type, id, name}`, `career` and `military` as lists), Truecaller's `phones` as
`{e164Format}`, and flat objects with the headings of `data/table_headers.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.json_records import JsonRecord
from earwitness.crossing.sources.json_stream import location
from earwitness.crossing.sources.table_headers import compared, known_headers

_WORDS_OF_SERVICES = {
    "bdate": "birth_date", "birth date": "birth_date", "mobile phone": "phone",
    "home phone": "phone", "phone number": "phone", "e164format": "phone", "e164 format": "phone",
    "contacts": "phone", "home town": "city", "domain": "user_name", "screen name": "user_name",
    "addresses": "city", "relation partner": "relatives", "career": "groups", "military": "unit",
    "occupation": "groups", "universities": "groups", "schools": "groups",
    "display name": "name",
}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])")
_INSIDE = ("title", "name", "number", "phone", "e164Format", "value", "unit", "company", "city",
           "mobile_phone", "home_phone")  # fmt: skip
MOST_TEXTS = 1_000
"""Texts taken from one field; the longest lists of communities have hundreds. Estimate."""


def field_of(key: str, declared: Mapping[str, str]) -> str | None:
    """Our field for a key; `declared` (our field → their key) goes before the known words."""
    for field, theirs in declared.items():
        if theirs == key or compared(theirs) == compared(key):
            return field
    word = compared(_CAMEL.sub(" ", key))
    return _WORDS_OF_SERVICES.get(word) or known_headers().get(word)


def fields_of(value: Mapping[str, Any], declared: Mapping[str, str]) -> dict[str, list[Any]]:
    """Our field → the values under its keys, in the order of the object.

    A declared key may lead inside: "city" = "address.town".
    """
    found: dict[str, list[Any]] = {}
    for key, inner in value.items():
        field = field_of(key, declared)
        if field is not None and inner not in (None, "", [], {}):
            found.setdefault(field, []).append(inner)
    for field, path in declared.items():
        if "." in path and (inner := _inside(value, path)) not in (None, "", [], {}):
            found.setdefault(field, []).insert(0, inner)
    return found


def is_cut(record: JsonRecord, declared: Mapping[str, str]) -> bool:
    """Whether a field of a person is a list of which not all texts are taken."""
    if not isinstance(record.value, dict):
        return False
    return any(map(is_long, fields_of(record.value, declared).values()))


def is_long(value: Any) -> bool:
    """Whether a list in a value is longer than is read of one."""
    if isinstance(value, list):
        return len(value) > MOST_TEXTS or any(map(is_long, value))
    return isinstance(value, dict) and any(map(is_long, value.values()))


def texts(value: Any) -> Iterator[str]:
    """The texts of a value: itself, or of each entry what names it (`title`, `name`, `number`)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value[:MOST_TEXTS]:
            yield from texts(entry) if not isinstance(entry, list) else ()
    elif isinstance(value, dict):
        whole = f"{value.get('first_name', '')} {value.get('last_name', '')}".strip()
        if whole:
            yield whole
        else:
            named = (value[key] for key in _INSIDE if isinstance(value.get(key), str))
            yield from (text for text in named if text)


def person_entry(record: JsonRecord, declared: Mapping[str, str]) -> Entry | None:
    """The entry that a record stands for, None if it is about nobody. A number alone, too, is
    somebody: it is not absent."""
    value = record.value
    if not isinstance(value, dict):
        return None
    fields = fields_of(value, declared)
    if "phone" not in fields and (value.get("deactivated") or not is_about_somebody(fields)):
        return None

    def first(field: str) -> str:
        return next((text for one in fields.get(field, []) for text in texts(one)), "")

    def every(field: str) -> tuple[str, ...]:
        return tuple(text for one in fields.get(field, []) for text in texts(one))

    return Entry(
        profile_id=location(record.place) or "document",
        first_name=first("first_name"),
        surname=first("surname"),
        name=first("name") or first("tag"),
        untrusted_numbers=every("phone"),
        birth_date=first("birth_date"),
        city=first("city"),
        relatives=tuple(r for one in fields.get("relatives", []) for r in _relatives(one)),
        groups=(*every("unit"), *every("groups")),
        user_name=first("user_name"),
        account_id=first("account_id") or first("profile_id"),
    )


def is_about_somebody(fields: Mapping[str, Any]) -> bool:
    """Whether these fields are of a person: a name, and a number, an id, or both names."""
    named = fields.keys() & {"name", "first_name", "surname"}
    keyed = fields.keys() & {"phone", "profile_id", "account_id", "user_name", "birth_date"}
    return bool(named and keyed) or {"first_name", "surname"} <= fields.keys()


def _relatives(value: Any) -> Iterator[str]:
    """`{type, name}` as "type: name"; who is known by an id alone as "type: id 123"."""
    if isinstance(value, list):
        for entry in value[:MOST_TEXTS]:
            yield from _relatives(entry)
    elif isinstance(value, str):
        yield from re.split(r"\s*[;|\n]\s*", value)
    elif isinstance(value, dict) and ("name" in value or "id" in value or "first_name" in value):
        kind = next((str(value[key]) for key in ("type", "relation", "role") if value.get(key)), "")
        name = next(texts(value), "") or (f"id {value['id']}" if value.get("id") else "")
        yield f"{kind}: {name}".removeprefix(": ") if name else ""
    elif isinstance(value, dict):
        yield from (f"{kind}: {name}" for kind, one in value.items() for name in texts(one))


def _inside(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value
