"""Fingerprints and duplicates as stages of a case, and the answers of the command line."""

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from earwitness.app import answers
from earwitness.app.custody import verify
from earwitness.app.duplicates import copies, duplicates_answer
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.archive.duplicates import duplicates_of
from earwitness.cli import commands
from earwitness.pipeline import duplicates, groups
from earwitness.records.duplicates import Duplicates
from earwitness.runtime.folder_locks import open_lock, try_alone
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.models import ResultRow
from fakes.copies import call
from fakes.sounds import encode

STAGES = ("decode", "fingerprint", "duplicates")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers stay in this process."""
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """A call, a quieter AMR copy of it, the same file twice, and another call."""
    folder = tmp_path / "delivery"
    folder.mkdir()
    first = call("2022-03-10_13-44-18_+79552721684.wav", tmp_path)
    steps = np.round(first * 32768).astype(np.int16)
    encode(folder / "2022-03-10_13-44-18_+79552721684.wav", steps)
    quieter = (steps // 4).astype(np.int16)
    encode(folder / "backup.amr", quieter, codec="libopencore_amrnb", container="amr")
    other = call("70314804.wav", tmp_path)
    path = encode(folder / "other.wav", np.round(other * 32768).astype(np.int16))
    (folder / "again.wav").write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def looked(place: Workplace, delivery: Path, here: None) -> Iterator[Workplace]:
    take_in(place, [delivery], call_lists=[], delivery="", progress=SilentProgress())
    look(place)
    yield place


def look(place: Workplace) -> dict[str, tuple[int, int]]:
    return process(place, STAGES, progress=SilentProgress())


def test_a_copy_is_grouped_with_its_original_and_everything_is_kept(looked: Workplace) -> None:
    answer = duplicates_answer()
    assert answer["compared"] == 3
    (group,) = answer["groups"]
    best, copy = group["members"]
    assert best["source_name"] == "2022-03-10_13-44-18_+79552721684.wav"
    assert (best["relation"], copy["relation"]) == ("best", "level")
    assert copy["source_name"] == "backup.amr"
    assert copy["level_db"] == pytest.approx(-12, abs=1)
    assert "has the codec that loses least" in group["why"]
    assert best["call"] != copy["call"]
    (twice,) = answer["identical_files"]
    assert sorted(Path(path).name for path in twice["source_paths"]) == ["again.wav", "other.wav"]
    assert len(answers.list_calls()) == 3
    assert copies() == {copy["sha256"]: best["sha256"]}


def test_looking_again_makes_nothing_and_verify_agrees(looked: Workplace) -> None:
    assert set(look(looked).values()) == {(0, 0)}
    assert verify(looked)["ok"]


def test_a_new_recording_makes_a_new_grouping_beside_the_old(
    looked: Workplace, tmp_path: Path
) -> None:
    steps = np.round(call("70314804.wav", tmp_path) * 32768).astype(np.int16)
    cut = encode(tmp_path / "cut.mp3", steps[:, 80_000:], codec="libmp3lame", container="mp3")
    take_in(looked, [cut], call_lists=[], delivery="", progress=SilentProgress())
    counts = look(looked)
    assert (counts["fingerprint"], counts["duplicates"]) == ((1, 0), (1, 0))
    relations = {
        member["source_name"]: member["relation"]
        for group in duplicates_answer()["groups"]
        for member in group["members"]
    }
    assert relations["cut.mp3"] == "cut"
    assert len(relations) == 4
    assert ResultRow.objects.filter(stage="duplicates").count() == 2
    assert verify(looked)["ok"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")
def test_two_commands_at_once_do_not_write_to_the_index_together(
    place: Workplace, delivery: Path, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = []

    def watched(*given: Any) -> Duplicates:
        other = open_lock(place.folder.index)
        assert other is not None
        alone.append(try_alone(other))
        os.close(other)
        return duplicates_of(*given)

    monkeypatch.setattr(duplicates, "duplicates_of", watched)
    take_in(place, [delivery], call_lists=[], delivery="", progress=SilentProgress())
    look(place)
    assert alone == [False]


def test_a_changed_fingerprint_is_told_by_verify(looked: Workplace) -> None:
    row = ResultRow.objects.filter(stage="fingerprint").first()
    assert row is not None
    row.output["bandwidth_hz"] += 1
    row.save()
    assert not verify(looked)["ok"]


def test_a_fingerprint_takes_little_room(looked: Workplace) -> None:
    for _, output in results.outputs("fingerprint"):
        assert len(json.dumps(output)) <= 5_000


def test_calls_at_different_declared_times_are_doubted(
    place: Workplace, delivery: Path, here: None
) -> None:
    (delivery / "backup.amr").rename(delivery / "2022-03-11_09-00-00_+79552453802.amr")
    take_in(place, [delivery], call_lists=[], delivery="", progress=SilentProgress())
    look(place)
    (group,) = duplicates_answer()["groups"]
    assert any("times differ" in doubt for doubt in group["doubts"])


def test_the_command_tells_groups_and_files_that_came_twice(
    looked: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._run(["-C", str(looked.folder.root), "duplicates"]) == 0
    told = capsys.readouterr()
    for words in ("best original", "backup.amr", " dB, score ", "came 2 times"):
        assert words in told.out
    assert "Nothing was deleted" in told.err


def test_the_command_says_when_nobody_has_looked(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._run(["-C", str(place.folder.root), "duplicates"]) == 0
    assert "process" in capsys.readouterr().err
    assert commands._run(["-C", str(place.folder.root), "duplicates", "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (answer["looked"], answer["groups"]) == (False, [])


def test_the_json_has_the_documented_fields(
    looked: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._run(["-C", str(looked.folder.root), "duplicates", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    fields = {"looked", "compared", "landmarks_kept", "identical_files", "groups", "shared_parts"}
    assert fields <= set(answer)
    (group,) = answer["groups"]
    assert {"id", "best", "why", "members", "doubts", "pairs"} <= set(group)
    member = {"sha256", "source_name", "call", "codec", "duration_ms", "bandwidth_hz", "relation"}
    assert all(member <= set(one) for one in group["members"])
    compared = {"compared_with", "offset_ms", "overlap_ms", "score", "level_db", "tracks"}
    assert compared <= set(group["members"][1])
