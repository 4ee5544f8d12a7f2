"""What fingerprint search costs as an archive grows: CPU time, memory, disk, false pairs.

    uv run python benchmarks/duplicate_scale.py [--sizes 1000 10000] [--new 100] [--first-only]
        [--seconds 43]

The fingerprints are made: each recording is 43 s long on average (half to one and a half times
`--seconds`) and consists of pieces of 1 to 2.4 s of calls of the fictional archive. Each piece is
made faster or slower and higher or lower by up to a quarter, and three peaks of ten are put
elsewhere: few recordings share three seconds, but density and shape are those of speech. One in a
hundred is a copy of another with 40 % of its peaks replaced: those must be found. Landmarks of
these strangers meet about a third as often as those of real ones (`duplicate_density.py`).

For each size the index is built from nothing, then `--new` more recordings are searched in it. With
`--first-only` only the postings are written and the new ones searched: for sizes whose whole search
takes hours.
"""

import argparse
import hashlib
import resource
import tempfile
import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from duplicates import _calls, _print
from earwitness.archive import sound_index
from earwitness.archive.constellations import (
    BINS,
    FRAME_MS,
    LOWEST_BIN,
    Constellation,
    pack,
    unpack,
)
from earwitness.archive.sound_index import SoundIndex
from earwitness.records.duplicates import Fingerprint, Relation, Track
from reencoding import decoded

COPY_EVERY = 100
REPLACED, COPY_REPLACED = 0.3, 0.4
SHORTEST, LONGEST = 20 / 43, 67 / 43
"""Of the average length."""


@cache
def real_peaks() -> list[Constellation]:
    """Constellations of all calls of the fictional archive."""
    with tempfile.TemporaryDirectory() as folder:
        sounds = [decoded(path, Path(folder)) for _, path in sorted(_calls().items())]
    return [unpack(_print(str(place), one).tracks[0].peaks) for place, one in enumerate(sounds)]


def stranger(number: int, seconds: float) -> Constellation:
    """A recording like no other, of an archive with this average length."""
    random = np.random.default_rng([1, number])
    share = float(random.uniform(SHORTEST, LONGEST))
    length = round(seconds * share * 1000 / FRAME_MS)
    frames, bins, place = [], [], 0
    while place < length:
        whole = real_peaks()[int(random.integers(len(real_peaks())))]
        span = round(float(random.uniform(1, 2.4)) * 1000 / FRAME_MS)
        start = int(random.integers(0, max(1, int(whole.frames[-1]) - span)))
        inside = (whole.frames >= start) & (whole.frames < start + span)
        slower, higher = random.uniform(0.8, 1.25, 2)
        own = np.round((whole.frames[inside] - start) * slower).astype(np.int32)
        frames.append(own[own < span] + place)
        warped = np.round((whole.bins[inside] + LOWEST_BIN) * higher).astype(np.int32)
        bins.append(warped[own < span] - LOWEST_BIN)
        place += span
    return replaced(np.concatenate(frames), np.concatenate(bins), REPLACED, random)


def replaced(
    frames: np.ndarray, bins: np.ndarray, share: float, random: np.random.Generator
) -> Constellation:
    """A share of the peaks put elsewhere nearby; none outside the band, none twice."""
    frames, bins = frames.copy(), bins.copy()
    own = random.random(len(frames)) < share
    frames[own] += random.integers(-10, 11, int(own.sum())).astype(frames.dtype)
    bins[own] = random.integers(0, BINS, int(own.sum()))
    kept = (frames >= 0) & (bins >= 0) & (bins < BINS)
    both = np.unique(np.stack([frames[kept], bins[kept]], axis=1), axis=0).astype(np.int32)
    return Constellation(both[:, 0].copy(), both[:, 1].copy())


def print_of(sha256: str, number: int, seconds: float) -> Fingerprint:
    """Number n is a copy of n - 1 where n is one of a hundred."""
    if number % COPY_EVERY == COPY_EVERY - 1:
        own = stranger(number - 1, seconds)
        random = np.random.default_rng([2, number])
        peaks = replaced(own.frames, own.bins, COPY_REPLACED, random)
    else:
        peaks = stranger(number, seconds)
    return Fingerprint(
        sha256=sha256,
        duration_ms=round(float(peaks.frames[-1] + 32) * FRAME_MS),
        sound_sha256=sha256,
        bandwidth_hz=3400,
        levels="",
        tracks=(Track(channel="mix", peaks=pack(peaks)),),
    )


def named(count: int) -> dict[str, int]:
    """SHA-256 of each recording, to its number."""
    return {hashlib.sha256(str(number).encode()).hexdigest(): number for number in range(count)}


def measure(size: int, new: int, seconds: float, *, first_only: bool, folder: Path) -> None:
    """Build, search, print."""
    numbers = named(size + new)
    spent = {"making": 0.0}

    def load(hashes: Sequence[str]) -> Iterable[Fingerprint]:
        before = time.process_time()
        prints = [print_of(one, numbers[one], seconds) for one in hashes]
        spent["making"] += time.process_time() - before
        return prints

    first = [one for one, number in numbers.items() if number < size]
    index = SoundIndex(folder)
    if first_only:
        sound_index.SoundIndex._search = lambda *_: set()  # type: ignore[method-assign]
    build = _cpu(lambda: index.take_in(dict.fromkeys(first, ""), load), spent)
    peak = _peak_mib()
    if first_only:
        sound_index.SoundIndex._search = _SEARCH  # type: ignore[method-assign]
    index = SoundIndex(folder)
    more = _cpu(lambda: index.take_in(dict.fromkeys(numbers, ""), load), spent)
    disk = sum(path.stat().st_size for path in folder.iterdir())
    print(
        f"{size} recordings of {seconds:.0f} s, density {index.density}: built in {build:.1f} s CPU"
        f"{' (not searched)' if first_only else ''}, peak {peak} MiB; {new} more in {more:.1f} s, "
        f"peak {_peak_mib()} MiB; {disk / 2**20:.0f} MiB on disk"
    )
    pairs = index.pairs()
    true = {(n - 1, n) for n in range(size + new) if n % COPY_EVERY == COPY_EVERY - 1}
    true = {pair for pair in true if not first_only or pair[0] >= size}
    told = {
        tuple(sorted((numbers[pair.first], numbers[pair.second])))
        for pair in pairs
        if pair.relation is not Relation.SHARED_PART
    }
    parts = sum(pair.relation is Relation.SHARED_PART for pair in pairs)
    print(
        f"  copies found {len(told & true)} of {len(true)}, false pairs {len(told - true)}, "
        f"shared parts {parts}, candidates kept {len(index._shifts)}"
    )


def _cpu(work: object, spent: dict[str, float]) -> float:
    """CPU seconds of a call, without the making of fingerprints."""
    before, made = time.process_time(), spent["making"]
    work()  # type: ignore[operator]
    return time.process_time() - before - (spent["making"] - made)


def _peak_mib() -> int:
    """Peak memory of this process; mapped files that were read count as well."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


_SEARCH = SoundIndex._search


def main() -> None:
    """One size after the other."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--new", type=int, default=100)
    options.add_argument("--first-only", action="store_true")
    options.add_argument("--seconds", type=float, default=43)
    chosen = options.parse_args()
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            measure(size, chosen.new, chosen.seconds, first_only=chosen.first_only, folder=place)


if __name__ == "__main__":
    main()
