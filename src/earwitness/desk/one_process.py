"""A case is served to a team by one process."""

import os
import sys
from pathlib import Path

from earwitness.records.errors import WrongUsage

if sys.platform != "win32":
    import fcntl

NAME = "served.lock"


def hold(desk: Path) -> int:
    """Let no other process serve this case to a team, as long as the answer, an open descriptor,
    lives. Limits of log-ins, previews and long work are kept in memory: with two processes each
    would know half. A file system without locks lets two in.

    Raises:
        WrongUsage: another process serves it.
        OSError: the folder cannot be written.
    """
    lock = os.open(desk / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if sys.platform == "win32":
        return lock
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise WrongUsage(
            "This case is served to a team already.",
            remedy="One process serves a case: stop the other one first.",
        ) from error
    except OSError:
        pass
    return lock
