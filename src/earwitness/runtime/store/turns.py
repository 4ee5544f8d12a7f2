"""One writer at a time: the chain of the ledger has no forks, and commands queue.

SQLite locks the whole file when a transaction begins. On PostgreSQL each transaction that writes
takes an advisory lock first, and keeps it to its end
(https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK = 0x6561727769746E65
"""The number of the lock: the letters "earwitne"."""
WAIT_MS = 30_000
"""How long a writer waits for another (as in `store_settings`)."""
_wait_ms: ContextVar[int] = ContextVar("_wait_ms", default=WAIT_MS)


@contextmanager
def patience(wait_ms: int) -> Iterator[None]:
    """Within it this thread waits for another writer no longer than this, instead of 30 s."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        token = _wait_ms.set(wait_ms)
        try:
            yield
        finally:
            _wait_ms.reset(token)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {int(wait_ms)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def take_turn() -> None:
    """Wait until no other transaction writes; until this one ends, none does.

    Raises:
        OperationalError: another one writes for too long.
    """
    if connection.vendor != "sqlite":
        take_turn_of(connection)


def take_turn_of(database: BaseDatabaseWrapper) -> None:
    """The same in a transaction of another database on a server.

    Raises:
        OperationalError: another one writes for too long.
    """
    # 0 would be for ever (https://www.postgresql.org/docs/current/runtime-config-client.html).
    wait = f"SET LOCAL lock_timeout = {max(1, _wait_ms.get())}"
    with database.cursor() as cursor:  # one way to the server and back for both
        cursor.execute(f"{wait}; SELECT pg_advisory_xact_lock({LOCK})")


def see_one_moment() -> None:
    """Let the transaction that begins now see nothing that others write meanwhile, and write
    nothing."""
    see_one_moment_of(connection)


def see_one_moment_of(database: BaseDatabaseWrapper) -> None:
    """The same in a transaction of another database on a server."""
    with database.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
