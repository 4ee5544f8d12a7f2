"""Locks on folders, for one or several processes; the system drops them when a process ends,
however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def open_lock(folder: Path) -> int | None:
    """A descriptor to lock; None on Windows."""
    if sys.platform == "win32":
        return None
    return os.open(folder, os.O_RDONLY | os.O_CLOEXEC)


def try_alone(lock: int | None) -> bool:
    """Whether no other run is at work, and none begins until `share`.

    File systems without locks answer True, as does Windows: SQLite needs the same locks, so no
    two commands can write to a case that lies on such a disk.
    """
    if sys.platform == "win32" or lock is None:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def share(lock: int | None) -> None:
    """Be one of several runs; waits only while another looks for what was left."""
    if sys.platform != "win32" and lock is not None:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_SH)


def wait_alone(lock: int | None) -> None:
    """Be the only run; waits for others. Without locks as `try_alone`."""
    if sys.platform != "win32" and lock is not None:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
