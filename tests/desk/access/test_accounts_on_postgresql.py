"""Accounts and sessions in a PostgreSQL database: the same as in a file."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from desk.conftest import PASSWORD, account, visitor
from earwitness.desk.access.account_changes import make_account, set_password
from earwitness.desk.access.one_time_link import links
from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.models import Account, UntoldAct
from earwitness.desk.roles import Role
from earwitness.desk.start import open_desk
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect


@pytest.fixture
def served(spoken: Workplace, postgresql_database: str) -> Iterator[Workplace]:
    """The tiny case, served to a team whose accounts lie in PostgreSQL."""
    open_desk(spoken.folder.root, postgresql_database)
    serve_case(Desk(place=spoken, alone=False))
    cache.clear()
    yield spoken
    disconnect()


def test_somebody_comes_in_and_nothing_of_it_lies_in_the_case(served: Workplace) -> None:
    _, secret = make_account(served, "olena", "verifier")
    assert set_password(served, secret, PASSWORD)
    assert not set_password(served, secret, PASSWORD)
    client = visitor()
    client.post("/account/login/", {"login": "olena", "password": PASSWORD})
    assert client.get("/").headers["Location"] == "/account/second-factor/"
    account(Role.VERIFIER, "ivan")
    client.force_login(account(Role.VERIFIER, "ivan"))
    assert client.get("/").status_code == 200
    assert sorted(path.name for path in (served.folder.root / "desk").iterdir()) == ["secret"]
    assert "log_in" in [one.action for one in journal.entries()]


def test_a_second_start_finds_the_accounts_again(
    served: Workplace, postgresql_database: str
) -> None:
    make_account(served, "olena", "admin")
    disconnect()
    open_desk(served.folder.root, postgresql_database)
    assert [one.username for one in Account.objects.all()] == ["olena"]
    assert UntoldAct.objects.count() == 0


def test_a_null_byte_is_no_crash_there_either(served: Workplace) -> None:
    for answer in (
        visitor().post("/account/login/", {"login": "a\x00b", "password": "c\x00d"}),
        visitor().get("/account/new-password/a%00b"),
        visitor().get(f"/enter/{links.new()}%00"),
    ):
        assert answer.status_code < 500


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("postgresql://postgres@/nothing?host=/nowhere", CaseUnusable),
        ("mysql://x", WrongUsage),
        ("postgresql://[", WrongUsage),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_words(
    spoken: Workplace, address: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match="accounts"):
        open_desk(spoken.folder.root, address)
    open_desk(spoken.folder.root)
    assert Account.objects.count() == 0
    disconnect()
