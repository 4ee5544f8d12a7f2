"""Tables of number ranges: what was read from each, in blocks."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from earwitness.records.number_range import RangeTable
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import RangeBlockRow, RangeTableRow

ROWS_IN_A_BLOCK = 1_000


def add(table: RangeTable, rows: Iterable[Sequence[str]], *, actor: str) -> None:
    """Store one table with its rows (lists of texts)."""
    row = RangeTableRow.objects.create(id=table.id, sha256=table.sha256, body=to_json(table))
    stored, stream, position = hashlib.sha256(), iter(rows), 0
    while block := list(islice(stream, ROWS_IN_A_BLOCK)):
        made = RangeBlockRow(table=row, position=position, body=[list(one) for one in block])
        made.save()
        add_to_digest(stored, made)
        position += 1
    content = digest([row.body, stored.hexdigest()])
    journal.append(actor=actor, action="ranges", subject=table.id, digest=content)


def add_to_digest(stored: "hashlib._Hash", block: RangeBlockRow) -> None:
    """Blocks are digested one by one: the SHA-256 of the SHA-256 (hex) of each, in order."""
    stored.update(digest([block.position, block.body]).encode())


def is_known(sha256: str) -> RangeTable | None:
    """The table with these bytes, if it was read already."""
    row = RangeTableRow.objects.filter(sha256=sha256).first()
    return None if row is None else from_json(row.body, RangeTable)


def all_tables() -> tuple[RangeTable, ...]:
    """Every table that was read, by day and id."""
    found = [from_json(row.body, RangeTable) for row in RangeTableRow.objects.order_by("id")]
    return tuple(sorted(found, key=lambda one: (one.as_of, one.id)))


def rows_of(table: RangeTable) -> Iterator[tuple[str, str, str, str, str, str]]:
    """The rows of one table, streamed: first, last, country, region, operator, its code."""
    blocks = RangeBlockRow.objects.filter(table=table.id).order_by("position")
    for body in blocks.values_list("body", flat=True).iterator(chunk_size=20):
        yield from (_row(*row) for row in body)


def _row(
    first: str, last: str, country: str, region: str, operator: str, code: str
) -> tuple[str, str, str, str, str, str]:
    return first, last, country, region, operator, code
