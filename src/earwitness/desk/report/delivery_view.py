"""One delivery as the report shows it: what is known of its selection, and what is not."""

from dataclasses import dataclass

from earwitness.desk.report import wording
from earwitness.records.delivery import SELECTION_NOT_RECORDED, DeliveredBatch

_FACTS = {
    "handed_over_by": "Handed over by",
    "handed_over_at": "On",
    "received_by": "Received by",
    "terms": "Terms",
    "note": "Note",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """A delivery in words. `missing` lists what is not recorded, empty if nothing is missing."""

    label: str
    count: str
    selection: str
    unknown: str
    facts: tuple[tuple[str, str], ...]
    missing: str


def delivery_view(batch: DeliveredBatch) -> DeliveryView:
    """A batch with its count; without a delivery nothing is known of its selection."""
    noun = "recording" if batch.recordings == 1 else "recordings"
    known = batch.delivery
    return DeliveryView(
        label=batch.label or "Without a delivery",
        count=f"{wording.number(batch.recordings)} {noun}",
        selection=(known.selection if known else "") or SELECTION_NOT_RECORDED,
        unknown=(known.selection_unknown if known else "") or "not recorded, so everything",
        facts=tuple(
            (words, getattr(known, field))
            for field, words in _FACTS.items()
            if known and getattr(known, field)
        ),
        missing=", ".join(known.missing) if known else "",
    )
