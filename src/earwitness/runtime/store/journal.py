"""The ledger's rows: appended inside the transaction of what they record."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from earwitness.records.custody import LedgerEntry, LedgerHead
from earwitness.runtime.ledger import chained
from earwitness.runtime.store import salts
from earwitness.runtime.store.models import ForeignLedgerRow, LedgerRow

FIELDS = ("sequence", "at", "actor", "action", "subject", "digest", "previous_hash", "hash")


def append(*, actor: str, action: str, subject: str, digest: str) -> LedgerEntry:
    """Add one entry. Must stand inside a transaction, so that act and entry live or die together.

    `action` is one of `records.acts`, which says what subject and digest are; some digests are
    kept with a salt (`salts`). The time is the
    machine's; a clock that was set back is recorded as it is, never refused.

    Raises:
        TransactionManagementError: there is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry needs a transaction.")
    (kept,) = salts.kept_digests(action, [(subject, digest)])
    entry = chained(
        latest(),
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        actor=actor,
        action=action,
        subject=subject,
        digest=kept,
    )
    LedgerRow.objects.create(**{field: getattr(entry, field) for field in FIELDS})
    return entry


def latest() -> LedgerEntry | None:
    """The newest entry; None of an empty ledger."""
    row = LedgerRow.objects.order_by("-sequence").values(*FIELDS).first()
    return None if row is None else LedgerEntry(**row)


def append_all(
    *, actor: str, action: str, acts: Sequence[tuple[str, str]]
) -> tuple[LedgerEntry, ...]:
    """Add an entry for each (subject, digest), in order; as `append`, in one go.

    Raises:
        TransactionManagementError: there is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry needs a transaction.")
    last = latest()
    added = []
    kept = salts.kept_digests(action, acts)
    for (subject, _), digest in zip(acts, kept, strict=True):
        last = chained(
            last,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            actor=actor,
            action=action,
            subject=subject,
            digest=digest,
        )
        added.append(last)
    LedgerRow.objects.bulk_create(
        (LedgerRow(**{field: getattr(one, field) for field in FIELDS}) for one in added),
        batch_size=100,
    )
    return tuple(added)


def actors() -> tuple[str, ...]:
    """Every account that acted, sorted."""
    return tuple(LedgerRow.objects.order_by("actor").values_list("actor", flat=True).distinct())


def head() -> LedgerHead | None:
    """Where the ledger stands, to be kept elsewhere; None of an empty one."""
    entry = latest()
    if entry is None:
        return None
    return LedgerHead(sequence=entry.sequence, hash=entry.hash, at=entry.at)


def last_digest(action: str) -> str:
    """The digest of the newest entry of an action, as it is kept; empty if there is none."""
    digests = LedgerRow.objects.filter(action=action).order_by("-sequence")
    return digests.values_list("digest", flat=True).first() or ""


def is_newest(action: str, subject: str, digest: str) -> bool:
    """Whether the newest entry of an action recorded this."""
    salt = salts.salts_of([subject]).get(subject)
    return last_digest(action) in salts.possible_digests(action, digest, salt)


def happened_since(sequence: int, actions: Sequence[str]) -> bool:
    """Whether one of these acts came after an entry."""
    return LedgerRow.objects.filter(sequence__gt=sequence, action__in=actions).exists()


def has(action: str) -> bool:
    """Whether there is any entry of an action."""
    return LedgerRow.objects.filter(action=action).exists()


def acts_after(sequence: int) -> tuple[int, frozenset[tuple[str, str]]]:
    """(action, subject) of all entries after one, and the number of the last; the same number if
    there are none."""
    rows = LedgerRow.objects.filter(sequence__gt=sequence)
    found = list(rows.values_list("sequence", "action", "subject"))
    last = max((number for number, _, _ in found), default=sequence)
    return last, frozenset((action, subject) for _, action, subject in found)


def entry_at(sequence: int) -> LedgerEntry | None:
    """One entry by its number."""
    row = LedgerRow.objects.filter(sequence=sequence).values(*FIELDS).first()
    return None if row is None else LedgerEntry(**row)


def entries(
    *, subject: str = "", action: str = "", actor: str = "", since: str = "", of: str = ""
) -> Iterator[LedgerEntry]:
    """Entries in order, streamed; of these only. `of` is the head of a kept ledger of another
    case, instead of the own one.

    `subject` and `action` are beginnings, `actor` is exact, `since` is a moment in UTC in the
    form of the ledger (ISO 8601, milliseconds), which sorts as text.
    """
    rows: QuerySet[Any] = LedgerRow.objects.all()
    if of:
        rows = ForeignLedgerRow.objects.filter(chain=of)
    rows = rows.order_by("sequence")
    if subject:
        rows = rows.filter(subject__startswith=subject)
    if action:
        rows = rows.filter(action__startswith=action)
    if actor:
        rows = rows.filter(actor=actor)
    if since:
        rows = rows.filter(at__gte=since)
    for values in rows.values_list(*FIELDS).iterator():
        yield LedgerEntry(**dict(zip(FIELDS, values, strict=True)))


def newest(action: str, most: int) -> list[LedgerEntry]:
    """The newest entries of an act, the latest first."""
    rows = LedgerRow.objects.filter(action=action).order_by("-sequence").values(*FIELDS)
    return [LedgerEntry(**row) for row in rows[:most]]


def count() -> int:
    """How many entries there are."""
    return LedgerRow.objects.count()
