"""Relations: what an alignment says of two recordings, and what it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import FRAME_MS, unpack
from earwitness.archive.duplicate_evidence import CELL_FRAMES, Alignment
from earwitness.archive.fingerprints import levels_of
from earwitness.archive.landmarks import BIN_STEP
from earwitness.records.duplicates import DuplicatePair, Fingerprint, Relation, SharedSpan

# Estimates, set after a look at ten calls of the fictional archive: copies at 6 kbit/s or under
# noise at 5 dB scored 0.35 at least; the seven pairs of strangers that became candidates scored
# 0.06 at most, with a coverage of 0.07 at most.
LEAST_SCORE, LEAST_TIMES_CHANCE = 0.15, 4.0
LEAST_COVERAGE = 0.5
LEAST_FOUND, LEAST_KINDS = 25, 10
"""Peaks found, and different frequencies among them: ring-back and keys have two to five."""

LEAST_SECONDS = 3
"""Seconds that must agree, of a duplicate and of a shared part."""

LONGEST_STEP = 2
"""Seconds from one that agrees to the next one of the same part: one between may be doubtful."""

LEAST_OVERLAP = 0.3
"""Of the shorter, where each recording has more: else an announcement at the end of one call and
at the beginning of another would join them."""

EDGE_MS = 750
"""What encoders add and cut at the ends. Estimate."""

LEVEL_DB = 2.0
LOUD_DB = 15.0
"""How far below the shared seconds a second may lie and still be speech. Estimate."""

VARIES_DB = 2.0
"""Standard deviation of the levels of seconds of speech; steady noise has less. Estimate."""

GAP = 2
ONE_SIDE_SHARE = 0.75
"""A recording of both sides has at least a quarter of its loud seconds for itself."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Compared:
    """One alignment of two recordings, and the channels that were compared."""

    channels: tuple[str, str]
    alignment: Alignment


def relate(
    first: Fingerprint, second: Fingerprint, compared: Sequence[Compared]
) -> DuplicatePair | None:
    """The relation of two recordings from what was compared of them; None for strangers.

    Both channels together decide first; single channels are asked when those say nothing, or
    to tell which side a recording of one side is.
    """
    by_channels = {one.channels: one for one in compared}
    whole = by_channels.get(("mix", "mix"))
    if whole is not None and is_duplicate(whole.alignment):
        return _of_whole(first, second, whole, by_channels)
    sides = [one for one in compared if one is not whole and is_duplicate(one.alignment)]
    if sides:
        return _of_side(first, second, max(sides, key=lambda one: one.alignment.score))
    parts = [one for one in compared if is_shared_part(one.alignment)]
    if not parts:
        return None
    best = max(parts, key=lambda one: int(one.alignment.same.sum()))
    return _pair(first, second, best, Relation.SHARED_PART)


