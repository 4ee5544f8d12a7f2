"""Signal in whole JSON documents: conversations of the desktop, members that signal-export lists.

Formats: columns of the table `conversations` of Signal Desktop as programs write them out
(`e164`, `name`, `profileName`, `serviceId`, before 2023 `uuid`), in a list or under
`conversations`; and `meta.json` of carderne/signal-export (`exported_on`, `members`).
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from earwitness.crossing.sources.days import iso_day
from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.json_stream import (
    FoundObject,
    found_objects,
    json_events,
    location,
)

_MEMBERS = ("members", "*")
_WANTED = frozenset({("conversations", "*"), ("*",), _MEMBERS})
_HEADS = frozenset({("name",), ("exported_on",)})
_OF_CONVERSATIONS = frozenset({"profileName", "profileFullName", "profileFamilyName", "serviceId",
                               "e164"})  # fmt: skip
_FEWEST_MARKS = 2
_EVENTS_TO_RECOGNISE = 5_000


def is_signal_document(untrusted_path: Path) -> bool:
    """Whether the head of a document has the keys of one of these.

    Raises:
        Brokenness, InputUnusable: it is no JSON, or cannot be read.
    """
    outer: set[object] = set()
    inner: set[object] = set()
    depth = 0
    for event, value in islice(json_events(untrusted_path), _EVENTS_TO_RECOGNISE):
        depth += event.startswith("start_") - event.startswith("end_")
        if event == "map_key":
            (outer if depth == 1 else inner).add(value)
        if {"exported_by", "exported_on", "members"} <= outer:
            return True
        is_enough = len(inner & _OF_CONVERSATIONS) >= _FEWEST_MARKS and "type" in inner
        if is_enough and ("conversations" in outer or not outer):
            return True
    return False


class SignalDocument:
    """Follows the objects of a document."""

    def __init__(self) -> None:
        self.as_of = ""
        self._group = ""

    def entries(self, untrusted_path: Path) -> Iterator[Entry]:
        """Conversations with one person, and members of a group, in file order.

        Raises:
            Brokenness, InputUnusable: see `found_objects`.
        """
        for found in found_objects(untrusted_path, _WANTED, _HEADS):
            if found.place == ("name",):
                self._group = found.values[""]
            elif found.place == ("exported_on",):
                self.as_of = iso_day(found.values[""])
            elif found.place[0] == "members":
                yield self._member(found)
            elif found.values.get("type") != "group":
                yield _conversation(found)

    def _member(self, found: FoundObject) -> Entry:
        values = found.values
        return Entry(
            profile_id=location(found.place),
            name=values.get("name", "") or values.get("display_name", ""),
            untrusted_numbers=(values.get("number", ""),),
            groups=(self._group,),
        )


def _conversation(found: FoundObject) -> Entry:
    values = found.values
    system = f"{values.get('systemGivenName', '')} {values.get('systemFamilyName', '')}".strip()
    profile = f"{values.get('profileName', '')} {values.get('profileFamilyName', '')}".strip()
    return Entry(
        profile_id=location(found.place),
        name=values.get("name", "") or system or values.get("profileFullName", "") or profile,
        untrusted_numbers=(values.get("e164", ""),),
        user_name=values.get("username", ""),
        account_id=values.get("serviceId", "") or values.get("uuid", ""),
    )
