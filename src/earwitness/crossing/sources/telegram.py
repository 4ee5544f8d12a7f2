"""Telegram Desktop exports: `result.json`, of the whole account or of one chat.

Format: https://telegram.org/blog/export-and-more (2018) and the writer itself,
`Telegram/SourceFiles/export/output/export_output_json.cpp` of telegramdesktop/tdesktop.
Read are the owner, `contacts.list`, people among `frequent_contacts.list`, contacts shared in
messages (also as a vCard's text), partners of chats and authors of messages. The latter have a
name and an account, no number. Profile ids are places in the file: `contacts.list[16]`,
`chats.list[0].messages[3]`, `chats.list[0].messages[3].from`.

The export does not say when it was made; the day it describes is that of its newest message or
contact. Without its list of contacts an export does not tell which numbers are absent; nor does
it where a contact stands without a number, as Telegram writes those who hide theirs.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.days import iso_day
from earwitness.crossing.sources.entries import (
    Entry,
    broken,
    cut_off,
    problem,
    profile_from,
    read_numbers,
)
from earwitness.crossing.sources.json_stream import (
    Brokenness,
    FoundObject,
    found_objects,
    json_events,
)
from earwitness.crossing.sources.telegram_chats import ChatPeople
from earwitness.crossing.sources.telegram_entries import (
    frequent,
    has_no_number,
    person,
    shared,
)
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

_OWNER = ("personal_information",)
_CONTACTS = ("contacts", "list", "*")
_FREQUENT = ("frequent_contacts", "list", "*")
_CHATS = ((), ("chats", "list", "*"), ("left_chats", "list", "*"))
_MESSAGES = frozenset((*chat, "messages", "*") for chat in _CHATS)
_WANTED = frozenset({_OWNER, _CONTACTS, _FREQUENT}) | _MESSAGES
_HEADS = frozenset((*chat, key) for chat in _CHATS for key in ("name", "type", "id"))
_EVENTS_TO_RECOGNISE = 5_000
_MARKS = frozenset({"personal_information", "frequent_contacts", "contacts", "chats", "messages"})
_INNER_MARKS = frozenset({"date_unixtime", "from_id", "first_name", "last_name", "user_id", "list",
                          "phone_number"})  # fmt: skip
_MESSAGE_MARKS = frozenset({"type", "date", "from", "text"})


class TelegramSource:
    """Reader of Telegram Desktop's JSON; implements `ports.ProfileReader`."""

    name = "telegram"
    version = "2"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether one of Telegram's top-level keys holds Telegram's own inner keys."""
        outer: set[object] = set()
        inner: set[object] = set()
        depth = 0
        try:
            for event, value in islice(json_events(untrusted_path), _EVENTS_TO_RECOGNISE):
                depth += (event.startswith("start_")) - (event.startswith("end_"))
                if event == "map_key":
                    (outer if depth == 1 else inner).add(value)
                if outer & _MARKS and (inner & _INNER_MARKS or inner >= _MESSAGE_MARKS):
                    return True
        except (Brokenness, InputUnusable):
            return False
        return False

    def read(
        self, untrusted_path: Path, context: SourceContext
    ) -> Iterator[Profile | Problem | SourceFacts]:
        """Profiles in file order, people met in chats last; a cut-off or damaged file ends with
        a Problem that says so."""
        reading = _Reading(context)
        trouble: Problem | None = None
        try:
            for found in found_objects(untrusted_path, _WANTED, _HEADS):
                yield from reading.take(found)
        except Brokenness as brokenness:
            tell = cut_off if brokenness.cut_off else broken
            trouble = tell(untrusted_path.name, reading.count)
        except InputUnusable as error:
            trouble = problem(untrusted_path.name, error.what, error.remedy)
        yield from reading.finish()
        if trouble is not None:
            yield trouble


class _Reading:
    """One export while it is read."""

    def __init__(self, context: SourceContext) -> None:
        self.count = 0
        self._context = context
        self._chats = ChatPeople()
        self._as_of = ""
        self._has_contacts = False
        self._has_hidden_numbers = False

    def take(self, found: FoundObject) -> Iterator[Profile | SourceFacts]:
        """What an object of the export says."""
        if "" in found.values:
            yield from self._profiles(self._chats.head(found))
            return
        if found.place[0] in {"contacts", "personal_information"}:
            self._chats.people.list_account(found.values.get("user_id", ""))
        if found.place[0] == "contacts":
            self._has_contacts = True
            self._has_hidden_numbers = self._has_hidden_numbers or has_no_number(found)
        if found.place == _OWNER:
            numbers, _ = read_numbers([found.values.get("phone_number", "")], self._context.region)
            yield SourceFacts(owner_numbers=numbers)
        self._as_of = max(self._as_of, iso_day(found.values.get("date", "")))
        yield from self._profiles(self._entries(found))

    def finish(self) -> Iterator[Profile | SourceFacts]:
        """People met in chats, and the newest day."""
        yield from self._profiles(self._chats.people.give())
        has_names_alone = self._has_hidden_numbers or (self.count > 0 and not self._has_contacts)
        if self._as_of or has_names_alone:
            yield SourceFacts(as_of=self._as_of, has_names_alone=has_names_alone)

    def _entries(self, found: FoundObject) -> Iterator[Entry]:
        if found.place[0] in {"contacts", "personal_information"}:
            yield person(found)
        elif found.place[0] == "frequent_contacts":
            yield frequent(found)
        else:
            yield shared(found)
            yield from self._chats.message(found)

    def _profiles(self, entries: Iterator[Entry]) -> Iterator[Profile]:
        for entry in entries:
            profile = profile_from(entry, self._context)
            if profile is not None:
                self.count += 1
                yield profile
