"""Sealing in batches: copies reach the disk together, then appear under their hashes.

A flush of every single small file costs more than its copying. So a batch is copied
(by several threads), flushed at once, published, flushed again, recorded in one transaction, and
only then are its marks removed. The order is that of a single file.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from earwitness.archive.originals import (
    NO_HARD_LINKS,
    StagedFile,
    flush_file,
    flush_folder,
    link,
    original_path,
    refuse_if_damaged,
    writing,
)

FEW = 16
"""Files up to which each is flushed by itself. Estimate, not measured."""


def publish_batch(staged: Sequence[StagedFile], originals: Path, run: Path) -> None:
    """Bring the copies of a batch to the disk and let them appear under their hashes.

    A mark in `run` stands for each original that is new, until `settle`.

    Raises:
        CaseUnusable: the disk is full or fails, or an original that is there is damaged.
    """
    with writing(originals):
        flush([one.copy for one in staged], originals)
        folders = {
            original_path(originals, one.sha256).parent
            for one in staged
            if publish_marked(one, originals, run)
        }
        flush(folders, originals)


def publish_marked(staged: StagedFile, originals: Path, run: Path) -> bool:
    """Publish one copy; True if it is a new original, for which its mark then stands.

    Raises:
        CaseUnusable: an original of this hash is there, but not of this size.
        OSError: the folder cannot be written.
    """
    target, mark = original_path(originals, staged.sha256), run / staged.sha256
    if target.exists():
        staged.copy.unlink()
        return refuse_if_damaged(target, staged.byte_size)
    staged.copy.rename(mark)
    try:
        link(mark, target)
    except FileExistsError:  # another run was quicker
        mark.unlink()
        return refuse_if_damaged(target, staged.byte_size)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        mark.rename(staged.copy)
        mark.touch()
        staged.copy.rename(target)
    return True


def settle(hashes: Iterable[str], run: Path) -> None:
    """The originals are recorded: their marks go."""
    for sha256 in set(hashes):
        (run / sha256).unlink(missing_ok=True)


def flush(paths: Iterable[Path], originals: Path) -> None:
    """Bring these files or folders to the disk.

    Raises:
        OSError: the disk fails.
    """
    wanted = list(paths)
    if len(wanted) > FEW and flush_file_system(originals):
        return
    for path in wanted:
        if path.is_dir():
            flush_folder(path)
        else:
            flush_file(path)


def flush_file_system(folder: Path) -> bool:
    """Bring the whole file system of a folder to the disk; False where that cannot be asked.

    Linux reports failures of writing to the caller of syncfs(2) since version 5.8.

    Raises:
        OSError: the disk fails.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(descriptor)
    return True
