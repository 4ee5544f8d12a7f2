"""The shared place: where files of a case lie for the workers of a run, and for no longer.

It is any place that fsspec knows by an address: a folder, SFTP, an S3-like store. What lies there
bears names that mean nothing, and is gone when the run ends.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.file_digest import sha256_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file at the shared place: its address, and the SHA-256 (lower-case hex) of its bytes."""

    address: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """One run's folder at a shared place. Both ends read the same settings of fsspec for whatever
    their place wants to know (a name, a key)."""

    folder: str

    @classmethod
    def below(cls, address: str) -> "SharedPlace":
        """A new folder for a run.

        Raises:
            CaseUnusable: the place is not there, or may not be written to.
        """
        own = cls(f"{address.rstrip('/')}/{uuid4().hex}")
        with _told(own.folder):
            system, path = _system(own.folder)
            system.makedirs(path, exist_ok=True)
        return own

    def bring(self, file: Path) -> SharedFile:
        """Copy a file there.

        Raises:
            CaseUnusable: it cannot be read here, or not be written there.
        """
        address = f"{self.folder}/{uuid4().hex}"
        with _told(address):
            system, path = _system(address)
            sha256 = sha256_of(file)
            system.put_file(str(file), path)
        return SharedFile(address=address, sha256=sha256)

    def tell(self, text: str) -> str:
        """Leave a text there; its address.

        Raises:
            CaseUnusable: it cannot be written.
        """
        address = f"{self.folder}/{uuid4().hex}"
        with _told(address):
            system, path = _system(address)
            system.pipe_file(path, text.encode())
        return address

    def remove(self) -> bool:
        """Remove everything of this run; whether that could be done."""
        try:
            system, path = _system(self.folder)
            if system.exists(path):
                system.rm(path, recursive=True)
        except Exception:  # of any library behind fsspec
            return False
        return True


def fetch(shared: SharedFile, to: Path) -> None:
    """Copy a file from there, and let only the bytes pass that were meant.

    Raises:
        CaseUnusable: it cannot be read there, or has other bytes.
    """
    with _told(shared.address):
        system, path = _system(shared.address)
        system.get_file(path, str(to))
        other = sha256_of(to) != shared.sha256
    if other:
        to.unlink()
        raise CaseUnusable(
            "A file at the shared place of the cluster was changed on its way.",
            remedy="Find out who may write there; then run `earwitness process` again.",
        )


def told_at(address: str) -> str:
    """A text that `SharedPlace.tell` left.

    Raises:
        CaseUnusable: it cannot be read.
    """
    with _told(address):
        system, path = _system(address)
        return bytes(system.cat_file(path)).decode()
    raise AssertionError  # what is raised above is told in words


def _system(address: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs  # an extra

    system, path = url_to_fs(address)
    return system, str(path)


class _told:
    """Turns whatever the library behind an address raises into words."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if not isinstance(error, Exception) or isinstance(error, CaseUnusable):
            return
        scheme = self._address.partition("://")[0]
        raise CaseUnusable(
            f"The shared place of the cluster ({scheme}) cannot be used ({type(error).__name__}).",
            remedy="Look whether it is there, whether the account may read and write, and whether "
            "the library for it is installed on every machine; docs/cluster.md, Shared place.",
        ) from error
