"""Stores of other versions: brought up to date with every row kept, or refused with words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.cli import commands
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.ledger import chained
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import connect, disconnect
from earwitness.runtime.store.schema import known_migrations

MIGRATIONS = sorted(known_migrations())
LAST = MIGRATIONS[-1]


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    disconnect()
    store = sqlite3.connect(database)
    try:
        with store:
            yield store
    finally:
        store.close()


def form_of(database: Path) -> list[tuple[Any, ...]]:
    """Every table and index of a store, as SQLite keeps it."""
    with opened(database) as store:
        return store.execute("select type, name, sql from sqlite_master order by 1, 2").fetchall()


def stopped_at(database: Path, migration: str) -> None:
    """A store of the form that this migration left."""
    disconnect()
    connections["default"].settings_dict["NAME"] = str(database)
    call_command("migrate", "store", migration, verbosity=0, interactive=False)
    disconnect()


def one_row_each(database: Path) -> dict[str, tuple[Any, ...]]:
    """A row in every table of the case, and what it holds by column."""
    rows = {}
    with opened(database) as store:
        store.execute("pragma foreign_keys = off")
        names = store.execute("select name from sqlite_master where name like 'store_%'")
        for (table,) in names.fetchall():
            if not (columns := store.execute(f"pragma table_info({table})").fetchall()):
                continue
            row = {
                f'"{name}"': "{}" if name in ("body", "signature", "provenance", "output") else 1
                for _, name, *_ in columns
            }
            marks = ", ".join("?" * len(row))
            store.execute(
                f"insert into {table} ({', '.join(row)}) values ({marks})", (*row.values(),)
            )
            found = store.execute(f"select {', '.join(row)} from {table}").fetchone()
            rows[table] = tuple(zip(row, found, strict=True))
    return rows


def test_the_migrations_make_what_the_models_say(place: Workplace) -> None:
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


@pytest.mark.file_store
@pytest.mark.parametrize("migration", MIGRATIONS[:-1])
def test_an_earlier_store_gets_the_form_of_a_fresh_one_and_keeps_its_rows(
    place: Workplace, tmp_path: Path, migration: str
) -> None:
    earlier = tmp_path / "earlier.sqlite3"
    stopped_at(earlier, migration)
    assert form_of(earlier) != form_of(place.folder.database)
    rows = one_row_each(earlier)
    connect(earlier)
    assert form_of(earlier) == form_of(place.folder.database)
    with opened(earlier) as store:
        for table, cells in rows.items():
            names = ", ".join(name for name, _ in cells)
            kept = store.execute(f"select {names} from {table}").fetchone()
            assert kept == tuple(value for _, value in cells), table


@pytest.mark.file_store
def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    database = place.folder.database
    with opened(database) as store:
        store.execute(
            "insert into django_migrations (app, name, applied) values ('store', '9999_more', '')"
        )
        store.execute("create table store_more (id integer)")
    before = database.read_bytes()
    with pytest.raises(CaseUnusable, match="9999_more") as caught:
        open_case(place.folder.root)
    assert "later version" in caught.value.remedy
    assert commands._run(["-C", str(place.folder.root), "verify"]) == 3
    assert "Traceback" not in capsys.readouterr().err
    disconnect()
    assert database.read_bytes() == before


@pytest.mark.file_store
def test_a_store_that_is_up_to_date_is_not_written_to(place: Workplace) -> None:
    disconnect()
    before = place.folder.database.read_bytes()
    open_case(place.folder.root)
    disconnect()
    assert place.folder.database.read_bytes() == before


def as_version_0_1_0(place: Workplace) -> None:
    """No act of calls; a result's own time, to the microsecond, before that of its entry."""
    entries = [entry for entry in journal.entries() if entry.action != "calls"]
    with opened(place.folder.database) as store:
        store.execute("delete from store_ledgerrow")
        last = None
        for entry in entries:
            fields = {
                name: getattr(entry, name)
                for name in ("at", "actor", "action", "subject", "digest")
            }
            last = chained(last, **fields)
            values = tuple(getattr(last, name) for name in journal.FIELDS)
            store.execute(f"insert into store_ledgerrow values ({', '.join('?' * 8)})", values)
        store.execute(
            "update store_resultrow set made_at = "
            "strftime('%Y-%m-%d %H:%M:%S', made_at, '-2 seconds') || '.123456'"
        )


def kinds(place: Workplace, which: str) -> set[str]:
    return {one["kind"] for one in verify(place)[which]}


@pytest.mark.file_store
def test_a_case_of_version_0_1_0_is_told_as_such_and_goes_on(spoken: Workplace) -> None:
    as_version_0_1_0(spoken)
    assert kinds(spoken, "problems") == set()
    notices = verify(spoken)["notices"]
    assert [one["kind"] for one in notices] == ["earlier_version", "earlier_version"]
    process(spoken, ("decode", "claims", "cross", "index"), progress=SilentProgress())
    assert kinds(spoken, "problems") == set()
    assert "calls" in [entry.action for entry in journal.entries()]
    assert len(verify(spoken)["notices"]) == 1


@pytest.mark.file_store
@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("update store_resultrow set made_at = '2001-02-03 04:05:06.123456'", "row_changed"),
        ("update store_resultrow set made_at = substr(made_at, 1, 19)", "row_changed"),
        (
            "update store_callrow set body = json_set(body, '$.caller', '+79552000000')",
            "call_differs",
        ),
        ("delete from store_callrecordingrow", "call_differs"),
    ],
)
def test_a_case_of_version_0_1_0_that_was_changed_is_found(
    spoken: Workplace, sql: str, found: str
) -> None:
    as_version_0_1_0(spoken)
    with opened(spoken.folder.database) as store:
        store.execute(sql)
    assert found in kinds(spoken, "problems")


@pytest.mark.file_store
def test_a_time_of_its_own_is_nothing_that_this_version_gives(spoken: Workplace) -> None:
    with opened(spoken.folder.database) as store:
        store.execute("update store_resultrow set made_at = substr(made_at, 1, 19) || '.000001'")
    assert kinds(spoken, "problems") == {"row_changed"}
