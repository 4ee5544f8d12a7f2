"""A loss while it is put together, in whatever language it was said."""

from dataclasses import dataclass, field
from typing import Any

from earwitness.claims.counted import Counted


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

    def overlaps(self, other: "Draft") -> bool:
        """Whether both stand on an item."""
        return other.first <= self.last and self.first <= other.last

    def join(self, other: "Draft") -> None:
        """Take in another part of the same loss; its fields go before one's own."""
        self.rule = self.rule if self.rule == other.rule else f"{self.rule}+{other.rule}"
        self.fields |= other.fields
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.spoken |= other.spoken
        self.units |= other.units


def next_in_list(rule: str, index: int, counted: Counted) -> Draft:
    """Further equipment of a list: "burned five tanks and two APCs"."""
    fields = {"total": counted.quantity.rendered(), "destroyed": True}
    return Draft(index, index, rule, counted.what, fields, {index})


def settle_lost(fields: dict[str, Any]) -> None:
    """Records have no field for lost equipment: say what is left, or that all named are gone."""
    lost = fields.pop("lost", None)
    if lost is None:
        return
    total = fields.get("total")
    if total is None:
        fields |= {"total": lost, "destroyed": True}
    elif isinstance(total, int) and isinstance(lost, int) and lost <= total:
        fields["remaining"] = total - lost
