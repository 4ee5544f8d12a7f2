"""What crossing costs against a million profiles and ten million, beside DuckDB's bare join.

    uv run python benchmarks/crossing_scale.py FOLDER [--calls 5000] [--millions 1 10]

A generated world's calls, and calls without a recording until there are 8,000 lines, are crossed
against the world's own sources and against sources of a
million decoy profiles each. One million is made of records and written as `profiles` does it; the
others are copies of its files under further sources, so that every name has as many namesakes
more. FOLDER keeps the files; they are not written twice. The bare join is DuckDB counting the
profiles of the calls' lines in the same key files: no names, no families, no reasons. It is the
limit. Each size runs in a process of its own; memory is its peak resident size.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.profile_table.columns import KeyKind, key
from earwitness.crossing.profile_table.near import index_near
from earwitness.crossing.profile_table.parts import KEYS, part_of, write_part
from earwitness.crossing.quiet_database import quiet_database
from earwitness.records.call import Call
from earwitness.records.profile import ProfileSource
from worlds.generate import make_world
from worlds.ours import parts_of, talks_of
from worlds.scale import million

MILLION = 1_000_000
LINES = 8_000


def main() -> None:
    """Prepare what is missing, then measure every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calls", type=int, default=5_000)
    parser.add_argument("--millions", nargs="+", type=int, default=[1, 10])
    parser.add_argument("--one", type=int, help="measure this size here")
    arguments = parser.parse_args()
    if arguments.one is not None:
        measure(arguments.folder, arguments.calls, arguments.one)
        return
    prepare(arguments.folder, max(arguments.millions))
    print(
        f"{'profiles':>12}{'lines':>8}{'join s':>8}{'CPU s':>8}{'wall s':>8}{'MiB':>7}  parts",
        flush=True,
    )
    for millions in arguments.millions:
        subprocess.run(
            [sys.executable, __file__, str(arguments.folder), "--calls", str(arguments.calls),
             "--one", str(millions)],
            check=True,
        )  # fmt: skip


def prepare(folder: Path, millions: int) -> None:
    """The million, and its copies."""
    folder.mkdir(parents=True, exist_ok=True)
    first = part_of(folder, "decoys-0", "0" * 64)
    if not first.is_dir():
        began = time.process_time()
        write_part(first, million(MILLION))
        seconds = time.process_time() - began
        print(f"made and wrote {MILLION} profiles in {seconds:.0f} s of processor time", flush=True)
    for number in range(1, millions):
        copy = part_of(folder, f"decoys-{number}", "0" * 64)
        if not copy.is_dir():
            shutil.copytree(first, copy)


def measure(folder: Path, calls: int, millions: int) -> None:
    """Cross, and print one line."""
    world = make_world("plain", split="development", seed=1, calls=calls, decoys=1_000)
    decoys = [(_source(n), part_of(folder, f"decoys-{n}", "0" * 64)) for n in range(millions)]
    parts = [*parts_of(world, folder), *decoys]
    calls_ = [*world.calls, *_silent(world.calls)]
    lines = {line for call in calls_ for line in (call.caller, call.called) if line}
    bare = _bare_join(lines, folder, [place for _, place in parts])
    began, wall = time.process_time(), time.perf_counter()
    talks = talks_of(world, calls_)
    heard = time.process_time()
    index = index_near(talks, parts)
    near = time.process_time()
    count = sum(len(found) for found in attribute_all(talks, index, call_graph(calls_)))
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = sum(source.profile_count for source, _ in parts)
    print(
        f"{total:>12,}{len(lines):>8}{bare:>8.2f}{ended - began:>8.1f}"
        f"{time.perf_counter() - wall:>8.1f}{peak:>7.0f}"
        f"  hearing names {heard - began:.1f}, finding profiles {near - heard:.1f}, "
        f"comparing {ended - near:.1f}; {count} attributions",
        flush=True,
    )


def _source(number: int) -> ProfileSource:
    return ProfileSource(
        id=f"decoys-{number}", kind="table", source_name="decoys", sha256="0" * 64,
        profile_count=MILLION,
    )  # fmt: skip


def _silent(calls: Sequence[Call]) -> Iterator[Call]:
    """Calls without a recording between further lines, until there are LINES."""
    known = {line for call in calls for line in (call.caller, call.called) if line}
    for number in range((LINES - len(known)) // 2):
        caller, called = (f"+7955{2_000_000 + 7 * (2 * number + side)}" for side in (0, 1))
        yield Call(id=f"silent-{number}", caller=caller, called=called)


def _bare_join(lines: set[str], folder: Path, places: Sequence[Path]) -> float:
    """Processor seconds of DuckDB for the profiles of these lines, and nothing else."""
    began = time.process_time()
    with quiet_database(folder) as database:
        keys = pa.array(sorted(key(KeyKind.LINE, line) for line in lines), pa.uint64())
        database.register("asked", pa.table({"key": keys}))
        database.execute(
            "select count(*) from read_parquet(?) join asked using (key)",
            [[str(place / KEYS) for place in places]],
        ).fetchall()
    return time.process_time() - began


if __name__ == "__main__":
    main()
