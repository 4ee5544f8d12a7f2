"""Verifying custody: the originals are there, whole, read-only, and nothing else is."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from earwitness.archive.foreign_files import open_foreign, shown
from earwitness.archive.originals import CHUNK_BYTES, SHA256_HEX, original_path
from earwitness.archive.unfinished import UNFINISHED_PREFIX, unrecorded_yet
from earwitness.records.custody import VerificationProblem
from earwitness.records.errors import EarwitnessError
from earwitness.records.recording import Recording
from earwitness.runtime.progress import Progress, SilentProgress

WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


MEGABYTE = 1_000_000


def verify_originals(
    originals: Path,
    recordings: Iterable[Recording],
    *,
    fast: bool = False,
    progress: Progress | None = None,
) -> Iterator[VerificationProblem]:
    """Compare `originals/` with the recordings that the case names, re-hashing every file.

    `fast` looks at presence, size and mode alone. `progress` is told of megabytes.

    Kinds: `missing`, `replaced` (a link, folder or pipe stands in its place), `unreadable`,
    `size`, `hash`, `writable` (somebody may write to it), `misnamed` (the case names it by no
    SHA-256), and `unrecorded` (a file that no recording names). Files are hashed in pieces of
    1 MiB; memory grows by about 100 bytes for every recording. Copies that an intake is still
    writing are passed over.
    """
    shown_to = progress or SilentProgress()
    known: set[bytes] = set()
    for recording in recordings:
        try:
            path = original_path(originals, recording.sha256)
        except EarwitnessError as error:
            yield problem("misnamed", recording.sha256, error.what)
            continue
        known.add(bytes.fromhex(recording.sha256))
        met = False
        for found in verify_one(path, recording, fast=fast):
            met = True
            yield found
        shown_to.advance(recording.byte_size / MEGABYTE, failed=met)
    yield from unrecorded(originals, known)


def verify_one(
    path: Path, recording: Recording, *, fast: bool = False
) -> Iterator[VerificationProblem]:
    """What is wrong with one original; a wrong size already proves that the bytes differ."""
    try:
        status = path.lstat()
    except OSError:
        yield problem("missing", recording.sha256, "the original is not in originals/")
        return
    if not stat.S_ISREG(status.st_mode):
        detail = "something that is no file stands in the place of the original"
        yield problem("replaced", recording.sha256, detail)
        return
    if status.st_mode & WRITE_BITS:
        detail = "the original may be written to; it was sealed read-only"
        yield problem("writable", recording.sha256, detail)
    if status.st_size != recording.byte_size:
        detail = f"the original has {status.st_size} bytes, {recording.byte_size} were received"
        yield problem("size", recording.sha256, detail)
        return
    if not fast:
        yield from verify_content(path, recording)


def verify_content(path: Path, recording: Recording) -> Iterator[VerificationProblem]:
    """What is wrong with the bytes of one original."""
    try:
        found = hash_of(path)
    except EarwitnessError as error:
        yield problem("unreadable", recording.sha256, error.what)
    except OSError as error:
        yield problem("unreadable", recording.sha256, os.strerror(error.errno or 0))
    else:
        if found != recording.sha256:
            detail = f"the original's content is another: its SHA-256 is {found}"
            yield problem("hash", recording.sha256, detail)


def hash_of(path: Path) -> str:
    """SHA-256 (lower-case hex) of a file, read in pieces.

    Raises:
        InputUnusable: it cannot be opened.
        OSError: the medium fails.
    """
    digest = hashlib.sha256()
    with open_foreign(path) as handle:
        while chunk := handle.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def unrecorded(originals: Path, known: Set[bytes]) -> Iterator[VerificationProblem]:
    """Everything in `originals/` that is not the original of a known recording.

    Folders that are links are not entered, so that nothing outside is walked. What an intake is
    doing, or was doing when it was killed, is passed over: the next intake takes it back.
    """
    in_work = unrecorded_yet(originals)
    for folder, folders, files in os.walk(originals):
        folders[:] = sorted(name for name in folders if not name.startswith(UNFINISHED_PREFIX))
        place = Path(folder)
        links = [name for name in folders if (place / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = place / name
            is_known_here = is_known(name, known) or name in in_work
            is_original = is_known_here and path == originals / name[:2] / name
            if not is_original and not name.startswith(UNFINISHED_PREFIX):
                subject = shown(path.relative_to(originals))
                yield problem("unrecorded", subject, "no recording of the case names this file")


def is_known(name: str, known: Set[bytes]) -> bool:
    """Whether a file bears the SHA-256 of a known recording as its name."""
    return SHA256_HEX.fullmatch(name) is not None and bytes.fromhex(name) in known


def problem(kind: str, subject: str, detail: str) -> VerificationProblem:
    """One finding."""
    return VerificationProblem(kind=kind, subject=subject, detail=detail)
