"""A loss while it is put together."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Draft:
    """Found on items [first, last]; `spoken` are the items of its numbers, `units` of its units."""

    first: int
    last: int
    rule: str
    object: str
    fields: dict[str, Any]
    spoken: set[int]
    units: set[int] = field(default_factory=set)
