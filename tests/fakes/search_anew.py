"""Duplicates found the slow way: every pair, in memory. What the index must agree with."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from earwitness.archive.constellations import FRAME_MS, Constellation, unpack
from earwitness.archive.duplicate_evidence import align
from earwitness.archive.duplicate_relations import (
    Compared,
    relate,
    same_audio,
    says_anything,
    says_something,
    turned,
)
from earwitness.archive.landmark_density import Density
from earwitness.archive.landmarks import landmarks_of
from earwitness.records.duplicates import DuplicatePair, Fingerprint


def pairs_anew(prints: Sequence[Fingerprint], density: Density) -> list[DuplicatePair]:
    """Every pair with a sound in common, as `SoundIndex.pairs` tells them."""
    own: dict[str, list[Fingerprint]] = defaultdict(list)
    for one in sorted(prints, key=lambda one: one.sha256):
        if says_something(one):
            own[one.sound_sha256].append(one)
    found = [
        same_audio(first.sha256, second.sha256, first.duration_ms)
        for copies in own.values()
        for first, second in pairwise(copies)
    ]
    common = _common([copies[0] for copies in own.values()], density)
    for first, second in combinations(sorted(own), 2):
        one, other = own[first][0], own[second][0]
        pair = relate(one, other, list(_compared(one, other, common, density)))
        if pair is not None:
            found.append(pair if pair.first < pair.second else turned(pair))
    return sorted(found, key=lambda one: (one.first, one.second))


def _common(sounds: Sequence[Fingerprint], density: Density) -> set[int]:
    counts: Counter[int] = Counter()
    for one in sounds:
        for track in one.tracks:
            counts.update(landmarks_of(unpack(track.peaks), density.one_in)[0].tolist())
    return {number for number, count in counts.items() if count > density.common}


def _compared(
    one: Fingerprint, other: Fingerprint, common: set[int], density: Density
) -> Iterator[Compared]:
    lengths = round(one.duration_ms / FRAME_MS), round(other.duration_ms / FRAME_MS)
    for mine, theirs in product(one.tracks, other.tracks):
        peaks = unpack(mine.peaks), unpack(theirs.peaks)
        for shift in _shifts(*peaks, common, density):
            alignment = align(*peaks, shift, lengths)
            if says_anything(alignment):
                yield Compared((mine.channel, theirs.channel), alignment)
                break


def _shifts(
    first: Constellation, second: Constellation, common: set[int], density: Density
) -> list[int]:
    """Shifts with enough landmarks, the most first; of equal ones the smaller."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, frame in zip(
        *(each.tolist() for each in landmarks_of(second, density.one_in)), strict=True
    ):
        places[number].append(frame)
    votes: Counter[int] = Counter()
    for number, frame in zip(
        *(each.tolist() for each in landmarks_of(first, density.one_in)), strict=True
    ):
        if number not in common:
            votes.update(place - frame for place in places.get(number, ()))
    near = {one: votes[one - 1] + votes[one] + votes[one + 1] for one in list(votes)}
    enough = [one for one, count in near.items() if count >= density.together]
    return sorted(enough, key=lambda one: (-near[one], one))


def renamed(one: Fingerprint, sha256: str) -> Fingerprint:
    """The same sound in another file."""
    return replace(one, sha256=sha256)
