"""Deliveries: batches of recordings as they were handed over."""

from dataclasses import dataclass
from datetime import datetime

SELECTION_NOT_RECORDED = "how they were selected is not recorded"

ASKED = {
    "handed_over_by": "who handed it over",
    "handed_over_at": "when",
    "terms": "on what terms",
    "selection": "how it was selected",
    "selection_unknown": "what is unknown about the selection",
}
"""What a delivery must say before its recordings can be counted with open eyes
(Berkeley Protocol, 2022, on the provenance and the source of an item)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One version of what is known of a delivery; an empty text means "not recorded".

    `handed_over_at` is a date or free text, as known ("early May 2022"). A correction is a new
    version beside the old one; `version` counts from 1, the highest leads. `recorded_at` is
    aware.
    """

    id: str
    label: str
    version: int
    recorded_at: datetime
    recorded_by: str
    handed_over_by: str = ""
    handed_over_at: str = ""
    received_by: str = ""
    terms: str = ""
    selection: str = ""
    selection_unknown: str = ""
    note: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not recorded of the delivery, in words."""
        return tuple(words for field, words in ASKED.items() if not getattr(self, field))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredBatch:
    """What came with one delivery: different recordings, and arrivals of them.

    `delivery` is None for recordings that came without one; `label` is then what was typed
    when cases had free text only, or empty.
    """

    delivery: Delivery | None
    label: str
    recordings: int
    arrivals: int

    @property
    def selection(self) -> str:
        """How the batch was selected and what is unknown of that, in words."""
        if self.delivery is None:
            return SELECTION_NOT_RECORDED
        known = self.delivery.selection or SELECTION_NOT_RECORDED
        unknown = self.delivery.selection_unknown
        return f"{known}; unknown: {unknown}" if unknown else known
