"""What an intake has begun and not recorded yet: a folder in `originals/`, undone after a kill.

Everything that a run copies or unpacks lies in its own folder `originals/.unfinished-…`. An
original that the run has published, but that no transaction names yet, is kept there under its
hash as well: as a second hard link, or as an empty mark on file systems without them. So whatever
moment a run is killed at, the next one knows what to take back.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from earwitness.runtime.folder_locks import open_lock, share, try_alone

UNFINISHED_PREFIX = ".unfinished-"
MARK = re.compile(r"[0-9a-f]{64}")

Recorded = Callable[[Sequence[str]], set[str]]
"""Which of these SHA-256 the case has recorded."""


@contextmanager
def unfinished_run(originals: Path, recorded: Recorded) -> Iterator[Path]:
    """A folder for what this run has in work; gone afterwards, with all that was not recorded.

    Runs share a lock on `originals/`, which the system drops when their process ends, however it
    ends. Who finds no other run takes back what killed ones left; who ends while others work
    leaves it to them, since they may be about to record the same bytes.

    Raises:
        OSError: `originals/` cannot be written.
    """
    originals.mkdir(exist_ok=True)
    lock = open_lock(originals)
    try:
        if try_alone(lock):
            sweep_unfinished(originals, recorded)
        share(lock)
        run = Path(tempfile.mkdtemp(prefix=UNFINISHED_PREFIX, dir=originals))
        try:
            yield run
        finally:
            if not any(marks_in(run)) or try_alone(lock):
                take_back(run, originals, recorded)
    finally:
        if lock is not None:
            os.close(lock)


def sweep_unfinished(originals: Path, recorded: Recorded) -> int:
    """Take back what killed runs left; of how many. Only for who is alone.

    What cannot be deleted is left for the next sweep. A missing folder has none.
    """
    if not originals.is_dir():
        return 0
    left = sorted(originals.glob(f"{UNFINISHED_PREFIX}*"))
    for one in left:
        if one.is_dir() and not one.is_symlink():
            take_back(one, originals, recorded)
        else:
            with suppress(OSError):
                one.unlink()
    return len(left)


def take_back(run: Path, originals: Path, recorded: Recorded) -> None:
    """Delete a run's folder, and before it the originals that it published but never recorded."""
    names = [mark.name for mark in marks_in(run)]
    known = recorded(names) if names else set()
    with suppress(OSError):
        for name in names:
            if name not in known:
                take_back_original(originals / name[:2] / name, run / name)
        shutil.rmtree(run)


def take_back_original(original: Path, mark: Path) -> None:
    """Delete an original, if it is the one that the mark stands for.

    Raises:
        OSError: it cannot be deleted.
    """
    if original.is_symlink() or not original.is_file():
        return
    if mark.stat().st_size == 0 or original.samefile(mark):
        original.unlink()


def marks_in(run: Path) -> Iterator[Path]:
    """The marks of originals in a run's folder."""
    if run.is_dir():
        yield from (one for one in run.iterdir() if MARK.fullmatch(one.name))


def unrecorded_yet(originals: Path) -> set[str]:
    """SHA-256 of originals that a run, working or killed, has published but not recorded."""
    runs = originals.glob(f"{UNFINISHED_PREFIX}*") if originals.is_dir() else ()
    return {mark.name for run in runs for mark in marks_in(run)}
