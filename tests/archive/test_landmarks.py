"""Landmarks of many sounds at once are those of each alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive import landmarks
from earwitness.archive.constellations import BINS, Constellation
from earwitness.archive.landmarks import landmarks_of, landmarks_of_all


def peaks(random: np.random.Generator, count: int) -> Constellation:
    frames = np.sort(random.integers(0, 4 * count + 1, count)).astype(np.int32)
    return Constellation(frames, random.integers(0, BINS, count).astype(np.int32))


def one_by_one(sound: Constellation) -> set[tuple[int, int]]:
    """As the module tells it, in plain loops: first, second and third of nine peaks in a row."""
    points = list(zip(sound.frames.tolist(), (sound.bins // 3).tolist(), strict=True))
    found = set()
    for place, (start, low) in enumerate(points):
        later = points[place + 1 : place + 9]
        for number, (middle, mid) in enumerate(later):
            for end, high in later[number + 1 :]:
                if start < middle < end <= start + 63:
                    steps = (middle - start) // 3, (end - middle) // 3
                    bins = (low << 14) + (mid << 7) + high
                    found.add(((bins << 10) + (steps[0] << 5) + steps[1], start))
    return found


@settings(max_examples=30, deadline=None)
@given(
    counts=st.lists(st.integers(0, 90), max_size=5),
    at_once=st.sampled_from([1, 7, 50, 16_384]),
    seed=st.integers(0, 2**32 - 1),
)
def test_landmarks_of_all_are_those_of_each_and_none_reaches_over_an_edge(
    counts: list[int], at_once: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    sounds = [peaks(random, count) for count in counts]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(landmarks, "AT_ONCE", at_once)
        hashes, frames, own = landmarks_of_all(sounds, 1)
        for number, sound in enumerate(sounds):
            mine = own == number
            told = set(zip(hashes[mine].tolist(), frames[mine].tolist(), strict=True))
            alone = landmarks_of(sound, 1)
            assert told == one_by_one(sound)
            assert told == set(zip(*(each.tolist() for each in alone), strict=True))


def test_a_part_of_the_landmarks_is_the_same_part_of_every_sound() -> None:
    random = np.random.default_rng(1)
    sound = peaks(random, 500)
    every, some = (set(landmarks_of(sound, one_in)[0].tolist()) for one_in in (1, 8))
    assert some < every
    assert len(every) / 12 < len(some) < len(every) / 5
