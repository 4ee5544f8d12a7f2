"""Whether a case can be served: its store answers and has our form, its folder can be written."""

import os
import shutil

from django.db import Error

from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.schema import applied_migrations, known_migrations

MEGABYTE = 1_000_000


def store_answers() -> bool:
    """Whether the store can be read."""
    try:
        applied_migrations()
    except (Error, OSError, UnicodeDecodeError):
        return False
    return True


def store_has_our_form() -> bool:
    """Whether the store has had exactly the migrations of this version; another one may have been
    installed, or have opened the store, while this one ran.

    Raises:
        django.db.Error: the store cannot be read.
    """
    return applied_migrations() == known_migrations()


def folder_is_writable(place: Workplace) -> bool:
    """Whether this process may write in the folder of the case: its disk may have gone, or have
    become read-only."""
    return os.access(place.folder.root, os.R_OK | os.W_OK | os.X_OK)


def free_megabytes(place: Workplace) -> int:
    """What is free on the disk of the case, in megabytes (10⁶ bytes).

    Raises:
        OSError: the folder cannot be reached.
    """
    return shutil.disk_usage(place.folder.root).free // MEGABYTE
