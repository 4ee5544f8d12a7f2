"""Tiny models and wheels, made in a temporary folder; no weights of anyone."""

import hashlib
import zipfile
from pathlib import Path

from earwitness.runtime.models.catalogue import (
    Catalogue,
    FilePart,
    Model,
    ModelFile,
    Origin,
    WheelPin,
)

FIRST, SECOND, SETTINGS = b"first half, ", b"second half", b"{}"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """A wheel of version 1.0 that pip accepts (Wheel 1.0 metadata, empty RECORD)."""
    folder.mkdir(parents=True, exist_ok=True)
    module = name.replace("-", "_")
    path = folder / f"{module}-1.0-py3-none-any.whl"
    info = f"{module}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return path


def two_wheels(folder: Path) -> tuple[Path, Path]:
    first = wheel(folder, "tiny-ear-1", {"tiny/part1": FIRST})
    second = wheel(folder, "tiny-ear-2", {"tiny/part2": SECOND, "tiny/settings": SETTINGS})
    return first, second


def catalogue_of(first: Path, second: Path, *, whole: bytes = FIRST + SECOND) -> Catalogue:
    files = (
        ModelFile(
            path="model.bin",
            size=len(whole),
            sha256=sha256(whole),
            parts=(
                FilePart(wheel="tiny-ear-1", member="tiny/part1"),
                FilePart(wheel="tiny-ear-2", member="tiny/part2"),
            ),
        ),
        ModelFile(
            path="nested/settings.json",
            size=len(SETTINGS),
            sha256=sha256(SETTINGS),
            parts=(FilePart(wheel="tiny-ear-2", member="tiny/settings"),),
        ),
    )
    wheels = (
        WheelPin(requirement="tiny-ear-1==1.0", sha256=sha256(first.read_bytes())),
        WheelPin(requirement="tiny-ear-2==1.0", sha256=sha256(second.read_bytes())),
    )
    return Catalogue(format=1, models=(model("tiny", files, wheels),))


def folder_catalogue(content: bytes = FIRST) -> Catalogue:
    files = (ModelFile(path="model.bin", size=len(content), sha256=sha256(content)),)
    return Catalogue(format=1, models=(model("by-hand", files, ()),))


def model(model_id: str, files: tuple[ModelFile, ...], wheels: tuple[WheelPin, ...]) -> Model:
    return Model(
        id=model_id,
        task="recognition",
        default=True,
        languages=("ru",),
        licence="MIT",
        maker="nobody",
        accuracy="",
        accuracy_source="",
        origin=Origin.WHEEL if wheels else Origin.FOLDER,
        files=files,
        wheels=wheels,
    )
