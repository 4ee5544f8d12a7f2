"""Opening the store of a case, and turning database failures into words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, connections, transaction

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store.models import LedgerRow
from earwitness.runtime.store.schema import bring_up_to_date


def connect(database: Path, *, create: bool = False) -> None:
    """Make `database` the store of this process, migrated to the newest form.

    A process has one case open at a time.

    Raises:
        CaseUnusable: the file is missing, locked, not a store, or of a later version; or the disk
            is full.
    """
    if not create and (not database.is_file() or database.stat().st_size == 0):
        raise CaseUnusable(
            f"The case has no store: {database} is missing or empty.",
            remedy="Put the file back from a copy, or make a new case with `earwitness init`.",
        )
    connection = connections["default"]
    if connection.settings_dict["NAME"] != str(database):
        connection.close()
        connection.settings_dict["NAME"] = str(database)
    with speaking_plainly(database):
        if not create and LedgerRow._meta.db_table not in connection.introspection.table_names():
            raise CaseUnusable(
                f"{database} is a database, but not the store of a case.",
                remedy="Put the store back from a copy.",
            )
        bring_up_to_date()


def disconnect() -> None:
    """Close the store of this process, if one is open."""
    connections.close_all()


@contextmanager
def writing(database: Path) -> Iterator[None]:
    """One transaction: all of it is stored, or none.

    Raises:
        CaseUnusable: as `speaking_plainly`.
    """
    with speaking_plainly(database), transaction.atomic():
        yield


@contextmanager
def patience(wait_ms: int) -> Iterator[None]:
    """Within it this thread waits for another writer no longer than this, instead of 30 s."""
    connection = connections["default"]
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {int(wait_ms)}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def reading(database: Path) -> Iterator[None]:
    """One view of the store: what others write meanwhile is not seen (SQLite: a snapshot of WAL).

    Raises:
        CaseUnusable: as `speaking_plainly`.
    """
    with speaking_plainly(database), connections["default"].cursor() as cursor:
        cursor.execute("BEGIN")  # deferred: writers are not kept waiting
        try:
            yield
        finally:
            with suppress(DatabaseError):
                cursor.execute("ROLLBACK")


@contextmanager
def speaking_plainly(database: Path) -> Iterator[None]:
    """Turn database failures into words.

    Raises:
        CaseUnusable: the disk is full, the store is locked, damaged, or may not be written.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # names in a damaged schema
        raise CaseUnusable(
            f"The store {database} cannot be used: its names are damaged.",
            remedy=remedy_for("malformed"),
        ) from error
    except (DatabaseError, sqlite3.Error) as error:
        raise CaseUnusable(
            f"The store {database} cannot be used: {error}.", remedy=remedy_for(str(error))
        ) from error


def remedy_for(message: str) -> str:
    """What a user can do about a failure that SQLite describes in these words."""
    remedies = {
        "full": "Free some space on this disk, then give the same command again.",
        "disk I/O error": "Check that the disk is there and has space, also by your quota and "
        "limits (`ulimit -f`), then give the same command again. What was recorded before stays.",
        "locked": "Another command is writing to this case; wait for it, then try again.",
        "readonly": "Make the case folder writable, and all files in it that begin with "
        "case.sqlite3; then try again.",
        "unable to open": "Check that the case folder exists and is writable.",
        "not a database": "Put the file back from a copy; what is in it is not a store.",
        "malformed": "Put the file back from a copy; this one is damaged.",
    }
    for sign, remedy in remedies.items():
        if sign in message:
            return remedy
    return "Run `earwitness verify` to see what is damaged, and restore it from a copy."
