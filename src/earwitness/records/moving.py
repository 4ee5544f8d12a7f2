"""What a move of a store was."""

from dataclasses import dataclass

from earwitness.records.custody import LedgerHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A store that lies elsewhere now.

    `moved_from` and `moved_to` are "file" or "postgresql", `rows` counts by table (empty: a move
    that was killed came to its end), `head` is that
    of the new store, `kept` the name of the old file beside it (empty: there is none).
    """

    moved_from: str
    moved_to: str
    rows: dict[str, int]
    head: LedgerHead
    kept: str
