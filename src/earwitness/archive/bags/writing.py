"""Writing a bag: payload hashed on its way, then manifests; whole or not at all."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from earwitness.archive.bags.layout import (
    BAGIT_TXT,
    DECLARATION,
    INFO,
    MANIFEST,
    TAG_MANIFEST,
)
from earwitness.archive.foreign_files import open_foreign
from earwitness.archive.originals import CHUNK_BYTES, NO_SPACE
from earwitness.records.errors import CaseUnusable, WrongUsage

UNFINISHED = ".{name}.earwitness-unfinished"


class BagWriter:
    """A bag that grows beside its place, and appears there in one step."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / UNFINISHED.format(name=target.name)
        self.payload: dict[str, str] = {}
        self.payload_bytes = 0
        self._tags: dict[str, str] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write one payload file; its SHA-256 (lower-case hex).

        Raises:
            CaseUnusable: the disk is full, or the folder cannot be written.
        """
        sha256, byte_size = self._write(name, pieces)
        self.payload[name] = sha256
        self.payload_bytes += byte_size
        return sha256

    def add_file(self, name: str, source: Path) -> str:
        """Copy one file into the payload; its SHA-256.

        Raises:
            InputUnusable: it cannot be opened.
            CaseUnusable: as `add`, or the source cannot be read to its end.
        """
        with open_foreign(source) as handle:
            return self.add(name, iter(lambda: handle.read(CHUNK_BYTES), b""))

    def close(self, info: Mapping[str, str]) -> str:
        """Write manifests and tags; the SHA-256 of the tag manifest, which is the bag's id."""
        oxum = f"{self.payload_bytes}.{len(self.payload)}"  # RFC 8493, section 2.2.2
        tags = {**info, "Payload-Oxum": oxum}
        self._add_tag(DECLARATION, BAGIT_TXT)
        self._add_tag(INFO, "".join(f"{name}: {value}\n" for name, value in tags.items()))
        self._add_tag(MANIFEST, manifest_text(self.payload))
        bag_id, _ = self._write(TAG_MANIFEST, [manifest_text(self._tags).encode()])
        return bag_id

    def appear(self) -> None:
        """Let the finished bag appear in its place."""
        with writing_in_words(self.target):
            if hasattr(os, "sync"):
                os.sync()  # one for all files: the name must not come before the content
            self.folder.rename(self.target)

    def _add_tag(self, name: str, text: str) -> None:
        self._tags[name], _ = self._write(name, [text.encode()])

    def _write(self, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
        path = self.folder / name
        digest, byte_size = hashlib.sha256(), 0
        with writing_in_words(self.target):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                for piece in pieces:
                    digest.update(piece)
                    byte_size += len(piece)
                    file.write(piece)
        return digest.hexdigest(), byte_size


def manifest_text(hashes: Mapping[str, str]) -> str:
    """A manifest (RFC 8493, section 2.1.3), by name. Our names need no escapes."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items()))


@contextmanager
def new_bag(target: Path, *, needed_bytes: int) -> Iterator[BagWriter]:
    """A bag to fill. What is left of an interrupted one goes; one that fails goes too.

    Raises:
        WrongUsage: the target is there and not empty, or is no folder.
        CaseUnusable: there is too little space, or it cannot be written.
    """
    target = target.absolute()
    refuse_occupied(target)
    writer = BagWriter(target)
    with writing_in_words(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if writer.folder.exists():
            shutil.rmtree(writer.folder)
        refuse_too_little_space(target, needed_bytes)
        writer.folder.mkdir(mode=0o700)  # names and numbers: for nobody else on this machine
    try:
        yield writer
    finally:
        shutil.rmtree(writer.folder, ignore_errors=True)


def refuse_occupied(target: Path) -> None:
    """Let only a place pass where nothing is.

    Raises:
        WrongUsage: something is there.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WrongUsage(f"{target} is not a folder.", remedy="Name a folder that is not there.")
    if target.is_dir() and any(target.iterdir()):
        raise WrongUsage(
            f"{target} is not empty.", remedy="Name a folder that is not there yet, or is empty."
        )


def refuse_too_little_space(target: Path, needed_bytes: int) -> None:
    """Let only a disk pass that can hold the bag.

    Raises:
        CaseUnusable: its free space is less.
    """
    free = shutil.disk_usage(target.parent).free
    if free < needed_bytes:
        raise CaseUnusable(
            f"The disk of {target} is too small: the bag needs {needed_bytes // 2**20 + 1} MiB, "
            f"{free // 2**20} MiB are free.",
            remedy="Free space, or name a folder on a larger disk.",
        )


@contextmanager
def writing_in_words(target: Path) -> Iterator[None]:
    """Turn the system's refusals to write into words.

    Raises:
        CaseUnusable: the disk is full, or the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise CaseUnusable(
                f"The disk of {target} is full. No bag was made.",
                remedy="Free space, or name a folder on a larger disk.",
            ) from error
        raise CaseUnusable(
            f"{target} cannot be written: {error.strerror or 'unknown reason'}. No bag was made.",
            remedy="Check that the disk is there and that you may write to it.",
        ) from error