def says_something(one: Fingerprint) -> bool:
    """Silence, tones and moments do not: nothing is a duplicate of them."""
    peaks = unpack(one.tracks[0].peaks)
    return len(peaks) >= LEAST_FOUND and len(set(peaks.bins // BIN_STEP)) >= LEAST_KINDS


def same_audio(first: str, second: str, duration_ms: int) -> DuplicatePair:
    """Two recordings (SHA-256) with identical samples."""
    return DuplicatePair(
        first=first,
        second=second,
        relation=Relation.SAME_AUDIO,
        offset_ms=0,
        overlap_ms=duration_ms,
        score=1.0,
        chance=0.0,
        level_db=0.0,
    )


def turned(pair: DuplicatePair) -> DuplicatePair:
    """The same pair, told from the other recording."""
    return replace(
        pair,
        first=pair.second,
        second=pair.first,
        offset_ms=-pair.offset_ms,
        level_db=-pair.level_db,
        channels=(pair.channels[1], pair.channels[0]),
        spans=tuple(
            SharedSpan(
                start_ms=max(0, span.start_ms + pair.offset_ms),
                end_ms=max(0, span.end_ms + pair.offset_ms),
            )
            for span in pair.spans
        ),
    )


def is_duplicate(alignment: Alignment) -> bool:
    """Whether the time that both cover holds the same sound."""
    return (
        alignment.score >= max(LEAST_SCORE, LEAST_TIMES_CHANCE * alignment.chance)
        and alignment.coverage >= LEAST_COVERAGE
        and alignment.found >= LEAST_FOUND
        and alignment.kinds >= LEAST_KINDS
        and int(alignment.same.sum()) >= LEAST_SECONDS
    )


def is_shared_part(alignment: Alignment) -> bool:
    """Whether enough seconds in a row hold the same sound."""
    return _longest_run(alignment.same) >= LEAST_SECONDS and alignment.kinds >= LEAST_KINDS


def says_anything(alignment: Alignment) -> bool:
    """Whether `relate` makes anything of it."""
    return is_duplicate(alignment) or is_shared_part(alignment)


def _of_whole(
    first: Fingerprint,
    second: Fingerprint,
    whole: Compared,
    by_channels: Mapping[tuple[str, str], Compared],
) -> DuplicatePair:
    container = _both_sides(first, second, whole.alignment)
    if container:
        sides = [one for one in by_channels.values() if is_duplicate(one.alignment)]
        best = max(sides, key=lambda one: one.alignment.score)
        return _pair(first, second, best, Relation.ONE_SIDE, container)
    overlap = whole.alignment.overlap_ms
    missing = first.duration_ms - overlap, second.duration_ms - overlap
    if max(missing) <= EDGE_MS:
        level = _level_db(first, second, whole.alignment)
        relation = Relation.LEVEL if abs(level) >= LEVEL_DB else Relation.REENCODED
        return _pair(first, second, whole, relation)
    if min(missing) <= EDGE_MS:
        longer = first if missing[0] > missing[1] else second
        return _pair(first, second, whole, Relation.CUT, longer.sha256)
    shorter = min(first.duration_ms, second.duration_ms)
    is_long = overlap >= LEAST_OVERLAP * shorter
    return _pair(first, second, whole, Relation.OVERLAP if is_long else Relation.SHARED_PART)


def _of_side(first: Fingerprint, second: Fingerprint, side: Compared) -> DuplicatePair:
    """A channel of one is the other, or a channel of it."""
    named = [
        one.sha256
        for one, channel in zip((first, second), side.channels, strict=True)
        if channel != "mix"
    ]
    return _pair(first, second, side, Relation.ONE_SIDE, named[0] if len(named) == 1 else "")


def _both_sides(first: Fingerprint, second: Fingerprint, alignment: Alignment) -> str:
    """The recording that speaks in many seconds in which the other is silent; "" if neither."""
    for one, sounds, others, shift in (
        (first, alignment.first_sounds, alignment.second_sounds, 0),
        (second, alignment.second_sounds, alignment.first_sounds, alignment.shift),
    ):
        levels = _levels_at(one, alignment, shift)
        loud = sounds & (levels >= np.median(levels[alignment.same]) - LOUD_DB)
        alone = loud & ~others
        if alone.sum() > (1 - ONE_SIDE_SHARE) * loud.sum() and np.std(levels[alone]) >= VARIES_DB:
            return one.sha256
    return ""


def _levels_at(one: Fingerprint, alignment: Alignment, shift: int) -> NDArray[np.float64]:
    """Levels of a recording in the alignment's seconds, in dB."""
    levels = levels_of(one.levels).astype(np.float64)
    if not len(levels):
        return np.zeros(len(alignment.cell_starts))
    middle = (alignment.cell_starts + shift + CELL_FRAMES / 2) * FRAME_MS / 1000
    return levels[np.clip(middle.astype(np.int64), 0, len(levels) - 1)]


def _level_db(first: Fingerprint, second: Fingerprint, alignment: Alignment) -> float:
    louder = _levels_at(second, alignment, alignment.shift) - _levels_at(first, alignment, 0)
    return float(np.median(louder[alignment.same])) if alignment.same.any() else 0.0


def _pair(
    first: Fingerprint,
    second: Fingerprint,
    compared: Compared,
    relation: Relation,
    container: str = "",
) -> DuplicatePair:
    alignment = compared.alignment
    return DuplicatePair(
        first=first.sha256,
        second=second.sha256,
        relation=relation,
        offset_ms=round(alignment.shift * FRAME_MS),
        overlap_ms=min(alignment.overlap_ms, first.duration_ms, second.duration_ms),
        score=round(alignment.score, 3),
        chance=round(alignment.chance, 3),
        level_db=_level_db(first, second, alignment),
        channels=compared.channels,
        container=container,
        spans=_spans(alignment),
    )


def _spans(alignment: Alignment) -> tuple[SharedSpan, ...]:
    """Runs of seconds that agree; gaps of two seconds (pauses) are passed over."""
    spans: list[list[int]] = []
    for place in np.flatnonzero(alignment.same):
        if spans and place - spans[-1][1] <= GAP + 1:
            spans[-1][1] = int(place)
        else:
            spans.append([int(place), int(place)])
    starts = alignment.cell_starts
    end = int(starts[0]) + alignment.overlap_frames
    return tuple(
        SharedSpan(
            start_ms=round(int(starts[one]) * FRAME_MS),
            end_ms=round(min(end, int(starts[last]) + CELL_FRAMES) * FRAME_MS),
        )
        for one, last in spans
    )


def _longest_run(same: Flags) -> int:
    """The most seconds in a row that agree, one doubtful second within allowed."""
    longest = run = gap = 0
    for agrees in same:
        gap = 0 if agrees else gap + 1
        run = run + 1 if agrees else (run if gap < LONGEST_STEP else 0)
        longest = max(longest, run)
    return longest
