"""Sealing: a received file becomes a read-only original, named by its hash, never overwritten."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import BinaryIO

from earwitness.archive.foreign_files import open_foreign, shown, unreadable
from earwitness.archive.unfinished import UNFINISHED_PREFIX
from earwitness.records.errors import CaseUnusable, InputUnusable

CHUNK_BYTES = 2**20
READ_ONLY_MODE = 0o444
CAN_CHMOD_OPEN = os.chmod in os.supports_fd
SHA256_HEX = re.compile(r"[0-9a-f]{64}")
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """What sealing showed: SHA-256 (lower-case hex), bytes, the source's own time stamp (aware,
    UTC), and whether the case did not hold these bytes yet."""

    sha256: str
    byte_size: int
    modified_at: datetime
    was_new: bool


class NotWanted(InputUnusable):
    """The intake was stopped while it read this file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFile:
    """A copy in the case that is no original yet: SHA-256 (lower-case hex) and number of its
    bytes, the source's own time stamp (aware, UTC), and where the copy lies."""

    sha256: str
    byte_size: int
    modified_at: datetime
    copy: Path


def original_path(originals: Path, sha256: str) -> Path:
    """Where the original with this hash lies: `originals/ab/abcd…`, without an extension.

    Raises:
        CaseUnusable: this is no SHA-256 in lower-case hex, so the store was tampered with.
    """
    if not SHA256_HEX.fullmatch(sha256):
        raise CaseUnusable(
            f"The case in {originals.parent} names a recording by something that is no SHA-256.",
            remedy="Its store is damaged; restore it from a copy.",
        )
    return originals / sha256[:2] / sha256


def seal(untrusted_path: Path, originals: Path) -> SealedFile:
    """Copy one foreign file into `originals/`, hashing on the way; the source is only read.

    The copy grows under a temporary name, is flushed to the disk, made read-only, and appears
    under its hash in one step. An original that is there already is left as it is. Intake does
    the same in batches (`sealing`).

    Raises:
        InputUnusable: vanished, empty, unreadable, not a regular file, or still being written.
        CaseUnusable: the disk is full, `originals/` cannot be written, or the original of the
            same hash that lies there is damaged.
    """
    with writing(originals):
        originals.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=UNFINISHED_PREFIX, dir=originals))
        try:
            staged = stage(untrusted_path, folder)
            flush_file(staged.copy)
            was_new = publish(
                staged.copy, original_path(originals, staged.sha256), staged.byte_size
            )
            flush_folder(original_path(originals, staged.sha256).parent)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return SealedFile(
        sha256=staged.sha256,
        byte_size=staged.byte_size,
        modified_at=staged.modified_at,
        was_new=was_new,
    )


def stage(untrusted_path: Path, folder: Path, stop: Event | None = None) -> StagedFile:
    """Copy a foreign file into a folder of the case, hashing on the way; not flushed yet.

    Raises:
        InputUnusable: vanished, empty, unreadable, not a regular file, or still being written.
        NotWanted: `stop` was set.
        CaseUnusable: the disk is full, or the folder cannot be written.
    """
    with open_foreign(untrusted_path) as source, writing(folder):
        before = os.fstat(source.fileno())
        descriptor, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as copy:
                sha256, byte_size = copy_and_hash(source, copy, untrusted_path, stop)
                refuse_if_changed(untrusted_path, before, os.fstat(source.fileno()), byte_size)
                os.chmod(copy.fileno() if CAN_CHMOD_OPEN else name, READ_ONLY_MODE)  # noqa: PTH101
            modified_at = modification_time(untrusted_path, before)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    return StagedFile(sha256=sha256, byte_size=byte_size, modified_at=modified_at, copy=Path(name))


def copy_and_hash(
    source: BinaryIO, copy: BinaryIO, untrusted_path: Path, stop: Event | None = None
) -> tuple[str, int]:
    """Copy all bytes; their SHA-256 and their number.

    Raises:
        InputUnusable: the source cannot be read to its end.
        NotWanted: `stop` was set.
        OSError: the copy cannot be written.
    """
    digest, byte_size = hashlib.sha256(), 0
    while chunk := read_chunk(source, untrusted_path):
        if stop is not None and stop.is_set():
            raise NotWanted(
                f"{shown(untrusted_path)} was not taken: the intake was stopped.",
                remedy="Give the same command again.",
            )
        digest.update(chunk)
        byte_size += len(chunk)
        write_all(copy, chunk)
    return digest.hexdigest(), byte_size


