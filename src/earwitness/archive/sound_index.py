"""The sound index: what is known of all sounds, and which of them have something in common.

New recordings are searched among the known ones. The outcome is the same as if all were searched
anew, in whatever order they came: a pair depends on its two sounds and on which landmarks are
common; where a landmark becomes common, the pairs that it may have spoken for are asked again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from cattrs import BaseValidationError

from earwitness.archive.constellations import Constellation, unpack
from earwitness.archive.duplicate_relations import (
    Compared,
    relate,
    same_audio,
    says_something,
    turned,
)
from earwitness.archive.landmark_density import Density, density_of
from earwitness.archive.landmark_postings import Frames, Hashes, Segment, segment_of
from earwitness.archive.sound_index_files import IndexFiles, Unreadable, rows
from earwitness.archive.sound_search import (
    Known,
    Pair,
    batches,
    candidates_between,
    candidates_of,
    known_of,
    newly_common_items,
)
from earwitness.records.duplicates import DuplicatePair, Fingerprint
from earwitness.runtime.records_json import from_json, to_json

Load = Callable[[Sequence[str]], Iterable[Fingerprint]]
"""Fingerprints of recordings, by SHA-256."""

LOADED_AT_ONCE = 200
SILENT = -2
"""The sound of recordings that hold nothing to compare."""

LANDMARKS_A_SEGMENT = 2_000_000
"""New landmarks held in memory before they are written: 24 MB. Estimate."""


class SoundIndex:
    """One index in one folder. Recordings with identical samples are one sound in it."""

    def __init__(self, folder: Path) -> None:
        self._shifts: dict[Pair, int] = {}
        self._pairs: dict[Pair, DuplicatePair] = {}
        self._sounds: dict[str, int] = {}
        try:
            self._files = IndexFiles.open(folder)
            self._read_pairs()
        except Unreadable:
            self._files = IndexFiles.create(folder)
            self._read_pairs()

    @property
    def density(self) -> Density:
        """How many landmarks are kept of this archive."""
        return density_of(self._files.lengths["frames"])

    @property
    def compared(self) -> int:
        """Recordings with sound enough to compare."""
        return int(np.count_nonzero(self._files.read("recordings")["sound"] >= 0))

    def take_in(self, wanted: Mapping[str, str], load: Load) -> None:
        """Make this the index of the recordings `wanted` (SHA-256 to the fingerprint's digest).

        Where one of the known is not wanted any more, or has another fingerprint, all is made anew.
        """
        known = _known_recordings(self._files)
        if any(wanted.get(sha256) != digest for sha256, digest in known.items()):
            self._files, known = IndexFiles.create(self._files.folder), {}
            self._read_pairs()
        new = sorted(set(wanted) - set(known))
        if not new:
            return
        first_item = self._files.lengths["items"]
        for start in range(0, len(new), LOADED_AT_ONCE):
            self._add(new[start : start + LOADED_AT_ONCE], wanted, load)
        density = self.density
        if (density.one_in, density.common) != self._files.density:
            self._files.drop_segments()
            self._shifts, self._pairs, first_item = {}, {}, 0
        sounds = self._with_postings(first_item, density)
        self._relate(sounds, self._search(sounds, first_item), load)
        self._files.density = (density.one_in, density.common)
        self._save()

    def pairs(self) -> list[DuplicatePair]:
        """Every pair of recordings with a sound in common, `first` before `second`. Of those with
        identical samples, the first one stands for all in the other pairs."""
        own: dict[int, list[str]] = defaultdict(list)
        for row in self._files.read("recordings"):
            if row["sound"] >= 0:
                own[int(row["sound"])].append(row["sha256"].decode())
        first_of = {sound: min(hashes) for sound, hashes in own.items()}
        found = [_named(pair, key, first_of) for key, pair in self._pairs.items()]
        lengths = self._files.read("sounds")["duration_ms"]
        for sound, hashes in own.items():
            for first, second in pairwise(sorted(hashes)):
                found.append(same_audio(first, second, int(lengths[sound])))
        return sorted(found, key=lambda one: (one.first, one.second))

    def _add(self, new: Sequence[str], wanted: Mapping[str, str], load: Load) -> None:
        """Write what the fingerprints of some recordings hold; sounds that are known are named."""
        taken: dict[str, list[Any]] = {name: [] for name in ("recordings", "sounds", "items")}
        peaks: list[Constellation] = []
        start = self._files.lengths["frames"]
        for one in sorted(load(new), key=lambda one: one.sha256):
            number = self._sounds.get(one.sound_sha256, -1) if says_something(one) else SILENT
            if number == -1:
                number = self._sounds[one.sound_sha256] = len(self._sounds)
                taken["sounds"].append((one.sound_sha256, one.sha256, one.duration_ms))
                for track in one.tracks:
                    peaks.append(unpack(track.peaks))
                    taken["items"].append((number, track.channel, start, len(peaks[-1])))
                    start += len(peaks[-1])
            taken["recordings"].append((one.sha256, wanted[one.sha256], number))
        for name, values in taken.items():
            self._files.append(name, rows(name, values))
        if peaks:
            self._files.append("frames", np.concatenate([one.frames for one in peaks]))
            self._files.append("bins", np.concatenate([one.bins for one in peaks]))

    def _with_postings(self, first_item: int, density: Density) -> Known:
        """Everything that is known, after the landmarks of the items from `first_item` on are
        written."""
        known = self._known(density)
        found: list[tuple[Hashes, Frames, Frames]] = []
        for items in batches(known, first_item):
            hashes, frames, own = known.landmarks(items)
            found.append((hashes, frames, own + np.int32(items.start)))
            if sum(len(one) for one, *_ in found) >= LANDMARKS_A_SEGMENT:
                self._files.add_segment(_segment_of(found))
                found = []
        if found:
            self._files.add_segment(_segment_of(found))
        return self._known(density)

    def _known(self, density: Density) -> Known:
        read = self._files.read
        peaks = read("frames"), read("bins")
        segments = self._files.read_segments()
        return known_of(read("items"), read("sounds"), peaks, segments, density)

    def _search(self, known: Known, first_item: int) -> set[Pair]:
        """Bring the shifts of item pairs up to date; the sound pairs that may have changed."""
        changed: set[Pair] = set()
        touched = newly_common_items(known, first_item) if self._shifts else set()
        again = [one for one in self._shifts if touched.issuperset(one)]
        for pair in again:
            changed.add(_sounds_of(known, pair))
            del self._shifts[pair]
        self._shifts.update(candidates_between(known, again))
        for items in batches(known, first_item):
            for pair, shift in candidates_of(known, items):
                self._shifts[pair] = shift
                changed.add(_sounds_of(known, pair))
        return changed

    def _relate(self, known: Known, changed: set[Pair], load: Load) -> None:
        own: dict[Pair, list[Pair]] = defaultdict(list)
        for pair in sorted(
            self._shifts, key=lambda one: (known.ranks[one[0]], known.ranks[one[1]])
        ):
            if (sounds := _sounds_of(known, pair)) in changed:
                own[sounds].append(pair)
        for sounds in changed:
            self._pairs.pop(sounds, None)
        order = sorted(own)
        for start in range(0, len(order), LOADED_AT_ONCE):
            batch = order[start : start + LOADED_AT_ONCE]
            prints = _prints_of(known, {sound for sounds in batch for sound in sounds}, load)
            for sounds in batch:
                compared = [self._compared(known, pair) for pair in own[sounds]]
                related = relate(prints[sounds[0]], prints[sounds[1]], compared)
                if related is not None:
                    self._pairs[sounds] = related

    def _compared(self, known: Known, pair: Pair) -> Compared:
        first, second = (known.items["channel"][item].decode() for item in pair)
        return Compared((first, second), known.aligned(pair, self._shifts[pair]))

    def _read_pairs(self) -> None:
        kept = self._files.pairs or [[], []]
        try:
            self._shifts = {(first, second): shift for first, second, shift in kept[0]}
            self._pairs = {
                (first, second): from_json(pair, DuplicatePair) for first, second, pair in kept[1]
            }
        except (BaseValidationError, LookupError, TypeError, ValueError) as error:
            raise Unreadable from error
        sounds = self._files.read("sounds")["sound_sha256"].tolist()
        self._sounds = {one.decode(): number for number, one in enumerate(sounds)}

    def _save(self) -> None:
        self._files.pairs = [
            [[*pair, shift] for pair, shift in self._shifts.items()],
            [[*sounds, to_json(pair)] for sounds, pair in self._pairs.items()],
        ]
        self._files.save()


def _segment_of(found: Sequence[tuple[Hashes, Frames, Frames]]) -> Segment:
    hashes, frames, items = (np.concatenate(column) for column in zip(*found, strict=True))
    return segment_of(hashes, frames, items)


def _known_recordings(files: IndexFiles) -> dict[str, str]:
    rows_there = files.read("recordings")
    return {
        sha256.decode(): digest.decode()
        for sha256, digest in zip(
            rows_there["sha256"].tolist(), rows_there["digest"].tolist(), strict=True
        )
    }


def _sounds_of(known: Known, pair: Pair) -> Pair:
    return int(known.owners[pair[0]]), int(known.owners[pair[1]])


def _prints_of(known: Known, sounds: Iterable[int], load: Load) -> dict[int, Fingerprint]:
    """A fingerprint of each sound, named by the sound's digest: pairs are kept by sounds."""
    wanted = {known.sounds["sha256"][sound].decode(): sound for sound in sounds}
    return {
        wanted[one.sha256]: replace(one, sha256=one.sound_sha256) for one in load(sorted(wanted))
    }


def _named(pair: DuplicatePair, sounds: Pair, first_of: Mapping[int, str]) -> DuplicatePair:
    """The pair of the two recordings that stand for two sounds."""
    first, second = first_of[sounds[0]], first_of[sounds[1]]
    container = {pair.first: first, pair.second: second}.get(pair.container, "")
    named = replace(pair, first=first, second=second, container=container)
    return named if first < second else turned(named)
