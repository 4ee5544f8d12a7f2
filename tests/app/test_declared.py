"""File names, call lists, sound and file times side by side, as `calls`, `show` and the report
show them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from earwitness.app import answers, declared
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.cli import commands
from earwitness.desk.report.gathering import gather
from earwitness.desk.report.rendering import render_report
from earwitness.records.call import Call
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls
from fakes.sounds import encode, tone

# One hour apart, another called line, a list that says 3 minutes where 2 seconds sound.
NAME = "2022-03-05_20-42-10_+79552075532.wav"
LIST = (
    "caller;called;start;duration;imei;imsi;cell;last cell;file\n"
    "+380970001127;+79552143018;05-03-2022 19:42:10;180;490154203237517;001010123456789;"
    f"001-01-2F20-E170;001-01-2F35-D4BB;{NAME}\n"
    "+380970003405;+79552199357;06-03-2022 08:15:33;2;;;;;good.wav\n"
)


@pytest.fixture
def case(place: Workplace, tmp_path: Path) -> Workplace:
    """Two calls: one on which everything disagrees, one on which nothing does."""
    folder = tmp_path / "received"
    folder.mkdir()
    for name, hertz in ((NAME, 400), ("good.wav", 600)):
        encode(folder / name, tone(2, hertz=hertz))
    before = datetime(2022, 3, 5, 12, tzinfo=UTC).timestamp()
    os.utime(folder / NAME, (before, before))
    (folder / "list.csv").write_text(LIST, "utf-8")
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    process(place, ["decode"], progress=SilentProgress())
    return place


def one(case: Workplace) -> Call:
    (found,) = [call for call in calls.all_calls() if call.caller == "+380970001127"]
    return found


def test_a_call_on_which_sources_disagree_shows_each_side(case: Workplace) -> None:
    (found,) = declared.disagreements_of(case, [one(case)]).values()
    assert [each.field for each in found] == ["start", "duration_ms", "number"]
    start, duration, number = found
    assert start.detail == "1 h 0 min apart; the file was last written before the call began"
    assert [each.source.split(" ")[0] for each in start.declarations] == [
        "call",
        "file",
        "modification",
    ]
    assert {each.value for each in duration.declarations} == {"180000", "2000"}
    assert number.declarations[-1].value == "+79552075532"


def test_few_calls_and_all_calls_answer_the_same(
    case: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = calls.all_calls()
    few = declared.declared_of(case, wanted)
    monkeypatch.setattr(declared, "FEW", 0)
    assert declared.declared_of(case, wanted) == few


def test_the_list_of_calls_names_the_fields(case: Workplace) -> None:
    listed = declared.with_differences(case, answers.list_calls())
    assert sorted(each["differs"] for each in listed) == [[], ["start", "duration_ms", "number"]]


def test_show_keeps_equipment_and_cells_with_what_is_odd(case: Workplace) -> None:
    answer = declared.for_show(case, one(case))
    (row,) = answer["list_rows"]
    assert (row["imei"], row["imsi"]) == ("490154203237517", "001010123456789")
    assert row["last_cell_parts"] == {"mcc": "001", "mnc": "01", "lac": "2F35", "cid": "D4BB"}
    assert any("check digit" in said for said in row["observations"])
    assert {each["field"] for each in answer["declared"]} >= {"start", "ended_by", "number"}
    assert len(answer["disagreements"]) == 3


def test_people_read_both_sides_on_the_command_line(
    case: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._run(["-C", str(case.folder.root), "show", one(case).id]) == 0
    said = capsys.readouterr().out
    for words in (
        "IMEI 490154203237517; IMSI 001010123456789; first cell 001-01-2F20-E170",
        "start differs: 1 h 0 min apart",
        "2022-03-05 19:42:10+02:00  call list list.csv, row 2",
        f"2022-03-05 20:42:10+02:00  file name “{NAME}”",
        "duration differs",
    ):
        assert words in said
    assert commands._run(["-C", str(case.folder.root), "calls"]) == 0
    assert "Sources disagree on 1 calls" in " ".join(capsys.readouterr().err.split())


def test_the_report_shows_both_sides(case: Workplace) -> None:
    page = render_report(gather(case))
    for words in (
        "Sources disagree on the start: 1 h 0 min apart",
        "2022-03-05 20:42:10+02:00",
        "modification time of",
        "IMEI 490154203237517",
        "last cell 001-01-2F35-D4BB",
        "the check digit of",
    ):
        assert words in page
