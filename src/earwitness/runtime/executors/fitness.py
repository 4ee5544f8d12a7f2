"""Whether a worker of a cluster would make the same of a task as this machine."""

import hashlib
import platform
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, requires, version
from pathlib import Path

import earwitness
from earwitness.records.errors import CaseUnusable, EarwitnessError
from earwitness.runtime.executors.shared_place import told_at
from earwitness.runtime.models.catalogue import built_in
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.models.store import verify

NOT_COMPARED = {"desk", "demo", "publication", "cli", "app"}
"""Rooms that no task runs in."""

CODE = {".py", ".toml", ".tsv", ".csv"}
"""Endings of files that results depend on."""


class UnfitWorker(CaseUnusable):
    """A worker would not make the same of a task as the machine that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a worker must have: the same code, libraries and models, and sight of the case.

    `models` are names with their weights digests; folders are meant beside `root`. `mark` is the
    path of a file in the case, or the address of one at its shared place, that holds `told`.
    """

    code: str
    libraries: tuple[tuple[str, str], ...]
    models: tuple[tuple[str, str], ...] = ()
    root: str = ""
    mark: str = ""
    told: str = ""


def libraries_here() -> tuple[tuple[str, str], ...]:
    """Name and version of Python, of Earwitness with its plugins, and of what it stands on."""
    lines = [line for line in requires("earwitness") or () if "extra ==" not in line]
    named = {re.split(r"[\s\[<>=!~;]", line, maxsplit=1)[0] for line in lines}
    groups = entry_points()
    plugins = {
        one.dist.name
        for group in groups.groups
        if group.startswith("earwitness.")
        for one in groups.select(group=group)
        if one.dist
    }
    python = ".".join(platform.python_version_tuple()[:2])
    installed = ((name, _version(name)) for name in sorted({"earwitness", *named, *plugins}))
    return (("python", python), *installed)


@cache
def code_here() -> str:
    """SHA-256 over the program's own files that tasks depend on: versions in the making have
    one number."""
    folder = Path(earwitness.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        own = path.relative_to(folder)
        if path.suffix in CODE and own.parts[0] not in NOT_COMPARED:
            digest.update(own.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def misfit(demand: Demand) -> str:
    """Why this process would not make the same; empty if it would. Looked for once a demand."""
    if demand.mark and not _sees(demand):
        return f"does not see the files of the case {_where(demand)}"
    here = dict(libraries_here())
    other = [
        f"{name} {here.get(name) or 'none'} instead of {wanted or 'none'}"
        for name, wanted in demand.libraries
        if here.get(name, "") != wanted
    ]
    if other:
        return f"has {', '.join(other)}"
    if demand.code != code_here():
        return "has another state of the program under the same version"
    return next(filter(None, (_model_misfit(demand, *model) for model in demand.models)), "")


def _sees(demand: Demand) -> bool:
    try:
        if "://" in demand.mark:
            return told_at(demand.mark) == demand.told
        return Path(demand.mark).read_text("utf-8") == demand.told
    except (OSError, ValueError, CaseUnusable):
        return False


def _where(demand: Demand) -> str:
    return "at the shared place" if "://" in demand.mark else "under the same path"


def _model_misfit(demand: Demand, name: str, wanted: str) -> str:
    try:
        known = any(model.id == name for model in built_in().models)
        own = verify(name) if known else named_model(name, beside=Path(demand.root))
    except EarwitnessError as error:
        return f"cannot use the model {name}: {error.what}"
    return "" if own.weights_digest == wanted else f"has another model under the name {name}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
