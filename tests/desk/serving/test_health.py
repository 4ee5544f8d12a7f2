"""A desk says whether it lives and whether it can work, and to nobody why not."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from desk.conftest import visitor
from earwitness.app import serving_state
from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.health import checks
from earwitness.desk.health.checks import lacking, readiness
from earwitness.desk.log.events import FIELDS
from earwitness.runtime.runner import Workplace

Break = Callable[[Workplace, pytest.MonkeyPatch], None]


@pytest.fixture(autouse=True)
def nobody_looked() -> Iterator[None]:
    readiness.forget()
    yield
    readiness.forget()


@pytest.fixture
def watcher() -> Client:
    return visitor()


def no_space(place: Workplace, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(serving_state, "free_megabytes", lambda _: 3)


def no_disk(place: Workplace, patch: pytest.MonkeyPatch) -> None:
    gone = replace(place.folder, root=Path("/nowhere/at/all"))
    serve_case(Desk(place=replace(place, folder=gone), alone=False))


def later_store(place: Workplace, patch: pytest.MonkeyPatch) -> None:
    MigrationRecorder(connections["default"]).record_applied("store", "9999_of_a_later_version")


def earlier_accounts(place: Workplace, patch: pytest.MonkeyPatch) -> None:
    rows = MigrationRecorder(connections["desk"]).migration_qs.using("desk")
    rows.filter(app="desk", name__startswith="0002").delete()


def no_store(place: Workplace, patch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise DatabaseError("Лена")

    patch.setattr(serving_state, "applied_migrations", fails)


def no_accounts(place: Workplace, patch: pytest.MonkeyPatch) -> None:
    def fails(connection: object) -> None:
        raise DatabaseError("Лена")

    patch.setattr(checks, "MigrationExecutor", fails)


def test_a_desk_that_can_work_says_so(team: Workplace, watcher: Client) -> None:
    for path in ("/health/", "/ready/"):
        answer = watcher.get(path)
        assert (answer.status_code, answer.content) == (200, b"ok\n")
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("harm", "missing"),
    [
        (no_space, ["disk"]),
        (no_disk, ["folder", "disk"]),
        (later_store, ["store_form"]),
        (no_store, ["store"]),
        (earlier_accounts, ["accounts_form"]),
        (no_accounts, ["accounts"]),
    ],
)
def test_what_is_lacking_is_told_to_the_log_alone(
    team: Workplace,
    watcher: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    harm: Break,
    missing: list[str],
) -> None:
    harm(team, monkeypatch)
    answer = watcher.get("/ready/")
    assert (answer.status_code, answer.content) == (503, b"not ok\n")
    assert watcher.get("/health/").status_code == 200
    told = [getattr(one, FIELDS) for one in caplog.records if one.message == "not_ready"]
    assert told == [{"lacking": missing}]
    assert caplog.records[-1].levelno >= logging.INFO and "Лена" not in json.dumps(told)


def test_who_asks_often_makes_no_work_and_a_change_is_told_once(
    team: Workplace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    looked: list[int] = []
    answers = iter([["disk"], ["disk"], []])

    def look(place: Workplace) -> Iterator[str]:
        looked.append(1)
        yield from next(answers)

    own = checks.Readiness(look=look)
    assert [own.is_ready() for _ in range(5)] == [False] * 5 and len(looked) == 1
    monkeypatch.setattr(checks, "KEPT_SECONDS", 0.0)
    assert [own.is_ready() for _ in range(2)] == [False, True]
    assert [one.message for one in caplog.records] == ["not_ready", "ready_again"]


def test_a_look_that_hangs_holds_up_nobody_else(team: Workplace) -> None:
    own = checks.Readiness()

    def look(place: Workplace) -> Iterator[str]:
        assert not own.is_ready(), "whoever asks meanwhile is told the last that is known"
        yield from lacking(place)

    own.look = look
    assert own.is_ready()
