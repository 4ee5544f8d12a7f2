"""Search by meaning by the number of turns: bringing the vectors up to date, and searching them.

    uv run python benchmarks/meaning_scale.py FOLDER [--turns 20000 200000] [--queries 10]

Cases of recordings with 20 turns, whose meanings are vectors of 512 values around a thousand
directions; so a query in one of them finds a thousandth of all. Each line is a process of its own.
"in memory" is what was done before there were files: all vectors read, one product. Without
encoding the query, which takes the same whatever is searched. Processor time; the process's own
memory (without pages of files) that it took, at the end; and its memory at most, with such pages.
"""

import argparse
import resource
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from call_memory import forked
from earwitness.app.meaning_vectors import FOLDER, STAGE, vectors_kept
from earwitness.app.opening import create_case, open_case
from earwitness.claims.themes.packed import packed, packed_values
from earwitness.records.custody import Provenance
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.search.likest import likest
from earwitness.runtime.store import results
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.connection import disconnect, writing

SIZE, DIRECTIONS, OF_A_RECORDING = 512, 1_000, 20
LEAST, MOST = 0.35, 500
NEW = 100
"""Recordings that come later."""
MADE = Provenance(
    stage=STAGE, engine="chance", version="1", weights_digest="", options="{}", input_digests=()
)

Floats = NDArray[np.float32]
Found = list[tuple[str, int, float]]


def main() -> None:
    """Fill, bring up to date, search."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, nargs="+", default=[20_000, 200_000])
    parser.add_argument("--queries", type=int, default=10)
    asked = parser.parse_args()
    for turns in asked.turns:
        case, count = asked.folder / str(turns), turns // OF_A_RECORDING
        forked(partial(fill, case, range(count)))
        told = partial(tell, turns)
        told("made", *forked(partial(measured, case, in_files, 1)))
        told("files", *forked(partial(measured, case, in_files, asked.queries)))
        told("in memory", *forked(partial(measured, case, in_memory, asked.queries)))
        print(f"{turns:>10} the same hits: {forked(partial(agreeing, case, asked.queries))}")
        forked(partial(fill, case, range(count, count + NEW)))
        told(f"{NEW} more", *forked(partial(measured, case, in_files, 1)))
        size = sum(path.stat().st_size for path in (case / "index" / FOLDER).iterdir())
        print(f"{turns:>10} {size / (count + NEW):.0f} bytes a recording on the disk", flush=True)
        shutil.rmtree(case)


def tell(turns: int, what: str, times: Sequence[float], own: float, most: float) -> None:
    """One line."""
    later = f", later {statistics.median(times[1:]):6.3f} s" if times[1:] else ""
    print(
        f"{turns:>10} {what:<10} first {times[0]:7.2f} s{later}, "
        f"memory {own:6.0f} MiB, at most {most:6.0f}",
        flush=True,
    )


def direction(number: int) -> Floats:
    """One of the directions, of length 1."""
    own = np.random.default_rng(number).standard_normal(SIZE, dtype=np.float32)
    unit: Floats = own / np.linalg.norm(own)
    return unit


def fill(case: Path, numbers: range) -> None:
    """Results of so many recordings, through the store."""
    if not (case / "case.toml").exists():
        create_case(case, time_zone="Europe/Kyiv", region="RU")
    place = open_case(case)
    centres = np.array([direction(number) for number in range(DIRECTIONS)])
    chance = np.random.default_rng([numbers.start, 3])
    for part in in_chunks(numbers, 200):
        made = []
        for number in part:
            own = centres[chance.integers(0, DIRECTIONS, OF_A_RECORDING)]
            noise = chance.standard_normal(own.shape, dtype=np.float32) / SIZE**0.5
            starts = [9_000 * turn for turn in range(OF_A_RECORDING)]
            output = {"starts_ms": starts, "vectors": packed(own + noise)}
            made.append((f"{number:064x}", MADE, output))
        with writing(place.folder.database):
            results.save_all(STAGE, made, actor="benchmark")
    disconnect()


def in_files(case: Path) -> Callable[[Floats], Found]:
    """As the software searches."""
    folder = CaseFolder(case)

    def search(query: Floats) -> Found:
        found = likest(vectors_kept(folder, SIZE), query, least=LEAST, most=MOST)
        return [(one.sha256, one.start_ms, one.likeness) for one in found]

    return search


def in_memory(_: Path) -> Callable[[Floats], Found]:
    """As it did before."""
    known: list[Any] = []

    def read() -> None:
        places, blocks = [], []
        for sha256, output in results.outputs(STAGE):
            places += [(sha256, start) for start in output["starts_ms"]]
            values = packed_values(output["vectors"], len(output["starts_ms"])).astype(np.float32)
            blocks.append(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9))
        known.extend((places, np.concatenate(blocks)))

    def search(query: Floats) -> Found:
        if not known:
            read()
        places, vectors = known
        likeness = vectors @ query
        near = np.flatnonzero(likeness >= LEAST)
        best = near[np.argsort(-likeness[near], kind="stable")][:MOST]
        return [(*places[number], float(likeness[number])) for number in best]

    return search


def measured(
    case: Path, way: Callable[[Path], Callable[[Floats], Found]], queries: int
) -> tuple[list[float], float, float]:
    """Seconds of each search; MiB of own memory that they took; and of all memory at most."""
    open_case(case)
    before = own_memory()
    search, times = way(case), []
    for number in range(queries):
        begun = time.process_time()
        assert search(direction(number))
        times.append(time.process_time() - begun)
    taken = own_memory() - before
    disconnect()
    return times, taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def own_memory() -> float:
    """Memory of this process without pages of files, in MiB (Linux)."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("RssAnon")) / 1024


def agreeing(case: Path, queries: int) -> str:
    """How many hits both ways have in common, and how far their cosines are apart at most."""
    open_case(case)
    files, memory = in_files(case), in_memory(case)
    both = of = 0
    apart = 0.0
    for number in range(queries):
        one = {(sha256, start): own for sha256, start, own in files(direction(number))}
        other = {(sha256, start): own for sha256, start, own in memory(direction(number))}
        of += len(other)
        both += len(one.keys() & other.keys())
        apart = max([apart, *(abs(one[key] - other[key]) for key in one.keys() & other.keys())])
    disconnect()
    return f"{both} of {of}, cosines at most {apart:.1e} apart"


if __name__ == "__main__":
    main()
