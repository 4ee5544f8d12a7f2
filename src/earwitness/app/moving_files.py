"""Files of a store, or of accounts, that move: the new one grows, the old one is put aside."""

from datetime import UTC, datetime
from pathlib import Path

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.case import CaseFolder

KEPT = "before-move"


def growing(file: Path) -> Path:
    """Where a file lies until it is whole."""
    return file.with_name(f"{file.name}.moving")


def put_in_place(folder: CaseFolder, file: Path) -> None:
    """Let the file that grew be that of the case; one that lies there is not used any more."""
    if file.exists():
        put_aside(folder, file)
    growing(file).replace(file)


def put_aside(folder: CaseFolder, file: Path, *, delete_old: bool = False) -> str:
    """The name under which an old file lies in the folder of the case now, where `forget` names
    it; empty if it was removed.

    Raises:
        CaseUnusable: it was to be removed, and cannot be.
    """
    if delete_old:
        remove_file(file)
        return ""
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = folder.root / f"{file.name}.{KEPT}-{at}"
    file.rename(kept)
    log = file.with_name(f"{file.name}-wal")
    if log.exists():  # of a file that a killed command left: it belongs to it
        log.rename(kept.with_name(f"{kept.name}-wal"))
    return kept.name


def remove_file(database: Path) -> None:
    """Remove a file of SQLite, if it is there, with what belongs to it.

    Raises:
        CaseUnusable: it cannot be removed.
    """
    try:
        for part in ("", "-wal", "-shm", "-journal"):
            database.with_name(database.name + part).unlink(missing_ok=True)
    except OSError as error:
        raise CaseUnusable(
            f"{database} cannot be removed: {error.strerror}.",
            remedy="Make the case folder writable; the case itself is whole.",
        ) from error
