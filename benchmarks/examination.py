"""How much the hints of the examination are worth.

    uv run python benchmarks/examination.py [--workers 2] [--out rows.json]

Cuts recordings and inserts into them (with and without crossfade), puts untouched and altered ones
through the same codecs, and counts which hints come up. Thresholds were chosen on the development
half (its quantiles are printed); rates are those of the held-out half.
"""

import argparse
import json
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

import tried_background as background
import tried_waveform as waveform_breaks
from earwitness.archive.examination import hum, repetition
from spliced_speech import CODECS, EDITS, RATE, Samples, Source, edits, sources, through, with_hum

TRIED = {
    "background break": background.MIN_STEP_DB,
    "waveform break": waveform_breaks.MIN_RATIO,
    "repetition": repetition.MIN_SHARE,
    "hum jump": hum.MIN_JUMP,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one version of one recording showed. `values` are None where a hint cannot apply."""

    group: str
    held_out: bool
    hummed: bool
    codec: str
    edit: str
    seconds: float
    values: dict[str, float | None]


@cache
def all_sources() -> tuple[Source, ...]:
    """Read once a process."""
    return tuple(sources())


def values_of(samples: Samples) -> dict[str, float | None]:
    """The strength of each hint."""
    line = hum.find_hum(samples, RATE)
    return {
        "background break": background.strongest_step(samples, RATE)[0],
        "waveform break": waveform_breaks.strongest_break(samples, RATE)[0],
        "repetition": repetition.strongest_repetition(samples, RATE)[0],
        "hum jump": hum.strongest_jump(samples, RATE, line)[0] if line else None,
        "hum prominence": line.prominence_db if line else None,
    }


def rows_of(place: int) -> list[Row]:
    """Every version of one source."""
    everything = all_sources()
    source = everything[place]
    random = np.random.default_rng(place)
    alike = [
        one
        for one in everything
        if (one.group, one.held_out) == (source.group, source.held_out) and one is not source
    ]
    other = alike[int(random.integers(len(alike)))].samples
    rows = []
    for hummed in (False, True):
        own = with_hum(source.samples, random) if hummed else source.samples
        theirs = with_hum(other, random) if hummed else other
        versions = [("untouched", own), *zip(EDITS, edits(own, theirs, random), strict=True)]
        codec = tuple(CODECS)[(place + hummed) % len(CODECS)]
        for edit, samples in versions:
            rows.append(
                Row(
                    group=source.group,
                    held_out=source.held_out,
                    hummed=hummed,
                    codec=codec,
                    edit=edit,
                    seconds=len(samples) / RATE,
                    values=values_of(through(samples, codec)),
                )
            )
    return rows


def tell(rows: list[Row]) -> None:
    """Quantiles of the development half, then rates of the held-out half."""
    for name, threshold in TRIED.items():
        for held_out in (False, True):
            own = [r for r in rows if r.held_out == held_out and r.values[name] is not None]
            free = [r for r in own if r.edit == "untouched"]
            values = np.array([r.values[name] for r in free])
            minutes = sum(r.seconds for r in free) / 60
            alarms = int((values >= threshold).sum())
            print(
                f"\n{name}, {'held-out' if held_out else 'development'}: {alarms} of {len(free)} "
                f"untouched ({minutes:.1f} min) at {threshold}"
            )
            spread = np.quantile(values, [0.5, 0.9, 0.95, 0.98, 1])
            print("  untouched, quantiles 50 90 95 98 100:", *(f"{v:.2f}" for v in spread))
            for line in _found(own, name, threshold):
                print("  " + line)
            print("  untouched alarms:", *_alarms(free, name, threshold))


def _found(rows: list[Row], name: str, threshold: float) -> Iterator[str]:
    for edit in EDITS:
        parts = []
        for codec in ("any", *CODECS):
            own = [r for r in rows if r.edit == edit and codec in ("any", r.codec)]
            found = sum((r.values[name] or 0) >= threshold for r in own)
            parts.append(f"{codec} {found}/{len(own)}")
        yield f"{edit}: " + ", ".join(parts)


def _alarms(rows: list[Row], name: str, threshold: float) -> Iterator[str]:
    for group in dict.fromkeys(r.group for r in rows):
        own = [r for r in rows if r.group == group]
        alarms = sum((r.values[name] or 0) >= threshold for r in own)
        yield f"{group} {alarms}/{len(own)};"


def main() -> None:
    """Make, examine, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    start, rows = time.perf_counter(), []
    with ProcessPoolExecutor(chosen.workers) as pool:
        for own in pool.map(rows_of, range(len(all_sources()))):
            rows += own
            if chosen.out:
                chosen.out.write_text(json.dumps([vars_of(r) for r in rows]), "utf-8")
    print(f"{len(rows)} versions of {len(all_sources())} recordings through {len(CODECS)} codecs")
    print(f"{time.perf_counter() - start:.0f} s")
    tell(rows)


def vars_of(row: Row) -> dict[str, object]:
    """A row as JSON."""
    return {name: getattr(row, name) for name in Row.__slots__}


if __name__ == "__main__":
    main()
