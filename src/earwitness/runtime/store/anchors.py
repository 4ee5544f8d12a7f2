"""Queries for time stamps, and the answers that came."""

from collections.abc import Iterator
from typing import Any

from earwitness.records.custody import Stamp, StampRequest
from earwitness.records.errors import WrongUsage
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import Record, from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import AnchorRow, StampRequestRow


def add_request(request: StampRequest, *, actor: str) -> None:
    """Keep a query until its answer comes."""
    body = to_json(request)
    StampRequestRow.objects.create(sequence=request.sequence, nonce=request.nonce, body=body)
    journal.append(
        actor=actor, action="stamp_request", subject=request.head_hash, digest=digest(body)
    )


def add_stamp(request: StampRequest, stamp: Stamp, *, actor: str) -> None:
    """Keep an authority's answer to a query.

    Raises:
        WrongUsage: this answer is there already.
    """
    row = StampRequestRow.objects.get(nonce=request.nonce)
    if any(known.response == stamp.response for known in _stamps_of(row)):
        raise WrongUsage(
            "This answer is in the case already.", remedy="`earwitness anchor --list` shows it."
        )
    body = to_json(stamp)
    AnchorRow.objects.create(request=row, body=body)
    content = stamp_digest(request.nonce, body)
    journal.append(actor=actor, action="anchor", subject=request.head_hash, digest=content)


def stamp_digest(nonce: str, body: Any) -> str:
    """What the ledger keeps of an answer: its content, and which query it answers."""
    return digest([nonce, body])


def requests() -> Iterator[StampRequest]:
    """Every query, oldest first."""
    for row in StampRequestRow.objects.order_by("id").iterator():
        yield from_json(row.body, StampRequest)


def with_stamps() -> Iterator[tuple[StampRequest, tuple[Stamp, ...]]]:
    """Every query with the answers that came, oldest first; damaged rows are passed over, since
    `verification` names them."""
    for row in StampRequestRow.objects.order_by("id").iterator():
        request = _readable(row.body, StampRequest)
        bodies = AnchorRow.objects.filter(request=row).order_by("id").values_list("body", flat=True)
        stamps = [_readable(body, Stamp) for body in bodies]
        if request is not None:
            yield request, tuple(stamp for stamp in stamps if stamp is not None)


def _readable(body: Any, kind: type[Record]) -> Record | None:
    try:
        return from_json(body, kind)
    except Exception:  # cattrs raises what the damage makes of it
        return None


def _stamps_of(row: StampRequestRow) -> Iterator[Stamp]:
    for anchor in AnchorRow.objects.filter(request=row).order_by("id"):
        yield from_json(anchor.body, Stamp)
