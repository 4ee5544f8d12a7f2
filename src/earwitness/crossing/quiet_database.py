"""DuckDB in this process's memory, that reaches no network and leaves nothing on the disk.

Settings: https://duckdb.org/docs/stable/configuration/overview. A database in memory would
otherwise spill names and numbers into `.tmp` of whatever folder the command was started in.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from earwitness.records.errors import CaseUnusable

MEMORY_LIMIT = "1GB"
"""Of the database."""

SPILLED = "spilled"
"""Beginning of the name of the folder for what does not fit into memory. DuckDB removes it; after
a kill, the next run does."""


@contextmanager
def quiet_database(folder: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that neither fetches nor loads an extension, and reads and writes no
    file but in `folder`, where it spills what does not fit into memory; without one it spills not.

    Raises:
        CaseUnusable: what was asked needs more memory or disk than there is, or a file in the
            folder is damaged.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_persistent_secrets": "false",
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": _spilled(folder.resolve()) if folder else "",
    }
    with duckdb.connect(":memory:", config=config) as database:
        if folder is not None:
            database.execute("set allowed_directories = $own", {"own": [str(folder.resolve())]})
        database.execute("set enable_external_access = false")
        try:
            yield database
        except duckdb.OutOfMemoryException as full:
            raise CaseUnusable(
                "Crossing needs more memory or disk than there is.",
                remedy="Close other programs, make room on the case's disk, and run it again; what "
                "was made so far is kept.",
            ) from full
        except duckdb.Error as damage:
            raise CaseUnusable(
                "The table of profiles in the case's index cannot be read.",
                remedy="Delete the folder index/profiles of the case and run `earwitness process` "
                "again: the table is made anew from what the case holds.",
            ) from damage


def _spilled(folder: Path) -> str:
    return str(folder / f"{SPILLED}.{os.getpid()}.unfinished")
