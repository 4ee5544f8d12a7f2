"""Profiles of a few lines, out of the table alone: no profile of another line is read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from earwitness.crossing.profile_table.columns import KeyKind, key, profile_of
from earwitness.crossing.profile_table.parts import KEYS, PROFILES
from earwitness.crossing.quiet_database import quiet_database
from earwitness.records.profile import Profile

_WANTED = """
    select * exclude (row) from read_parquet($profiles, hive_partitioning = false)
    where row in (
        select row from read_parquet($keys, hive_partitioning = false)
        where kind = $line and key in (select key from asked)
    )
"""


def profiles_of_lines(lines: Iterable[str], parts: Sequence[Path]) -> Iterator[Profile]:
    """The profiles that have one of these lines (E.164), part by part."""
    wanted = frozenset(lines)
    keys = pa.table({"key": pa.array([key(KeyKind.LINE, one) for one in wanted], pa.uint64())})
    with quiet_database(parts[0].parent if parts else None) as database:
        database.register("asked", keys)
        for part in parts:
            names = {"profiles": str(part / PROFILES), "keys": str(part / KEYS)}
            found = database.execute(_WANTED, {**names, "line": int(KeyKind.LINE)})
            columns = [column[0] for column in found.description or ()]
            for row in found.fetchall():
                profile = profile_of(dict(zip(columns, row, strict=True)))
                if not wanted.isdisjoint(profile.numbers):
                    yield profile
