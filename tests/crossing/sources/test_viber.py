import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from earwitness.crossing.sources import sqlite_tables
from earwitness.crossing.sources.viber import ViberSource
from earwitness.records.problem import Problem
from earwitness.records.profile import SourceFacts
from fakes.profile_samples.viber import (
    DESKTOP,
    DESKTOP_TABLES,
    HISTORY,
    IPHONE,
    IPHONE_TABLES,
    Row,
    database,
    history_archive,
    on_one_chain,
)
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result, profiles


class TestViberSourceOnTheDesktop(ProfileReaderContract):
    reader = ViberSource()
    file_name = "viber.db"
    tables = DESKTOP

    def written_at(self, content: bytes, profile_id: str) -> str:
        table, _, row = profile_id.split()
        return " ".join(map(str, self.tables[table][int(row) - 1]))

    def long_bytes(self, times: int) -> bytes:
        contacts = [(i, "Рита", None, "+79552000011", "mid", 1) for i in range(times)]
        return database(DESKTOP_TABLES, {"Contact": contacts})


class TestViberSourceOnAnIphone(TestViberSourceOnTheDesktop):
    file_name = "Contacts.data"
    tables = IPHONE

    def written_at(self, content: bytes, profile_id: str) -> str:
        names = [*IPHONE["ZMEMBER"], *IPHONE["ZABCONTACT"]]
        return super().written_at(content, profile_id) + str(names)

    def test_a_damaged_schema_that_is_no_text_is_told_as_damage(self) -> None:
        content = self.good_bytes()
        start = content.index(b"tableZABCONTACT") + len(b"table")
        self._try(content[:start] + b"\x80" + content[start + 1 :])

    def long_bytes(self, times: int) -> bytes:
        numbers = [(i, "+79552000011", None, 1, None) for i in range(times)]
        rows: dict[str, list[Row]] = {**IPHONE, "ZPHONENUMBER": [*numbers]}
        return database(IPHONE_TABLES, rows)


