"""Where recordings and rows are laid out while calls are assembled, so that memory stays the same.

A private SQLite database in the case folder: names and numbers must not lie in the system's folder
for temporary files. Where the system allows it, its file has no name, so that no kill leaves it.
"""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ASSEMBLING = "assembling-"
"""How the file's name begins, where it must keep one (Windows)."""
CACHE_KIB = 8 * 1024
"""Memory for pages. Estimate."""
SCHEMA = f"""
pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive;
pragma temp_store = memory; pragma cache_size = -{CACHE_KIB};

-- rows of lists; `name` and `stem` are keys of the file name, null if the row names none
create table listed (
    list text, number integer, name blob, stem blob, start integer, tails text,
    call_id text, body text, primary key (list, number)
) without rowid;
create index listed_name on listed (name);
create index listed_stem on listed (stem);
create index listed_start on listed (start);
create index listed_call on listed (call_id);

-- recordings that may be a leg, and those that are; `first` names the pair
create table leg (
    stem blob, side text, sha256 text, primary key (stem, side, sha256)
) without rowid;
create table sound (sha256 text primary key, body text) without rowid;
create table pair (sha256 text primary key, first text, other text) without rowid;

-- names of recordings that a row asks for; `key` fits a row's `name`, its `stem`, or (for legs
-- that are a pair) its `stem` without the leg's mark
create table named (
    key blob, fits text, sha256 text, primary key (key, fits, sha256)
) without rowid;

-- recordings whose start may fit a row, and then what is free of them
create table timed (sha256 text primary key, start integer, tails text) without rowid;
create table free (first text primary key, start integer, tails text) without rowid;
create index free_start on free (start);
create table fitting (
    list text, number integer, first text, primary key (list, number, first)
) without rowid;
create index fitting_first on fitting (first);

-- what came of it; `about` is a recording that comes first in its call, or a row's call
create table joined (
    list text, number integer, first text, primary key (list, number)
) without rowid;
create index joined_first on joined (first);
create table note (place integer primary key, about text, words blob);
create index note_about on note (about);
begin;
"""


@contextmanager
def scratch(folder: Path | None) -> Iterator[sqlite3.Connection]:
    """An empty scratch database in this folder, gone afterwards; None: in memory.

    A folder that cannot be written (a case on a read-only medium) is passed over as well: memory
    then grows with what is laid out.

    Raises:
        sqlite3.Error: on use, if the disk is full.
    """
    path = scratch_file(folder)
    store = sqlite3.connect(path or ":memory:", isolation_level=None)
    try:
        store.executescript(SCHEMA)
        if path and sys.platform != "win32":
            path.unlink()
        yield store
    finally:
        store.close()
        if path:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def scratch_file(folder: Path | None) -> Path | None:
    """An empty file that only this user can read."""
    if folder is None:
        return None
    try:
        folder.mkdir(exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=ASSEMBLING, dir=folder)
    except OSError:
        return None
    os.close(descriptor)
    return Path(name)
