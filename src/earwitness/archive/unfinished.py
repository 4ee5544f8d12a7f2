"""Temporary copies in `originals/`: how a live one is known from one left by a killed run."""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

UNFINISHED_PREFIX = ".unfinished-"


def claim(descriptor: int) -> bool:
    """Take the advisory lock of an open temporary copy; False if somebody else works on it.

    The system drops the lock when its process ends, however it ends. File systems without locks
    (and Windows, which refuses to delete open files anyway) answer True.
    """
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def sweep_unfinished(originals: Path) -> int:
    """Delete temporary copies that no running intake is writing; how many were deleted.

    What cannot be deleted is left for the next sweep. A missing folder has none.
    """
    if not originals.is_dir():
        return 0
    return sum(sweep_one(copy) for copy in sorted(originals.glob(f"{UNFINISHED_PREFIX}*")))


def sweep_one(copy: Path) -> bool:
    """Delete one temporary copy, unless it is being written or cannot be deleted."""
    try:
        descriptor = os.open(copy, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            if not claim(descriptor):
                return False
        finally:
            os.close(descriptor)
        copy.unlink()
    except OSError:
        return False
    return True
