"""Time stamps over the ledgers of other cases, as bags brought them, tied to those ledgers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from earwitness.records.custody import ForeignStamp
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.anchors import stamp_digest
from earwitness.runtime.store.models import ForeignLedgerRow, ForeignStampRow

ACTION = "foreign_stamp"
REQUESTED, ANSWERED = "stamp_request", "anchor"
"""The acts of the other case that must fit."""


def add(stamp: ForeignStamp, *, actor: str) -> bool:
    """Keep a stamp of another case; False if it is kept already."""
    body = to_json(stamp)
    content = digest(body)
    if ForeignStampRow.objects.filter(chain=stamp.chain, digest=content).exists():
        return False
    ForeignStampRow.objects.create(chain=stamp.chain, digest=content, body=body)
    journal.append(actor=actor, action=ACTION, subject=stamp.chain, digest=content)
    return True


def all_stamps() -> Iterator[ForeignStamp]:
    """Every stamp, oldest first; damaged rows are passed over, since `verification` names them."""
    for body in ForeignStampRow.objects.order_by("id").values_list("body", flat=True).iterator():
        try:
            stamp = from_json(body, ForeignStamp)
        except Exception:  # cattrs raises what the damage makes of it
            continue
        yield stamp


def hash_at(chain: str, sequence: int) -> str:
    """The hash of one entry of a kept ledger; empty if it has none."""
    found = ForeignLedgerRow.objects.filter(chain=chain, sequence=sequence)
    return found.values_list("hash", flat=True).first() or ""


@dataclass(slots=True)
class ForeignActs:
    """What the ledgers of other cases say of their queries and stamps; each is read once. Memory
    grows with the stamps."""

    _known: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)

    def have(self, stamp: ForeignStamp) -> bool:
        """Whether the ledger of the other case recorded this query, and this answer."""
        acts = self._of(stamp.chain)
        asked = (REQUESTED, stamp.request.head_hash, digest(to_json(stamp.request)))
        if stamp.stamp is None:
            return asked in acts
        content = stamp_digest(stamp.request.nonce, to_json(stamp.stamp))
        return asked in acts and (ANSWERED, stamp.request.head_hash, content) in acts

    def _of(self, chain: str) -> set[tuple[str, str, str]]:
        if chain not in self._known:
            acts = ForeignLedgerRow.objects.filter(chain=chain, action__in=(REQUESTED, ANSWERED))
            self._known[chain] = set(acts.values_list("action", "subject", "digest").iterator())
        return self._known[chain]
