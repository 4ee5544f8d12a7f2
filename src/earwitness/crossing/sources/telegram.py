"""Telegram Desktop exports: `result.json`, of the whole account or of one chat.

Format: https://telegram.org/blog/export-and-more (2018) and the writer itself,
`Telegram/SourceFiles/export/output/export_output_json.cpp` of telegramdesktop/tdesktop.
Read are the owner, `contacts.list`, people among `frequent_contacts.list`, and contacts shared
in messages. Profile ids are places in the file: `contacts.list[16]`,
`chats.list[0].messages[3]`.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import Entry, broken, cut_off, problem, profile_from
from earwitness.crossing.sources.json_stream import (
    Brokenness,
    FoundObject,
    found_objects,
    json_events,
    location,
)
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

_OWNER = ("personal_information",)
_CONTACTS = ("contacts", "list", "*")
_FREQUENT = ("frequent_contacts", "list", "*")
_CHAT = ("chats", "list", "*")
_MESSAGES = frozenset(
    {
        ("messages", "*"),
        (*_CHAT, "messages", "*"),
        ("left_chats", "list", "*", "messages", "*"),
    }
)
_WANTED = frozenset({_OWNER, _CONTACTS, _FREQUENT}) | _MESSAGES
_NOT_PEOPLE = frozenset({"private_group", "private_supergroup", "public_supergroup",
                         "private_channel", "public_channel", "bot"})  # fmt: skip
_EVENTS_TO_RECOGNISE = 5_000
_MARKS = frozenset({"personal_information", "frequent_contacts", "contacts", "chats", "messages"})
_INNER_MARKS = frozenset({"date_unixtime", "from_id", "first_name", "last_name", "user_id", "list",
                          "phone_number"})  # fmt: skip


class TelegramSource:
    """Reader of Telegram Desktop's JSON; implements `ports.ProfileReader`."""

    name = "telegram"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether one of Telegram's top-level keys holds Telegram's own inner keys."""
        seen_outer = seen_inner = False
        depth = 0
        try:
            for event, value in islice(json_events(untrusted_path), _EVENTS_TO_RECOGNISE):
                depth += (event.startswith("start_")) - (event.startswith("end_"))
                if event == "map_key":
                    seen_outer = seen_outer or (depth == 1 and value in _MARKS)
                    seen_inner = seen_inner or (depth > 1 and value in _INNER_MARKS)
                if seen_outer and seen_inner:
                    return True
        except (Brokenness, InputUnusable):
            return False
        return False

    def read(self, untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
        """Profiles in file order; a cut-off or damaged file ends with a Problem that says so."""
        read_count = 0
        try:
            for found in found_objects(untrusted_path, _WANTED):
                entry = _entry(found)
                profile = profile_from(entry, context) if entry else None
                if profile is not None:
                    read_count += 1
                    yield profile
        except Brokenness as trouble:
            name = untrusted_path.name
            yield cut_off(name, read_count) if trouble.cut_off else broken(name, read_count)
        except InputUnusable as error:
            yield problem(untrusted_path.name, error.what, error.remedy)


def _entry(found: FoundObject) -> Entry | None:
    """The entry that an object stands for, None if it stands for nobody."""
    if found.place[:1] in {("contacts",), _OWNER}:
        return _person(found, prefix="")
    if found.place[0] == "frequent_contacts":
        return _frequent(found)
    return _person(found, prefix="contact_information.")


def _person(found: FoundObject, *, prefix: str) -> Entry | None:
    values = found.values
    fields = [values.get(prefix + key, "") for key in ("first_name", "last_name", "phone_number")]
    if not any(fields):
        return None
    return Entry(
        profile_id=location(found.place),
        first_name=fields[0],
        surname=fields[1],
        untrusted_numbers=(fields[2],),
    )


def _frequent(found: FoundObject) -> Entry | None:
    """Somebody written to or called often: a name, never a number."""
    values = found.values
    is_person = values.get("category") in {"people", "calls"}
    if not is_person or values.get("type") in _NOT_PEOPLE:
        return None
    return Entry(profile_id=location(found.place), name=values.get("name", ""))
