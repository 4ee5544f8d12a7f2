"""Deliveries, version by version, and what arrived with them."""

from collections.abc import Iterator, Sequence

from django.db.models import Count
from django.db.models.fields.json import KT

from earwitness.records.delivery import Delivery
from earwitness.records.recording import IntakeRecord
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.chunks import of_these
from earwitness.runtime.store.models import DeliveryRow, IntakeRow


def add(delivery: Delivery, *, actor: str) -> None:
    """Store one version beside the earlier ones.

    Raises:
        IntegrityError: there is this version already.
    """
    body = to_json(delivery)
    DeliveryRow.objects.create(delivery=delivery.id, version=delivery.version, body=body)
    journal.append(actor=actor, action="delivery", subject=delivery.id, digest=digest(body))


def versions() -> dict[str, list[Delivery]]:
    """All versions of every delivery by its id, oldest first; deliveries in order of making."""
    found: dict[str, list[Delivery]] = {}
    for row in DeliveryRow.objects.order_by("id").iterator():
        found.setdefault(row.delivery, []).append(from_json(row.body, Delivery))
    return {key: sorted(own, key=lambda one: one.version) for key, own in found.items()}


def mark() -> tuple[object, ...]:
    """Another as soon as a version is recorded."""
    return tuple(DeliveryRow.objects.order_by("id").values_list("id", "body__recorded_at"))


def arrival_counts() -> dict[str, tuple[int, int]]:
    """(different recordings, arrivals) by what each arrival names as its delivery."""
    rows = IntakeRow.objects.values(named=KT("body__delivery")).annotate(
        recordings=Count("recording", distinct=True), arrivals=Count("id")
    )
    return {row["named"] or "": (row["recordings"], row["arrivals"]) for row in rows}


def arrivals_of(hashes: Sequence[str] | None) -> Iterator[IntakeRecord]:
    """The arrivals of these recordings (None: of all); those of one recording in order."""
    for rows in of_these(IntakeRow.objects.order_by("id"), "recording", hashes):
        for row in rows.iterator():
            yield from_json(row.body, IntakeRecord)
