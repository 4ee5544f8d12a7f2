"""Moving the store of a case from its file to a PostgreSQL server, and back.

Every row is copied as it is written, in one transaction, and compared after it; then the ledger of
the new store tells of the move; then `case.toml` names it, changed whole and last. What is killed
before that leaves the case as it was.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from earwitness.app.forgotten import finish_forgetting
from earwitness.app.moving_files import growing, put_aside, put_in_place, remove_file
from earwitness.records.custody import LedgerHead
from earwitness.records.errors import WrongUsage
from earwitness.records.moving import Moved
from earwitness.runtime.canonical import digest
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings_writing import changed_text, replace_settings
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import connect, disconnect, speaking_plainly, writing
from earwitness.runtime.store.copying import Copied, copy_table, count_on, empty
from earwitness.runtime.store.databases import server_settings, use_server
from earwitness.runtime.store.leaving import alone_in, remove_from_server, seal, unseal
from earwitness.runtime.store.models import LedgerRow
from earwitness.runtime.store.schema import bring_up_to_date

FILE, SERVER = "file", "postgresql"
ACTION = "move"


def move_store(place: Workplace, to: str, *, delete_old: bool, progress: Progress) -> Moved:
    """Move the store to the PostgreSQL database with this address, or to the "file" of the case.

    The old file stays beside the new one under another name, the old database where it is, unless
    `delete_old`; nothing can be written to it any more. The case must be opened anew. A move
    that was killed when `case.toml` named the server already comes to its end: no rows are counted.

    Raises:
        WrongUsage: the store is there already, the address is none, or the database holds
            another case.
        CaseUnusable: others use the store, one of both cannot be used, or a row is damaged.
    """
    folder, before = place.folder, place.settings.case.database
    after = "" if to == FILE else to
    if after == before:
        return _end_move(folder, delete_old=delete_old)
    if after:
        server_settings(after)
    finish_forgetting(place)
    wanted = replace(place.settings, case=replace(place.settings.case, database=after))
    text = changed_text(folder.settings, "case", "database", after, wanted)
    disconnect()
    old = server_settings(before) if before else None
    with alone_in(folder.database, old) as source:
        head, rows = _fill(source, folder, after, place.actor, progress)
        if not after:
            put_in_place(folder, folder.database)
        replace_settings(folder.settings, text)
        if delete_old and before:
            remove_from_server(source, _tables())
        else:
            seal(source)
    kept = "" if before else put_aside(folder, folder.database, delete_old=delete_old)
    return Moved(
        moved_from=SERVER if before else FILE,
        moved_to=SERVER if after else FILE,
        rows=rows,
        head=head,
        kept=kept,
    )


def _end_move(folder: CaseFolder, *, delete_old: bool) -> Moved:
    """Leave a file that lies there still although the store is on the server."""
    there = WrongUsage("The store is there already.", remedy="`case.toml` says where it lies.")
    if connection.vendor == "sqlite" or not folder.database.exists():
        raise there
    with alone_in(folder.database, None) as file:
        if not _is_earlier_state(file):
            raise there
        seal(file)
    head = journal.head()
    assert head is not None
    kept = put_aside(folder, folder.database, delete_old=delete_old)
    return Moved(moved_from=FILE, moved_to=SERVER, rows={}, head=head, kept=kept)


def _is_earlier_state(file: BaseDatabaseWrapper) -> bool:
    """Whether our ledger goes on where that of a file ends: the file holds nothing of its own."""
    with file.cursor() as cursor:
        table = LedgerRow._meta.db_table
        cursor.execute(f"SELECT sequence, hash FROM {table} ORDER BY sequence DESC LIMIT 1")
        tip = cursor.fetchone()
    return tip is not None and LedgerRow.objects.filter(sequence=tip[0], hash=tip[1]).exists()


def _tables() -> list[type[Model]]:
    return list(apps.get_app_config("store").get_models())


def _fill(
    source: BaseDatabaseWrapper, folder: CaseFolder, address: str, actor: str, progress: Progress
) -> tuple[LedgerHead, dict[str, int]]:
    """Make the new store; its head, and how many rows each table has."""
    with _new_store(source, folder, address) as database, writing(database):
        copied = copy_all(source, connection, progress)
        place = SERVER if address else FILE
        journal.append(actor=actor, action=ACTION, subject=place, digest=digest_of(copied))
        head = journal.head()
    assert head is not None
    return head, {name: one.rows for name, one in copied.items()}


def copy_all(
    source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, progress: Progress
) -> dict[str, Copied]:
    """Every table of the store, into the empty tables of another one; stands in a transaction.

    Raises:
        CaseUnusable: a row is damaged, or what is read again differs.
    """
    unseal(target)
    return copy_tables(source, target, _tables(), progress, keep_text=True)


def copy_tables(
    source: BaseDatabaseWrapper,
    target: BaseDatabaseWrapper,
    tables: Sequence[type[Model]],
    progress: Progress,
    *,
    keep_text: bool,
) -> dict[str, Copied]:
    """All rows of these tables, in place of those of another database; what was copied, by table.
    Stands in a transaction of `target`; `keep_text` as for `copy_table`.

    Raises:
        CaseUnusable: a row is damaged, or what is read again differs.
    """
    empty(target, tables)
    progress.start("Copying the store", len(tables), "tables")
    copied = {}
    for model in tables:
        copied[model._meta.db_table] = copy_table(source, target, model, keep_text=keep_text)
        progress.advance(1)
    count_on(target, tables)
    progress.finish()
    return copied


def digest_of(copied: dict[str, Copied]) -> str:
    """One digest over all tables."""
    return digest({name: [one.rows, one.digest] for name, one in copied.items()})


@contextmanager
def _new_store(source: BaseDatabaseWrapper, folder: CaseFolder, address: str) -> Iterator[Path]:
    """The store of this process is the new one within; a file lies under a name of its own."""
    unfinished = growing(folder.database)
    try:
        if address:
            _open_server(address, source, folder.database)
            yield folder.database
        else:
            remove_file(unfinished)
            connect(unfinished, create=True)
            yield unfinished
    finally:
        disconnect()


def _open_server(address: str, source: BaseDatabaseWrapper, database: Path) -> None:
    use_server(address)
    with speaking_plainly(database):
        there = LedgerRow._meta.db_table in connection.introspection.table_names()
        if there and LedgerRow.objects.exists() and not _is_earlier_copy(source):
            raise WrongUsage(
                "There is a case in this database already.",
                remedy="Make a database of its own for each case, with `createdb`.",
            )
        bring_up_to_date()


def _is_earlier_copy(source: BaseDatabaseWrapper) -> bool:
    """Whether the ledger of the new store is the beginning of ours: a move did not come to its
    end, or the case was there before. Each hash covers all entries before it."""
    tip = journal.latest()
    assert tip is not None
    ends = [(tip.sequence, tip.hash)]
    if tip.action == ACTION:
        ends.append((tip.sequence - 1, tip.previous_hash))
    asked = f"SELECT count(*) FROM {LedgerRow._meta.db_table} WHERE sequence = %s AND hash = %s"
    with source.cursor() as cursor:
        for end in ends:
            cursor.execute(asked, end)
            if cursor.fetchone()[0]:
                return True
    return False
