"""What people keep at the desk of a recording: it goes when the recording is forgotten.

The desk's own tables lie beside the store and are not the store's, so they are read here as a file.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.case import CaseFolder

TRACES = {
    "desk_unsavedtext": "substr(subject, 1, 64)",
    "desk_exposure": "recording",
}
"""Tables of the desk that name a recording, and what in them is its SHA-256."""


def clear_desk(folder: CaseFolder, hashes: Iterable[str]) -> None:
    """Remove what was typed and not saved of these recordings, and who heard how much of them.

    Deleted rows are overwritten (SQLite, PRAGMA secure_delete), and the log is emptied.

    Raises:
        CaseUnusable: the desk's file cannot be written.
    """
    file = folder.root / "desk" / "desk.sqlite3"
    wanted = [(sha256,) for sha256 in hashes]
    if not wanted or not file.is_file():
        return
    try:
        with closing(sqlite3.connect(file, timeout=30)) as desk:
            desk.execute("PRAGMA secure_delete=ON")
            known = {name for (name,) in desk.execute("SELECT name FROM sqlite_master")}
            for table, column in TRACES.items():
                if table in known:
                    desk.executemany(f"DELETE FROM {table} WHERE {column} = ?", wanted)
            desk.commit()
            desk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise CaseUnusable(
            f"What the desk keeps of a forgotten recording cannot be removed: {error}.",
            remedy="Stop the desk, then give the same command again; or remove the folder `desk`.",
        ) from error
