"""Lines against profiles and ranges: what a large case costs in processor time and memory.

`uv run python benchmarks/lines.py [--lines 8000] [--profiles 1000000] [--table TABLE.csv]`

Profiles are made on the way and forgotten, as the store streams them; the table of ranges is the
registry's, or invented ranges of ten thousand numbers without one. Prints processor seconds, and
the highest memory of the process before and after.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from earwitness.crossing.lookups import look_up_lines
from earwitness.crossing.number_ranges import RangeIndex, Row, built_in_range
from earwitness.crossing.range_tables import BadRow, range_rows
from earwitness.records.number_range import RangeTable
from earwitness.records.profile import Profile, ProfileSource


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=8_000)
    parser.add_argument("--profiles", type=int, default=1_000_000)
    parser.add_argument("--table", type=Path)
    chosen = parser.parse_args()
    lines = [f"+79552{number * 97 % 1_000_000:06}" for number in range(chosen.lines)]
    source = ProfileSource(id="s", kind="table", source_name="s.csv", sha256="0" * 64)
    print(f"memory before: {memory()} MiB")

    began = time.process_time()
    found = look_up_lines(lines, [source], made_profiles(chosen.profiles))
    hits = sum(bool(one.profiles) for one in found)
    print(f"{len(lines)} lines in {chosen.profiles} profiles: {spent(began)} s, {hits} found")
    print(f"memory after the profiles: {memory()} MiB")

    began = time.process_time()
    rows = table_rows(chosen.table) if chosen.table else invented_rows()
    table = RangeTable(id="t", source_name="t", sha256="0", as_of="2020-01-01", range_count=0)
    index = RangeIndex([(table, rows)])
    print(f"a table of ranges read and indexed: {spent(began)} s")

    began = time.process_time()
    for line in lines:
        index.at(line, "2022-03-05")
    print(f"{len(lines)} lines in the table: {spent(began)} s")

    began = time.process_time()
    for line in lines:
        built_in_range(line)
    print(f"{len(lines)} lines in the built-in data: {spent(began)} s")
    print(f"memory at the end: {memory()} MiB")


def made_profiles(count: int) -> Iterator[Profile]:
    """Invented profiles, one after the other."""
    for number in range(count):
        yield Profile(
            source_id="s",
            profile_id=str(number),
            name="Имя Фамилия",
            numbers=(f"+79552{number % 1_000_000:06}",),
        )


def table_rows(path: Path) -> list[Row]:
    """The rows of a registry table that can be read."""
    return [row for row in range_rows(path) if not isinstance(row, BadRow)]


def invented_rows() -> list[Row]:
    """Twenty thousand ranges from +7 900 on."""
    starts = range(79_000_000_000, 79_200_000_000, 10_000)
    return [(f"+{at}", f"+{at + 9_999}", "RU", f"R{at % 89}", "O", "") for at in starts]


def spent(began: float) -> str:
    """Processor seconds since."""
    return f"{time.process_time() - began:.2f}"


def memory() -> int:
    """The highest resident memory so far, MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
