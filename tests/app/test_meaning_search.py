"""What is said is found by what it means, in words that are not there."""

import os

import pytest

from earwitness.app import meaning_search, meaning_vectors
from earwitness.app.forgetting import forget
from earwitness.app.processing import process
from earwitness.app.searching import search_by_meaning
from earwitness.records.call_listing import CallFilter, Reach
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.models.store import require
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, listed_calls, results

EVERYONE = Reach()
DECEIVED = "Мама, нас обманули, в роте двенадцать двухсотых."


@pytest.fixture
def understood(spoken: Workplace) -> Workplace:
    """The tiny case, its turns read by meaning."""
    try:
        require("universal-sentence")
    except EarwitnessError as missing:
        if os.environ.get("EARWITNESS_REQUIRE_MODELS") == "1":
            pytest.fail(missing.what)
        pytest.skip(missing.what)
    process(spoken, ("meaning",), progress=SilentProgress())
    return spoken


def found(place: Workplace, query: str, reach: Reach = EVERYONE) -> list[str]:
    """The texts of what is nearest."""
    rows = listed_calls.fitting(CallFilter(), reach)
    return [one.text for one in search_by_meaning(place, query, rows, reach).found]


def test_an_english_question_finds_russian_words_that_nobody_translated(
    understood: Workplace,
) -> None:
    first, *_ = found(understood, "the commander ran away")
    assert first == "Мам, командир роты сбежал."
    hidden = Reach(hidden_calls=frozenset(call.id for call in calls.all_calls()))
    assert found(understood, "the commander ran away", hidden) == []


def test_processing_prepares_the_search_so_that_the_first_one_reads_no_results(
    understood: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(meaning_vectors.results, "outputs")
    (best, *_) = meaning_search.nearest(understood, DECEIVED, 9)
    assert best[1] > meaning_search.NEAREST


def test_what_was_forgotten_is_not_found_any_more(understood: Workplace) -> None:
    (sha256,) = calls.call_ids([calls.all_calls()[0].recordings[0]])
    assert sha256 in {one.sha256 for one, _ in meaning_search.nearest(understood, DECEIVED, 9)}
    forget(understood, sha256, why="the source withdrew consent")
    assert results.output("meaning", sha256) is None
    assert sha256 not in {one.sha256 for one, _ in meaning_search.nearest(understood, DECEIVED, 9)}


def test_without_a_model_nothing_is_offered(
    spoken: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning_search, "meaning_of", lambda place: None)
    assert not meaning_search.can_search_by_meaning(spoken)
    assert meaning_search.nearest(spoken, "Мама", 9) == []
