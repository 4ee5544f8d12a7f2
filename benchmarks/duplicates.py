"""Duplicates: precision and recall of pairs, by what was done to the copy.

    uv run python benchmarks/duplicates.py [--half development|held-out] [--apart | --prompts]

Every call of the fictional archive is led through every codec that PyAV can write and those of
`system_encoders` (what is absent is told), cut, made
louder and quieter, resampled, covered with noise, and split into its sides; each copy goes
through the project's own decoder. The calls are parted into two halves (every second call). No
threshold was set after a run of this script, but they were set after a look at calls of both
halves, so the held-out half is not untouched.

Copies with identical samples are one sound, as in the search. A pair is expected if its copies hold
3 s or more of the same span and side of the original, and found if it is reported as anything but
a shared part. A reported pair is false if by construction it shares nothing: two calls, two sides
of one call, two cuts that do not meet.
`--apart`: the copies of each kind are searched beside the originals alone, which is much quicker;
pairs of two copies are not counted then.
`--prompts`: 400 short announcements in one voice, most of them also as GSM by another encoder.
"""

import argparse
import csv
import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import av

from duplicate_counts import (
    Copy,
    KindCount,
    Reported,
    count_kinds,
    expected_pairs,
    expected_sounds,
    false_pairs,
    offset_error_ms,
)
from earwitness.archive.best_original import MemberFacts
from earwitness.archive.constellations import RATE
from earwitness.archive.duplicate_relations import LEAST_SECONDS
from earwitness.archive.duplicates import find_duplicates, find_pairs
from earwitness.archive.fingerprints import fingerprint
from earwitness.calls.engines.pyav import resample
from earwitness.calls.ports import Sound
from earwitness.records.duplicates import Duplicates, Fingerprint, Relation
from reencoding import ENCODINGS, Change, changed, decoded, reencoded
from speech_sets import DEMO, SHARED, TRUTH
from system_encoders import SYSTEM_ENCODINGS, NoEncoder

HARSH = ("AMR-NB 4.75", "Opus 6 kbit/s", "GSM 06.10", "G.729")
OFFSET_MS = 150


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--half", choices=("development", "held-out"), default="held-out")
    options.add_argument("--apart", action="store_true")
    options.add_argument("--prompts", action="store_true")
    chosen = options.parse_args()
    if chosen.prompts:
        with tempfile.TemporaryDirectory() as folder:
            measure_prompts(Path(folder))
    else:
        measure_calls(held_out=chosen.half == "held-out", apart=chosen.apart)


def measure_calls(*, held_out: bool, apart: bool) -> None:
    """Recall by kind of copy, precision over all."""
    jobs = [
        (number, call, path)
        for number, (call, path) in enumerate(sorted(_calls().items()))
        if number % 2 == held_out
    ]
    with ProcessPoolExecutor(2) as pool:
        made = list(pool.map(_copies, jobs))
    copies = [copy for own, _ in made for copy in own]
    started = time.perf_counter()
    found = [_search(own) for own in (_by_kind(copies) if apart else [copies])]
    seconds = time.perf_counter() - started
    print(f"{len(copies)} recordings of {len(jobs)} calls; compared in {seconds:.1f} s")
    pairs, reported = list(expected_pairs(copies, apart=apart)), Reported(found)
    print_kinds(count_kinds(copies, pairs, reported))
    print_all(copies, pairs, found, reported)
    for kind, count in Counter(kind for _, skipped in made for kind in skipped).items():
        print(f"  could not be written: {kind} ({count} times)")


def _by_kind(copies: list[Copy]) -> Iterator[list[Copy]]:
    """The originals with the copies of one kind, kind by kind."""
    for kind in dict.fromkeys(copy.kind for copy in copies if copy.kind != "original"):
        yield [copy for copy in copies if copy.kind in ("original", kind)]


def _search(copies: list[Copy]) -> Duplicates:
    facts = {
        one.sha256: MemberFacts(
            sha256=one.sha256,
            duration_ms=one.print.duration_ms,
            sides=2 if len(one.print.tracks) > 1 else 1,
            bandwidth_hz=one.print.bandwidth_hz,
            codec="",
            arrival=place,
        )
        for place, one in enumerate(copies)
    }
    return find_duplicates([copy.print for copy in copies], facts)


def print_kinds(counts: dict[str, KindCount]) -> None:
    """One line a kind: recall with the original, with any other copy, the worst offset."""
    print(f"{'copy':30}{'with original':>14}{'with any copy':>16}{'offset':>10}  lowest  called")
    for kind, own in counts.items():
        with_original = share(own.with_original) if kind != "original" else ""
        offset = f"{max(own.offsets_ms):.0f} ms" if own.offsets_ms else ""
        low = f"{min(pair.score for pair in own.pairs):.2f}" if own.pairs else ""
        called = Counter(pair.relation.value for pair in own.pairs)
        called["same_audio"] = own.with_original[True] - len(own.pairs)
        names = " ".join(f"{name} {count}" for name, count in called.items() if count)
        names = "" if kind == "original" else names
        print(
            f"{kind:30}{with_original:>14}{share(own.with_any):>16}{offset:>10}  {low:>6}  {names}"
        )


