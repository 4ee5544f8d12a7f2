"""Pieces of speech become spans of one voice: doubtful ones of nobody, none over another."""

import numpy as np

from earwitness.calls.voice_spans import MARGIN_MS, joined
from earwitness.records.voices import VoiceSpan

LABELS = ("voice-1", "voice-2")


def spans(*pieces: tuple[int, int, float]) -> tuple[VoiceSpan, ...]:
    """Pieces of (start, end, share of the first voice)."""
    times = [(start, end) for start, end, _ in pieces]
    shares = np.array([[share, 1 - share] for _, _, share in pieces])
    return joined(3, times, shares, LABELS, 0.7)


def test_a_voice_that_is_not_likely_enough_is_unknown() -> None:
    found = spans((1000, 2000, 0.7), (3000, 4000, 0.69), (5000, 6000, 0.31), (7000, 8000, 0.3))
    assert [one.speaker_label for one in found] == ["voice-1", "unknown", "unknown", "voice-2"]
    assert [one.probability for one in found] == [0.7, 0.69, 0.69, 0.7]
    assert {one.channel for one in found} == {3}


def test_a_short_pause_of_one_voice_is_part_of_its_span() -> None:
    (one,) = spans((1000, 2000, 1.0), (2450, 2900, 0.8))
    assert (one.start_ms, one.end_ms) == (1000 - MARGIN_MS, 2900 + MARGIN_MS)
    assert 0.8 < one.probability < 1.0
    assert len(spans((1000, 2000, 1.0), (2600, 2900, 0.8))) == 2
    assert len(spans((1000, 2000, 1.0), (2450, 2900, 0.2))) == 2


def test_margins_of_two_voices_meet_in_the_middle() -> None:
    first, second = spans((0, 1000, 0.9), (1020, 2000, 0.1))
    assert (first.start_ms, first.end_ms, second.start_ms) == (0, 1010, 1010)
