"""Erasing: what was deleted from the store must not stay in its file, nor in its log."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.connection import speaking_plainly
from earwitness.runtime.store.turns import WAIT_MS


def overwrite_what_is_deleted() -> None:
    """From now on this process overwrites deleted rows with zeros.

    SQLite, PRAGMA secure_delete. Another database clears its own pages in its own time.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def erase_traces(database: Path) -> None:
    """Write the store anew without its free pages, and empty its write-ahead log.

    SQLite, PRAGMA wal_checkpoint(TRUNCATE) and VACUUM. The working file of VACUUM lies in the
    case folder, not in the system's own folder for such files. PostgreSQL: VACUUM FULL of every
    table; what the server keeps to repeat or copy its changes (WAL, standbys, copies) is its
    administrator's to clear.

    Raises:
        CaseUnusable: another command has the store open, or the disk is full.
    """
    if connection.vendor != "sqlite":
        with speaking_plainly(database):
            _write_tables_anew(connection, _tables_of_the_store())
        return
    with speaking_plainly(database), connection.cursor() as cursor, _work_beside(database):
        _empty_log(cursor, database)
        cursor.execute("VACUUM")
        _empty_log(cursor, database)


def erase_rows(
    database: BaseDatabaseWrapper,
    columns: Mapping[str, str],
    values: Collection[str],
    *,
    anew: bool,
) -> None:
    """Delete the rows of another database than the store in which one of these values stands, and
    leave nothing of them in its file. `columns` are expressions of SQL by table; a table that is
    not there is passed over.

    SQLite: as `overwrite_what_is_deleted`, then the log is emptied. PostgreSQL: as `erase_traces`,
    where rows were deleted, or if it is to be done `anew` because it may have been interrupted.

    Raises:
        django.db.Error: the database cannot be reached or written.
    """
    is_file = database.vendor == "sqlite"
    with database.cursor() as cursor:
        there = set(database.introspection.table_names(cursor))
        known = {table: column for table, column in columns.items() if table in there}
        if is_file:
            cursor.execute("PRAGMA secure_delete=ON")
        deleted = sum(_delete(cursor, *one, values) for one in known.items())
        if is_file:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if not is_file and (deleted or anew):
        _write_tables_anew(database, known)


def _delete(cursor: Any, table: str, column: str, values: Collection[str]) -> int:
    deleted = 0
    for chunk in in_chunks(sorted(values)):
        marks = ", ".join(["%s"] * len(chunk))
        cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", chunk)
        deleted += cursor.rowcount
    return deleted


def _tables_of_the_store() -> list[str]:
    return [model._meta.db_table for model in apps.get_app_config("store").get_models()]


def _write_tables_anew(database: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    with database.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {WAIT_MS}")
        try:
            for table in tables:
                cursor.execute(f"VACUUM (FULL) {database.ops.quote_name(table)}")
        finally:
            cursor.execute("RESET lock_timeout")


def _empty_log(cursor: object, database: Path) -> None:
    busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]  # type: ignore[attr-defined]
    if busy:
        raise CaseUnusable(
            f"Another command has the store {database} open, so its log cannot be emptied.",
            remedy="Wait for it, then give the same command again: forgetting goes on.",
        )


@contextmanager
def _work_beside(database: Path) -> Iterator[None]:
    before = os.environ.get("SQLITE_TMPDIR")
    os.environ["SQLITE_TMPDIR"] = str(database.parent)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SQLITE_TMPDIR"]
        else:
            os.environ["SQLITE_TMPDIR"] = before