def print_all(
    copies: list[Copy],
    expected: list[tuple[Copy, Copy]],
    found: list[Duplicates],
    reported: Reported,
) -> None:
    """Recall and precision over all pairs of sounds, and over groups."""
    by_hash = {copy.sha256: copy for copy in copies}
    wanted = expected_sounds(expected, reported)
    missed = Counter(key in reported.parts for key, hit in wanted.items() if not hit)
    print(
        f"pairs of sounds that share {LEAST_SECONDS} s: found {share(Counter(wanted.values()))}; "
        f"of the missed told as a shared part {missed[True]}, not at all {missed[False]}"
    )
    for first, second in expected:
        if not reported.found(first, second):
            told = "told as a shared part" if reported.key(first, second) in reported.parts else ""
            print(f"  missed: {first.call} {first.kind}, {second.kind} {told}")
    for name, pairs in (
        ("identical", reported.identical),
        ("reported", list(reported.alike.values())),
        ("shared parts", list(reported.parts.values())),
    ):
        false = false_pairs(pairs, by_hash)
        strangers = sum(first.call != second.call for first, second, _ in false)
        print(
            f"{name}: {len(pairs)} pairs, false {len(false)} (of different calls {strangers}), "
            f"precision {1 - len(false) / len(pairs) if pairs else 1:.4f}"
        )
        for first, second, pair in false[:10]:
            print(f"  false: {first.call} {first.kind}, {second.call} {second.kind}: {pair.score}")
    errors = sorted(offset_error_ms(pair, by_hash) for pair in reported.alike.values())
    print(f"offsets wrong by more than {OFFSET_MS} ms: {sum(one > OFFSET_MS for one in errors)}")
    groups = [own for one in found for own in one.groups]
    mixed = sum(len({by_hash[one].call for one in own.members}) > 1 for own in groups)
    print(f"groups: {len(groups)}, of more than one call: {mixed}")


def share(hits: Counter[bool]) -> str:
    """Hits of all, as in 12/13 0.923."""
    total = hits.total()
    return f"{hits[True]}/{total} {hits[True] / total:.3f}" if total else "none"


def _calls() -> dict[str, Path]:
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if not row["duplicate_of"]]
    return {row["call"]: DEMO / row["file"] for row in rows}


def _copies(
    job: tuple[int, str, Path], kinds: frozenset[str] = frozenset()
) -> tuple[list[Copy], list[str]]:
    """Runs in a process: the copies of one call, and the kinds that could not be written.

    `kinds` of encodings only, if any are named.
    """
    seed, call, path = job
    copies, skipped = [], []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        original = decoded(path, folder)
        copies.append(_copy(call, Change("original", original), original))
        rate = original.sample_rate
        middle = Sound(samples=original.samples[:, 8 * rate : 20 * rate], sample_rate=rate)
        encodings = {**ENCODINGS, **SYSTEM_ENCODINGS}
        wanted = [Change(kind, original) for kind in encodings if not kinds or kind in kinds]
        wanted += [Change(f"12 s cut, {kind}", middle, 8000.0) for kind in HARSH]
        for one in wanted:
            encoding = encodings[one.kind.removeprefix("12 s cut, ")]
            try:
                copies.append(_copy(call, one, reencoded(one.sound, encoding, folder)))
            except (av.error.FFmpegError, ValueError, NoEncoder) as error:
                skipped.append(f"{one.kind}: {error}")
    copies.extend(_copy(call, one, one.sound) for one in changed(original, seed))
    return copies, skipped


def _copy(call: str, made: Change, sound: Sound) -> Copy:
    length_ms = 1000 * made.sound.samples.shape[1] / made.sound.sample_rate
    return Copy(
        call,
        made.kind,
        made.starts_ms,
        made.starts_ms + length_ms,
        made.sides,
        _print(f"{call} {made.kind} {sorted(made.sides)}", sound),
    )


def _print(name: str, sound: Sound) -> Fingerprint:
    low = resample(sound, RATE)
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return fingerprint(sha256, tuple(sound.samples), sound.sample_rate, tuple(low.samples))


def measure_prompts(folder: Path) -> None:
    """False alarms among announcements of one voice, and recall against real GSM files."""
    prints: dict[str, tuple[str, str, Fingerprint]] = {}
    for kind in ("asterisk", "asterisk_gsm"):
        for path in sorted((SHARED / "data" / "speech" / "ru" / kind).rglob("*")):
            if path.is_file() and path.suffix in {".wav", ".gsm"}:
                made = _print(f"{kind} {path.name}", decoded(path, folder))
                prints[made.sha256] = (path.stem, kind, made)
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
