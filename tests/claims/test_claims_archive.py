"""The archive benchmark counts what is found at the right place of the right call, and no more."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from archive_turns import TrueCall, true_calls, written_turns
from claims_archive import (
    agrees,
    score_claims_of,
    score_themes_of,
    scored,
    turn_at,
)
from claims_scoring import Rate, Score
from earwitness.records.claim import Claim, LocatedClaim, ThemeMark

UNIT = "3 company, 2 battalion"
LOSS = {"kind": "loss", "object": "people", "killed": 8, "unit": UNIT, "place": "bridge near Лиман"}
CALL = TrueCall(
    call="c1",
    sha256="00",
    started_at=datetime(2022, 3, 7, tzinfo=UTC),
    turns=(
        {"turn": "t1", "start_ms": 0, "end_ms": 4000},
        {"turn": "t2", "start_ms": 6000, "end_ms": 9000},
    ),
    claims=(
        {**LOSS, "turn": "t1"},
        {"kind": "loss", "object": "people", "joke": True, "destroyed": True, "turn": "t2"},
        {"kind": "supply", "turn": "t2"},
        {"kind": "refusal", "count": 5, "turn": "t2"},
    ),
)


def located(start_ms: int, end_ms: int, **fields: Any) -> LocatedClaim:
    claim = Claim(
        **{"kind": "loss", "object": "people", "quote": "", "start": 0, "end": 0, "rule": "x"}
        | fields
    )
    return LocatedClaim(
        id="",
        call_id="c1",
        sha256="00",
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label="",
        translation="",
        claim=claim,
    )


RIGHT = located(1000, 3000, killed=8, unit="own company", place="Лиман")
REFUSED = located(6000, 9000, refused=5)


def test_right_claims_score_one_and_the_joke_is_left_out() -> None:
    score = Score()
    score_claims_of(score, CALL, [replace(RIGHT, unit_in_context=UNIT), REFUSED])
    assert score.rate("unit said whole") == Rate(0, 1)
    assert all(score.right[n] == score.of[n] for n in score.of if n != "unit said whole")
    assert score.rate("jokes and plans left out") == Rate(1, 1)
    assert score.rate("figures exact") == Rate(2, 2)


def test_a_wrong_figure_a_joke_and_a_claim_elsewhere_are_counted() -> None:
    wrong = located(1000, 3000, killed=80, unit="4 company")
    joke = located(6000, 9000, destroyed=True)
    far = located(20000, 21000, killed=8)
    score = Score()
    score_claims_of(score, CALL, [wrong, joke, far])
    assert score.rate("loss: found") == Rate(1, 2)
    assert score.rate("loss: true") == Rate(1, 3)
    assert score.rate("figures exact") == Rate(0, 2)
    assert score.rate("unit said agrees") == Rate(0, 1)
    assert score.rate("place said") == Rate(0, 1)
    assert score.rate("jokes and plans left out") == Rate(0, 1)


@pytest.mark.parametrize(("middle", "turn"), [(2000, "t1"), (4900, "t1"), (10500, "")])
def test_a_claim_belongs_to_the_turn_around_or_near_it(middle: int, turn: str) -> None:
    assert turn_at(CALL, located(middle, middle)) == turn


def test_themes_belong_together_where_they_overlap() -> None:
    mark = ThemeMark(
        call_id="c1",
        sha256="00",
        start_ms=5000,
        end_ms=7000,
        speaker_label="",
        kind="theme",
        value="supply",
        quote="",
    )
    score = Score()
    score_themes_of(score, CALL, [mark, replace(mark, start_ms=0, end_ms=1000)])
    assert score.rate("supply: found") == Rate(1, 1)
    assert score.rate("supply: true") == Rate(1, 2)
    assert score.rate("refusal: found") == Rate(0, 1)


@pytest.mark.parametrize(
    ("found", "same"),
    [("company", True), ("own battalion", True), (UNIT, True), ("2 company", False), (None, False)],
)
def test_units_agree_if_no_part_differs(found: str | None, same: bool) -> None:
    assert agrees(found, UNIT) is same


def test_the_true_words_of_the_archive_are_read() -> None:
    calls = true_calls()
    score = scored(calls, written_turns(calls))
    assert len(calls) == 26
    assert score.of["loss: found"] >= 20 and score.right["loss: found"] >= 10
