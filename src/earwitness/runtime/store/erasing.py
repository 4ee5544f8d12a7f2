"""Erasing: what was deleted from the store must not stay in its file, nor in its log."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection

from earwitness.records.errors import CaseUnusable
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
            _write_tables_anew()
        return
    with speaking_plainly(database), connection.cursor() as cursor, _work_beside(database):
        _empty_log(cursor, database)
        cursor.execute("VACUUM")
        _empty_log(cursor, database)


def _write_tables_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {WAIT_MS}")
        try:
            for model in apps.get_app_config("store").get_models():
                name = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"VACUUM (FULL) {name}")
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
