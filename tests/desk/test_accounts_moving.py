"""The accounts of the desk are moved to a server and back; who had one has it there."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from earwitness.app.opening import open_case
from earwitness.cli import commands
from earwitness.desk.access.account_changes import (
    account_answers,
    account_named,
    make_account,
    set_password,
)
from earwitness.desk.accounts_moving import move_accounts
from earwitness.desk.models import SavedSearch, UnsavedText
from earwitness.desk.start import open_desk
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect

PASSWORD = "довгий пароль для всіх"


@pytest.fixture
def kept(place: Workplace) -> Iterator[Workplace]:
    """A case with three accounts and what they keep, in its file."""
    open_desk(place.folder.root)
    for name in ("olena", "petro", "Ївга"):
        _, secret = make_account(place, name, "verifier")
        assert set_password(place, secret, PASSWORD)
    olena = account_named("olena")
    SavedSearch.objects.create(account=olena, name="нічні", query="night=1")
    UnsavedText.objects.create(account=olena, subject="s", based_on=1, body={"б": 1, "a": [None]})
    disconnect()
    yield place
    disconnect()


def moved(place: Workplace, to: str, *, delete_old: bool = False) -> Workplace:
    again = open_case(place.folder.root)
    found = move_accounts(again, to, delete_old=delete_old)
    assert found["accounts"] == 3
    after = open_case(place.folder.root)
    open_desk(after.folder.root, after.settings.desk.accounts_database)
    return after


def assert_all_there() -> None:
    assert [one["name"] for one in account_answers()] == ["olena", "petro", "Ївга"]
    olena = account_named("olena")
    assert olena.check_password(PASSWORD) and olena.role == "verifier"
    assert [one.name for one in SavedSearch.objects.filter(account=olena)] == ["нічні"]
    assert UnsavedText.objects.get().body == {"б": 1, "a": [None]}


def test_there_and_back_with_all_that_people_keep(
    kept: Workplace, postgresql_database: str
) -> None:
    before = kept.folder.settings.read_text("utf-8")
    there = moved(kept, postgresql_database)
    assert there.settings.desk.accounts_database == postgresql_database
    assert_all_there()
    make_account(there, "Світлана", "reader")  # numbered after the others
    account_named("Світлана").delete()
    assert not list(kept.folder.desk.glob("desk.sqlite3*"))
    (old,) = kept.folder.root.glob("desk.sqlite3.before-move-*")
    assert old.name in kept.folder.names_by_people()  # `forget` names it
    assert kept.folder.owns(old)
    disconnect()
    moved(there, "file", delete_old=True)
    assert_all_there()
    told = [entry.subject for entry in journal.entries(action="move")]
    assert told == ["accounts:postgresql", "accounts:file"]
    assert kept.folder.settings.read_text("utf-8").strip().startswith(before.strip())


def test_accounts_that_are_in_use_are_not_moved(kept: Workplace, postgresql_database: str) -> None:
    there = moved(kept, postgresql_database)
    disconnect()
    with psycopg.connect(postgresql_database), pytest.raises(CaseUnusable, match="open"):
        moved(there, "file")
    disconnect()


def test_accounts_of_others_are_left_alone(kept: Workplace, postgresql_database: str) -> None:
    open_desk(kept.folder.root, postgresql_database)
    make_account(kept, "somebody", "admin")
    disconnect()
    with pytest.raises(WrongUsage, match="already"):
        moved(kept, postgresql_database)
    disconnect()
    again = open_case(kept.folder.root)
    open_desk(again.folder.root, again.settings.desk.accounts_database)
    assert_all_there()


def test_the_command_says_what_it_did(
    kept: Workplace, postgresql_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ["-C", str(kept.folder.root), "accounts", "move", "--to"]
    assert commands._run([*case, "file"]) == 2
    assert commands._run([*case, postgresql_database]) == 0
    assert "3 accounts" in capsys.readouterr().err
    assert commands._run([*case, "file", "--json"]) == 0
    assert '"accounts": 3' in capsys.readouterr().out
    assert Path(kept.folder.accounts).is_file()
