"""Opening the store of a case, and turning database failures into words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, Error, connection, connections, transaction

from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.store.databases import SETTING, use_file, use_server
from earwitness.runtime.store.models import LedgerRow
from earwitness.runtime.store.postgresql import failures
from earwitness.runtime.store.schema import bring_up_to_date
from earwitness.runtime.store.turns import see_one_moment, take_turn


def connect(database: Path, *, create: bool = False, server: str = "") -> None:
    """Make `database` the store of this process, migrated to the newest form; or, if `server` is
    given, the PostgreSQL database with this address.

    A process has one case open at a time.

    Raises:
        CaseUnusable: the file is missing, locked, not a store, or of a later version; the disk is
            full; or the server cannot be reached, or does not let us in.
        WrongUsage: the address is none, or there is a case in that database already.
    """
    if server:
        use_server(server)
    elif not create and (not database.is_file() or database.stat().st_size == 0):
        raise CaseUnusable(
            f"The case has no store: {database} is missing or empty.",
            remedy="Put the file back from a copy, or make a new case with `earwitness init`.",
        )
    else:
        use_file(database)
    with speaking_plainly(database):
        is_store = LedgerRow._meta.db_table in connection.introspection.table_names()
        if not create and not is_store:
            raise CaseUnusable(
                f"{_name_of(database)} is a database, but not the store of a case.",
                remedy="Put the store back from a copy.",
            )
        if create and server and is_store and LedgerRow.objects.exists():
            raise WrongUsage(
                "There is a case in this database already.",
                remedy="Make a database of its own for each case, with `createdb`.",
            )
        bring_up_to_date()


def disconnect() -> None:
    """Close the store of this process, if one is open."""
    connections.close_all()


@contextmanager
def writing(database: Path) -> Iterator[None]:
    """One transaction: all of it is stored, or none. One at a time (`turns`).

    Raises:
        CaseUnusable: as `speaking_plainly`.
    """
    with speaking_plainly(database):
        _reach_server()
        with transaction.atomic():
            take_turn()
            yield


@contextmanager
def reading(database: Path) -> Iterator[None]:
    """One view of the store: what others write meanwhile is not seen (SQLite: a snapshot of WAL;
    PostgreSQL: isolation "repeatable read").

    Raises:
        CaseUnusable: as `speaking_plainly`.
    """
    with speaking_plainly(database):
        if connection.vendor != "sqlite":
            _reach_server()
            with transaction.atomic():
                see_one_moment()
                yield
            return
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # deferred: writers are not kept waiting
            try:
                yield
            finally:
                with suppress(DatabaseError):
                    cursor.execute("ROLLBACK")


def store_size(database: Path) -> int:
    """How large the store is, in bytes.

    Raises:
        CaseUnusable: as `speaking_plainly`.
    """
    if connection.vendor == "sqlite":
        return database.stat().st_size
    with speaking_plainly(database), connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _reach_server() -> None:
    """Connect anew where the server closed the connection: hearing may take hours between two
    transactions."""
    if connection.vendor != "sqlite" and not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


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
    except (Error, sqlite3.Error) as error:
        raise in_words(error, database) from error


def in_words(error: Exception, database: Path | None = None) -> CaseUnusable:
    """What to tell about a failure of the database."""
    if connection.vendor == "sqlite":
        store = f"The store {database}" if database else "The store of the case"
        return CaseUnusable(f"{store} cannot be used: {error}.", remedy=remedy_for(str(error)))
    return CaseUnusable(
        f"The database of the case cannot be used: {failures.first_line(error)}.",
        remedy=failures.remedy_for(error),
    )


def _name_of(database: Path) -> str:
    if connection.vendor == "sqlite":
        return str(database)
    return f"What {SETTING} names"


def remedy_for(message: str) -> str:
    """What a user can do about a failure that SQLite describes in these words."""
    remedies = {
        "moved to another store": failures.MOVED,
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
