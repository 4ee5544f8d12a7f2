"""The store that a case leaves: nobody writes to it while it is copied, and nobody ever after."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store.connection import speaking_plainly
from earwitness.runtime.store.databases import file_settings, opened_beside
from earwitness.runtime.store.turns import take_turn_of

LEDGER = "store_ledgerrow"
SEAL = "store_is_left"
SAYS = "the case was moved to another store"
SEAL_FILE = (
    f"CREATE TRIGGER IF NOT EXISTS {SEAL} BEFORE INSERT ON {LEDGER} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
)
SEAL_SERVER = (
    f"CREATE OR REPLACE FUNCTION {SEAL}() RETURNS trigger LANGUAGE plpgsql "
    f"AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$; "
    f"CREATE TRIGGER {SEAL} BEFORE INSERT ON {LEDGER} EXECUTE FUNCTION {SEAL}()"
)
UNSEAL_SERVER = f"DROP TRIGGER IF EXISTS {SEAL} ON {LEDGER}"
EXCLUSIVE_SECONDS = 5


@contextmanager
def alone_in(database: Path, server: dict[str, Any] | None) -> Iterator[BaseDatabaseWrapper]:
    """The store, in a transaction in which nobody else writes; of a file nobody else even has it
    open. `server` is what Django has to know of a database that is no file. `seal` and what else
    is done in it stays if the block comes to its end.

    Raises:
        CaseUnusable: others use the store, or it cannot be used.
    """
    settings = server or _alone(file_settings(database))
    with opened_beside(settings) as store, speaking_plainly(database):
        if server:
            store.set_autocommit(False)
            take_turn_of(store)
        else:
            _lock_file(store, database)
        try:
            yield store
        except BaseException:
            _end(store, "ROLLBACK", is_server=bool(server))
            raise
        _end(store, "COMMIT", is_server=bool(server))


def seal(store: BaseDatabaseWrapper) -> None:
    """Let nothing be written to this store any more: each act has an entry in its ledger, and no
    entry is taken. A command that has it open still is told so."""
    with store.cursor() as cursor:
        if store.vendor == "postgresql":
            cursor.execute(f"{UNSEAL_SERVER}; {SEAL_SERVER}")
        else:
            cursor.execute(SEAL_FILE)


def unseal(store: BaseDatabaseWrapper) -> None:
    """Use a store on a server again that was left before; a file is made anew instead."""
    if store.vendor == "postgresql":
        with store.cursor() as cursor:
            cursor.execute(UNSEAL_SERVER)


def _alone(settings: dict[str, Any]) -> dict[str, Any]:
    own = {**settings["OPTIONS"], "timeout": EXCLUSIVE_SECONDS, "init_command": ""}
    return {**settings, "OPTIONS": own}


def _lock_file(store: BaseDatabaseWrapper, database: Path) -> None:
    """Without its write-ahead log a file can be had alone, and that log goes only if nobody else
    has the file open (https://www.sqlite.org/wal.html)."""
    try:
        with store.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = DELETE")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("BEGIN EXCLUSIVE")
    except (Error, sqlite3.Error) as error:
        if "locked" not in str(error):
            raise
        raise CaseUnusable(
            f"Another command or a desk has {database} open.",
            remedy="Stop it, then give the same command again. Nothing was changed.",
        ) from error


def _end(store: BaseDatabaseWrapper, how: str, *, is_server: bool) -> None:
    if is_server:
        store.commit() if how == "COMMIT" else store.rollback()
        return
    with store.cursor() as cursor:
        cursor.execute(how)


def remove_from_server(store: BaseDatabaseWrapper, tables: Sequence[type[Model]]) -> None:
    """Remove the tables of a store that was copied elsewhere, in the transaction that stands."""
    names = ", ".join(store.ops.quote_name(model._meta.db_table) for model in tables)
    with store.cursor() as cursor:
        cursor.execute(f"DROP TABLE {names}")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'store'")
        cursor.execute(f"DROP FUNCTION IF EXISTS {SEAL}()")
