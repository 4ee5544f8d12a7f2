"""A row that is an observation, as `verification` compares it with the ledger."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A row that is an observation: what it is in words, the act that recorded it, how to digest
    it. Rows of one `ordered` kind must stand in the order of their acts. `made_at` is the raw
    text of a time that must be the act's. `leads` as `ResultRow.current`."""

    kind: str
    action: str
    subject: str
    content: Callable[[], str]
    ordered: bool = False
    made_at: str | None = None
    leads: object = None
