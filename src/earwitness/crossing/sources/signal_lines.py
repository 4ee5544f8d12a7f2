"""Signal's own plain export (`main.jsonl`) and signal-export's `data.json`: an object a line.

Formats: `protos/Backups.proto` of signalapp/Signal-Desktop, as JSON (bytes in base64, 64-bit
numbers as text): frames with `account`, `recipient`, `chat` or `chatItem`; and
`sigexport/models.py` of carderne/signal-export: messages with `date`, `sender`, `body`.
"""

from collections.abc import Iterator
from typing import Any

from earwitness.crossing.sources.chat_people import name_and_number
from earwitness.crossing.sources.days import day_of_milliseconds, iso_day
from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.json_lines import inside, text_inside
from earwitness.crossing.sources.people_met import PeopleMet

_MESSAGE = frozenset({"date", "sender", "body"})
_BESIDES = frozenset({"quote", "sticker", "reactions", "attachments"})
_FRAMES = frozenset({"account", "recipient", "chat", "chatItem"})
_OF_FRAMES = frozenset({"profileKey", "accountSettings", "contact", "group", "self",
                        "releaseNotes", "distributionList", "recipientId", "chatId"})  # fmt: skip
_SELF = frozenset({"me", "no-sender", "note to self"})
_NAMES = (
    ("systemGivenName", "systemFamilyName"),
    ("nickname.given", "nickname.family"),
    ("profileGivenName", "profileFamilyName"),
)
"""Pairs in order of trust: the address book, what the owner wrote, what the person chose."""


def is_signal_line(value: dict[str, Any]) -> bool:
    """Whether the first object of a file is one of these."""
    if value.keys() >= _MESSAGE and _BESIDES & value.keys():
        return True
    if {"version", "backupTimeMs"} <= value.keys():
        return True
    return any(
        isinstance(value[frame], dict) and _OF_FRAMES & value[frame].keys()
        for frame in _FRAMES & value.keys()
    )


class SignalLines:
    """Follows the objects of a file; people are given at the end, with their groups.

    `has_names_alone`: somebody stands there without a number, as whoever hides it from others.
    """

    def __init__(self) -> None:
        self.as_of = ""
        self.has_names_alone = False
        self._people = PeopleMet()

    def take(self, value: dict[str, Any], number: int) -> Iterator[Entry]:
        """What one line says."""
        if "sender" in value:
            self.as_of = max(self.as_of, iso_day(text_inside(value, "date")))
            yield from self._writers(value, number)
        elif contact := inside(value, "recipient", "contact"):
            yield from self._contact(contact, number)
        elif group := inside(value, "recipient", "group"):
            self._group(group)
        elif item := inside(value, "chatItem"):
            self.as_of = max(self.as_of, day_of_milliseconds(text_inside(item, "dateSent")))
            yield from _shared(item, number)
        elif account := inside(value, "account"):
            yield Entry(
                profile_id=f"line {number}",
                first_name=text_inside(account, "givenName"),
                surname=text_inside(account, "familyName"),
                user_name=text_inside(account, "username"),
            )

    def finish(self) -> Iterator[Entry]:
        """Everybody met."""
        yield from self._people.give()

    def _writers(self, message: dict[str, Any], number: int) -> Iterator[Entry]:
        sender = text_inside(message, "sender").strip()
        if sender and sender.lower() not in _SELF:
            name, line = name_and_number(sender)
            self.has_names_alone = self.has_names_alone or not line
            numbers = (line,) if line else ()
            yield from self._people.meet(f"line {number}", name, untrusted_numbers=numbers)

    def _contact(self, contact: dict[str, Any], number: int) -> Iterator[Entry]:
        line = text_inside(contact, "e164").lstrip("+")
        line = "" if line == "0" else line
        self.has_names_alone = self.has_names_alone or not line
        yield from self._people.meet(
            f"line {number}",
            _name(contact),
            account_id=text_inside(contact, "aci") or f"line {number}",
            user_name=text_inside(contact, "username"),
            untrusted_numbers=(f"+{line}",) if line else (),
        )

    def _group(self, group: dict[str, Any]) -> None:
        title = text_inside(group, "snapshot", "title", "title")
        members = inside(group, "snapshot", "members")
        for member in members if isinstance(members, list) and title else []:
            if account_id := text_inside(member, "userId"):
                self._people.join_group(account_id, title)


def _name(contact: dict[str, Any]) -> str:
    for pair in _NAMES:
        parts = (text_inside(contact, *key.split(".")).strip() for key in pair)
        if name := " ".join(part for part in parts if part):
            return name
    return text_inside(contact, "username")


def _shared(item: dict[str, Any], number: int) -> Iterator[Entry]:
    """A contact shared in a message."""
    contact = inside(item, "contactMessage", "contact")
    contact = contact[0] if isinstance(contact, list) and contact else contact
    numbers = inside(contact, "number")
    if isinstance(contact, dict):
        yield Entry(
            profile_id=f"line {number}",
            first_name=text_inside(contact, "name", "givenName"),
            surname=text_inside(contact, "name", "familyName"),
            untrusted_numbers=tuple(
                text_inside(one, "value") for one in (numbers if isinstance(numbers, list) else [])
            ),
        )
