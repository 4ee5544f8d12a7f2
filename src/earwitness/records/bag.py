"""A bag: the inner material of a case, packed to be handed on."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class BagSummary:
    """What a bag holds. `id` is the SHA-256 of its tag manifest, which names every other hash;
    `head` and `entries` are the newest hash and the length of the ledger in it."""

    id: str
    head: str
    entries: int
    recordings: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBag:
    """What was taken in of a bag. `known`: this very bag was taken in before; `left_out` are
    recordings (SHA-256) that this case has forgotten; `not_read` names tables of the bag that
    this version keeps no rows of; `notes` are differences for a person to weigh."""

    bag: BagSummary
    known: bool = False
    recordings: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
