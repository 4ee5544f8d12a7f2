"""The log tells what happened and where, and nothing of what was said."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from earwitness.desk.calls import views as calls_views
from earwitness.desk.log.events import tell
from earwitness.desk.log.failures import place, told
from earwitness.desk.log.lines import LogFormat, write_log

SAID = "Лена, мы стоим под Бородянкой, +380970000011"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What logging is set to ends with the test."""
    root, own = logging.getLogger(), logging.getLogger("earwitness.desk")
    before = root.handlers[:], root.level, own.level, threading.excepthook, sys.unraisablehook
    yield
    root.handlers[:], own.level = before[0], before[2]
    root.setLevel(before[1])
    threading.excepthook, sys.unraisablehook = before[3], before[4]
    logging.captureWarnings(False)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    told_there = capsys.readouterr().err
    assert (
        "Лена" not in told_there and "0970000011" not in told_there and "\\u041b" not in told_there
    )
    return [json.loads(line) for line in told_there.splitlines()]


def fail() -> None:
    raise ValueError(SAID)


def test_an_error_is_told_by_its_class_and_place_alone() -> None:
    try:
        json.loads(SAID)
    except ValueError as error:
        found = told(error)
    assert found["error"] == "json.decoder.JSONDecodeError"
    assert found["raised"].startswith("decoder.py:") and "at" not in found
    try:
        fail()
    except ValueError as error:
        found = told(error)
    assert found["error"] == "ValueError" and set(found) == {"error", "raised"}
    assert told(ValueError(SAID)) == {"error": "ValueError"}


def test_a_place_names_no_folder_of_the_machine() -> None:
    assert place("/somewhere/site-packages/django/db/utils.py", 7) == "django/db/utils.py:7"
    assert place("/somewhere/else/own.py", 7) == "own.py:7"
    assert place(calls_views.__file__, 3) == "desk/calls/views.py:3"


def test_what_libraries_threads_and_warnings_say_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_log(LogFormat.JSON)
    logging.getLogger("waitress").warning("Exception while serving /calls/%s", SAID)
    logging.getLogger("django.request").info("not told")
    warnings.warn(SAID, stacklevel=1)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    found = lines(capsys)
    assert [one["event"] for one in found] == ["library", "library", "error"]
    assert [one.get("by") for one in found] == ["waitress", "py.warnings", None]
    assert found[2]["error"] == "ValueError" and found[2]["level"] == "error"


def test_plain_lines_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    write_log(LogFormat.PLAIN, logging.ERROR)
    tell("request", status=200)
    tell("work_failed", logging.ERROR, kind="build")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(" error   work_failed kind=build")


def test_a_view_that_fails_is_told_once_with_the_number_that_its_page_shows(
    client: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(SAID)

    monkeypatch.setattr("earwitness.desk.calls.views.place_of", fails)
    write_log(LogFormat.JSON)
    client.raise_request_exception = False
    answer = client.get(f"/calls/?q={SAID}")
    assert answer.status_code == 500
    failed, request = lines(capsys)
    assert (failed["event"], failed["error"]) == ("error", "RuntimeError")
    assert failed["at"].startswith("desk/")
    assert (request["route"], request["status"], request["level"]) == ("calls", 500, "error")
    assert failed["request"] == request["request"] == answer.headers["X-Request-Id"]
    assert request["request"] in answer.content.decode()
    assert SAID not in answer.content.decode()
