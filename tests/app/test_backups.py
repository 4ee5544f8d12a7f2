"""Backups of a case, and what is made of them: whole, compared, verified; or refused."""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from conftest import fresh_database
from earwitness.app.backups import back_up, restore
from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.app.store_moving import move_store
from earwitness.archive.bags.layout import MANIFEST
from earwitness.archive.bags.writing import UNFINISHED
from earwitness.cli import commands
from earwitness.records.errors import InputUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, tables
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.databases import file_settings, opened_beside
from postgresql_server import programs

SILENT = SilentProgress()


def entries() -> list[object]:
    return list(journal.entries())


def rows() -> dict[str, list[object]]:
    return {name: list(tables.rows(name)) for name in tables.tables()}


def note(place: Workplace) -> None:
    with writing(place.folder.database):
        journal.append(actor="a", action="view", subject="s", digest="d" * 64)


def assert_verifies(place: Workplace) -> None:
    found = verify(place)
    assert found["ok"], found["problems"]


def test_a_case_comes_back_from_its_backup_and_goes_on(spoken: Workplace, tmp_path: Path) -> None:
    """On a server as in a file (`--store postgresql`): the backup has a file."""
    (spoken.folder.root / "notes").mkdir()
    (spoken.folder.root / "notes" / "Бабино.txt").write_text("Спитати Олену.", "utf-8")
    (spoken.folder.root / "link").symlink_to("/etc")
    (spoken.folder.root / "case.sqlite3.before-move-1").write_bytes(b"another store")
    (spoken.folder.root / "desk.sqlite3.before-move-1").write_bytes(b"other accounts")
    before, stored = entries(), rows()
    made = back_up(spoken, tmp_path / "backup", progress=SILENT)
    assert (made.problems, made.recordings) == ((), 3)
    left_out = ("case.sqlite3.before-move-1", "desk.sqlite3.before-move-1", "link")
    assert made.left_out == left_out
    assert made.head.sequence == len(before)
    note(spoken)  # the case goes on; it knows of the backup
    told = list(journal.entries())[-2]
    assert (told.action, told.subject, told.digest) == ("export", "backup", made.manifest)
    disconnect()
    again = restore(tmp_path / "backup", tmp_path / "again", progress=SILENT)
    assert (again.problems, again.head, again.files) == ((), made.head, made.files)
    case = open_case(tmp_path / "again")
    assert entries()[:-1] == before and rows() == stored
    assert (case.folder.root / "notes" / "Бабино.txt").read_text("utf-8") == "Спитати Олену."
    assert case.settings.case.database == "" and case.folder.root.stat().st_mode & 0o077 == 0
    made_anew = process(case, ("decode", "index"), progress=SILENT)
    assert {failed for _, failed in made_anew.values()} == {0}
    assert_verifies(case)


def test_a_backup_is_made_while_another_command_has_the_store_open(
    spoken_once: Path, tmp_path: Path
) -> None:
    place = open_case(shutil.copytree(spoken_once, tmp_path / "spoken"))
    with opened_beside(file_settings(place.folder.database)) as other, other.cursor() as cursor:
        cursor.execute("begin immediate")  # it is about to write, and has begun
        cursor.execute("update store_problemrow set what = 'x'")
        disconnect()
        from earwitness.app import backups

        copy = backups.CaseFolder(tmp_path / "copy")
        copy.root.mkdir()
        backups._copy_store(open_case(place.folder.root), copy, SILENT)
        cursor.execute("rollback")
    with closing(sqlite3.connect(copy.database)) as own:
        assert own.execute("pragma integrity_check").fetchone() == ("ok",)
    disconnect()


@pytest.mark.parametrize("name", [b"a\nb", b"a\rb", b"a\\b", b"a\xe2\x80\xa8b", b"a\xffb"])
def test_a_file_with_a_name_that_no_list_holds_is_left_out_and_named(
    spoken_once: Path, tmp_path: Path, name: bytes
) -> None:
    place = open_case(shutil.copytree(spoken_once, tmp_path / "spoken"))
    (place.folder.root / os.fsdecode(name)).write_bytes(b"x")
    (place.folder.root / "a\u00a0b ").write_bytes(b"x")
    made = back_up(place, tmp_path / "backup", progress=SILENT)
    assert [one[0] + one[-1] for one in made.left_out] == ["ab"]
    json.dumps(made.left_out, ensure_ascii=False).encode("utf-8")
    disconnect()
    restore(tmp_path / "backup", tmp_path / "again", progress=SILENT)
    assert (tmp_path / "again" / "a\u00a0b ").is_file()
    disconnect()


def test_what_was_deleted_is_not_in_a_backup(spoken_once: Path, tmp_path: Path) -> None:
    place = open_case(shutil.copytree(spoken_once, tmp_path / "spoken"))
    disconnect()
    with closing(sqlite3.connect(place.folder.database)) as own, own:
        own.execute("create table scratch as select 'Свєтозаров' as a")
        own.execute("delete from scratch")
        own.execute("drop table scratch")
    made = back_up(open_case(place.folder.root), tmp_path / "backup", progress=SILENT)
    assert "Свєтозаров".encode() not in (Path(made.path) / "case.sqlite3").read_bytes()
    disconnect()


