"""The shared place of a run, and what a killed run left at one."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from earwitness.runtime.case import CaseFolder
from earwitness.runtime.executors.shared_place import SharedPlace

NOTES = "at-shared-place-*.txt"


@contextmanager
def shared_place(folder: CaseFolder, address: str) -> Iterator[SharedPlace | None]:
    """A folder at that place for one run, gone at its end; None without an address. A note in
    `derived/`, locked while the run lives, tells the next one what a killed run left there.

    Raises:
        CaseUnusable: the place is not there, or may not be written to.
    """
    if not address:
        yield None
        return
    folder.derived.mkdir(exist_ok=True)
    remove_leftovers(folder)
    place = SharedPlace.below(address)
    note = folder.derived / NOTES.replace("*", uuid4().hex)
    with note.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(place.folder)
        file.flush()
        try:
            yield place
        finally:
            if place.remove():
                note.unlink()


def remove_leftovers(folder: CaseFolder) -> None:
    """Remove what killed runs left at their shared places, as far as those can be reached."""
    for note in folder.derived.glob(NOTES):
        with note.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # its run is alive
                continue
            if SharedPlace(file.read()).remove():
                note.unlink()
