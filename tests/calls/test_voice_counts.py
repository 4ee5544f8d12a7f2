"""Counting voices among vectors whose voices and scatter are known."""

import numpy as np
import pytest

from earwitness.calls.voice_clusters import unit
from earwitness.calls.voice_counts import (
    SECOND_ON_A_CALL,
    SECOND_ON_A_SIDE,
    Windows,
    _cosines,
    count_voices,
)


def windows(*phrases: tuple[int, int], distance: float, scatter: float = 0.5) -> Windows:
    """Phrases of (voice, windows of 1.2 s each) with 300 ms between them.

    A voice is a direction; two of them have a cosine of 1 − distance.
    """
    random = np.random.default_rng(5)
    first, second = np.eye(256)[:2]
    cosine = 1 - distance
    voices = [first, cosine * first + np.sqrt(1 - cosine**2) * second]
    at, spans, rows = 0, [], []
    for voice, length in phrases:
        for _ in range(length):
            spans.append((at, at + 1200))
            rows.append(voices[voice] + random.normal(0, scatter / 16, 256))
            at += 1200
        at += 300
    return Windows(tuple(spans), unit(np.array(rows)), len(spans))


def test_two_voices_that_take_turns_are_two() -> None:
    count = count_voices(windows(*[(0, 2), (1, 2)] * 4, distance=0.4), second=SECOND_ON_A_CALL)
    assert count.voices == 2 and count.evidence[0] > 0
    assert count.grouping.labels.tolist() in ([0, 0, 1, 1] * 4, [1, 1, 0, 0] * 4)


@pytest.mark.parametrize("phrases", [5, 10, 20])
def test_one_voice_stays_one_however_long_it_talks(phrases: int) -> None:
    alone = windows(*[(0, 2)] * phrases, distance=0.4)
    count = count_voices(alone, second=SECOND_ON_A_CALL)
    assert count.voices == 1 and count.evidence[0] < 0


def test_a_split_that_follows_the_phrases_counts_more_than_one_that_does_not() -> None:
    together = windows(*[(0, 2), (1, 2)] * 4, distance=0.25)
    one_each = np.arange(16).reshape(4, 4)[:, [0, 2, 1, 3]].ravel()
    mixed = Windows(together.spans, together.embeddings[one_each], together.apart)
    along, across = (
        count_voices(one, second=SECOND_ON_A_CALL).evidence[0] for one in (together, mixed)
    )
    assert along > across + 2


def test_a_side_of_a_stereo_call_needs_more_to_be_two_than_a_mono_call() -> None:
    talk = windows(*[(0, 2), (1, 2)] * 4, distance=0.4)
    call, side = (
        count_voices(talk, second=prior).evidence[0]
        for prior in (SECOND_ON_A_CALL, SECOND_ON_A_SIDE)
    )
    assert call - side == pytest.approx(np.log(3) + np.log(9), abs=0.02)


def test_too_few_windows_are_not_asked_about() -> None:
    count = count_voices(windows((0, 2), (1, 2), distance=0.9), second=SECOND_ON_A_CALL)
    assert count.voices == 1 and count.evidence == ()


def test_who_is_heard_for_a_moment_is_no_voice() -> None:
    talk = windows(*[(0, 3)] * 4, (1, 1), distance=0.9, scatter=0.1)
    assert count_voices(talk, second=SECOND_ON_A_CALL).voices == 1


def test_similarities_from_sums_are_those_of_all_pairs() -> None:
    talk = windows(*[(0, 2), (1, 2)] * 3, distance=0.4)
    labels = np.array([0, 0, 1, 1] * 3)
    within, across = _cosines(talk, labels)
    cosines = talk.embeddings @ talk.embeddings.T
    own = [cosines[np.ix_(labels == voice, labels == voice)] for voice in (0, 1)]
    means = [(one.sum() - np.trace(one)) / (one.size - len(one)) for one in own]
    assert within == pytest.approx(np.sqrt(means[0] * means[1]), abs=1e-4)
    assert across == pytest.approx(cosines[np.ix_(labels == 0, labels == 1)].mean(), abs=1e-4)


def test_a_group_of_one_window_has_no_similarity_within() -> None:
    talk = windows(*[(0, 2)] * 4, distance=0.4)
    within, _ = _cosines(talk, np.array([1] + [0] * 7))
    assert within == 0
