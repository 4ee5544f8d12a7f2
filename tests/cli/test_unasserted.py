"""What is asked, denied or planned: kept with its second, shown apart, weighed as a denial."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from earwitness.app.bags import take_bag
from earwitness.app.exporting import export_as
from earwitness.app.forgetting import forget
from earwitness.app.intake import take_in
from earwitness.app.opening import create_case
from earwitness.app.processing import process
from earwitness.cli import commands
from earwitness.pipeline import groups
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect
from fakes.sounds import encode, tone

SILENT = SilentProgress()
CALLS = {
    "2022-03-05_19-42-10": "В Буче наши мирных расстреляли. Сколько у вас двухсотых, двенадцать?",
    "2022-03-06_19-42-10": "В Буче мы мирных не расстреливали. Завтра мы пойдём под Изюм.",
}
Ask = Callable[..., Any]


@pytest.fixture
def case(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """Two calls of which one denies what the other tells; workers stay in this process."""
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    folder = tmp_path / "received"
    folder.mkdir()
    for number, (name, said) in enumerate(CALLS.items()):
        encode(folder / f"{name}.wav", tone(4, hertz=300 + 50 * number))
        cue = f"WEBVTT\n\n00:00.500 --> 00:03.500\n{said}\n"
        (folder / f"{name}.ru.vtt").write_text(cue, encoding="utf-8")
    take_in(place, [folder], call_lists=[], delivery="", progress=SILENT)
    process(place, ("decode", "claims", "support"), progress=SILENT)
    yield place


@pytest.fixture
def ask(case: Workplace, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: str, of: Workplace = case) -> Any:
        assert commands._run(["-C", str(of.folder.root), *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


def reasons(found: Any) -> set[tuple[str, str]]:
    return {(one["kind"], one.get("mood") or one.get("polarity")) for one in found}


def test_they_are_shown_apart_with_their_second(ask: Ask) -> None:
    apart, stated = ask("claims", "--unasserted"), ask("claims")
    assert reasons(apart) == {("loss", "question"), ("killing", "denied"), ("position", "plan")}
    assert [one["kind"] for one in stated] == ["killing"]
    assert {one["asserted"] for one in apart} == {False}
    assert {one["asserted"] for one in stated} == {True}
    assert all(500 <= one["start_ms"] < one["end_ms"] <= 3500 for one in apart)
    assert [one["kind"] for one in ask("claims", "--unasserted", "--kind", "loss")] == ["loss"]


def test_a_question_widens_no_range(ask: Ask) -> None:
    (row,) = ask("losses")
    assert (row.get("killed"), row["statements"]) == (None, [])
    assert [one["aside"] for one in row["asides"]] == ["question"]


def test_a_denial_contradicts_and_is_no_source(ask: Ask) -> None:
    (matter,) = ask("support")
    assert [one["relation"] for one in matter["relations"]] == ["contradicts"]
    assert sorted(one["denied"] for one in matter["claims"]) == [False, True]
    assert matter["independence"]["high"] == 1


def test_it_can_be_judged_and_graded(ask: Ask) -> None:
    denial = next(one["id"] for one in ask("claims", "--unasserted") if one["kind"] == "killing")
    ask("judge", denial, "negative", "--why", "Others saw it.")
    ask("grade", denial, "--source", "E", "--why", "He has a reason to lie.")
    shown = next(one for one in ask("claims", "--unasserted") if one["id"] == denial)
    assert (shown["judgement"], shown["grade"]) == ("negative", "E")


def test_they_travel_with_a_bag(case: Workplace, ask: Ask, tmp_path: Path) -> None:
    before = ask("claims", "--unasserted")
    export_as("bag", case, tmp_path / "bag", progress=SILENT)
    disconnect()
    other = create_case(tmp_path / "other", time_zone="Europe/Kyiv", region="RU")
    take_bag(other, tmp_path / "bag", progress=SILENT)
    assert [one["id"] for one in ask("claims", "--unasserted", of=other)] == [
        one["id"] for one in before
    ]


@pytest.mark.file_store
def test_forgetting_takes_them_along(case: Workplace, ask: Ask) -> None:
    calls = {one["id"]: one["recordings"][0]["sha256"] for one in ask("calls")}
    denial = next(one for one in ask("claims", "--unasserted") if one["kind"] == "killing")
    forget(case, calls[denial["call"]], why="The source withdrew consent.")
    assert reasons(ask("claims", "--unasserted")) == {("loss", "question")}
    assert "не расстреливали".encode() not in case.folder.database.read_bytes()
