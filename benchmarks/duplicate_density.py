"""What is lost and won where fewer landmarks are kept, as in a large archive.

    uv run python benchmarks/duplicate_density.py [--one-in 4 8 16 32 64 128]

Copies: each of the 26 calls of the fictional archive (43 s on average) through eleven encodings,
cut, with noise, one side, mixed, and 12 s of it through four harsh encodings; each kind searched
beside the originals. Strangers: the same calls and the Russian and English speech of the shared
data, laid end to end and cut into recordings of 43 and of 180 s, which have no sound in common. For
each density: copies found; of pairs of strangers how many landmarks they share, how many pairs are
looked at, and at how many shifts.
"""

import argparse
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np

from duplicate_counts import Copy, Reported, count_kinds, expected_pairs
from duplicates import _by_kind, _calls, _copies, _search
from earwitness.archive import sound_index
from earwitness.archive.constellations import RATE, Constellation, find_peaks
from earwitness.archive.landmark_density import COMMON, Density
from earwitness.archive.landmark_postings import Segment, segment_of
from earwitness.archive.landmark_votes import query_of, votes
from earwitness.archive.landmarks import landmarks_of_all
from earwitness.calls.engines.pyav import resample
from reencoding import decoded
from speech_sets import SHARED

AMR = ("AMR-NB 12.2", "AMR-NB 4.75", "AMR-NB 7.95 (sox)")
G = ("G.723.1", "G.726 16", "G.729", "GSM 06.10")
ENCODINGS = frozenset(
    (*AMR, *G, "MP3 8 kbit/s", "Opus 12 kbit/s", "Opus 6 kbit/s", "Speex 8 kbit/s")
)
LEFT_OUT = ("level", "resampled")
SPEECH = (
    ("speech/ru/asterisk", "*.wav"),
    ("speakers/librispeech", "*.*"),
    ("speech/ru/spbu_calls", "*.*"),
    ("speech/ru/tone_calls", "*.*"),
)
SECONDS = (43, 180)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--one-in", type=int, nargs="+", default=[4, 8, 16, 32, 64, 128])
    chosen = options.parse_args()
    jobs = [(number, call, path) for number, (call, path) in enumerate(sorted(_calls().items()))]
    copies = [one for job in jobs for one in _copies(job, ENCODINGS)[0]]
    copies = [one for one in copies if not one.kind.startswith(LEFT_OUT)]
    lengths = {seconds: strangers(seconds) for seconds in SECONDS}
    for one_in in chosen.one_in:
        print_recall(copies, Density(one_in, COMMON))
        for seconds, sounds in lengths.items():
            print_strangers(sounds, seconds, Density(one_in, COMMON))


def print_recall(copies: list[Copy], density: Density) -> None:
    """Copies found beside the originals, and which kinds are missed."""
    sound_index.density_of = lambda _: density  # type: ignore[attr-defined]
    found = Reported([_search(own) for own in _by_kind(copies)])
    pairs = list(expected_pairs(copies, apart=True))
    kinds = count_kinds(copies, pairs, found)
    total: Counter[bool] = Counter()
    for kind, own in kinds.items():
        total += own.with_original if kind != "original" else Counter()
    missed = {kind: own.with_original[False] for kind, own in kinds.items() if kind != "original"}
    print(
        f"one in {density.one_in}, {density.together} together: "
        f"found {total[True]} of {total.total()}; missed "
        + ", ".join(f"{kind} {count}" for kind, count in missed.items() if count)
    )


def strangers(seconds: int) -> list[Constellation]:
    """Recordings of this length without a sound in common."""
    groups = [list(_calls().values())]
    groups += [sorted((SHARED / "data" / place).rglob(kind)) for place, kind in SPEECH]
    pieces = []
    with tempfile.TemporaryDirectory() as folder:
        for paths in groups:
            sounds = [resample(decoded(path, Path(folder)), RATE).samples for path in paths]
            whole = np.concatenate([one.mean(axis=0) for one in sounds]).astype(np.float32)
            for start in range(0, len(whole) - seconds * RATE // 2, seconds * RATE):
                pieces.append(find_peaks(whole[start : start + seconds * RATE]))
    return pieces


def print_strangers(sounds: list[Constellation], seconds: int, density: Density) -> None:
    """Meetings, candidates and shifts of all pairs."""
    found = [landmarks_of_all([one], density.one_in) for one in sounds]
    segments = [segment_of(hashes, frames, own) for hashes, frames, own in found]
    meetings = candidates = shifts = 0
    pairs = list(combinations(range(len(sounds)), 2))
    for one, other in pairs:
        met, looked_at = _looked_at(segments[one], found[other], density)
        meetings += met
        shifts += looked_at
        candidates += looked_at > 0
    print(
        f"  {len(sounds)} strangers of {seconds} s: {meetings / len(pairs):.1f} meetings a pair, "
        f"looked at {candidates / len(pairs):.4f} of pairs, {shifts / len(pairs):.4f} shifts a pair"
    )


def _looked_at(segment: Segment, landmarks: tuple, density: Density) -> tuple[int, int]:
    query = query_of([segment], landmarks, density, (1, 2, np.ones(1, np.int32)))
    met = sum(int(count.sum()) for _, count in query.found)
    return met, sum(len(one.shifts) for one in votes(query))


if __name__ == "__main__":
    main()
