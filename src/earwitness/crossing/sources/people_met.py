"""People who are met in chats, an account once, with the groups in which they write."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from earwitness.crossing.sources.entries import LONGEST_FIELD, Entry

MOST_PEOPLE = 100_000
"""Accounts held at once (about 60 MB); beyond, those held are given and counting starts anew."""

MOST_GROUPS = 50
"""Groups kept of one account. Estimate."""


@dataclass(slots=True)
class _Met:
    entry_id: str
    name: str
    account_id: str
    user_name: str
    untrusted_numbers: tuple[str, ...]
    groups: dict[str, None] = field(default_factory=dict)

    def join(self, group: str) -> None:
        if group and len(self.groups) < MOST_GROUPS:
            self.groups[group[:LONGEST_FIELD]] = None


class PeopleMet:
    """Collects people while messages stream by.

    Accounts that the export lists by themselves (contacts, the owner) are given again only if
    they write in a group, which the list does not say.
    """

    def __init__(self) -> None:
        self._people: dict[str, _Met] = {}
        self._listed: set[str] = set()
        self._awaited: dict[str, dict[str, None]] = {}

    def list_account(self, account_id: str) -> None:
        """This account has an entry of its own in the export."""
        if account_id and len(self._listed) < MOST_PEOPLE:
            self._listed.add(account_id)

    def meet(
        self,
        entry_id: str,
        name: str,
        *,
        account_id: str = "",
        user_name: str = "",
        group: str = "",
        untrusted_numbers: tuple[str, ...] = (),
    ) -> Iterator[Entry]:
        """Somebody writes; gives back what has to be given now, so that memory stays bounded."""
        key = account_id or "\n".join((name[:LONGEST_FIELD], *untrusted_numbers))
        met = self._people.get(key)
        if met is None:
            if len(self._people) >= MOST_PEOPLE:
                yield from self.give()
            met = _Met(entry_id, name[:LONGEST_FIELD], account_id, user_name, untrusted_numbers)
            self._people[key] = met
        for joined in (*self._awaited.pop(key, {}), group):
            met.join(joined)

    def join_group(self, account_id: str, group: str) -> None:
        """An account, met already or later, belongs to a group."""
        if met := self._people.get(account_id):
            met.join(group)
        elif len(self._awaited) < MOST_PEOPLE:
            groups = self._awaited.setdefault(account_id, {})
            if len(groups) < MOST_GROUPS:
                groups[group] = None

    def give(self) -> Iterator[Entry]:
        """Everybody met since the last time, in the order in which they were met."""
        people, self._people = self._people, {}
        for met in people.values():
            if met.account_id not in self._listed or met.groups:
                yield Entry(
                    profile_id=met.entry_id,
                    name=met.name,
                    account_id=met.account_id,
                    user_name=met.user_name,
                    untrusted_numbers=met.untrusted_numbers,
                    groups=tuple(met.groups),
                )
