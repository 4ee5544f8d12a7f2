"""Handing out: new files for their owner only, and copies of originals, checked on the way."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from earwitness.archive.foreign_files import open_foreign, shown
from earwitness.archive.originals import NO_HARD_LINKS, copy_and_hash, original_path
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage


@contextmanager
def copy_of_original(originals: Path, sha256: str, target: Path) -> Iterator[None]:
    """A copy at `target`, whole, the same bytes, for its owner only; none if the block fails.

    The copy is checked before the block begins and gets its name when the block ends well, so that
    the block can record the act. A file that is there is never overwritten.

    Raises:
        WrongUsage: there is a file at `target`.
        CaseUnusable: the original is missing or damaged, or `target` cannot be written.
    """
    with new_file(target) as copy:
        _copy(original_path(originals, sha256), sha256, copy)
        yield


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A file that grows beside `target`, for its owner only, and gets its name when the block ends
    well; none is left if it fails. A file that is there is never overwritten.

    Raises:
        WrongUsage: there is a file at `target`.
        CaseUnusable: it cannot be written.
    """
    if target.exists() or target.is_symlink():
        raise WrongUsage(
            f"{shown(target)} is there already.", remedy="Choose another name; nothing was written."
        )
    unfinished: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".earwitness-", dir=target.parent)
        unfinished = Path(name)  # mkstemp: nobody else may read it
        with os.fdopen(descriptor, "wb") as file:
            yield file
        _appear(unfinished, target)
    except OSError as error:
        raise CaseUnusable(
            f"{shown(target)} cannot be written: {error.strerror}.",
            remedy="Choose a folder that you may write, on a disk with free space.",
        ) from error
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


def _appear(unfinished: Path, target: Path) -> None:
    """Give the file its name; a link fails where a file of that name came in between."""
    try:
        os.link(unfinished, target)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS or target.exists():
            raise
        unfinished.rename(target)


def _copy(original: Path, sha256: str, copy: BinaryIO) -> None:
    try:
        source = open_foreign(original)
    except InputUnusable as error:
        raise _damaged(sha256, "is missing or cannot be read") from error
    with source:
        found, _ = copy_and_hash(source, copy, original)
    copy.flush()
    if found != sha256:
        raise _damaged(sha256, "is damaged: its bytes are not those that were received")


def _damaged(sha256: str, how: str) -> CaseUnusable:
    return CaseUnusable(
        f"The original {sha256[:12]}… {how}.",
        remedy="Run `earwitness verify`, and restore that file from a copy of the case.",
    )
