"""Languages inside a clip: units, the way through them, cutting, and back to the recording."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.invention import mark_doubts
from earwitness.calls.languages import (
    LanguageRun,
    Unit,
    language_runs,
    run_at,
    split_clip,
    units_of,
)
from earwitness.calls.ports import Clip
from earwitness.calls.turns import make_turns
from earwitness.records.hearing import Flag, Segment, SpeechSpan

RU, UK, EN = {"ru": 0.95, "uk": 0.04}, {"uk": 0.9, "ru": 0.09}, {"en": 0.98, "ru": 0.01}
UNSURE = {"uk": 0.4, "ru": 0.35, "pl": 0.2}


def units(*lengths_ms: int) -> list[Unit]:
    found, start = [], 0
    for length in lengths_ms:
        found.append(Unit(start_ms=start, end_ms=start + length))
        start += length
    return found


def clip(*spans_ms: tuple[int, int]) -> Clip:
    """Pieces one after the other, with half a second of the pause between them kept."""
    pieces, offset = [], 0
    for start, end in spans_ms:
        pieces.append((offset, SpeechSpan(channel=1, start_ms=start, end_ms=end)))
        offset += end - start + 500
    samples = np.random.default_rng(1).normal(0, 0.1, offset * 16).astype(np.float32)
    return Clip(sha256="ab", channel=1, samples=samples, pieces=tuple(pieces))


def languages(*guesses: dict[str, float], allowed: tuple[str, ...] = ()) -> list[str]:
    runs = language_runs(units(*[5000] * len(guesses)), guesses, allowed)
    return [run.language for run in runs]


def test_a_ukrainian_sentence_inside_a_russian_call_is_a_run_of_its_own() -> None:
    assert languages(RU, UK, RU, allowed=("ru", "uk")) == ["ru", "uk", "ru"]


def test_an_unsure_stretch_follows_its_neighbours() -> None:
    assert languages(RU, UNSURE, RU) == ["ru"]
    assert languages(UK, UNSURE, UK) == ["uk"]


def test_a_short_word_does_not_change_the_language() -> None:
    runs = language_runs(units(5000, 300, 5000), [RU, UK, RU])
    assert [run.language for run in runs] == ["ru"]


def test_only_declared_languages_are_chosen_but_any_may_be_detected() -> None:
    assert languages(EN, EN, allowed=("ru", "uk")) == ["ru"]
    assert languages(EN, EN) == ["en"]
    assert languages(EN, allowed=("de",)) == ["de"]


def test_no_speech_has_no_language() -> None:
    assert language_runs([], []) == ()


@given(
    guesses=st.lists(
        st.dictionaries(st.sampled_from(["ru", "uk", "en", "pl"]), st.floats(0, 1), min_size=1),
        min_size=1,
        max_size=8,
    )
)
def test_runs_cover_all_units_in_order(guesses: list[dict[str, float]]) -> None:
    own = units(*[3000] * len(guesses))
    runs = language_runs(own, guesses)
    assert (runs[0].start_ms, runs[-1].end_ms) == (own[0].start_ms, own[-1].end_ms)
    assert all(one.end_ms == two.start_ms for one, two in pairwise(runs))
    assert all(one.language != two.language for one, two in pairwise(runs))


@given(
    lengths=st.lists(st.integers(200, 14_000), min_size=1, max_size=4),
    pause=st.integers(800, 9000),
)
def test_units_lie_in_the_speech_and_parts_lead_back_to_the_recording(
    lengths: list[int], pause: int
) -> None:
    spans, start = [], 1000
    for length in lengths:
        spans.append((start, start + length))
        start += length + pause
    own = clip(*spans)
    found = units_of(own)
    assert all(one.start_ms < one.end_ms for one in found)
    assert all(one.end_ms <= two.start_ms for one, two in pairwise(found))
    spoken = sum(end - start for start, end in spans)
    assert sum(one.end_ms - one.start_ms for one in found) == spoken
    runs = [
        LanguageRun(start_ms=one.start_ms, end_ms=one.end_ms, language="ru", probability=1)
        for one in found
    ]
    parts = split_clip(own, runs)
    kept = [piece for part in parts for _, piece in part.pieces]
    assert sum(piece.end_ms - piece.start_ms for piece in kept) == spoken
    assert all(any(s <= piece.start_ms and piece.end_ms <= e for s, e in spans) for piece in kept)
    for run, part in zip(runs, parts, strict=True):
        piece = part.pieces[0][1]
        assert run_at(own, runs, piece.start_ms, piece.end_ms) == run


def segment(detected: str, probability: float, *, length_ms: int = 3000) -> Segment:
    return Segment(
        channel=0,
        start_ms=0,
        end_ms=length_ms,
        text="Стоим под лесом",
        detected_language=detected,
        heard_language="ru",
        language_probability=probability,
    )


def flips(one: Segment, declared: str = "ru") -> bool:
    return Flag.LANGUAGE_FLIP in mark_doubts([one], declared)[0].flags


def test_surely_foreign_speech_under_one_declared_language_is_marked() -> None:
    assert flips(segment("uk", 0.97))
    assert not flips(segment("uk", 0.6))
    assert not flips(segment("uk", 0.97, length_ms=900))
    assert not flips(segment("ru", 0.97))
    assert not flips(segment("uk", 0.97), declared="")
    assert not flips(segment("uk", 0.97), declared="uk-UA")


def test_a_declared_language_does_not_overwrite_the_detected_one() -> None:
    (turn,) = make_turns([segment("uk", 0.97)], channels=1, declared_language="ru")
    assert (turn.language, turn.declared_language, turn.detected_language) == ("ru", "ru", "uk")
    (turn,) = make_turns([segment("be", 0.5)], channels=1, declared_language="")
    assert (turn.language, turn.declared_language, turn.detected_language) == ("ru", "", "be")


def test_turns_of_two_detected_languages_do_not_join() -> None:
    two = [segment("ru", 0.9), segment("uk", 0.9)]
    assert len(make_turns(two, channels=2, declared_language="ru")) == 2