class TestViberSourceOnHistories(ProfileReaderContract):
    reader = ViberSource()
    file_name = "Messages - Рита.csv"

    def shows_cut(self, cut: bytes) -> bool:
        """A table has no end by which one could tell; without a whole row it is none."""
        return cut.count(b",") < 4

    def long_bytes(self, times: int) -> bytes:
        return HISTORY.encode() * (times // 4)


class TestViberSourceOnArchives(ProfileReaderContract):
    reader = ViberSource()
    file_name = "Viber messages.zip"

    def written_at(self, content: bytes, profile_id: str) -> str:
        return super().written_at(HISTORY.encode(), profile_id)

    def long_bytes(self, times: int) -> bytes:
        return history_archive(HISTORY * (times // 4))


def _read(tmp_path: Path, content: bytes, name: str = "viber.db") -> list[Result]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(ViberSource().read(path, CONTEXT))


def test_the_desktop_has_names_numbers_accounts_and_groups(tmp_path: Path) -> None:
    found = profiles(_read(tmp_path, database(DESKTOP_TABLES, DESKTOP)))
    assert [(p.profile_id, p.name, p.numbers, p.account_id, p.groups) for p in found] == [
        ("Contact row 1", "Рита", ("+79552000011",), "mid1", ("Жёны",)),
        ("Contact row 2", "Коля", ("+79552000012",), "mid2", ()),
        ("Contact row 3", "Лена", (), "mid3", ("Жёны",)),
    ]


def test_the_iphone_joins_numbers_members_and_contacts(tmp_path: Path) -> None:
    found = profiles(_read(tmp_path, database(IPHONE_TABLES, IPHONE)))
    assert [(p.profile_id, p.name, p.numbers, p.account_id) for p in found] == [
        ("ZPHONENUMBER row 1", "Рита Шина", ("+79552000011",), "mid1"),
        ("ZPHONENUMBER row 2", "Коля", ("+79552000012",), "mid2"),
        ("ZMEMBER row 3", "Лена", (), "mid3"),
    ]


@pytest.mark.parametrize(("tables", "rows"), [(DESKTOP_TABLES, DESKTOP), (IPHONE_TABLES, IPHONE)])
def test_the_newest_message_dates_the_database(
    tmp_path: Path, tables: dict[str, str], rows: dict[str, list[Row]]
) -> None:
    assert SourceFacts(as_of="2022-03-09") in _read(tmp_path, database(tables, rows))


def test_a_version_without_some_columns_and_tables_is_read(tmp_path: Path) -> None:
    tables = {"Contact": "ContactID INTEGER PRIMARY KEY, Name TEXT, Number TEXT, MID TEXT"}
    content = database(tables, {"Contact": [(1, "Рита", "+79552000011", "m")]})
    assert [p.numbers for p in profiles(_read(tmp_path, content))] == [("+79552000011",)]


def test_the_folder_of_the_desktop_program_names_the_owner(tmp_path: Path) -> None:
    folder = tmp_path / "79552000019"
    folder.mkdir()
    results = _read(folder, database(DESKTOP_TABLES, DESKTOP))
    assert SourceFacts(owner_numbers=("+79552000019",)) in results


def test_a_cut_off_database_says_so(tmp_path: Path) -> None:
    content = database(DESKTOP_TABLES, DESKTOP)
    *_, trouble = _read(tmp_path, content[:-4096])
    assert isinstance(trouble, Problem) and "cut off" in trouble.what


def test_changes_that_lie_beside_the_database_are_missed_aloud(tmp_path: Path) -> None:
    (tmp_path / "viber.db-wal").write_bytes(b"x")
    *_, trouble = _read(tmp_path, database(DESKTOP_TABLES, DESKTOP))
    assert isinstance(trouble, Problem) and "viber.db-wal" in trouble.what


def test_nothing_is_written_beside_a_database(tmp_path: Path) -> None:
    _read(tmp_path, database(DESKTOP_TABLES, DESKTOP))
    assert [path.name for path in tmp_path.iterdir()] == ["viber.db"]


ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS ContactID, 'a' AS Name, 'b' AS ClientName, '1' AS Number, 'm' AS MID FROM n"
)


@pytest.mark.parametrize(
    "statement",
    [
        f"CREATE VIEW Contact AS {ENDLESS}",
        "CREATE TABLE Other (x); CREATE VIEW Contact AS SELECT x AS ContactID FROM Other",
        "CREATE VIRTUAL TABLE Contact USING fts5(ContactID, Name, Number, MID)",
        "CREATE TABLE Contact (ContactID, Number, MID, Name AS (hex(zeroblob(400000000))));"
        "INSERT INTO Contact (ContactID) VALUES (1)",
    ],
    ids=["an endless view", "a view", "a virtual table", "a computed column"],
)
def test_tables_that_are_traps_are_never_run(tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(statement)
        content = made.serialize()
    assert profiles(_read(tmp_path, content)) == []


def test_work_beyond_the_limit_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earwitness.crossing.sources.sqlite_tables.STEPS_ALLOWED", 20_000)
    monkeypatch.setattr("earwitness.crossing.sources.sqlite_tables.STEPS_PER_BYTE", 0)
    contacts = [(i, "Рита", None, None, "m", 1) for i in range(20_000)]
    *_, trouble = _read(tmp_path, database(DESKTOP_TABLES, {"Contact": contacts}))
    assert isinstance(trouble, Problem) and "takes longer" in trouble.what


def test_seconds_beyond_the_limit_are_given_up_after_what_came_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(sqlite_tables, "monotonic", lambda: float(next(ticks)))
    contacts = [(i, "Рита", "+79552000011", None, "m", 1) for i in range(2_000)]
    results = _read(tmp_path, database(DESKTOP_TABLES, {"Contact": contacts}))
    assert 0 < len(profiles(results)) < 2_000
    assert isinstance(results[-1], Problem) and "takes longer" in results[-1].what


def test_many_cells_on_one_chain_of_pages_are_not_read_without_end(tmp_path: Path) -> None:
    content = on_one_chain(rows=300)
    results = _read(tmp_path, content)
    assert 0 < len(profiles(results)) < 200
    assert isinstance(results[-1], Problem) and "holds more" in results[-1].what


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(database({"Contact": "ContactID, Name, Number"}, {}))
    assert not ViberSource().recognises(path)


def test_a_history_names_who_wrote_and_whose_it_is(tmp_path: Path) -> None:
    results = _read(tmp_path, HISTORY.encode(), "Messages - Рита.csv")
    assert [(p.profile_id, p.name, p.numbers) for p in profiles(results)] == [
        ("line 1", "Рита", ("+79552000011",)),
        ("line 4", "Коля", ("+79552000012",)),
        ("line 5", "", ("+79552000013",)),
    ]
    assert SourceFacts(as_of="2022-03-13", owner_numbers=("+79552000019",)) in results


def test_rows_out_of_order_are_told_and_nobody_counts_as_absent(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(
            "CREATE TABLE Contact (ContactID, Name, Number, MID, rowid TEXT);"
            "INSERT INTO Contact VALUES (1, 'Рита', '+79552000011', 'm', 'x');"
        )
        content = made.serialize()
    assert isinstance(_read(tmp_path, content)[-1], Problem)


def test_rows_that_are_no_messages_are_counted_and_told_once(tmp_path: Path) -> None:
    others = "13.03.2022,10:15:05,Рита\n\n13.03.2022,soon,Рита,+79552000014,Алло\n"
    results = _read(tmp_path, (HISTORY + others).encode(), "Messages - Рита.csv")
    (trouble,) = [one for one in results if isinstance(one, Problem)]
    assert "left out: 2." in trouble.what
    assert len(profiles(results)) == 3


def test_a_history_that_is_no_utf_8_further_on_is_told(tmp_path: Path) -> None:
    wrong = "13/03/2022,10:15:05,Оля,+79552000014,Алло\n".encode("cp1251")
    results = _read(tmp_path, HISTORY.encode() * 500 + wrong, "Messages - Рита.csv")
    (trouble,) = [one for one in results if isinstance(one, Problem)]
    assert "unreadable" in trouble.what
