"""What the ledger recorded, to be asked act by act, without holding it in memory.

An index of SQLite's own temporary kind: up to 64 MiB in memory, the rest in a file that vanishes
with it. It holds hashes, numbers and times, no content of the case.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from earwitness.records.acts import LEADS, MADE, is_salted, leaves_row
from earwitness.runtime.store import salts, tombstones
from earwitness.runtime.store.models import LedgerRow, SaltRow

CACHE_KIB = 64 * 1024
SCHEMA = f"""
pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -{CACHE_KIB};
create table act (mark blob primary key, sequence integer, at text, seen integer) without rowid;
create table leading (place blob primary key, mark blob) without rowid;
create table salt (subject blob primary key, salt text) without rowid;
begin;
"""


class ActIndex:
    """The acts that a row must stand for, and which result of each stage and subject leads.

    Of a call list that grew only the last act stands; acts that a tombstone names do not stand.
    """

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def fill(self) -> Iterator[int]:
        """Read the ledger; yields the number of each entry, for progress."""
        self._fill_salts()
        last_lists = _last_of("call_list")
        excused = tombstones.excused()
        rows = LedgerRow.objects.order_by("sequence")
        fields = ("sequence", "at", "action", "subject", "digest")
        for sequence, at, action, subject, digest in rows.values_list(*fields).iterator():
            mark = _mark(action, subject, digest)
            if action.startswith((MADE, LEADS)):
                place = _mark(action.partition(":")[2], subject)
                made = _mark(MADE + action.partition(":")[2], subject, digest)
                self._store.execute("insert or replace into leading values (?, ?)", (place, made))
            replaced = action == "call_list" and sequence < last_lists[subject]
            if leaves_row(action) and not replaced and sequence not in excused:
                values = (mark, sequence, str(at))
                self._store.execute("insert or replace into act values (?, ?, ?, 0)", values)
            yield sequence

    def find(self, action: str, subject: str, digest: str) -> tuple[int, str] | None:
        """(number, time) of the entry that recorded this; it is then known to have its row."""
        for kept in self._possible(action, subject, digest):
            mark = (_mark(action, subject, kept),)
            act = self._store.execute("select sequence, at from act where mark = ?", mark)
            if (found := act.fetchone()) is not None:
                self._store.execute("update act set seen = 1 where mark = ?", mark)
                return int(found[0]), str(found[1])
        return None

    def unseen(self) -> Iterator[int]:
        """Numbers of the entries that no row was found for."""
        rows = self._store.execute("select sequence from act where seen = 0 order by sequence")
        yield from (sequence for (sequence,) in rows)

    def leads(self, stage: str, subject: str, digest: str) -> bool:
        """Whether this result is the last that was made, or made to lead again."""
        place = (_mark(stage, subject),)
        found = self._store.execute("select mark from leading where place = ?", place).fetchone()
        if found is None:
            return False
        possible = self._possible(MADE + stage, subject, digest)
        return any(found[0] == _mark(MADE + stage, subject, kept) for kept in possible)

    def _fill_salts(self) -> None:
        for subject, salt in SaltRow.objects.values_list("subject", "salt").iterator():
            values = (_mark(subject), salt)
            self._store.execute("insert or replace into salt values (?, ?)", values)

    def _possible(self, action: str, subject: str, digest: str) -> tuple[str, ...]:
        """What the ledger may keep of this."""
        if not is_salted(action):
            return (digest,)
        of_subject = (_mark(subject),)
        found = self._store.execute("select salt from salt where subject = ?", of_subject)
        row = found.fetchone()
        return salts.possible_digests(action, digest, None if row is None else str(row[0]))


@contextmanager
def act_index() -> Iterator[ActIndex]:
    """An empty index; it vanishes at the end."""
    store = sqlite3.connect("", isolation_level=None)
    try:
        store.executescript(SCHEMA)
        yield ActIndex(store)
    finally:
        store.close()


def _last_of(action: str) -> dict[str, int]:
    rows = LedgerRow.objects.filter(action=action).order_by("sequence")
    return dict(rows.values_list("subject", "sequence").iterator())


def _mark(*parts: str) -> bytes:
    """16 bytes for an act: two of a million acts share one with a chance of about 10^-27."""
    text = "\n".join(map(str, parts))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
