"""Profiles by the million, streamed: the same ones for the same count and seed.

    PYTHONPATH=benchmarks uv run python -m worlds.scale 1000000 [--csv FILE] [--seed 1]

Without `--csv` it makes them, counts them and prints the CPU time. The numbers of a large world lie
partly outside the reserved fictional block (see `lines`): never write them into the repository.
"""

import argparse
import csv
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from earwitness.records.profile import Profile
from worlds.decoys import decoys
from worlds.lines import BLOCK, Lines
from worlds.settings import WORLDS

SOURCES = 40


def million(count: int, seed: int = 1) -> Iterator[Profile]:
    """`count` profiles of strangers in a social network, tags and SOURCES address books.

    To put people with truth among them, chain them with `World.profiles()` of a small world.
    """
    books = tuple(f"telegram_{number:03d}.json" for number in range(SOURCES))
    settings = replace(WORLDS["plain"], surnames=900)
    lines = Lines(wide=count > BLOCK // 2)
    for row in decoys(f"scale {seed}", settings, books, count, lines):
        profile = row.profile()
        if profile is not None:
            yield profile


def main() -> None:
    """Make, count, perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began = time.process_time()
    profiles = million(arguments.count, arguments.seed)
    made = write_table(profiles, arguments.csv) if arguments.csv else sum(1 for _ in profiles)
    print(f"{made} profiles, {time.process_time() - began:.1f} s CPU")


def write_table(profiles: Iterable[Profile], path: Path) -> int:
    """A table that the reader of tables reads; returns the number of rows."""
    made = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["profile_id", "name", "city", "birth_date", "relatives", "phone"])
        for made, p in enumerate(profiles, start=1):  # noqa: B007
            out.writerow([p.reference, p.name, p.city, p.birth_date, "; ".join(p.relatives),
                          ";".join(p.numbers)])  # fmt: skip
    return made


if __name__ == "__main__":
    main()
