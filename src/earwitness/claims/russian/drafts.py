"""A loss while it is being read, before it becomes a claim."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Draft:
    """A loss on items [first, last].

    `object` is "people" or the equipment, `fields` are fields of the claim; `spoken` are the items
    of its numbers, `units` those of the units that it is of, `taken` those its rule stands on.
    """

    first: int
    last: int
    rule: str
    object: str
    fields: dict[str, Any]
    spoken: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    taken: frozenset[int] = frozenset()
