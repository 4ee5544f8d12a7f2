"""Text files that people keep in the case folder: units, themes, the glossary."""

import os
from pathlib import Path

from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.records.errors import InputUnusable


def own_text(path: Path, *, most_bytes: int) -> str | None:
    """The text of such a file; None if there is none.

    Raises:
        InputUnusable: it is no ordinary file, may not be read, is too large, or is no UTF-8 text.
    """
    if not os.path.lexists(path):
        return None
    untrusted = read_foreign(path, max_bytes=most_bytes)
    try:
        return untrusted.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputUnusable(
            f"{shown(path)} is not UTF-8 text.", remedy="Save it as plain text in UTF-8."
        ) from error
