"""DuckDB in this process's memory, that reaches no network and leaves nothing on the disk.

Settings: https://duckdb.org/docs/stable/configuration/overview. A database in memory would
otherwise spill names and numbers into `.tmp` of whatever folder the command was started in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from earwitness.records.errors import CaseUnusable

MEMORY_LIMIT = "1GB"
"""Of the database; nothing is written to a disk beyond it."""


@contextmanager
def quiet_database(folder: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that neither fetches nor loads an extension, writes no file, and reads
    none but those in `folder`.

    Raises:
        CaseUnusable: what was asked needs more memory than there is, or a file in the folder is
            damaged.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_persistent_secrets": "false",
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": "",
    }
    with duckdb.connect(":memory:", config=config) as database:
        if folder is not None:
            database.execute("set allowed_directories = $own", {"own": [str(folder.resolve())]})
        database.execute("set enable_external_access = false")
        try:
            yield database
        except duckdb.OutOfMemoryException as full:
            raise CaseUnusable(
                "Crossing needs more memory than it may use, or than this computer has.",
                remedy="Close other programs and run it again; what was made so far is kept.",
            ) from full
        except duckdb.Error as damage:
            raise CaseUnusable(
                "The table of profiles in the case's index cannot be read.",
                remedy="Delete the folder index/profiles of the case and run `earwitness process` "
                "again: the table is made anew from what the case holds.",
            ) from damage
