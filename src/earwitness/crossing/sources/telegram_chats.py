"""Who is met in the chats of a Telegram export: partners and authors of messages."""

from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.json_stream import FoundObject, Place, location
from earwitness.crossing.sources.people_met import PeopleMet

GROUPS = frozenset({"private_group", "private_supergroup", "public_supergroup"})
_OLDEST_GROUP_ID = 2**32
"""Exports before 2021 wrote `from_id` as a bare number, of groups and channels above this."""


@dataclass(slots=True)
class _Chat:
    place: Place = ()
    name: str = ""
    kind: str = ""


class ChatPeople:
    """Follows the chats of an export in file order.

    The writer puts `name`, `type` and `id` of a chat before its messages.
    """

    def __init__(self) -> None:
        self.people = PeopleMet()
        self._chat = _Chat()

    def head(self, found: FoundObject) -> Iterator[Entry]:
        """A scalar of a chat: its name, type or id."""
        *place, key = found.place
        if tuple(place) != self._chat.place:
            self._chat = _Chat(tuple(place))
        value = found.values[""]
        if key == "name":
            self._chat.name = value
        elif key == "type":
            self._chat.kind = value
        elif self._chat.kind == "personal_chat" and self._chat.name:
            name_place = location((*self._chat.place, "name"))
            yield from self.people.meet(name_place, self._chat.name, account_id=value)

    def message(self, found: FoundObject) -> Iterator[Entry]:
        """The author of a message, or who acts in a service message."""
        chat = self._chat
        is_here = found.place[: len(chat.place)] == chat.place
        group = chat.name if is_here and chat.kind in GROUPS else ""
        for key in ("from", "actor"):
            name, written_id = found.values.get(key, ""), found.values.get(f"{key}_id", "")
            account_id = _account(written_id)
            if name and (account_id or not written_id):
                place = location((*found.place, key))
                yield from self.people.meet(place, name, account_id=account_id, group=group)


def _account(written_id: str) -> str:
    """ "user123" → "123"; "" for channels and groups."""
    bare = written_id.removeprefix("user")
    if not bare.isascii() or not bare.isdigit():
        return ""
    is_old_group = bare == written_id and int(bare[:20]) >= _OLDEST_GROUP_ID
    return "" if is_old_group else bare
