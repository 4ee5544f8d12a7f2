"""A store on a server, migrated from every earlier form, has the form of a fresh one."""

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from psycopg import sql

from conftest import fresh_database
from earwitness.runtime.store.connection import connect, disconnect
from earwitness.runtime.store.databases import use_server
from earwitness.runtime.store.schema import known_migrations

EARLIER = sorted(known_migrations())[:-1]
NO_FILE = Path("case.sqlite3")
COLUMNS = """
select table_name, column_name, data_type, collation_name, is_nullable, column_default is not null,
    is_identity, character_maximum_length
from information_schema.columns where table_schema = 'public' and table_name like 'store_%'
"""
INDEXES = "select tablename, indexdef from pg_indexes where schemaname = 'public'"
CONSTRAINTS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
from pg_constraint where connamespace = 'public'::regnamespace
"""
VALUES = {
    "text": "x",
    "json": "{}",
    "boolean": True,
    "date": "2026-11-30",
    "timestamp with time zone": "2026-11-30T12:00:00Z",
}
"""Of a column of another kind: 1."""


def form_of(address: str) -> set[tuple[object, ...]]:
    with psycopg.connect(address) as own:
        return {row for asked in (COLUMNS, INDEXES, CONSTRAINTS) for row in own.execute(asked)}


def fill(address: str) -> dict[str, int]:
    """A row in every table; how many there are in each."""
    counts = {}
    with psycopg.connect(address) as own:
        own.execute("set session_replication_role = replica")  # rows need not fit each other
        tables: dict[str, dict[str, object]] = {}
        for table, column, kind, *_ in own.execute(COLUMNS).fetchall():
            tables.setdefault(table, {})[column] = VALUES.get(kind, 1)
        for table, row in tables.items():
            names = sql.SQL(", ").join(map(sql.Identifier, row))
            values = sql.SQL(", ").join(map(sql.Literal, row.values()))
            into = sql.Identifier(table)
            own.execute(sql.SQL("insert into {} ({}) values ({})").format(into, names, values))
            counts[table] = 1
    return counts


def count(address: str, tables: dict[str, int]) -> dict[str, int]:
    with psycopg.connect(address) as own:
        asked = {one: sql.SQL("select * from {}").format(sql.Identifier(one)) for one in tables}
        return {table: len(own.execute(query).fetchall()) for table, query in asked.items()}


@pytest.fixture(scope="module")
def earlier(postgresql: Path) -> dict[str, str]:
    """A database of every earlier form, by the migration that left it: one after the other is
    made of the one before."""
    made: dict[str, str] = {}
    before = "template0"
    for migration in EARLIER:
        name = f"earlier_{uuid4().hex}"
        made[migration] = fresh_database(postgresql, name, like=before)
        use_server(made[migration])
        call_command("migrate", "store", migration, verbosity=0, interactive=False)
        disconnect()
        before = name
    return made


@pytest.fixture(scope="module")
def fresh_form(postgresql: Path) -> set[tuple[object, ...]]:
    address = fresh_database(postgresql, f"fresh_{uuid4().hex}")
    connect(NO_FILE, create=True, server=address)
    disconnect()
    return form_of(address)


@pytest.mark.parametrize("migration", EARLIER)
def test_an_earlier_store_gets_the_form_of_a_fresh_one_and_keeps_its_rows(
    earlier: dict[str, str], fresh_form: set[tuple[object, ...]], migration: str
) -> None:
    address = earlier[migration]
    assert form_of(address) != fresh_form
    rows = fill(address)
    connect(NO_FILE, server=address)
    disconnect()
    assert form_of(address) ^ fresh_form == set()
    assert count(address, rows) == rows
