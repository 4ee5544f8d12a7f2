"""Files of the sound index: arrays that grow, posting segments, and a manifest that ends a write.

All can be made again from fingerprints. What the manifest does not name does not count, so a kill
costs only what was in work.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.landmark_postings import Segment, merged
from earwitness.runtime.folder_locks import open_lock, wait_alone

FORMAT = 2
"""Raised also where other pairs are found in the same landmarks: the index keeps its pairs."""
MANIFEST = "manifest.json"
MOST_SEGMENTS_APART = 2
"""A segment is merged into the one before until that is more than twice its size."""

DTYPES: dict[str, Any] = {
    "recordings": np.dtype([("sha256", "S64"), ("digest", "S64"), ("sound", "<i4")]),
    "sounds": np.dtype([("sound_sha256", "S64"), ("sha256", "S64"), ("duration_ms", "<i8")]),
    "items": np.dtype([("sound", "<i4"), ("channel", "S3"), ("start", "<i8"), ("peaks", "<i4")]),
    "frames": np.dtype("<i4"),
    "bins": np.dtype("u1"),
}
COLUMNS: dict[str, Any] = {"hashes": np.dtype("<u4"), "items": "<i4", "frames": "<i4"}


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """The only run that changes indexes in this folder; waits for another to end."""
    folder.mkdir(exist_ok=True)
    lock = open_lock(folder)
    try:
        wait_alone(lock)
        yield
    finally:
        if lock is not None:
            os.close(lock)


class Unreadable(Exception):
    """The folder holds no index of this format, or less than its manifest says."""


@dataclass(slots=True)
class IndexFiles:
    """What is written in the folder: lengths of the arrays, numbers and lengths of segments.

    `pairs` is JSON, whatever the index keeps of pairs; `density` is one_in and common.
    """

    folder: Path
    lengths: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DTYPES, 0))
    segments: list[tuple[int, int]] = field(default_factory=list)
    density: tuple[int, int] = (0, 0)
    pairs: list[Any] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path) -> "IndexFiles":
        """What a finished write left; what an unfinished one left is removed.

        Raises:
            Unreadable: there is nothing, or it is damaged.
        """
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="ascii"))
            if manifest["format"] != FORMAT:
                raise Unreadable
            segments = [(number, length) for number, length in manifest["segments"]]
            found = cls(
                folder=folder,
                lengths={name: int(manifest["lengths"][name]) for name in DTYPES},
                segments=segments,
                density=(manifest["density"][0], manifest["density"][1]),
                pairs=manifest["pairs"],
            )
            found._trim()
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise Unreadable from error
        return found

    @classmethod
    def create(cls, folder: Path) -> "IndexFiles":
        """An empty index in the place of what was there."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return cls(folder=folder)

    def save(self) -> None:
        """End a write: from now on this is what the folder holds."""
        manifest = {
            "format": FORMAT,
            "lengths": self.lengths,
            "segments": self.segments,
            "density": self.density,
            "pairs": self.pairs,
        }
        for path in self.folder.glob("*.raw"):
            _flush(path)
        unfinished = self.folder / f"{MANIFEST}.part"
        with unfinished.open("w", encoding="ascii") as file:
            file.write(json.dumps(manifest))  # quicker than json.dump, which is plain Python
        _flush(unfinished)
        unfinished.replace(self.folder / MANIFEST)
        self._remove_unnamed()

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Put values behind those of an array."""
        with (self.folder / f"{name}.raw").open("ab") as file:
            file.write(np.ascontiguousarray(values, dtype=DTYPES[name]).tobytes())
        self.lengths[name] += len(values)

    def read(self, name: str) -> NDArray[Any]:
        """An array, mapped from its file."""
        return _mapped(self.folder / f"{name}.raw", DTYPES[name], self.lengths[name])

    def read_segments(self) -> list[Segment]:
        """All postings, mapped from their files."""
        return [
            Segment(
                *(_mapped(self._column(number, name), COLUMNS[name], length) for name in COLUMNS)
            )
            for number, length in self.segments
        ]

    def add_segment(self, segment: Segment) -> None:
        """Write a segment, and merge it with those before that are not much larger."""
        self._write([segment])
        while len(self.segments) > 1 and (
            self.segments[-2][1] <= MOST_SEGMENTS_APART * self.segments[-1][1]
        ):
            both = self.read_segments()[-2:]
            del self.segments[-2:]
            self._write(merged(both))

    def drop_segments(self) -> None:
        """Begin the postings anew."""
        self.segments = []

    def _write(self, pieces: Iterable[Segment]) -> None:
        taken = [int(path.name.split("-")[1]) for path in self.folder.glob("postings-*")]
        number, length = max(taken, default=0) + 1, 0
        files = {name: self._column(number, name).open("wb") for name in COLUMNS}
        for piece in pieces:
            length += len(piece)
            for name, file in files.items():
                values: NDArray[Any] = getattr(piece, name)
                file.write(np.ascontiguousarray(values, dtype=COLUMNS[name]).tobytes())
        for file in files.values():
            file.close()
        self.segments.append((number, length))

    def _column(self, number: int, name: str) -> Path:
        return self.folder / f"postings-{number}-{name}.raw"

    def _trim(self) -> None:
        """Cut off what was written behind the last save."""
        for name, length in self.lengths.items():
            _cut(self.folder / f"{name}.raw", length * DTYPES[name].itemsize)
        for number, length in self.segments:
            for name in COLUMNS:
                _cut(self._column(number, name), length * np.dtype(COLUMNS[name]).itemsize)
        self._remove_unnamed()

    def _remove_unnamed(self) -> None:
        named = {self._column(number, name) for number, _ in self.segments for name in COLUMNS}
        for path in self.folder.glob("postings-*"):
            if path not in named:
                path.unlink()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _cut(path: Path, size: int) -> None:
    if not size and not path.exists():
        return
    there = path.stat().st_size
    if there < size:
        raise Unreadable
    if there > size:
        os.truncate(path, size)


def _mapped(path: Path, dtype: Any, length: int) -> NDArray[Any]:
    if not length:
        return np.zeros(0, dtype=dtype)
    # As a plain array: numpy's own class for mapped files makes every slice several times dearer.
    return np.asarray(np.memmap(path, dtype=dtype, mode="r", shape=(length,)))


def rows(name: str, values: Sequence[tuple[Any, ...]]) -> NDArray[Any]:
    """Rows of a table, as they are appended."""
    return np.array(values, dtype=DTYPES[name])