def read_chunk(source: BinaryIO, untrusted_path: Path) -> bytes:
    """The next bytes of the source, empty at its end.

    Raises:
        InputUnusable: the medium fails.
    """
    try:
        return source.read(CHUNK_BYTES)
    except OSError as error:
        raise unreadable(untrusted_path, error) from error


def write_all(copy: BinaryIO, chunk: bytes) -> None:
    """Write every byte of the chunk; an unbuffered write may take fewer than it is given."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[copy.write(rest) :]


def refuse_if_changed(
    untrusted_path: Path, before: os.stat_result, after: os.stat_result, byte_size: int
) -> None:
    """Let only a file pass that has content and stood still while it was read.

    Raises:
        InputUnusable: empty, or its size or time stamp moved.
    """
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        byte_size != after.st_size
    ):
        raise InputUnusable(
            f"{shown(untrusted_path)} is still being written.",
            remedy="Take it in again when its copying or recording has ended.",
        )
    if byte_size == 0:
        raise InputUnusable(f"{shown(untrusted_path)} is empty.", remedy="Ask for this file again.")


def publish(finished: Path, target: Path, byte_size: int) -> bool:
    """Let the finished copy appear under its hash, unless that original is there already.

    A hard link fails if the name is taken, so that no original is ever replaced. File systems
    without hard links (FAT, exFAT) get a rename after a look.

    Raises:
        CaseUnusable: an original of this hash is there, but not of this size.
        OSError: the folder cannot be written.
    """
    try:
        link(finished, target)
    except FileExistsError:
        return refuse_if_damaged(target, byte_size)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        if target.exists():
            return refuse_if_damaged(target, byte_size)
        finished.rename(target)
    return True


def link(finished: Path, target: Path) -> None:
    """A second name for the copy; the folder of the hash is made if it is not there.

    Raises:
        OSError: FileExistsError if the name is taken; else the folder cannot be written.
    """
    target.parent.mkdir(exist_ok=True)
    os.link(finished, target)


def refuse_if_damaged(original: Path, byte_size: int) -> bool:
    """False, for an original that was there before; content is compared by `verification`.

    Raises:
        CaseUnusable: its size differs from that of the same bytes just read.
    """
    if original.lstat().st_size != byte_size:
        raise CaseUnusable(
            f"The original {original} is damaged: it is not as long as the bytes it is named by.",
            remedy="Run `earwitness verify`, and restore that file from a copy of the case.",
        )
    return False


def flush_file(copy: Path) -> None:
    """Bring the content of a file to the disk.

    Raises:
        OSError: the disk fails.
    """
    descriptor = os.open(copy, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Bring the new name to the disk too; systems that cannot open folders do it themselves."""
    if os.name == "posix":
        flush_file(folder)


def modification_time(untrusted_path: Path, status: os.stat_result) -> datetime:
    """The file's time stamp, to the microsecond, in UTC.

    Raises:
        InputUnusable: the stamp lies outside the years 1 to 9999.
    """
    try:
        return EPOCH + timedelta(microseconds=status.st_mtime_ns // 1000)
    except OverflowError as error:
        raise InputUnusable(
            f"{shown(untrusted_path)} has an impossible modification time.",
            remedy="Copy it without its time stamp and take in the copy.",
        ) from error


@contextmanager
def writing(originals: Path) -> Iterator[None]:
    """Turn the system's refusals to write into words.

    Raises:
        CaseUnusable: the disk is full, or `originals/` cannot be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise CaseUnusable(
                f"The disk of {originals} is full.",
                remedy="Free space or move the case to a larger disk, then run intake again.",
            ) from error
        if error.errno == errno.EFBIG:
            raise CaseUnusable(
                f"The disk of {originals} takes no file of this size.",
                remedy="Move the case to another disk (FAT takes less than 4 GiB a file), or lift "
                "the limit (`ulimit -f`), then run intake again.",
            ) from error
        reason = os.strerror(error.errno) if error.errno else "unknown reason"
        raise CaseUnusable(
            f"{originals} cannot be written: {reason}.",
            remedy="Check that the disk is there and that you may write to it.",
        ) from error