@pytest.fixture(scope="module")
def backup(spoken_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("backups")
    place = open_case(shutil.copytree(spoken_once, root / "spoken"))
    back_up(place, root / "backup", progress=SILENT)
    disconnect()
    return root / "backup"


@pytest.fixture
def own(backup: Path, tmp_path: Path) -> Path:
    """A copy of the backup, to be spoiled."""
    return shutil.copytree(backup, tmp_path / "backup")


def refused(own: Path) -> str:
    again = own.parent / "again"
    with pytest.raises(InputUnusable) as caught:
        restore(own, again, progress=SILENT)
    assert not again.exists() and not again.with_name(UNFINISHED.format(name="again")).exists()
    return caught.value.what


@pytest.mark.parametrize("which", ["case.sqlite3", "case.toml", "originals/*/*"])
def test_a_bit_that_fell_over_in_a_backup_is_found(own: Path, which: str) -> None:
    path = next(own.glob(which))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    assert "not as it was" in refused(own)


@pytest.mark.parametrize(
    "line",
    ["{hash}  ../outside", "{hash}  /etc/passwd", "{hash}  a/../../b", "nothing", "{hash}  "],
)
def test_a_list_of_files_that_leads_elsewhere_is_refused(own: Path, line: str) -> None:
    with (own / MANIFEST).open("a") as manifest:
        manifest.write(line.format(hash="0" * 64) + "\n")
    assert "names no file of it" in refused(own)


def test_a_link_in_a_backup_is_refused(own: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    (own / "case.toml").rename(outside)
    (own / "case.toml").symlink_to(outside)
    assert "names no file of it" in refused(own)


def test_a_folder_that_is_no_backup_is_refused(own: Path) -> None:
    (own / MANIFEST).unlink()
    assert "no backup" in refused(own)


def test_nothing_is_written_over(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "mine.txt").write_text("x")
    with pytest.raises(WrongUsage, match="not empty"):
        restore(backup, tmp_path / "again", progress=SILENT)
    assert [one.name for one in (tmp_path / "again").iterdir()] == ["mine.txt"]


def test_the_commands_say_what_they_did_and_what_is_wrong(
    spoken_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = shutil.copytree(spoken_once, tmp_path / "spoken")
    given = ["-C", str(case), "backup"]
    assert commands._run([*given, str(case / "inside")]) == 2
    assert commands._run([*given, str(tmp_path / "one")]) == 0
    assert "It verifies." in capsys.readouterr().err
    original = next(case.glob("originals/*/*"))
    original.chmod(0o600)
    original.write_bytes(b"another")
    original.chmod(0o400)
    assert commands._run([*given, str(tmp_path / "two"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in told["problems"]] == ["size"]
    disconnect()
    assert commands._run(["restore", str(tmp_path / "one"), str(tmp_path / "new")]) == 0
    assert "The case is in" in capsys.readouterr().err
    disconnect()


def pg(program: str, *arguments: str) -> None:
    subprocess.run([str(programs() / program), *arguments], check=True, capture_output=True)


def test_a_dump_of_the_server_and_a_copy_of_the_folder_are_a_backup(
    spoken_case_on_postgresql: Path, postgresql: Path, tmp_path: Path
) -> None:
    """As docs/team.md says: first the database, then the folder; `verify` compares the head."""
    place = open_case(spoken_case_on_postgresql)
    address, before = place.settings.case.database, entries()
    head = journal.head()
    assert head is not None
    disconnect()
    pg("pg_dump", "--format=custom", f"--file={tmp_path / 'store.dump'}", address)
    note(open_case(place.folder.root))  # after the dump
    disconnect()
    copy = shutil.copytree(place.folder.root, tmp_path / "copy")
    other = fresh_database(postgresql, f"restored_{os.getpid()}")
    pg(
        "pg_restore",
        "--exit-on-error",
        "--no-owner",
        f"--dbname={other}",
        str(tmp_path / "store.dump"),
    )
    settings = copy / "case.toml"
    settings.write_text(settings.read_text("utf-8").replace(address, other), "utf-8")
    restored = open_case(copy)
    assert entries() == before
    found = verify(restored, heads=[head])
    assert found["ok"] and found["heads_compared"] == 1
    note(restored)
    assert_verifies(restored)
    disconnect()


def test_a_backup_goes_back_to_a_server(
    backup: Path, postgresql_database: str, tmp_path: Path
) -> None:
    restore(backup, tmp_path / "again", progress=SILENT)
    case = open_case(tmp_path / "again")
    move_store(case, postgresql_database, delete_old=True, progress=SILENT)
    assert_verifies(open_case(tmp_path / "again"))
    disconnect()
