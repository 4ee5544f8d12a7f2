"""Opening files that others made: read-only, never hanging, with errors a reader can act on."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from earwitness.records.errors import InputUnusable
from earwitness.records.printable import printable

READ_ONLY = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def shown(untrusted_path: Path) -> str:
    """The path as one printable line of text.

    Bytes that are not UTF-8, line breaks and invisible characters (a name may carry marks that
    turn the writing direction) become "�", so that a message is never more than it seems.
    """
    text = os.fsencode(untrusted_path).decode("utf-8", "replace")
    return printable(text)


def open_foreign(untrusted_path: Path) -> BinaryIO:
    """Open a regular file for reading, unbuffered; symbolic links are followed.

    The kind of file is checked before opening, since opening a device can act on it, and again
    after, since the path may have been exchanged. A pipe without a writer does not hang.

    Raises:
        InputUnusable: vanished, a directory, a pipe or device, or not allowed to be read.
    """
    try:
        refuse_unless_regular(untrusted_path, untrusted_path.stat().st_mode)
        descriptor = os.open(untrusted_path, READ_ONLY)
    except (OSError, ValueError) as error:
        raise unreadable(untrusted_path, error) from error
    handle = os.fdopen(descriptor, "rb", buffering=0)
    try:
        refuse_unless_regular(untrusted_path, os.fstat(descriptor).st_mode)
    except InputUnusable:
        handle.close()
        raise
    return handle


def refuse_unless_regular(untrusted_path: Path, mode: int) -> None:
    """Let only a regular file pass.

    Raises:
        InputUnusable: a directory, or a pipe, socket or device.
    """
    if stat.S_ISDIR(mode):
        raise InputUnusable(
            f"{shown(untrusted_path)} is a folder.", remedy="Name the files in it one by one."
        )
    if not stat.S_ISREG(mode):
        raise InputUnusable(
            f"{shown(untrusted_path)} is not a file but a pipe, socket or device.",
            remedy="Copy its content into an ordinary file first.",
        )


def unreadable(untrusted_path: Path, error: OSError | ValueError) -> InputUnusable:
    """The error for a foreign file that the system would not open or read."""
    name = shown(untrusted_path)
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOENT, errno.ENOTDIR):
        return InputUnusable(f"{name} is not there.", remedy="Check the path and the disk.")
    if code in (errno.EACCES, errno.EPERM):
        return InputUnusable(
            f"{name} may not be read by this user.", remedy="Ask its owner for permission to read."
        )
    reason = os.strerror(code) if code else "its path cannot be a file's"
    return InputUnusable(
        f"{name} cannot be read: {reason}.",
        remedy="Copy it from the original medium again; if that fails, the medium is damaged.",
    )


def read_foreign(untrusted_path: Path, *, max_bytes: int) -> bytes:
    """All bytes of a foreign file of at most `max_bytes`.

    Raises:
        InputUnusable: it cannot be opened or read, or it is larger than the limit.
    """
    head = read_head(untrusted_path, max_bytes + 1)
    if len(head) > max_bytes:
        raise InputUnusable(
            f"{shown(untrusted_path)} is larger than {max_bytes // 2**20} MiB.",
            remedy="Split it into smaller files.",
        )
    return head


def read_head(untrusted_path: Path, count: int) -> bytes:
    """The first `count` bytes of a foreign file, fewer if it is shorter.

    Raises:
        InputUnusable: it cannot be opened or read.
    """
    pieces: list[bytes] = []
    with open_foreign(untrusted_path) as handle:
        try:
            while count > 0 and (piece := handle.read(min(count, 2**20))):
                pieces.append(piece)
                count -= len(piece)
        except OSError as error:
            raise unreadable(untrusted_path, error) from error
    return b"".join(pieces)
