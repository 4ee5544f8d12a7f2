"""`check`, as typed."""

import base64
import json
import os
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest

from fakes.command_line import begun, command


@pytest.fixture
def case(spoken_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(spoken_once, tmp_path / "case")
    return tmp_path / "case"


def a_line_of(case: Path) -> str:
    shown = json.loads(command("-C", case, "calls", "--json").out)
    return next(str(call["caller"]) for call in shown if call["caller"])


def test_a_page_that_says_nothing_is_clean(case: Path, tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<p>A soldier speaks with his mother.</p>")
    answer = command("-C", case, "check", tmp_path / "page")
    assert answer.code == 0, answer.err
    assert "Clean" in answer.err


def test_a_number_in_a_package_is_told_without_saying_it(case: Path, tmp_path: Path) -> None:
    line = a_line_of(case)
    with zipfile.ZipFile(tmp_path / "page.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("data.js", f"x = '{base64.b64encode(line.encode()).decode()}'")
    answer = command("-C", case, "check", tmp_path / "page.zip", "--json")
    assert answer.code == 1, answer.err
    report = json.loads(answer.out)
    assert report["clean"] is False
    (finding,) = report["findings"]
    assert finding["path"] == "page.zip"
    assert finding["where"].startswith("data.js, byte")
    assert finding["identifier_kind"] == "number"
    assert "base64" in finding["encoding"]
    assert line[-7:] not in answer.out
    shown = command("-C", case, "check", tmp_path / "page.zip")
    assert "NOT CLEAN" in shown.err
    assert finding["id"] in shown.out


def test_a_sound_that_nobody_listened_to_is_not_clean(case: Path, tmp_path: Path) -> None:
    recording = next(path for path in (case / "originals").rglob("*") if path.is_file())
    shutil.copy(recording, tmp_path / "clip.wav")
    answer = command("-C", case, "check", tmp_path / "clip.wav", "--no-listen", "--json")
    assert answer.code == 1
    report = json.loads(answer.out)
    assert report["unopened"] == ["clip.wav"]
    assert "listened" in report["unopened_why"][0]["why"]


def test_a_place_that_is_not_there_is_said(case: Path) -> None:
    answer = command("-C", case, "check", "nowhere")
    assert answer.code == 3
    assert "nowhere is not there" in answer.err


def test_nothing_stays_behind(case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    command("-C", case, "check", tmp_path / "a.txt")
    assert not list((case / "derived").glob("checking-*"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_check_that_is_stopped_says_that_there_is_no_report_and_leaves_nothing(
    case: Path, how: signal.Signals, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_bytes(os.urandom(2**20).hex().encode() * 16)
    child = begun("-C", case, "check", tmp_path / "long.txt", "--quiet")
    while not list((case / "derived").glob("checking-*/*/begun")):
        assert child.poll() is None, "it was done before it could be stopped"
        time.sleep(0.01)
    child.send_signal(how)
    _, said = child.communicate(timeout=120)
    assert child.returncode == 128 + how
    assert "no report" in said
    assert "to go on" not in said
    assert not list((case / "derived").glob("checking-*"))
