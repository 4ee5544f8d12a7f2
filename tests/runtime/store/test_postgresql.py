"""The store of a case in a PostgreSQL database: the same as in a file, and refused in words."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from conftest import empty_case, fresh_database
from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.cli import commands
from earwitness.records.custody import Provenance
from earwitness.records.errors import CaseUnusable, EarwitnessError, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, results, tables
from earwitness.runtime.store.connection import disconnect, reading, writing
from earwitness.runtime.store.turns import LOCK, patience
from postgresql_server import GUARDED, address_of

WRITERS = 20
EACH = 5
OTHER_PROCESSES = 2
OTHER_PROCESS = """
import sys
from pathlib import Path
from earwitness.app.opening import open_case
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import writing

place = open_case(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    with writing(place.folder.database):
        journal.append(actor="b", action="note", subject=str(number), digest="d" * 64)
"""


@pytest.fixture
def store_address(postgresql_database: str) -> str:
    return postgresql_database


def kinds(place: Workplace) -> set[str]:
    return {problem["kind"] for problem in verify(place)["problems"]}


def problems(place: Workplace) -> set[tuple[str, str, str]]:
    return {(one["kind"], one["subject"], one["detail"]) for one in verify(place)["problems"]}


def note(place: Workplace, subject: str) -> None:
    with writing(place.folder.database):
        journal.append(actor="a", action="note", subject=subject, digest="d" * 64)


def refused(folder: Path, address: str) -> EarwitnessError:
    disconnect()
    with pytest.raises((CaseUnusable, WrongUsage)) as caught:
        empty_case(folder, address)
    disconnect()
    assert not (folder / "case.toml").exists()
    return caught.value


def test_a_case_leaves_no_file_of_a_store(place: Workplace, store_address: str) -> None:
    assert not place.folder.database.exists()
    assert f'database = "{store_address}"' in place.folder.settings.read_text("utf-8")
    disconnect()
    assert [entry.action for entry in journal.entries(of="")] == ["init"]
    assert open_case(place.folder.root).settings.case.database == store_address
    assert kinds(place) == set()


def test_many_writers_at_once_make_one_chain(place: Workplace) -> None:
    def write(number: int) -> None:
        for count in range(EACH):
            note(place, f"{number}.{count}")
        connections.close_all()

    command = [sys.executable, "-c", OTHER_PROCESS, str(place.folder.root), str(EACH)]
    others = [subprocess.Popen(command) for _ in range(OTHER_PROCESSES)]
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    assert [other.wait(60) for other in others] == [0] * OTHER_PROCESSES
    entries = list(journal.entries())
    assert len(entries) == 1 + EACH * (WRITERS + OTHER_PROCESSES)
    for before, after in pairwise(entries):
        assert (after.sequence, after.previous_hash) == (before.sequence + 1, before.hash)
    # Nothing stands behind these acts; the chain itself is whole.
    assert kinds(place) <= {"row_missing"}


def test_a_reading_sees_one_moment_and_does_not_keep_writers_waiting(place: Workplace) -> None:
    def write() -> None:
        note(place, "meanwhile")
        connections.close_all()

    with ThreadPoolExecutor(1) as threads, reading(place.folder.database):
        assert journal.count() == 1
        threads.submit(write).result()
        assert journal.count() == 1
    assert journal.count() == 2


def test_who_reads_cannot_write(place: Workplace) -> None:
    with pytest.raises(CaseUnusable, match="read-only"), reading(place.folder.database):
        journal.append(actor="a", action="note", subject="s", digest="d" * 64)
    assert journal.count() == 1


def test_a_writer_waits_for_another_and_says_so(place: Workplace, store_address: str) -> None:
    with psycopg.connect(store_address) as other:
        other.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        with pytest.raises(CaseUnusable) as caught, patience(50):
            note(place, "too early")
    assert "wait for it" in caught.value.remedy
    note(place, "in time")
    assert journal.count() == 2


def test_a_connection_that_the_server_closed_is_made_anew(
    place: Workplace, store_address: str
) -> None:
    note(place, "before")
    with psycopg.connect(store_address, autocommit=True) as other:
        other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where pid <> pg_backend_pid() and datname = current_database()"
        )
    note(place, "after")
    assert journal.count() == 3


def test_a_record_is_kept_letter_by_letter(place: Workplace, store_address: str) -> None:
    output: dict[str, Any] = {"z": 1.50, "a": "я\u0000\n", "é": [None, True, 1e-05, {"k": {}}]}
    made = Provenance(
        stage="decode", engine="f", version="1", weights_digest="", options="{}", input_digests=()
    )
    with writing(place.folder.database):
        results.save("s", made, output, actor="a")
    assert results.output("decode", "s") == output
    assert kinds(place) == set()
    with psycopg.connect(store_address) as other:
        row = other.execute("select output::text from store_resultrow").fetchone()
    assert row is not None
    assert row[0].startswith('{"z": 1.5, "a": "\\u044f\\u0000\\n"')


def test_texts_are_ordered_by_bytes_in_every_language_of_the_server(
    place: Workplace, store_address: str
) -> None:
    with psycopg.connect(store_address) as other:
        found = other.execute(
            "select table_name, column_name, collation_name from information_schema.columns "
            "where table_name like 'store_%' and data_type in ('text', 'character varying')"
        ).fetchall()
    assert len(found) > len(tables.tables())
    assert {collation for *_, collation in found} == {"C"}


FIRST = "where id = (select min(id) from {})"
LAST = "where id = (select max(id) from {})"
TAMPERINGS = [
    "update store_intakerow set body = jsonb_set(body::jsonb, '{delivery}', '\"other\"')::json "
    + FIRST.format("store_intakerow"),
    "update store_intakerow set source_path = 'elsewhere' " + LAST.format("store_intakerow"),
    "update store_transcriptrow set body = (body::text || ' ')::json "
    + FIRST.format("store_transcriptrow"),
    "update store_transcriptrow set origin = 'person' " + LAST.format("store_transcriptrow"),
    "delete from store_calllistentryrow where row_number = 2",
    "update store_resultrow set current = false where stage = 'claims'",
    "update store_resultrow set made_at = made_at + interval '1 microsecond'",
    "update store_callrow set started_at = started_at + interval '1 second'",
    "update store_ledgerrow set subject = 'other' where sequence = 2",
    "delete from store_ledgerrow where sequence = (select max(sequence) from store_ledgerrow)",
]


@pytest.fixture
def told(spoken_case_on_postgresql: Path) -> Workplace:
    """The tiny case, led as far as it goes without models, in a database of its own."""
    return open_case(spoken_case_on_postgresql)


def test_verification_finds_what_was_changed_in_the_database(told: Workplace) -> None:
    """One change after the other: each lets more be found."""
    found, missed = problems(told), []
    assert not found
    disconnect()
    with psycopg.connect(told.settings.case.database, autocommit=True) as other:
        for sql in TAMPERINGS:
            assert other.execute(sql).rowcount > 0
            if (now := problems(told)) == found:
                missed.append(sql)
            found = now
            disconnect()
    assert missed == []


def test_the_rows_of_a_file_and_of_a_database_are_the_same(
    told: Workplace, spoken_once: Path
) -> None:
    """But for times, paths and salts, which differ from case to case."""

    def found() -> tuple[dict[str, int], list[str]]:
        counts = {name: len(list(tables.rows(name))) for name in tables.tables()}
        made = (row for row in tables.rows("result") if row["stage"] == "claims")
        del counts["seen_file"]  # files that are as young as a clock's tick are not remembered
        return counts, sorted(row["output_digest"] for row in made)

    on_server = found()
    disconnect()
    open_case(spoken_once)
    assert found() == on_server
    disconnect()


def test_a_database_without_a_server_is_refused_in_words(tmp_path: Path) -> None:
    told = refused(tmp_path / "case", "postgresql://nobody@/nothing?host=/nowhere")
    assert "See that the server runs" in told.remedy


def test_a_database_that_is_not_there_is_refused_in_words(postgresql: Path, tmp_path: Path) -> None:
    told = refused(tmp_path / "case", address_of(postgresql, "nothing"))
    assert "does not exist" in told.what
    assert "createdb" in told.remedy


def test_a_wrong_password_is_refused_in_words(
    postgresql: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_database(postgresql, "with_password")
    with psycopg.connect(address_of(postgresql, "with_password"), autocommit=True) as other:
        other.execute(f"create user {GUARDED} password 'right'")
        other.execute(f"alter database with_password owner to {GUARDED}")
    address = address_of(postgresql, "with_password", GUARDED)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    assert ".pgpass" in refused(tmp_path / "none", address).remedy
    monkeypatch.setenv("PGPASSWORD", "wrong")
    assert "password" in refused(tmp_path / "wrong", address).what
    monkeypatch.delenv("PGPASSWORD")
    (tmp_path / "pgpass").write_text(f"*:*:*:{GUARDED}:right\n")
    (tmp_path / "pgpass").chmod(0o600)
    assert kinds(empty_case(tmp_path / "right", address)) == set()
    disconnect()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://olena:secret@server/archive",
        "postgresql://olena@server",
        "postgresql://[",
        "mysql://server/archive",
        "archive.sqlite3",
    ],
)
def test_an_address_that_is_none_makes_no_case(tmp_path: Path, address: str) -> None:
    told = refused(tmp_path / "case", address)
    assert "[case] database" in told.what
    assert "secret" not in f"{told.what} {told.remedy}"
    assert not (tmp_path / "case").exists()


def test_a_database_with_a_case_takes_no_second_one(
    place: Workplace, store_address: str, tmp_path: Path
) -> None:
    assert "already" in refused(tmp_path / "second", store_address).what
    assert kinds(open_case(place.folder.root)) == set()


def changed(place: Workplace, sql: str) -> EarwitnessError:
    disconnect()
    with psycopg.connect(place.settings.case.database, autocommit=True) as other:
        other.execute(sql)
    with pytest.raises(CaseUnusable) as caught:
        open_case(place.folder.root)
    return caught.value


def test_a_foreign_database_is_no_store(place: Workplace) -> None:
    said = changed(place, "drop schema public cascade; create schema public")
    assert "not the store of a case" in said.what


def test_a_store_of_a_later_version_is_left_alone(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    said = changed(
        place,
        "insert into django_migrations (app, name, applied) values ('store', '9999_more', now())",
    )
    assert "later version" in said.remedy
    assert commands._run(["-C", str(place.folder.root), "verify"]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_a_store_that_lacks_the_newest_form_gets_it(place: Workplace, store_address: str) -> None:
    from django.core.management import call_command

    call_command("migrate", "store", "0015", verbosity=0, interactive=False)
    disconnect()
    assert kinds(open_case(place.folder.root)) == set()


def test_two_cases_one_in_a_file_and_one_on_a_server_do_not_mix(
    place: Workplace, tmp_path: Path
) -> None:
    note(place, "on the server")
    empty_case(tmp_path / "file")
    assert journal.count() == 1
    again = open_case(place.folder.root)
    assert journal.count() == 2
    assert replace(again.settings) == place.settings
