"""The digest of a file of our own."""

import hashlib
from pathlib import Path


def sha256_of(path: Path) -> str:
    """SHA-256 (lower-case hex) of a file, read in blocks.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
