"""Names that steer: of files, of members, of folders and links."""

import io
import os
import tarfile
import threading
import time
import warnings
import zipfile
from pathlib import Path


def long_names(path: Path) -> None:
    """A member name of 60,000 letters, encrypted so that it is told."""
    _locked(path, "n" * 60_000 + ".txt")


def steering_names(path: Path) -> None:
    """Line breaks, terminal escapes and marks of direction in names."""
    path.mkdir()
    name = "a\n\x1b[2J\x1b]0;title\x07\u202etxt.exe"
    (path / name).write_text("words")
    _locked(path / "names.zip", name)


def wandering_names(path: Path) -> None:
    """Absolute names, names that lead out, and the same name again."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as bundle:
        warnings.simplefilter("ignore")
        for name in ("/etc/passwd", "../../../tmp/out.txt", "a.txt", "a.txt", "C:\\out.txt"):
            bundle.writestr(name, "words")


def wandering_tar(path: Path) -> None:
    """The same in tar, with links and a device."""
    with tarfile.open(path, "w") as bundle:
        for name, kind in (
            ("../../out.txt", tarfile.REGTYPE),
            ("/etc/passwd", tarfile.SYMTYPE),
            ("device", tarfile.CHRTYPE),
            ("pipe", tarfile.FIFOTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "../../../etc/shadow"
            bundle.addfile(member, io.BytesIO(b""))


def files_100000(path: Path) -> None:
    """Small files."""
    for number in range(100_000):
        folder = path / str(number // 1000)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text("some words\n")


def folders_1000(path: Path) -> None:
    """Folders in each other, with a file at the bottom."""
    path.mkdir()
    here = os.open(path, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("folder", dir_fd=here)
        inner = os.open("folder", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    file = os.open("words.txt", os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=here)
    os.write(file, b"words")
    os.close(file)
    os.close(here)


def link_loops(path: Path) -> None:
    """Links to each other, to themselves, to the folder above, and out."""
    path.mkdir()
    for name, target in (("a", "b"), ("b", "a"), ("self", "self"), ("up", ".."), ("out", "/etc")):
        (path / name).symlink_to(target)
    (path / "words.txt").write_text("words")
    os.mkfifo(path / "pipe")


def no_permission(path: Path) -> None:
    """A file and a folder that may not be read (root may all the same)."""
    path.mkdir()
    (path / "shut.txt").write_text("words")
    (path / "shut.txt").chmod(0)
    (path / "shut").mkdir()
    (path / "shut").chmod(0)


def growing(path: Path) -> None:
    """A file that grows while it is read, one that shrinks, and one that goes."""
    path.mkdir()
    names = ("grows.txt", "shrinks.txt", "goes.txt")
    for name in names:
        (path / name).write_bytes(b"words and more words\n" * 400_000)
    grows, shrinks, goes = (path / name for name in names)

    def change() -> None:
        until = time.monotonic() + 120
        time.sleep(4)
        goes.unlink()
        while time.monotonic() < until and grows.exists():
            with grows.open("ab") as file:
                file.write(b"more\n" * 100)
            os.truncate(shrinks, max(0, shrinks.stat().st_size - 100_000))
            time.sleep(0.2)

    threading.Thread(target=change, daemon=True).start()


def _locked(path: Path, name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as bundle:
        bundle.writestr(name, "words")
    data = bytearray(held.getvalue())
    data[6] |= 1
    path.write_bytes(bytes(data))
