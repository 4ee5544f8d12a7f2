"""Vectors of what is said, in files that are mapped instead of read; they can be made again.

A folder holds a generation of raw arrays, which only grow, and a manifest that says how much of
them counts and ends a write. Whoever reads needs no lock. Whoever writes must be alone in the
folder; what a kill left behind the manifest's ends is cut off by the next write.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

FORMAT = 1
MANIFEST = "manifest.json"
MOST_GONE = 0.25
"""Share of rows that are not wanted any more, above which all is written anew. Estimate."""

RECORDING = np.dtype([("sha256", "S64"), ("digest", "S64"), ("first", "<i8"), ("rows", "<i4")])

Bytes = NDArray[np.int8]


class Unreadable(Exception):
    """There is nothing of this format in the folder, or less than its manifest says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What counts: so many rows of `size` values, of so many recordings, in the files whose names
    begin with `generation`. Recordings whose numbers are `gone` do not count. `sequence` and
    `hash` are the entry of the ledger as of which the files hold all that leads."""

    generation: str
    size: int
    rows: int = 0
    recordings: int = 0
    gone: tuple[int, ...] = ()
    sequence: int = 0
    hash: str = ""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class VectorFiles:
    """The arrays, mapped: vectors as signed bytes (rows, size), their lengths and the starts of
    their turns in ms (rows), and the recordings in the order of their rows."""

    manifest: Manifest
    vectors: Bytes
    lengths: NDArray[np.float32]
    starts: NDArray[np.int64]
    recordings: NDArray[Any]

    @classmethod
    def open(cls, folder: Path) -> "VectorFiles":
        """What the last finished write left.

        Raises:
            Unreadable: nothing, or it is damaged.
        """
        try:
            manifest = _manifest((folder / MANIFEST).read_text(encoding="ascii"))
            arrays = {
                name: _mapped(folder / f"{manifest.generation}-{name}.raw", dtype, length)
                for name, (dtype, length) in _arrays(manifest).items()
            }
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise Unreadable from error
        return cls(manifest, **{**arrays, "vectors": arrays["vectors"].reshape(-1, manifest.size)})

    def held(self) -> dict[str, tuple[int, str]]:
        """Number and digest of every recording that counts, by its SHA-256."""
        gone = frozenset(self.manifest.gone)
        return {
            name_of(one["sha256"]): (number, name_of(one["digest"]))
            for number, one in enumerate(self.recordings)
            if number not in gone
        }


class Writing:
    """A write that is open; made by `writing`."""

    def __init__(self, manifest: Manifest, files: Mapping[str, IO[bytes]]) -> None:
        self.manifest, self._files = manifest, files

    def add(self, sha256: str, digest: str, starts_ms: Iterable[int], vectors: Bytes) -> None:
        """Put the vectors of a recording behind all others; of another size than theirs it is
        noted without any."""
        if vectors.shape[1:] != (self.manifest.size,):
            vectors, starts_ms = np.zeros((0, self.manifest.size), np.int8), ()
        lengths = np.linalg.norm(vectors.astype(np.float32), axis=1).astype("<f4")
        own = np.array([(sha256, digest, self.manifest.rows, len(vectors))], RECORDING)
        self._files["vectors"].write(np.ascontiguousarray(vectors).tobytes())
        self._files["lengths"].write(lengths.tobytes())
        self._files["starts"].write(np.fromiter(starts_ms, "<i8", len(vectors)).tobytes())
        self._files["recordings"].write(own.tobytes())
        self.manifest = replace(
            self.manifest,
            rows=self.manifest.rows + len(vectors),
            recordings=self.manifest.recordings + 1,
        )

    def as_of(self, sequence: int, entry_hash: str) -> None:
        """Say as of which entry of the ledger this holds all that leads."""
        self.manifest = replace(self.manifest, sequence=sequence, hash=entry_hash)


@contextmanager
def writing(
    folder: Path, before: VectorFiles | None, size: int, gone: Iterable[int] = ()
) -> Iterator[Writing]:
    """Add recordings to what was there before, of which those with the numbers `gone` count no
    more; or begin anew with None. It counts when the block ends.

    Every file is there before the block begins: so a folder that is removed meanwhile stays removed
    with all that was written.

    Raises:
        OSError: the folder cannot be written, or was removed meanwhile.
    """
    manifest = before.manifest if before else Manifest(generation=uuid4().hex, size=size)
    manifest = replace(manifest, gone=tuple(sorted({*manifest.gone, *gone})))
    unfinished = folder / f"{uuid4().hex}.part"
    with ExitStack() as stack:
        stack.callback(unfinished.unlink, missing_ok=True)
        end = stack.enter_context(unfinished.open("xb"))
        files = {}
        for name, (dtype, length) in _arrays(manifest).items():
            path = folder / f"{manifest.generation}-{name}.raw"
            files[name] = stack.enter_context(path.open("r+b" if before else "xb"))
            files[name].truncate(length * np.dtype(dtype).itemsize)
            files[name].seek(0, os.SEEK_END)
        written = Writing(manifest, files)
        yield written
        end.write(json.dumps(asdict(written.manifest)).encode("ascii"))
        for file in (*files.values(), end):
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / MANIFEST)
    _remove_others(folder, written.manifest.generation)


def name_of(stored: bytes) -> str:
    """A name in the table of recordings. One that was damaged is that of no recording."""
    return bytes(stored).decode("ascii", errors="replace")


def is_worn(files: VectorFiles, gone: Iterable[int]) -> bool:
    """Whether too much of the files would not count any more."""
    numbers = [*{*files.manifest.gone, *gone}]
    return int(files.recordings["rows"][numbers].sum()) > MOST_GONE * files.manifest.rows


def _manifest(text: str) -> Manifest:
    """What a manifest says.

    Raises:
        ValueError, KeyError, TypeError, RecursionError: it is none of this format.
    """
    told = json.loads(text)
    found = Manifest(**{**told, "gone": tuple(told["gone"])})
    numbers = (found.size - 1, found.rows, found.recordings, found.sequence, *found.gone)
    whole = all(type(number) is int and number >= 0 for number in numbers)
    named = isinstance(found.generation, str) and isinstance(found.hash, str)
    if found.format != FORMAT or not whole or not named:
        raise ValueError
    if any(number >= found.recordings for number in found.gone):
        raise ValueError
    return found


def _arrays(manifest: Manifest) -> dict[str, tuple[Any, int]]:
    """Type and number of values of each array, by name."""
    return {
        "vectors": (np.int8, manifest.rows * manifest.size),
        "lengths": ("<f4", manifest.rows),
        "starts": ("<i8", manifest.rows),
        "recordings": (RECORDING, manifest.recordings),
    }


def _mapped(path: Path, dtype: Any, length: int) -> NDArray[Any]:
    if not length:
        return np.zeros(0, dtype)
    return np.memmap(path, dtype, mode="r", shape=(length,))


def _remove_others(folder: Path, generation: str) -> None:
    """Files of earlier generations and of killed writes."""
    for path in folder.iterdir():
        if path.name != MANIFEST and not path.name.startswith(f"{generation}-"):
            with suppress(OSError):
                path.unlink()
