"""Archives made for tests, good and hostile."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import py7zr

Members = Mapping[str, bytes]


def make_zip(path: Path, members: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return path


def make_tar(
    path: Path, members: Members, mode: Literal["w", "w:gz", "w:bz2", "w:xz"] = "w"
) -> Path:
    with tarfile.open(path, mode) as bundle:
        for name, content in members.items():
            add(bundle, name, content)
    return path


def add(bundle: tarfile.TarFile, name: str, content: bytes = b"", **fields: object) -> None:
    """One member of a tar, of any type."""
    info = tarfile.TarInfo(name)
    info.size, info.mtime = len(content), 1646502130
    for field, value in fields.items():
        setattr(info, field, value)
    bundle.addfile(info, io.BytesIO(content))


def make_seven_zip(path: Path, members: Members, password: str | None = None) -> Path:
    with py7zr.SevenZipFile(path, "w", password=password) as bundle:
        for name, content in members.items():
            bundle.writestr(content, name)
    return path


def encrypted_zip(path: Path) -> Path:
    """A ZIP whose member says that it is encrypted (APPNOTE 4.4.4, bit 0)."""
    make_zip(path, {"call.wav": b"x" * 100})
    content = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(sign) + offset] |= 1
    path.write_bytes(content)
    return path
