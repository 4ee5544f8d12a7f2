"""Placing a model: written aside, checked, then shown in one step, or not at all."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from earwitness.records.errors import ModelDamaged, ModelMissing
from earwitness.runtime.file_digest import sha256_of
from earwitness.runtime.models.catalogue import Model, ModelFile
from earwitness.runtime.models.layout import model_path
from earwitness.runtime.models.receipts import Arrival, write_receipt

STAGING_PREFIX = ".staging-"
# Longer than any fetch: what is older was left by a killed one and belongs to nobody.
_ABANDONED_SECONDS = 24 * 60 * 60

WriteFile = Callable[[ModelFile, BinaryIO], None]


def place(
    model: Model, folder: Path, write: WriteFile, *, published: Mapping[str, str] | None = None
) -> Path:
    """Install a model: `write` is asked for every file, the result is checked and then shown.

    What the catalogue has no hash for is checked against `published` (path to SHA-256, as the
    source told), else pinned as it arrives; a receipt beside the files keeps both.

    A folder that is already there (damaged, or placed by another process meanwhile) is replaced.

    Raises:
        ModelDamaged: what was written is not what the catalogue names; nothing is left behind.
        ModelMissing: the disk is full or the folder cannot be written.
    """
    target = model_path(model, folder)
    with writable(folder), staging(folder) as staged:
        content = staged / "new"
        told = published or {}
        arrivals = [
            _write_checked(model, file, content / file.path, write, told.get(file.path, ""))
            for file in model.files
        ]
        if not model.pinned:
            write_receipt(model, content, arrivals)
        if target.exists():
            target.rename(staged / "old")
        content.rename(target)
    return target


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as the models, gone afterwards whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    staged = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder))
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


@contextlib.contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turns trouble of the disk into an error that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        raise ModelMissing(
            f"The model could not be placed in {folder}: {error.strerror or error}.",
            remedy="Make room or choose another folder with EARWITNESS_MODELS.",
        ) from error


def _write_checked(
    model: Model, file: ModelFile, path: Path, write: WriteFile, published: str
) -> Arrival:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        write(file, target)
        target.flush()
        os.fsync(target.fileno())
    arrival = Arrival(
        path=file.path,
        size=path.stat().st_size,
        sha256=sha256_of(path),
        published=bool(file.sha256 or published),
    )
    wanted = file.sha256 or published
    if (wanted and arrival.sha256 != wanted) or (file.size and arrival.size != file.size):
        raise ModelDamaged(
            f"{file.path} of the model {model.id} is not the file that "
            f"{'the catalogue' if file.sha256 else 'its source'} names.",
            remedy="Do not use it; fetch or import the model again from a source you trust.",
        )
    return arrival


def _sweep(folder: Path) -> None:
    """Remove what killed runs left behind."""
    for left in folder.glob(f"{STAGING_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
