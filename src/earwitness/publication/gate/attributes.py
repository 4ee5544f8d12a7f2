"""What the file system keeps beside the bytes of a file: its name, its times, its attributes."""

import os
from collections.abc import Iterator

from earwitness.publication.gate.containers.times import in_words
from earwitness.publication.gate.places import Entry, EntryKind


def attributes(entry: Entry) -> Iterator[tuple[str, bytes]]:
    """What each is called, and its bytes. Times of access and change are those of this machine,
    and do not go along; the time of modification does."""
    yield "name", os.fsencode(entry.name)
    try:
        if entry.kind is EntryKind.LINK:
            if entry.path.is_symlink():
                yield "target of the link", os.fsencode(entry.path.readlink())
        else:
            yield "time of modification", in_words(entry.path.stat().st_mtime).encode()
        for name in os.listxattr(entry.path, follow_symlinks=False):
            value = os.getxattr(entry.path, name, follow_symlinks=False)
            yield f"attribute {name}", os.fsencode(name) + b"\n" + value
    except (OSError, AttributeError):  # a file system, or a system, that has none
        return
