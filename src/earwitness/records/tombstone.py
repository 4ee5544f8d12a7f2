"""What stays of a recording that was forgotten."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """Proof that a recording was removed: which, when, by whom and why; nothing of its content.

    `sha256` shows whoever still holds the file that it was this one, and tells others nothing.
    There is no name, number, path, size or duration. `removed` counts rows by table; `entries`
    are the sequences of the ledger entries whose rows went.
    """

    sha256: str
    at: datetime
    by: str
    why: str
    removed: dict[str, int]
    entries: tuple[int, ...]
