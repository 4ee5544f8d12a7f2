"""The shared place: where files of a case lie for the workers of a run, and for no longer.

It is any place that fsspec knows by an address: a folder, SFTP, an S3-like store. What lies there
bears names that mean nothing, and is gone when the run ends.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from earwitness.records.errors import CaseUnusable, EarwitnessError, EngineFailed
from earwitness.runtime.file_digest import sha256_of

_SECRET = re.compile(r"://[^/@:]*:[^@]*@|://.*\?", re.DOTALL)
"""A password in an address (RFC 3986, 3.2.1), which may hold a slash as keys of S3 do; or a query,
in which some stores take a signature. Sought too widely rather than too narrowly."""


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
            CaseUnusable: the place is not there, or may not be written to, or its address holds a
                password.
        """
        _refuse_secret(address)
        own = cls(f"{address.rstrip('/')}/{uuid4().hex}")
        with _told(own.folder):
            system, path = _system(own.folder)
            _refuse_new_bucket(system, path)
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
        CaseUnusable: the place cannot be read, or the file has other bytes.
        EngineFailed: the file alone is gone from there.
    """
    with _told(shared.address):
        system, path = _system(shared.address)
        try:
            system.get_file(path, str(to))
        except Exception:  # of any library behind fsspec
            to.unlink(missing_ok=True)
            _refuse_if_gone(system, path)
            raise
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


def _refuse_secret(address: str) -> None:
    if _SECRET.search(address):
        raise CaseUnusable(
            "The address of the shared place of the cluster holds a password or a query (`?`).",
            remedy="Take it out of `shared` in case.toml, change the password, for it stood in a "
            "file, and give the new one as docs/cluster.md, Shared place, says.",
        )


def _refuse_new_bucket(system: Any, path: str) -> None:
    """Libraries of object stores make a bucket that is not there: a slip of the pen would send
    calls to one with whatever access it is born with."""
    bucket = path.partition("/")[0]  # empty for places with a root
    if bucket and not system.exists(bucket):
        system.ls(bucket)  # says why
        raise FileNotFoundError


def _refuse_if_gone(system: Any, path: str) -> None:
    system.invalidate_cache()
    if system.exists(path.rpartition("/")[0]) and not system.exists(path):
        raise EngineFailed(
            "A file of this recording is no longer at the shared place of the cluster.",
            remedy="Look what removes files there (another program, a rule on their age); then run "
            "`earwitness process` again.",
        )


class _told:
    """Turns whatever the library behind an address raises into words."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if not isinstance(error, Exception) or isinstance(error, EarwitnessError):
            return
        scheme = self._address.partition("://")[0]
        raise CaseUnusable(
            f"The shared place of the cluster ({scheme}) cannot be used ({type(error).__name__}).",
            remedy="Look whether it is there, whether name and key are right and may read, write "
            "and list, and whether the library for it is installed on every machine; "
            "docs/cluster.md, Shared place.",
        ) from error
