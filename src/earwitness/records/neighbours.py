"""What lies around one line, person or voice in the graph of speakers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class NearKind(StrEnum):
    """What a node of the graph of speakers is: a line, a person of the sources, or a group of
    voices that may be one speaker."""

    LINE = "line"
    PERSON = "person"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A neighbour. `calls` are those that tie it. `probability` is the best that a person has in
    one of them, None between lines and voices; `confirmed` says that people decided so in one.
    `same_side` is False where both are merely in the same calls: one channel tells no sides."""

    kind: NearKind
    key: str
    label: str
    calls: int
    probability: float | None = None
    confirmed: bool = False
    same_side: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """A node with some of its neighbours, the strongest first; `total` is how many it has."""

    kind: NearKind
    key: str
    label: str
    calls: int
    near: Sequence[Near]
    total: int
