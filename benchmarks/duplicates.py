"""Duplicates: precision and recall of pairs, by what was done to the copy.

    uv run python benchmarks/duplicates.py [--half development|held-out] [--prompts]

Every call of the fictional archive is led through every codec that PyAV can write, cut, made
louder and quieter, resampled, covered with noise, and split into its sides; each copy goes
through the project's own decoder. The calls are parted into two halves (every second call). No
threshold was set after a run of this script, but they were set after a look at calls of both
halves, so the held-out half is not untouched. A pair counts as found if it is reported as anything
but a shared part; every pair of two different calls counts as false. "found" is too low: where
copies have the original's very samples (FLAC, 16 kHz), one of them stands for all in the search,
and pairs with the others are not counted yet.
`--prompts`: 400 short announcements in one voice, most of them also as GSM by another encoder.
"""

import argparse
import csv
import hashlib
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av

from earwitness.archive.constellations import RATE
from earwitness.archive.duplicates import find_pairs
from earwitness.archive.fingerprints import fingerprint
from earwitness.calls.engines.pyav import resample
from earwitness.calls.ports import Sound
from earwitness.records.duplicates import DuplicatePair, Fingerprint, Relation
from reencoding import ENCODINGS, changed, decoded, reencoded
from speech_sets import DEMO, SHARED, TRUTH


