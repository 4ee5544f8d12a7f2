"""Moving the accounts of the desk, and what people keep there, from the file of the case to a
PostgreSQL server, and back.

As with the store: every row in one transaction, compared after it; `case.toml` last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from earwitness.app.moving_files import growing, put_aside, put_in_place, remove_file
from earwitness.app.store_moving import FILE, SERVER, copy_tables, digest_of
from earwitness.desk.database import use_file, use_postgresql
from earwitness.desk.routing import DESK, DeskRouter
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings_writing import changed_text, replace_settings
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect, speaking_plainly, writing
from earwitness.runtime.store.copying import Copied
from earwitness.runtime.store.databases import accounts_settings
from earwitness.runtime.store.leaving import alone_in

ACCOUNTS = "desk_account"


def move_accounts(place: Workplace, to: str, *, delete_old: bool) -> dict[str, Any]:
    """Move the accounts to the PostgreSQL database with this address, or to the "file" of the
    case; what was moved, as JSON. The old file stays beside the new one unless `delete_old`; an
    old database stays as it is.

    Raises:
        WrongUsage: they are there already, there are none, or there are others in that database.
        CaseUnusable: a desk is open, one of both cannot be used, or a row is damaged.
    """
    folder, before = place.folder, place.settings.desk.accounts_database
    after = "" if to == FILE else to
    if after == before:
        raise WrongUsage("The accounts are there already.", remedy="`case.toml` says where.")
    if not before and not folder.accounts.is_file():
        raise WrongUsage(
            "There are no accounts in the file of the case.",
            remedy=f"Write the address into case.toml, as [desk] accounts_database = {after!r}.",
        )
    where = accounts_settings(before) if before else None
    wanted = replace(place.settings, desk=replace(place.settings.desk, accounts_database=after))
    text = changed_text(folder.settings, "desk", "accounts_database", after, wanted)
    with alone_in(folder.accounts, where) as source, speaking_plainly(folder.accounts):
        if before:
            _refuse_others(source)
        with _new_accounts(folder.accounts, after), transaction.atomic(using=DESK):
            copied = _copy_all(source)
        with writing(folder.database):
            subject = f"accounts:{SERVER if after else FILE}"
            journal.append(
                actor=place.actor, action="move", subject=subject, digest=digest_of(copied)
            )
        if not after:
            put_in_place(folder, folder.accounts)
        replace_settings(folder.settings, text)
    kept = "" if before else put_aside(folder, folder.accounts, delete_old=delete_old)
    return {
        "moved_from": SERVER if before else FILE,
        "moved_to": SERVER if after else FILE,
        "accounts": copied[ACCOUNTS].rows,
        "rows": {name: one.rows for name, one in copied.items()},
        "kept": kept,
    }


def _tables() -> list[type[Model]]:
    """Every table that the desk keeps beside the store."""
    router = DeskRouter()
    known = apps.get_models(include_auto_created=True)
    return [one for one in known if one._meta.managed and router.db_for_read(one) == DESK]


def _copy_all(source: BaseDatabaseWrapper) -> dict[str, Copied]:
    """Making the tables fills some of Django's own; these rows go first."""
    return copy_tables(source, connections[DESK], _tables(), SilentProgress(), keep_text=False)


@contextmanager
def _new_accounts(file: Path, address: str) -> Iterator[None]:
    """Where the accounts of this process lie is the new place within."""
    try:
        if address:
            use_postgresql(address)
        else:
            remove_file(growing(file))
            use_file(growing(file))
        with connections[DESK].cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {ACCOUNTS}")
            if cursor.fetchone()[0]:
                raise WrongUsage(
                    "There are accounts in this database already.",
                    remedy="Make an empty one with `createdb`. If a move of these accounts was "
                    "stopped, drop that database first.",
                )
        yield
    finally:
        connections[DESK].close()
        disconnect()


def _refuse_others(source: BaseDatabaseWrapper) -> None:
    """Let accounts be moved only while no desk uses them: it would not see the new place."""
    with source.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise CaseUnusable(
                "A desk or another program has the database of accounts open.",
                remedy="Stop it, then give the same command again. Nothing was changed.",
            )
