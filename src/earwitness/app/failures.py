"""Failures of the machine, in words: whatever no stage expected, but a user can cause."""

import sqlite3

from cattrs import BaseValidationError
from django.db import Error

from earwitness.records.errors import CaseUnusable, EarwitnessError
from earwitness.runtime.store import connection


def in_words(error: Exception) -> EarwitnessError | None:
    """What to tell the user about a failing disk, store or memory; None: a defect of ours."""
    if isinstance(error, Error | sqlite3.Error):
        return connection.in_words(error)
    if isinstance(error, BaseValidationError):
        return CaseUnusable(
            "The store of the case is damaged: a record in it is not of its form.",
            remedy="Run `earwitness verify` to see which, and restore the store from a copy.",
        )
    if isinstance(error, MemoryError):
        return CaseUnusable(
            "There is not enough memory.", remedy="Close other programs, then try again."
        )
    if isinstance(error, OSError):
        subject = error.filename if isinstance(error.filename, str) else "A file"
        return CaseUnusable(
            f"{subject} cannot be read or written: {error.strerror or error}.",
            remedy="See that it is there, may be used by you, and lies on a disk with free space.",
        )
    return None
