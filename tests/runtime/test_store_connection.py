"""Opening a store that is not what it should be: words, never a traceback."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from earwitness.app.opening import create_case, open_case
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.case import CaseFolder, find_case
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from earwitness.runtime.store.connection import connect, disconnect, writing


def refusal(place: Workplace) -> CaseUnusable:
    disconnect()
    with pytest.raises(CaseUnusable) as caught:
        open_case(place.folder.root)
    assert str(place.folder.database) in caught.value.what
    return caught.value


@pytest.mark.file_store
def test_a_missing_store_is_not_made_anew(place: Workplace) -> None:
    place.folder.database.unlink()
    assert "missing" in refusal(place).what
    assert not place.folder.database.exists()


@pytest.mark.file_store
def test_an_emptied_store_is_not_made_anew(place: Workplace) -> None:
    disconnect()
    for path in place.folder.root.glob("case.sqlite3*"):
        path.write_bytes(b"")
    assert "empty" in refusal(place).what


@pytest.mark.file_store
def test_garbage_is_no_store(place: Workplace) -> None:
    disconnect()
    for path in place.folder.root.glob("case.sqlite3-*"):
        path.unlink()
    place.folder.database.write_bytes(b"This is no database.\n" * 400)
    assert "copy" in refusal(place).remedy


@pytest.mark.file_store
def test_a_foreign_database_is_no_store(place: Workplace, tmp_path: Path) -> None:
    disconnect()
    for path in place.folder.root.glob("case.sqlite3*"):
        path.unlink()
    with sqlite3.connect(place.folder.database) as other:
        other.execute("create table recipes (id integer)")
    assert refusal(place).remedy
    with sqlite3.connect(place.folder.database) as other:
        tables = other.execute("select name from sqlite_master").fetchall()
    assert tables == [("recipes",)]


def test_a_moved_case_is_the_same_case(place: Workplace, tmp_path: Path) -> None:
    disconnect()
    shutil.move(place.folder.root, tmp_path / "elsewhere")
    moved = open_case(tmp_path / "elsewhere")
    assert recordings.counts() == (0, 0)
    assert moved.folder.root == tmp_path / "elsewhere"


@pytest.mark.file_store
def test_two_cases_one_after_the_other_do_not_mix(place: Workplace, tmp_path: Path) -> None:
    other = create_case(tmp_path / "other", time_zone="Europe/Kyiv", region="RU")
    assert other.folder.database.is_file()
    connect(place.folder.database)
    with writing(place.folder.database):
        assert recordings.counts() == (0, 0)


@pytest.mark.file_store
def test_a_locked_store_says_so(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    disconnect()
    options = connections["default"].settings_dict["OPTIONS"]
    monkeypatch.setitem(options, "timeout", 0.1)
    with sqlite3.connect(place.folder.database, isolation_level=None) as other:
        other.execute("begin immediate")
        connect_again = open_case(place.folder.root)
        with (
            pytest.raises(CaseUnusable, match="locked") as caught,
            writing(connect_again.folder.database),
        ):
            pass
        other.execute("rollback")
    assert "wait" in caught.value.remedy.lower()
    disconnect()


def test_a_case_is_found_from_below_and_not_beside(place: Workplace, tmp_path: Path) -> None:
    assert find_case(place.folder.originals).root == place.folder.root
    (tmp_path / "beside").mkdir()
    with pytest.raises(CaseUnusable, match="no case"):
        find_case(tmp_path / "beside")


def test_a_case_is_not_made_twice(place: Workplace) -> None:
    with pytest.raises(WrongUsage, match="already"):
        create_case(place.folder.root, time_zone="Europe/Kyiv", region="RU")


@pytest.mark.parametrize(("zone", "region"), [("Europe/Nowhere", "RU"), ("Europe/Kyiv", "XX")])
def test_a_case_is_not_made_with_a_zone_or_region_that_is_none(
    tmp_path: Path, zone: str, region: str
) -> None:
    with pytest.raises(WrongUsage, match="No case was made"):
        create_case(tmp_path / "new", time_zone=zone, region=region)
    assert not (tmp_path / "new" / "case.toml").exists()


def test_a_case_is_readable_by_its_owner_only(place: Workplace) -> None:
    assert place.folder.root.stat().st_mode & 0o077 == 0


def test_what_belongs_to_a_case_is_never_taken_in(place: Workplace) -> None:
    folder: CaseFolder = place.folder
    assert folder.owns(folder.audio("ab" * 32))
    assert folder.owns(folder.originals / "ab" / "abcd")
    assert folder.owns(folder.database)
    assert not folder.owns(folder.root / "received" / "call.wav")
    assert not folder.owns(folder.root.parent / "call.wav")
