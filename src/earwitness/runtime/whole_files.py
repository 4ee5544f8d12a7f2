"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `path` at the end, or is gone if that fails.

    Its name begins as that of `path`: where this begins with the hash of a recording, forgetting
    takes what a kill left. Two threads or processes do not meet in it.

    Raises:
        OSError: the folder cannot be made, or the file not be put in its place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
