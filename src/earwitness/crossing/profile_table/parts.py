"""The files of the table: two Parquet files for each source, its profiles and their keys.

Parquet: https://parquet.apache.org/docs/file-format. A part is written beside its place and moved
there when it is whole, so that a killed run leaves no half of one.
"""

import os
import shutil
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from earwitness.crossing.profile_table.columns import (
    KEY_SCHEMA,
    PROFILE_SCHEMA,
    VERSION,
    key_batch,
    profile_batch,
)
from earwitness.records.profile import Profile

PROFILES, KEYS = "profiles.parquet", "keys.parquet"
_AT_ONCE = 20_000


def part_of(folder: Path, source_id: str, sha256: str) -> Path:
    """The folder of a source's part."""
    return folder / f"{source_id}-{sha256[:16]}-v{VERSION}"


def is_whole(place: Path, count: int) -> bool:
    """Whether a source's part is there, its files are not cut off, and it has `count` profiles."""
    try:
        profiles = pq.read_metadata(place / PROFILES)
        pq.read_metadata(place / KEYS)
    except (OSError, pa.ArrowInvalid):
        return False
    return bool(profiles.num_rows == count)


def write_part(place: Path, profiles: Iterable[Profile]) -> None:
    """Write a source's profiles and their keys, some thousand in memory at a time.

    Raises:
        OSError: the disk is full, or the folder cannot be written.
    """
    unfinished = place.with_name(f"{place.name}.{os.getpid()}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    stream, row = iter(profiles), 0
    with (
        pq.ParquetWriter(unfinished / PROFILES, PROFILE_SCHEMA, compression="zstd") as rows,
        pq.ParquetWriter(unfinished / KEYS, KEY_SCHEMA, compression="zstd") as keys,
    ):
        while batch := list(islice(stream, _AT_ONCE)):
            rows.write_batch(profile_batch(batch, row))
            keys.write_batch(key_batch(batch, row))
            row += len(batch)
    shutil.rmtree(place, ignore_errors=True)
    unfinished.rename(place)


def keep_only(folder: Path, places: Iterable[Path]) -> None:
    """Remove every other part: of sources that are gone, of earlier versions, unfinished ones."""
    wanted = {place.name for place in places}
    for place in folder.iterdir() if folder.is_dir() else ():
        if place.name not in wanted:
            shutil.rmtree(place, ignore_errors=True)
