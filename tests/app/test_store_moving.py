"""A case is moved from its file to a server and back: every row is there, and nothing else."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.app.store_moving import move_store
from earwitness.cli import commands
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, tables
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.databases import file_settings, opened_beside
from postgresql_server import address_of

SILENT = SilentProgress()
KILLED = """
import os, sys
from pathlib import Path
from earwitness.app import store_moving
from earwitness.app.opening import open_case
from earwitness.runtime.progress import SilentProgress

case, to, where, before = sys.argv[1:]
whole = getattr(store_moving, where)

def killed(*given, **named):
    if not before:
        whole(*given, **named)
    os.kill(os.getpid(), 9)

place = open_case(Path(case))
setattr(store_moving, where, killed)
store_moving.move_store(place, to, delete_old=False, progress=SilentProgress())
"""


@pytest.fixture
def spoken_file(spoken_once: Path, tmp_path: Path) -> Workplace:
    """A copy of the tiny case with its store in a file, whatever the common cases have."""
    return open_case(shutil.copytree(spoken_once, tmp_path / "spoken"))


def move(place: Workplace, to: str, *, delete_old: bool = False) -> Workplace:
    move_store(place, to, delete_old=delete_old, progress=SILENT)
    return open_case(place.folder.root)


def all_rows() -> dict[str, list[object]]:
    found: dict[str, list[object]] = {name: list(tables.rows(name)) for name in tables.tables()}
    return {**found, "ledger": list(journal.entries())}


def assert_verifies(place: Workplace) -> None:
    found = verify(place)
    assert found["ok"], found["problems"]


def killed(place: Workplace, to: str, where: str, *, before: bool) -> None:
    disconnect()
    command = [sys.executable, "-c", KILLED, str(place.folder.root), to, where]
    ended = subprocess.run([*command, "1" if before else ""], check=False, timeout=120)
    assert ended.returncode == -9


def changed(place: Workplace, sql: str) -> None:
    disconnect()
    with closing(sqlite3.connect(place.folder.database)) as own, own:
        own.execute(sql)


def note(place: Workplace) -> None:
    with writing(place.folder.database):
        journal.append(actor="a", action="view", subject="s", digest="d" * 64)


def test_there_and_back_every_row_is_the_same(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    before = all_rows()
    there = move(spoken_file, postgresql_database)
    assert there.settings.case.database == postgresql_database
    after = all_rows()
    acts = [after["ledger"].pop()]
    assert after == before
    assert not there.folder.database.exists()
    assert_verifies(there)
    note(there)
    back = move(there, "file")
    acts += all_rows()["ledger"][-2:]
    assert [(one.action, one.subject) for one in acts] == [
        ("move", "postgresql"), ("view", "s"), ("move", "file"),
    ]  # fmt: skip
    assert back.settings == spoken_file.settings
    assert_verifies(back)
    assert {**all_rows(), "ledger": []} == {**before, "ledger": []}
    disconnect()


def test_settings_keep_every_letter_but_one_line(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    settings = spoken_file.folder.settings
    settings.write_text(
        f"# Справа\n{settings.read_text('utf-8')}\n[desk]\nhost = 'desk'\n", "utf-8"
    )
    before = settings.read_text("utf-8")
    there = move(open_case(spoken_file.folder.root), postgresql_database)
    lines = settings.read_text("utf-8").splitlines()
    (own,) = [line for line in lines if line.startswith("database")]
    assert postgresql_database in own
    lines.remove(own)
    assert lines == before.splitlines()
    move(there, "file")
    assert settings.read_text("utf-8") == before
    disconnect()


def test_the_old_file_is_kept_and_takes_no_more_acts(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    move(spoken_file, postgresql_database)
    (kept,) = spoken_file.folder.root.glob("case.sqlite3.before-move-*")
    assert kept.name in spoken_file.folder.names_by_people()  # `forget` names it
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("select count(*) from store_ledgerrow").fetchone()[0] > 1
        with pytest.raises(sqlite3.IntegrityError, match="moved to another store"):
            old.execute("insert into store_ledgerrow values (999, '', '', '', '', '', '', '')")
    disconnect()


def test_the_old_store_is_removed_if_that_is_wished(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    there = move(spoken_file, postgresql_database, delete_old=True)
    assert not list(spoken_file.folder.root.glob("case.sqlite3*"))
    move(there, "file", delete_old=True)
    disconnect()
    with psycopg.connect(postgresql_database) as left:
        found = left.execute("select tablename from pg_tables where tablename like 'store%'")
        assert found.fetchall() == []


@pytest.mark.parametrize(
    ("where", "before"),
    [("copy_all", False), ("digest_of", True), ("replace_settings", True)],
)
def test_a_move_that_is_killed_leaves_the_case_as_it_was(
    spoken_file: Workplace, postgresql_database: str, where: str, before: bool
) -> None:
    rows = all_rows()
    killed(spoken_file, postgresql_database, where, before=before)
    again = open_case(spoken_file.folder.root)
    assert again.settings == spoken_file.settings
    assert all_rows() == rows
    assert_verifies(again)
    note(again)
    there = move(again, postgresql_database)
    assert_verifies(there)
    disconnect()


def test_a_move_back_that_is_killed_leaves_the_case_on_the_server(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    there = move(spoken_file, postgresql_database)
    killed(there, "file", "replace_settings", before=True)
    again = open_case(there.folder.root)
    assert again.settings.case.database == postgresql_database
    note(again)
    back = move(again, "file")
    assert [one.action for one in journal.entries()][-3:] == ["move", "view", "move"]
    assert_verifies(back)
    disconnect()


def test_a_move_that_is_killed_after_the_settings_is_done(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    killed(spoken_file, postgresql_database, "replace_settings", before=False)
    there = open_case(spoken_file.folder.root)
    assert there.settings.case.database == postgresql_database
    assert_verifies(there)
    back = move(there, "file")
    assert_verifies(back)
    disconnect()


def test_the_same_command_ends_a_move_that_was_killed_after_the_settings(
    spoken_file: Workplace, postgresql_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(spoken_file, postgresql_database, "replace_settings", before=False)
    note(open_case(spoken_file.folder.root))
    disconnect()
    case = ["-C", str(spoken_file.folder.root), "store", "move", "--to", postgresql_database]
    assert commands._run(case) == 0
    assert "before-move" in capsys.readouterr().err
    assert not spoken_file.folder.database.exists()
    (kept,) = spoken_file.folder.root.glob("case.sqlite3.before-move-*")
    with (
        closing(sqlite3.connect(kept)) as old,
        pytest.raises(sqlite3.IntegrityError, match="moved to another store"),
    ):
        old.execute("insert into store_ledgerrow values (999, '', '', '', '', '', '', '')")
    assert_verifies(open_case(spoken_file.folder.root))
    assert commands._run(case) == 2
    disconnect()


def test_a_file_that_holds_more_than_the_server_is_left_where_it_is(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    killed(spoken_file, postgresql_database, "replace_settings", before=False)
    changed(
        spoken_file,
        "update store_ledgerrow set hash = 'x' where sequence = (select "
        "max(sequence) from store_ledgerrow)",
    )
    there = open_case(spoken_file.folder.root)
    with pytest.raises(WrongUsage, match="already"):
        move(there, postgresql_database)
    assert spoken_file.folder.database.exists()
    disconnect()


def test_whoever_has_the_file_open_is_waited_for_no_longer(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    with opened_beside(file_settings(spoken_file.folder.database)) as other:
        with other.cursor() as cursor:
            cursor.execute("select count(*) from store_ledgerrow")
        with pytest.raises(CaseUnusable, match="open"):
            move(spoken_file, postgresql_database)
    assert_verifies(open_case(spoken_file.folder.root))
    disconnect()


def test_a_desk_that_runs_on_is_told_that_the_store_was_left(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    there = move(spoken_file, postgresql_database)
    disconnect()
    with psycopg.connect(postgresql_database, autocommit=True) as running:
        assert running.execute("select count(*) from store_callrow").fetchone()
        move(there, "file")
        disconnect()
        with pytest.raises(psycopg.errors.RaiseException, match="moved to another store"):
            running.execute("insert into store_ledgerrow values (999, '', '', '', '', '', '', '')")


def test_a_database_with_another_case_is_left_alone(
    spoken_file: Workplace, postgresql: Path, spoken_on_postgresql: Path
) -> None:
    with pytest.raises(WrongUsage, match="already"):
        move(spoken_file, address_of(postgresql, "spoken"))
    assert_verifies(open_case(spoken_file.folder.root))
    disconnect()


def test_a_damaged_value_is_not_moved(spoken_file: Workplace, postgresql_database: str) -> None:
    changed(spoken_file, "update store_intakerow set body = cast(body as blob)")
    with pytest.raises(CaseUnusable, match="not of its kind"):
        move(spoken_file, postgresql_database)
    assert open_case(spoken_file.folder.root).settings == spoken_file.settings
    disconnect()


def test_what_was_changed_by_hand_is_still_found_after_the_move(
    spoken_file: Workplace, postgresql_database: str
) -> None:
    """A letter of JSON that means the same is carried over as it is."""
    changed(spoken_file, "update store_intakerow set body = body || ' '")
    there = move(spoken_file, postgresql_database)
    assert "row_changed" in {one["kind"] for one in verify(there)["problems"]}
    disconnect()


def test_the_command_says_what_it_did(
    spoken_file: Workplace, postgresql_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    disconnect()
    case = ["-C", str(spoken_file.folder.root)]
    assert commands._run([*case, "store", "move", "--to", "nothing"]) == 2
    assert commands._run([*case, "store", "move", "--to", "file"]) == 2
    capsys.readouterr()
    assert commands._run([*case, "store", "move", "--to", postgresql_database]) == 0
    told = capsys.readouterr()
    assert "the PostgreSQL database now" in told.err and "before-move" in told.err
    assert told.out.startswith("head  ")
    assert commands._run([*case, "store", "move", "--to", "file", "--json"]) == 0
    assert '"moved_to": "file"' in capsys.readouterr().out
    disconnect()
