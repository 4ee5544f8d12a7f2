"""How a file looks to the system: enough to know, without reading, that it is unchanged.

The signature is that of Git's index: device, inode, size, time of the last change of content and
of the inode. No program can set the last one, so a file whose content was changed and whose time
stamp was set back shows. What was changed within the two seconds before it was read (the
coarsest time stamps, those of FAT) is not relied on: Git calls such entries racily clean.
"""

import time
from dataclasses import dataclass
from pathlib import Path

COARSEST_NS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a file looked, and when (nanoseconds since 1970)."""

    signature: tuple[int, int, int, int, int]
    seen_at_ns: int

    @property
    def byte_size(self) -> int:
        """Bytes of the file."""
        return self.signature[2]

    @property
    def is_reliable(self) -> bool:
        """Whether an unchanged signature will mean unchanged content."""
        return max(self.signature[3:]) + COARSEST_NS < self.seen_at_ns


def look(path: Path) -> Look | None:
    """How the file looks now; None if it cannot be looked at."""
    seen_at_ns = time.time_ns()
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    signature = (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )
    return Look(signature=signature, seen_at_ns=seen_at_ns)
