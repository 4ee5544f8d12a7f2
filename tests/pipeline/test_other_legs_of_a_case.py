"""Two recorders, one at each end: a hint by the calls' data, and nothing that follows from it."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import transaction

from earwitness.app import answers
from earwitness.app.duplicates import copies, duplicates_answer
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.cli import commands
from earwitness.pipeline import groups
from earwitness.records.custody import Provenance
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from fakes.copies import call
from fakes.dialogue import MOTHER, SOLDIER
from fakes.sounds import encode

CALL_LIST = f"""\
caller;called;start;duration;file
{SOLDIER};{MOTHER};05.03.2022 19:42:10;40;hers.wav
{MOTHER};{SOLDIER};05.03.2022 19:42:12;40;his.wav
{SOLDIER};{MOTHER};05.03.2022 21:00:00;40;later.wav
"""


@pytest.fixture
def case(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """The two sides of one call as two files, and a later call of the same lines."""
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    stereo, other = call("70316389.wav", tmp_path), call("70314804.wav", tmp_path)
    folder = tmp_path / "delivery"
    folder.mkdir()
    sounds = {"hers": stereo[:1], "his": stereo[1:], "later": other[:1]}
    for name, sound in sounds.items():
        encode(folder / f"{name}.wav", np.round(sound * 32768).astype(np.int16))
    table = tmp_path / "calls.csv"
    table.write_text(CALL_LIST, encoding="utf-8")
    take_in(place, [folder], call_lists=[table], delivery="", progress=SilentProgress())
    process(place, ("decode", "fingerprint", "duplicates"), progress=SilentProgress())
    return place


def speech(sha256: str, *seconds: int) -> None:
    """Speech of three seconds that begins at each of these, as if a detector had heard it."""
    maker = Provenance(
        stage="speech",
        engine="fake",
        version="1",
        weights_digest="",
        options="",
        input_digests=(str(seconds),),
    )
    spans = [{"channel": 0, "start_ms": 1000 * s, "end_ms": 1000 * s + 3000} for s in seconds]
    with transaction.atomic():
        results.save(sha256, maker, spans, actor="test")


def test_two_sides_recorded_apart_give_a_hint_and_stay_two_calls(case: Workplace) -> None:
    answer = duplicates_answer()
    (hint,) = answer["possible_other_legs"]
    assert hint["names"] == ["hers.wav", "his.wav"]
    assert (hint["by"], hint["lines"]) == ("metadata", sorted([MOTHER, SOLDIER]))
    assert (hint["starts_apart_ms"], hint["spoken_at_once"]) == (2_000, None)
    assert answer["groups"] == []
    assert copies() == {}
    assert len(answers.list_calls()) == 3


def test_speech_confirms_the_hint_or_takes_it_away(case: Workplace) -> None:
    (hint,) = duplicates_answer()["possible_other_legs"]
    speech(hint["first"], 4, 12, 20)
    speech(hint["second"], 6, 14, 22)
    (heard,) = duplicates_answer()["possible_other_legs"]
    assert heard["spoken_at_once"] == 0
    speech(hint["second"], 2, 5, 8, 11, 14, 17, 20)
    assert duplicates_answer()["possible_other_legs"] == []


def test_the_command_says_that_only_the_calls_data_speak_for_it(
    case: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._run(["-C", str(case.folder.root), "duplicates"]) == 0
    told = capsys.readouterr()
    assert "by the call's data only: hers.wav and his.wav" in told.out
    assert "begin 2 s apart, no sound in common" in told.out
    assert "1 possible other legs" in told.err
    assert commands._run(["-C", str(case.folder.root), "duplicates", "--json"]) == 0
    (hint,) = json.loads(capsys.readouterr().out)["possible_other_legs"]
    fields = {"by", "first", "second", "calls", "lines", "names"}
    assert set(hint) == fields | {"starts_apart_ms", "overlap_ms", "spoken_at_once"}


def test_before_anybody_looked_for_duplicates_there_is_no_hint(spoken: Workplace) -> None:
    answer: dict[str, Any] = duplicates_answer()
    assert (answer["looked"], answer["possible_other_legs"]) == (False, [])
