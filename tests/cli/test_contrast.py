"""`contrast` as it is typed."""

import json

import pytest

from desk.report.test_claims_of_copies import save
from earwitness.app.answers import all_claims, list_calls, one_call, turns_of
from earwitness.cli import commands
from earwitness.records.claim import ThemeMark
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace


@pytest.fixture
def quoted(spoken: Workplace) -> str:
    """A call whose first turn quotes television, by mark; the call's id."""
    call = list_calls()[0]
    sha256 = call["recordings"][0]["sha256"]
    first = turns_of(one_call(call["id"]))[0]
    mark = ThemeMark(
        call_id=call["id"],
        sha256=sha256,
        start_ms=first.start_ms,
        end_ms=first.end_ms,
        speaker_label=first.speaker_label,
        kind="theme",
        value="official_narrative",
        quote=first.text,
    )
    own = [claim for claim in all_claims() if claim.sha256 == sha256]
    save("claims", sha256, {"claims": to_json(own), "themes": to_json([mark])})
    return str(call["id"])


def told(place: Workplace, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert commands._run(["-C", str(place.folder.root), "contrast", *more]) == 0
    said = capsys.readouterr()
    return said.out if more else said.out + said.err


def test_the_document_names_its_windows_and_every_span(
    spoken: Workplace, quoted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = json.loads(told(spoken, capsys, "--json"))
    assert {"window_days", "answer_turns", "answer_ms", "contrasts"} == set(answer)
    (one,) = [one for one in answer["contrasts"] if one["official"]["call"] == quoted]
    for saying in (one["official"], *one["beside"]):
        assert saying["start_ms"] < saying["end_ms"] and saying["quote"]
        assert {"role", "why"} == set(saying["perhaps"])


def test_it_says_that_it_guesses_and_proves_nothing(
    spoken: Workplace, quoted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(spoken, capsys)
    assert quoted in text
    assert "Who speaks is a guess" in text and "no proof" in text


def test_a_case_without_quotations_says_so(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "0 quotations" in told(place, capsys)
