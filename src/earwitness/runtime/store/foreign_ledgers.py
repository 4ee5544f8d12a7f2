"""Ledgers of other cases, kept whole, and the bags that brought them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice

from earwitness.records.bag import BagSummary
from earwitness.records.custody import LedgerEntry
from earwitness.runtime.ledger import check_chain
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import BagRow, ForeignLedgerRow, LedgerRow

ACTION = "bag"
BATCH = 500


def is_known(bag_id: str) -> bool:
    """Whether this very bag was taken in before."""
    return BagRow.objects.filter(id=bag_id).exists()


def add_bag(bag: BagSummary, *, actor: str) -> None:
    """Store that a bag was taken in; the entry ties our chain to the head of its ledger."""
    BagRow.objects.create(id=bag.id, head=bag.head)
    journal.append(actor=actor, action=ACTION, subject=bag.id, digest=bag.head)


def add_chain(head: str, entries: Iterable[LedgerEntry]) -> None:
    """Keep the ledger of another case whole; one that is kept already is passed over."""
    if ForeignLedgerRow.objects.filter(chain=head).exists():
        return
    stream = iter(entries)
    while batch := list(islice(stream, BATCH)):
        ForeignLedgerRow.objects.bulk_create(
            ForeignLedgerRow(chain=head, **asdict(entry)) for entry in batch
        )


def kept(beginning: str) -> list[str]:
    """The heads of kept ledgers that begin so."""
    found = ForeignLedgerRow.objects.filter(chain__startswith=beginning)
    return list(found.order_by("chain").values_list("chain", flat=True).distinct())


def chain(head: str) -> Iterator[LedgerEntry]:
    """The entries of one foreign ledger in order, streamed."""
    yield from journal.entries(of=head)


def head_of(head: str) -> str:
    """The newest hash of a kept ledger; empty if it is gone, broken, or another than `head`.

    A whole chain that ends with `head` cannot differ from the one that was handed over.
    """
    last = ForeignLedgerRow.objects.filter(chain=head).order_by("-sequence").first()
    if last is None or last.hash != head:
        return ""
    is_whole = all(found.is_notice for found in check_chain(chain(head)))  # clocks may go back
    return head if is_whole else ""


def untied() -> set[str]:
    """Kept ledgers that no bag explains: not one of ours, nor one inside a foreign ledger."""
    kept = set(ForeignLedgerRow.objects.values_list("chain", flat=True).distinct())
    tied = set(LedgerRow.objects.filter(action=ACTION).values_list("digest", flat=True))
    inner = ForeignLedgerRow.objects.filter(action=ACTION)
    return kept - tied - set(inner.values_list("digest", flat=True))


def damaged_inner() -> set[str]:
    """Ledgers that a foreign ledger speaks of, and that are gone or broken."""
    inner = set(ForeignLedgerRow.objects.filter(action=ACTION).values_list("digest", flat=True))
    return {head for head in inner if not head_of(head)}
