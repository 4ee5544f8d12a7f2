"""Where models lie: one folder each, whose name carries the digest of its contents."""

import os
from pathlib import Path

from platformdirs import user_data_path

from earwitness.runtime.canonical import digest
from earwitness.runtime.models.catalogue import Model

FOLDER_VARIABLE = "EARWITNESS_MODELS"


def models_folder() -> Path:
    """The folder of all models: `EARWITNESS_MODELS`, else the user's data folder."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen).expanduser()
    return user_data_path("earwitness") / "models"


def weights_digest(model: Model) -> str:
    """SHA-256 over the canonical JSON of the model's paths and file hashes; where the catalogue
    has no hash, the commit of the hub stands for it."""
    revision = model.hub.revision if model.hub else ""
    return digest({file.path: file.sha256 or revision for file in model.files})


def model_path(model: Model, folder: Path) -> Path:
    """Where a model lies under `folder`.

    The digest in the name keeps a newer catalogue from taking older weights for its own.
    """
    return folder / f"{model.id}-{weights_digest(model)[:12]}"
