"""The made cases of `benchmarks/million_calls.py`: what they hold is what the software makes."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from earwitness.app import answers
from earwitness.app.call_listing import list_calls_anew
from earwitness.app.custody import verify
from earwitness.runtime.store.connection import disconnect

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from million_calls import table  # type: ignore[import-not-found]
from scale.filling import opened  # type: ignore[import-not-found]
from scale.made_calls import MadeCalls  # type: ignore[import-not-found]
from scale.steps import NOTHING, Plan, asking, making  # type: ignore[import-not-found]

CALLS = 6
PLAN = Plan(without=("cross",), unread=True)
"""Without `cross`: it is measured on worlds elsewhere, and is the slowest here."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale") / "case"
    place, made = opened(folder), MadeCalls(CALLS)
    for step in making(PLAN).values():
        step(place, made)
    disconnect()
    return folder


def test_every_stage_finds_that_nothing_is_missing(filled: Path) -> None:
    place = opened(filled)
    steps = asking(PLAN)
    left = {name: steps[name](place, None) for name in steps if name.endswith(NOTHING)}
    assert len(left) > 15
    assert set(left.values()) == {0}


def test_the_case_is_whole_its_calls_are_listed_and_found(filled: Path) -> None:
    place = opened(filled)
    assert verify(place)["problems"] == []
    assert list_calls_anew(place)
    listed = answers.list_calls()
    assert Counter(one["state"] for one in listed) == {"heard": CALLS}
    turns = answers.show(listed[0]["id"])["turns"]
    assert len(turns) > 2
    assert answers.search(place, turns[0]["text"], 50)


def test_the_same_number_of_calls_gives_the_same_ones() -> None:
    one, other = MadeCalls(CALLS), MadeCalls(CALLS)
    assert [one.at(n) for n in range(CALLS)] == [other.at(n) for n in range(CALLS)]
    assert one.of(one.at(3).sha256) == one.at(3)


def test_the_table_tells_what_a_call_costs_and_how_that_grows() -> None:
    figures = [
        {"step": "decode", "calls": 10, "cpu_s": 0.1, "peak_mib": 90},
        {"step": "decode", "calls": 100, "cpu_s": 2.0, "peak_mib": 95},
    ]
    *_, line = table(figures)
    assert line.split() == ["decode", "10.000", "20.000", "2.00", "90,", "95"]
