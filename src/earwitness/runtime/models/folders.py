"""A model named by the folder it lies in, or by its id in the catalogue."""

from pathlib import Path

from earwitness.records.errors import ModelMissing
from earwitness.runtime.canonical import digest
from earwitness.runtime.file_digest import sha256_of
from earwitness.runtime.models.catalogue import built_in
from earwitness.runtime.models.store import InstalledModel, require

_hashed: dict[tuple[str, int, int], str] = {}
"""SHA-256 by path, size and time of change, so that a folder is hashed once a run."""


def named_model(name: str, *, beside: Path) -> InstalledModel:
    """The model of a name: an id of the catalogue, else a folder (relative to `beside`).

    Raises:
        ModelMissing: there is no such folder, or it is empty; or the model is not installed.
        ModelDamaged: a file of a model of the catalogue is missing.
    """
    if any(model.id == name for model in built_in().models):
        return require(name)
    folder = beside / Path(name).expanduser()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        raise ModelMissing(
            f"There is no model {name!r}: no id of the catalogue, and no folder with files.",
            remedy="Name a folder, or an id that `earwitness models list` shows.",
        )
    hashes = {path.relative_to(folder).as_posix(): _sha256(path) for path in files}
    return InstalledModel(id=folder.name, path=folder, weights_digest=digest(hashes))


def _sha256(path: Path) -> str:
    seen = path.stat()
    mark = (str(path), seen.st_size, seen.st_mtime_ns)
    if mark not in _hashed:
        _hashed[mark] = sha256_of(path)
    return _hashed[mark]
