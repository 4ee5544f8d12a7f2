"""Accounts: made and changed by an admin, each change in the ledger."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from desk.conftest import PASSWORD, LogIn, account, visitor
from earwitness.desk.access import account_changes
from earwitness.desk.access.account_changes import make_account, set_password
from earwitness.desk.models import Account, PasswordLink
from earwitness.desk.roles import Role
from earwitness.records.errors import WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal

LINK = re.compile(r"/account/new-password/([\w-]+)")
OTHER = "five brown kettles sing"


def told(action: str = "account") -> list[tuple[str, str]]:
    return [(one.actor, one.subject) for one in journal.entries() if one.action == action]


def do(admin: Client, who: Account, what: str, **more: str) -> None:
    answer = admin.post(f"/accounts/{who.pk}/change/", {"do": what, **more})
    assert answer.status_code in (200, 302), answer.content


def test_an_admin_makes_an_account_and_the_person_sets_the_password(
    team: Workplace, log_in: LogIn
) -> None:
    page = log_in(Role.ADMIN).post("/accounts/new/", {"name": "ivan", "role": "translator"})
    secret = LINK.findall(page.content.decode())[0]
    made = Account.objects.get(username="ivan")
    assert (made.role, made.has_usable_password()) == ("translator", False)
    assert told() == [("admin", "ivan")]
    guest, where = visitor(), f"/account/new-password/{secret}"
    assert "ivan" in guest.get(where).content.decode()
    short = guest.post(where, {"new_password1": "short", "new_password2": "short"})
    assert "12" in short.content.decode()
    done = guest.post(where, {"new_password1": OTHER, "new_password2": OTHER})
    assert done.headers["Location"] == "/account/login/"
    again = guest.post(where, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert again.status_code == 403
    assert Account.objects.get(username="ivan").check_password(OTHER)
    assert "_auth_user_id" not in guest.session
    assert [one.action for one in journal.entries()].count("log_in_refused") == 1


def test_a_link_dies_with_time_and_with_the_account(team: Workplace) -> None:
    made, old = make_account(team, "ivan", "reader")
    PasswordLink.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert visitor().get(f"/account/new-password/{old}").status_code == 403
    fresh = account_changes.reset_password(team, made)
    assert account_changes.account_of_link(fresh) == made
    account_changes.shut(team, made)
    assert account_changes.account_of_link(fresh) is None
    assert not set_password(team, fresh, OTHER)


def test_links_and_ids_that_lead_nowhere_are_in_no_log(
    team: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    for way in ("/account/new-password/some-secret", "/calls/call-0123456789ab/", "/nowhere"):
        visitor().get(way)
    assert caplog.text == ""


def test_the_store_of_accounts_holds_no_secret_of_a_link(team: Workplace) -> None:
    _, secret = make_account(team, "ivan", "reader")
    kept = [value for row in PasswordLink.objects.values() for value in row.values()]
    assert all(secret not in str(value) for value in kept)


@pytest.mark.parametrize("name", ["", " ", "two words", "a" * 151, "ad\x00min", "<b>"])
def test_a_name_that_is_none_is_refused(team: Workplace, log_in: LogIn, name: str) -> None:
    answer = log_in(Role.ADMIN).post("/accounts/new/", {"name": name, "role": "reader"})
    assert answer.status_code == 400


def test_a_name_that_differs_in_capitals_alone_is_taken(team: Workplace) -> None:
    make_account(team, "Ivan", "reader")
    with pytest.raises(WrongUsage):
        make_account(team, "ivan", "reader")


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("role", {"role": "verifier"}),
        ("password", {}),
        ("second factor", {}),
        ("sessions", {}),
        ("shut", {}),
    ],
)
def test_each_change_of_an_account_ends_its_sessions(
    team: Workplace, log_in: LogIn, what: str, more: dict[str, str]
) -> None:
    reader = log_in(Role.READER)
    assert reader.get("/").status_code == 200
    do(log_in(Role.ADMIN), account(Role.READER), what, **more)
    assert reader.get("/").status_code == 302
    assert told()[-1] == ("admin", "reader")


def test_a_shut_account_can_be_opened_again(team: Workplace, log_in: LogIn) -> None:
    admin, who = log_in(Role.ADMIN), account(Role.READER)
    do(admin, who, "shut")
    assert not Account.objects.get(pk=who.pk).is_active
    assert "shut" in admin.get("/accounts/").content.decode()
    do(admin, who, "open again")
    assert Account.objects.get(pk=who.pk).is_active


def test_taking_away_the_second_factor_leads_to_setting_one_up(
    team: Workplace, log_in: LogIn
) -> None:
    do(log_in(Role.ADMIN), account(Role.READER), "second factor")
    assert not Authenticator.objects.filter(user=account(Role.READER)).exists()
    assert log_in(Role.READER).get("/").headers["Location"] == "/account/second-factor/"


def test_the_last_admin_can_neither_be_shut_nor_become_another(
    team: Workplace, log_in: LogIn
) -> None:
    admin, own = log_in(Role.ADMIN), account(Role.ADMIN)
    answer = admin.post(f"/accounts/{own.pk}/change/", {"do": "shut"})
    assert answer.status_code == 400
    assert "Nobody would look after accounts" in answer.content.decode()
    with pytest.raises(WrongUsage, match="Nobody would look after accounts"):
        account_changes.give_role(team, own, "reader")
    kept = Account.objects.get(pk=own.pk)
    assert (kept.role, kept.is_active) == ("admin", True)
    assert admin.get("/accounts/").status_code == 200


def test_nothing_changes_that_cannot_be_told_to_the_ledger(
    team: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    made, _ = make_account(team, "ivan", "reader")
    monkeypatch.setattr(journal, "append", full)
    with pytest.raises(OSError, match="full"):
        account_changes.give_role(team, made, "publisher")
    assert Account.objects.get(pk=made.pk).role == "reader"
    with pytest.raises(OSError, match="full"):
        make_account(team, "petro", "admin")
    assert not Account.objects.filter(username="petro").exists()


@pytest.mark.parametrize(
    ("what", "more"),
    [("role", {"role": "publisher"}), ("password", {}), ("second factor", {})],
)
def test_nobody_does_to_their_own_account_what_another_admin_must_do(
    team: Workplace, log_in: LogIn, what: str, more: dict[str, str]
) -> None:
    account(Role.ADMIN, "olena")
    admin, own = log_in(Role.ADMIN), account(Role.ADMIN)
    page = admin.get(f"/accounts/{own.pk}/").content.decode()
    assert "Another admin gives you another role" in page
    assert 'value="role"' not in page and 'value="sessions"' in page
    answer = admin.post(f"/accounts/{own.pk}/change/", {"do": what, **more})
    assert answer.status_code == 400
    assert "Nobody does that to their own account." in answer.content.decode()
    kept = Account.objects.get(pk=own.pk)
    assert (kept.role, kept.check_password(PASSWORD)) == ("admin", True)
    assert told() == []


def test_a_team_of_one_begins_with_an_admin_and_gets_a_second_account_to_work_with(
    team: Workplace, log_in: LogIn
) -> None:
    admin = log_in(Role.ADMIN)
    admin.post("/accounts/new/", {"name": "olena", "role": "publisher"})
    page = admin.get("/accounts/").content.decode()
    assert re.search(r"Publisher<br><small[^>]*>by admin, 20\d\d-", page)


def test_everybody_of_the_team_sees_who_made_accounts_and_gave_roles(
    team: Workplace, log_in: LogIn
) -> None:
    admin = log_in(Role.ADMIN)
    admin.post("/accounts/new/", {"name": "olena", "role": "publisher"})
    do(admin, Account.objects.get(username="olena"), "role", role="admin")
    do(admin, Account.objects.get(username="olena"), "password")
    page = log_in(Role.READER).get("/accounts/changes/").content.decode()
    told_there = re.findall(r"<td>admin</td><td>olena</td><td>(.*?)</td>", page)
    assert told_there == [
        "made a link for a new password",
        "gave it the role Admin",
        "made it, as Publisher",
    ]
