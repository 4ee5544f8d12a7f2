"""What people do at the desk stands in the ledger, once, and is never lost."""

import sqlite3

import pytest
from django.core.cache import cache
from django.http import HttpRequest

from desk.conftest import PASSWORD, LogIn, account, visitor
from earwitness.app import custody
from earwitness.desk.access import traces
from earwitness.desk.models import Account, UntoldAct
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal

SHA = "ab" * 32


def request_of(name: str) -> HttpRequest:
    request = HttpRequest()
    request.user = account(Role.READER, name)
    return request


def entries(*actions: str) -> list[tuple[str, str, str]]:
    return [
        (one.actor, one.action, one.subject)
        for one in journal.entries()
        if one.action in (actions or ("open", "play"))
    ]


def test_opening_and_playing_is_told_once_in_ten_minutes_for_each_person(team: Workplace) -> None:
    for _ in range(3):
        traces.opened(request_of("olena"), "call-1", "call")
        traces.played(request_of("olena"), SHA)
    traces.opened(request_of("ivan"), "call-1", "call")
    cache.clear()  # ten minutes later
    traces.opened(request_of("olena"), "call-1", "call")
    assert entries() == [
        ("olena", "open", "call-1"),
        ("olena", "play", SHA),
        ("ivan", "open", "call-1"),
        ("olena", "open", "call-1"),
    ]
    assert custody.verify(team)["ok"]


@pytest.mark.file_store
def test_while_another_command_writes_acts_wait_and_none_is_lost_or_told_twice(
    team: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "WAIT_MS", 1)
    other = sqlite3.connect(team.folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    traces.opened(request_of("olena"), "call-1", "call")
    traces.played(request_of("olena"), SHA)
    assert entries() == []
    assert UntoldAct.objects.count() == 2
    other.execute("ROLLBACK")
    other.close()
    traces.opened(request_of("ivan"), "call-2", "call")
    assert [one[2] for one in entries()] == ["call-1", SHA, "call-2"]
    assert not UntoldAct.objects.exists()


def test_who_comes_in_and_who_is_turned_away_is_told_without_what_was_typed(
    team: Workplace,
) -> None:
    account(Role.READER, "olena")
    typed = "olena-and-her-password"
    visitor().post("/account/login/", {"login": typed, "password": typed})
    visitor().post("/account/login/", {"login": "olena", "password": "wrong wrong wrong"})
    refused = [one for one in journal.entries() if one.action == "log_in_refused"]
    assert [(one.actor, one.subject) for one in refused] == [("desk", "desk")] * 2
    assert typed not in repr(list(journal.entries()))


def test_a_person_with_a_password_and_no_second_factor_is_let_in_to_set_one_up_alone(
    team: Workplace,
) -> None:
    Account.objects.make("petro", Role.PUBLISHER, PASSWORD)
    client = visitor()
    answer = client.post("/account/login/", {"login": "petro", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/").headers["Location"] == "/account/second-factor/"
    assert client.get("/", headers={"HX-Request": "true"}).status_code == 403
    assert "second factor first" in client.get("/account/second-factor/").content.decode()
    assert entries("log_in") == [("petro", "log_in", "desk")]


def test_the_link_of_a_desk_for_one_person_is_told_too(alone: Workplace, log_in: LogIn) -> None:
    from earwitness.desk.access.one_time_link import links

    visitor().get(f"/enter/{links.new()}")
    visitor().get("/enter/guessed")
    assert entries("log_in") == [(alone.actor, "log_in", "desk")]
    assert entries("log_in_refused") == [("desk", "log_in_refused", "desk")]
