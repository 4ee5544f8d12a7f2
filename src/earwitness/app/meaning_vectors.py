"""The vectors of meaning of a case in `index/`, mapped when a search needs them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from earwitness.claims.themes.packed import packed_values
from earwitness.pipeline.theme_meaning import made_encoder, meaning_of
from earwitness.records.acts import FORGET, LEADS, MADE
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.folder_locks import open_lock, wait_alone
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search.vector_files import (
    Unreadable,
    VectorFiles,
    is_worn,
    writing,
)
from earwitness.runtime.store import journal, results

STAGE = "meaning"
ACTS = (MADE + STAGE, LEADS + STAGE, FORGET)
"""After these, other vectors lead."""
FOLDER = "meanings"
"""Under the case's `index/`; it may go at any time, and goes whenever something is forgotten."""
TRIES = 3
"""The folder may be removed while it is written: something was forgotten. Estimate."""


def keep_vectors(place: Workplace) -> None:
    """Bring the files up to date, if something reads by meaning here and has read anything.

    Raises:
        CaseUnusable: the folder `index/` cannot be written.
    """
    meaning = meaning_of(place)
    if meaning is not None and results.has_any(STAGE):
        vectors_kept(place.folder, made_encoder(meaning).size)


def vectors_kept(case: CaseFolder, size: int) -> VectorFiles:
    """The vectors of so many values of all turns as they now lead. Only what is new is read and
    written; and all, if the files are not there or not readable.

    Raises:
        CaseUnusable: the folder `index/` cannot be written.
    """
    folder = case.index / FOLDER
    for _ in range(TRIES):
        if (files := _current(folder, size)) is not None:
            return files
        with suppress(FileNotFoundError, Unreadable), _alone_in(folder):
            # Another process may just have done it.
            return _current(folder, size) or _brought_up_to_date(folder, size)
    raise CaseUnusable(
        f"The vectors of meaning in {folder} are removed as soon as they are written.",
        remedy="Wait until the other command has ended, then search again.",
    )


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """The only one that writes there.

    Raises:
        FileNotFoundError: another folder took the place of the one that was waited for.
        CaseUnusable: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = open_lock(folder)
        try:
            wait_alone(lock)
            if lock is not None and not os.path.samestat(os.fstat(lock), folder.stat()):
                raise FileNotFoundError
            yield
        finally:
            if lock is not None:
                os.close(lock)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CaseUnusable(
            f"The vectors of meaning cannot be kept in {folder}: {error.strerror}.",
            remedy="Make room on the disk and see that the folder can be written.",
        ) from error


def _current(folder: Path, size: int) -> VectorFiles | None:
    """The files, if they are of this very ledger, and nothing was read or forgotten since."""
    files = _opened(folder, size)
    if files is None:
        return None
    entry = journal.entry_at(files.manifest.sequence)
    if (entry.hash if entry else "") != files.manifest.hash:
        return None
    return None if journal.happened_since(files.manifest.sequence, ACTS) else files


def _opened(folder: Path, size: int) -> VectorFiles | None:
    try:
        files = VectorFiles.open(folder)
    except Unreadable:
        return None
    return files if files.manifest.size == size else None


def _brought_up_to_date(folder: Path, size: int) -> VectorFiles:
    """As of now: more may have come when it returns.

    What a result holds is read after the files are there: so of what is forgotten meanwhile
    nothing comes into files that outlive it.

    Raises:
        FileNotFoundError, Unreadable: the folder was removed meanwhile.
    """
    head = journal.head()
    leading, before = results.digests(STAGE), _opened(folder, size)
    held = before.held() if before else {}
    gone = [number for own, (number, digest) in held.items() if leading.get(own) != digest]
    if before is not None and is_worn(before, gone):
        before, held, gone = None, {}, []
    new = [own for own, digest in leading.items() if own not in held or held[own][1] != digest]
    with writing(folder, before, size, gone) as written:
        for sha256, output in results.outputs(STAGE, new):
            starts = output["starts_ms"]
            vectors = packed_values(output["vectors"], len(starts))
            written.add(sha256, leading[sha256], starts, vectors)
        if head is not None:
            written.as_of(head.sequence, head.hash)
    return VectorFiles.open(folder)
