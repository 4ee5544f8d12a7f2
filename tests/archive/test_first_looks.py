"""First looks: they drop strangers, and never what a close comparison would speak of."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.constellations import BINS, Constellation
from earwitness.archive.duplicate_evidence import CELL_FRAMES, align
from earwitness.archive.duplicate_relations import says_anything
from earwitness.archive.first_looks import LookedAt, others_of

FRAMES = 700
PEAKS = 190


def peaks(random: np.random.Generator, *, at_edges: bool = False) -> Constellation:
    """Peaks anywhere, or where one second of a whole comparison ends and another begins."""
    frames = np.arange(FRAMES)
    if at_edges:
        frames = frames[(frames + 4) % CELL_FRAMES < 8]
    return unique(random.choice(frames, PEAKS), random.integers(0, BINS, PEAKS))


def unique(frames: np.ndarray, bins: np.ndarray) -> Constellation:
    """Peaks in order, none outside, none twice."""
    kept = (frames >= 0) & (frames < FRAMES) & (bins >= 0) & (bins < BINS)
    both = np.unique(np.stack([frames[kept], bins[kept]], axis=1), axis=0).astype(np.int32)
    return Constellation(both[:, 0].copy(), both[:, 1].copy())


def copied(whole: Constellation, random: np.random.Generator) -> tuple[Constellation, int]:
    """A stretch of it among other peaks, shaken by what `align` allows and a little more; and the
    shift to it."""
    start, length = random.integers(0, FRAMES - 150), random.integers(120, 500)
    inside = (whole.frames >= start) & (whole.frames < start + length)
    inside &= random.random(len(whole)) < random.uniform(0.15, 0.6)
    shift = int(random.choice([0, random.integers(-start, FRAMES - start - 120)]))
    frames = whole.frames[inside] + shift + random.integers(-3, 4, int(inside.sum()))
    bins = whole.bins[inside] + random.integers(-1, 2, int(inside.sum()))
    others = peaks(random)
    strange = (others.frames < start + shift) | (others.frames >= start + shift + length)
    both = (
        np.concatenate([frames, others.frames[strange]]),
        np.concatenate([bins, others.bins[strange]]),
    )
    return unique(*both), shift


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), is_second=st.booleans(), at_edges=st.booleans())
def test_a_look_drops_nothing_that_a_close_comparison_speaks_of(
    seed: int, is_second: bool, at_edges: bool
) -> None:
    random = np.random.default_rng(seed)
    mapped = peaks(random, at_edges=at_edges)
    copies = [copied(mapped, random) for _ in range(12)]
    wrong = random.choice([-2, 0, 2], len(copies))
    shifts = np.array([-shift for _, shift in copies]) + wrong
    lengths = random.integers(FRAMES - 60, FRAMES + 60, len(copies))
    length = int(random.integers(FRAMES - 60, FRAMES + 60))
    others = others_of(
        [(one.frames, one.bins.astype(np.uint8)) for one, _ in copies],
        shifts,
        lengths,
        np.full(len(copies), is_second),
    )
    looked_at = LookedAt(mapped, length)
    first, second = looked_at.may_agree(others), looked_at.agree(others)
    for place, (one, _) in enumerate(copies):
        own, shift = int(lengths[place]), int(shifts[place])
        close = (
            align(mapped, one, -shift, (length, own))
            if is_second
            else align(one, mapped, shift, (own, length))
        )
        if says_anything(close):
            assert first[place] and second[place], (place, close)


def test_looks_drop_strangers_and_keep_copies() -> None:
    random = np.random.default_rng(5)
    mapped = peaks(random)
    copies = [copied(mapped, random) for _ in range(60)]
    strangers = [(peaks(random), shift) for _, shift in copies]
    kept = []
    for some in (copies, strangers):
        others = others_of(
            [(one.frames, one.bins.astype(np.uint8)) for one, _ in some],
            np.array([-shift for _, shift in some]),
            np.full(len(some), FRAMES),
            np.zeros(len(some), dtype=np.bool_),
        )
        looked_at = LookedAt(mapped, FRAMES)
        kept.append(looked_at.may_agree(others) & looked_at.agree(others))
    spoken = [says_anything(align(one, mapped, -shift, (FRAMES, FRAMES))) for one, shift in copies]
    assert sum(spoken) > 15
    assert not np.any(kept[1])
    assert sum(kept[0]) < len(copies)