@dataclass(frozen=True, slots=True)
class Copy:
    """One sound made from a call, and where it begins in it."""

    call: str
    kind: str
    starts_ms: float
    print: Fingerprint


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--half", choices=("development", "held-out"), default="held-out")
    options.add_argument("--prompts", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.prompts:
            measure_prompts(Path(folder))
        else:
            measure_calls(Path(folder), held_out=chosen.half == "held-out")


def measure_calls(folder: Path, *, held_out: bool) -> None:
    """Recall by kind of copy, precision over all."""
    copies, skipped = [], defaultdict(int)
    for number, (call, path) in enumerate(sorted(_calls().items())):
        if number % 2 == held_out:
            copies.extend(_copies(call, path, number, folder, skipped))
    by_hash = {copy.print.sha256: copy for copy in copies}
    started = time.perf_counter()
    pairs = find_pairs(sorted((copy.print for copy in copies), key=lambda one: one.sha256))
    seconds = time.perf_counter() - started
    found = [pair for pair in pairs if pair.relation is not Relation.SHARED_PART]
    true = [pair for pair in found if _same_call(pair, by_hash)]
    _print_recall(copies, true, by_hash)
    parts = len(pairs) - len(found)
    print(f"{len(copies)} recordings of {len({one.call for one in copies})} calls; {seconds:.1f} s")
    print(
        f"pairs reported {len(found)}, of different calls {len(found) - len(true)}, "
        f"precision {len(true) / len(found):.4f}; shared parts {parts}, of different calls "
        f"{sum(not _same_call(pair, by_hash) for pair in pairs) - len(found) + len(true)}"
    )
    strangers = [pair for pair in found if not _same_call(pair, by_hash)]
    for pair in strangers[:10]:
        print("  false:", by_hash[pair.first].kind, by_hash[pair.second].kind, pair.score)
    for kind, count in skipped.items():
        print(f"  could not be written: {kind} ({count} times)")


def _print_recall(copies: list[Copy], true: list[DuplicatePair], by_hash: dict[str, Copy]) -> None:
    """One line a kind: found with the original, among all pairs, and how far the offset is off."""
    with_original = defaultdict(list)
    for pair in true:
        first, second = by_hash[pair.first], by_hash[pair.second]
        for own, other, sign in ((first, second, -1), (second, first, 1)):
            if other.kind == "original":
                error = sign * pair.offset_ms + own.starts_ms
                with_original[own.kind].append((abs(error), pair))
    made = defaultdict(int)
    for copy in copies:
        made[copy.kind] += 1
    print(f"{'copy':32}{'found':>8}{'offset':>9}  {'lowest':>6}  called")
    for kind in made:
        if kind == "original":
            continue
        own = with_original[kind]
        names = sorted({pair.relation.value for _, pair in own})
        worst = max((error for error, _ in own), default=0)
        low = min((pair.score for _, pair in own), default=0)
        print(
            f"{kind:32}{len(own):4}/{made[kind]:<3}{worst:6.0f} ms  {low:6.2f}  {' '.join(names)}"
        )
    sizes = defaultdict(int)
    for copy in copies:
        sizes[copy.call] += 1
    possible = sum(size * (size - 1) // 2 for size in sizes.values())
    print(
        f"all pairs of copies of one call: {len(true)} of {possible} "
        f"({len(true) / possible:.3f}; two sides of one call and two cuts that do not overlap "
        "have nothing in common)"
    )


def _same_call(pair: DuplicatePair, by_hash: dict[str, Copy]) -> bool:
    return by_hash[pair.first].call == by_hash[pair.second].call


def _calls() -> dict[str, Path]:
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if not row["duplicate_of"]]
    return {row["call"]: DEMO / row["file"] for row in rows}


def _copies(
    call: str, path: Path, seed: int, folder: Path, skipped: dict[str, int]
) -> Iterator[Copy]:
    original = decoded(path, folder)
    yield _copy(call, "original", 0.0, original)
    for kind, encoding in ENCODINGS.items():
        try:
            yield _copy(call, kind, 0.0, reencoded(original, encoding, folder))
        except (av.error.FFmpegError, ValueError):
            skipped[kind] += 1
    for kind, sound, starts_ms in changed(original, seed):
        yield _copy(call, kind, starts_ms, sound)
    middle = Sound(samples=original.samples[:, 8 * 8000 : 20 * 8000], sample_rate=RATE)
    for kind in ("AMR-NB 4.75", "Opus 6 kbit/s"):
        yield _copy(
            call, f"12 s cut, then {kind}", 8000.0, reencoded(middle, ENCODINGS[kind], folder)
        )


def _copy(call: str, kind: str, starts_ms: float, sound: Sound) -> Copy:
    low = resample(sound, RATE)
    name = hashlib.sha256(f"{call} {kind} {sound.samples[:, :4000].sum()}".encode()).hexdigest()
    return Copy(
        call, kind, starts_ms, fingerprint(name, sound.samples, sound.sample_rate, low.samples)
    )


def measure_prompts(folder: Path) -> None:
    """False alarms among announcements of one voice, and recall against real GSM files."""
    prints: dict[str, tuple[str, str, Fingerprint]] = {}
    for kind in ("asterisk", "asterisk_gsm"):
        for path in sorted((SHARED / "data" / "speech" / "ru" / kind).rglob("*")):
            if path.is_file() and path.suffix in {".wav", ".gsm"}:
                copy = _copy(path.stem, kind, 0.0, decoded(path, folder))
                prints[copy.print.sha256] = (path.stem, kind, copy.print)
    pairs = find_pairs(sorted((one for *_, one in prints.values()), key=lambda one: one.sha256))
    found = [pair for pair in pairs if pair.relation is not Relation.SHARED_PART]
    both = {name for name, kind, _ in prints.values() if kind == "asterisk"} & {
        name for name, kind, _ in prints.values() if kind == "asterisk_gsm"
    }
    lengths = {name: one.duration_ms for name, kind, one in prints.values() if kind == "asterisk"}
    true = {
        prints[pair.first][0] for pair in found if prints[pair.first][0] == prints[pair.second][0]
    }
    for least in (0, 3_000, 5_000):
        own = {name for name in both if lengths[name] >= least}
        print(f"PCM and GSM of one prompt, at least {least} ms: {len(own & true)} of {len(own)}")
    others = [pair for pair in pairs if prints[pair.first][0] != prints[pair.second][0]]
    print(f"{len(prints)} files; pairs of different prompts: {len(others)}")
    for pair in others[:40]:
        names = prints[pair.first][0], prints[pair.second][0]
        print(
            f"  {pair.relation.value} {names[0]} {names[1]} score {pair.score} "
            f"overlap {pair.overlap_ms} ms, seconds {pair.spans}"[:150]
        )


if __name__ == "__main__":
    main()
