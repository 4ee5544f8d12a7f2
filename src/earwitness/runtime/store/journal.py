"""The ledger's rows: appended inside the transaction of what they record."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.db import transaction

from earwitness.records.custody import LedgerEntry
from earwitness.runtime.ledger import chained
from earwitness.runtime.store.models import LedgerRow

FIELDS = ("sequence", "at", "actor", "action", "subject", "digest", "previous_hash", "hash")


def append(*, actor: str, action: str, subject: str, digest: str) -> LedgerEntry:
    """Add one entry. Must stand inside a transaction, so that act and entry live or die together.

    Raises:
        TransactionManagementError: there is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry needs a transaction.")
    last = LedgerRow.objects.order_by("-sequence").first()
    entry = chained(
        None if last is None else _entry(last),
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        actor=actor,
        action=action,
        subject=subject,
        digest=digest,
    )
    LedgerRow.objects.create(**{field: getattr(entry, field) for field in FIELDS})
    return entry


def append_all(*, actor: str, action: str, acts: Sequence[tuple[str, str]]) -> None:
    """Add an entry for each (subject, digest), in order; as `append`, in one go.

    Raises:
        TransactionManagementError: there is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry needs a transaction.")
    last = latest()
    rows = []
    for subject, digest in acts:
        last = chained(
            last,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            actor=actor,
            action=action,
            subject=subject,
            digest=digest,
        )
        rows.append(LedgerRow(**{field: getattr(last, field) for field in FIELDS}))
    LedgerRow.objects.bulk_create(rows, batch_size=100)


def latest() -> LedgerEntry | None:
    """The newest entry."""
    last = LedgerRow.objects.order_by("-sequence").first()
    return None if last is None else _entry(last)


def entries() -> Iterator[LedgerEntry]:
    """All entries in order, streamed."""
    return (_entry(row) for row in LedgerRow.objects.order_by("sequence").iterator())


def _entry(row: LedgerRow) -> LedgerEntry:
    return LedgerEntry(**{field: getattr(row, field) for field in FIELDS})
