"""Verifying custody: the originals are there, whole, read-only, and nothing else is."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from threading import Event

from earwitness.archive.foreign_files import open_foreign, shown
from earwitness.archive.originals import SHA256_HEX, original_path
from earwitness.archive.unfinished import UNFINISHED_PREFIX, unrecorded_yet
from earwitness.records.custody import VerificationProblem
from earwitness.records.errors import EarwitnessError
from earwitness.records.recording import Recording

WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
MEGABYTE = 1_000_000
PIECE_BYTES = 4 * 2**20
"""Large pieces: between two of them a thread may have to wait for its turn. Estimate."""

Looked = tuple[VerificationProblem, ...]


def look_at(
    originals: Path, recording: Recording, *, fast: bool = False, stop: Event | None = None
) -> Looked:
    """What is wrong with the original of one recording; `fast` looks at presence, size and mode
    alone. `stop` ends the reading; what is found then is worth nothing.

    Kinds: `missing`, `replaced` (a link, folder or pipe stands in its place), `unreadable`,
    `size`, `hash`, `writable` (somebody may write to it), `misnamed` (the case names it by no
    SHA-256).
    """
    try:
        path = original_path(originals, recording.sha256)
    except EarwitnessError as error:
        return (problem("misnamed", recording.sha256, error.what),)
    return tuple(verify_one(path, recording, fast=fast, stop=stop))


def named_by(recordings: Iterable[Recording]) -> set[bytes]:
    """The SHA-256 of these recordings, as bytes: about 100 bytes of memory for each."""
    named = (one.sha256 for one in recordings if SHA256_HEX.fullmatch(one.sha256))
    return {bytes.fromhex(sha256) for sha256 in named}


def verify_one(
    path: Path, recording: Recording, *, fast: bool = False, stop: Event | None = None
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
        yield from verify_content(path, recording, stop)


def verify_content(
    path: Path, recording: Recording, stop: Event | None = None
) -> Iterator[VerificationProblem]:
    """What is wrong with the bytes of one original."""
    try:
        found = hash_of(path, stop)
    except EarwitnessError as error:
        yield problem("unreadable", recording.sha256, error.what)
    except OSError as error:
        yield problem("unreadable", recording.sha256, os.strerror(error.errno or 0))
    else:
        if found != recording.sha256:
            detail = f"the original's content is another: its SHA-256 is {found}"
            yield problem("hash", recording.sha256, detail)


def hash_of(path: Path, stop: Event | None = None) -> str:
    """SHA-256 (lower-case hex) of a file, read in pieces of 4 MiB; of its beginning, if `stop`
    was set meanwhile.

    Raises:
        InputUnusable: it cannot be opened.
        OSError: the medium fails.
    """
    digest = hashlib.sha256()
    with open_foreign(path) as handle:
        while (stop is None or not stop.is_set()) and (piece := handle.read(PIECE_BYTES)):
            digest.update(piece)
    return digest.hexdigest()


def unrecorded(originals: Path, known: Set[bytes]) -> Iterator[VerificationProblem]:
    """Everything in `originals/` that is not the original of a known recording (`unrecorded`).

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
