"""Call lists: their rows, reading by reading, and how each reading understood them.

A list that is handed in again and now reads differently (other columns, another time zone, a
better reader) gets a new reading beside the old one. The newest reading leads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Max

from earwitness.records.recording import CallListRow, ListReading
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import CallListEntryRow, CallListReadingRow


def add_list(reading: ListReading, rows: Sequence[CallListRow], *, actor: str) -> int:
    """Store one reading of a list; how many of its rows are new or read differently.

    Nothing is stored if the leading reading has the same rows under the same mapping. The
    number of the reading is given here.
    """
    sha256 = reading.list_sha256
    number = _leading_numbers(sha256).get(sha256, 0)
    before = _digests(sha256, number)
    bodies = {row.row_number: to_json(row) for row in rows}
    fresh = [key for key, body in bodies.items() if _content(body) != before.get(key)]
    same_rows = not fresh and len(before) == len(bodies)
    if not bodies or (same_rows and _columns(sha256, number) == reading.columns):
        return 0
    numbered = replace(reading, reading=number + 1, row_count=len(bodies))
    CallListEntryRow.objects.bulk_create(
        (
            CallListEntryRow(list_sha256=sha256, reading=number + 1, row_number=key, body=body)
            for key, body in bodies.items()
        ),
        batch_size=500,
    )
    body = to_json(numbered)
    CallListReadingRow.objects.create(list_sha256=sha256, reading=number + 1, body=body)
    subject = list_subject(sha256, number + 1)
    rows_digest = list_digest(sha256, number + 1)
    journal.append(actor=actor, action="call_list", subject=subject, digest=rows_digest)
    journal.append(actor=actor, action="call_list_reading", subject=subject, digest=digest(body))
    return len(fresh)


def list_subject(list_sha256: str, reading: int) -> str:
    """What the ledger calls a reading: the list's SHA-256, from the second on with a number."""
    return list_sha256 if reading == 1 else f"{list_sha256}:{reading}"


def list_digest(list_sha256: str, reading: int = 1) -> str:
    """The digest of all stored rows of one reading of a list."""
    rows = CallListEntryRow.objects.filter(list_sha256=list_sha256, reading=reading)
    values = rows.order_by("row_number").values_list("row_number", "body")
    return digest([list(row) for row in values])


def list_rows() -> Iterator[CallListRow]:
    """Every row of the leading reading of every call list."""
    leading = _leading_numbers()
    for row in CallListEntryRow.objects.order_by("id").iterator():
        if row.reading == leading[row.list_sha256]:
            yield from_json(row.body, CallListRow)


def rows_at(places: Sequence[str]) -> dict[str, CallListRow]:
    """The leading rows at these places ("list_sha256:row_number"), by place."""
    wanted = set(places)
    hashes = {place.partition(":")[0] for place in wanted}
    leading = _leading_numbers()
    rows = CallListEntryRow.objects.filter(list_sha256__in=hashes)
    if len(wanted) == 1:
        rows = rows.filter(row_number=int(next(iter(wanted)).partition(":")[2]))
    return {
        place: from_json(row.body, CallListRow)
        for row in rows.iterator()
        if (place := f"{row.list_sha256}:{row.row_number}") in wanted
        and row.reading == leading[row.list_sha256]
    }


def readings(after: int = 0) -> tuple[ListReading, ...]:
    """Every reading with a row id above `after`, in the order in which they were stored."""
    rows = CallListReadingRow.objects.filter(id__gt=after).order_by("id")
    return tuple(from_json(row.body, ListReading) for row in rows)


def last_reading() -> int:
    """The row id of the newest reading, for `readings`; 0 if there is none."""
    return CallListReadingRow.objects.aggregate(last=Max("id"))["last"] or 0


def remembered() -> dict[str, ListReading]:
    """For each shape of heading that a person has mapped, the reading with the newest mapping."""
    return {one.shape: one for one in readings() if one.columns and one.mapping == "given"}


def _leading_numbers(list_sha256: str | None = None) -> dict[str, int]:
    rows = CallListEntryRow.objects.all()
    if list_sha256 is not None:
        rows = rows.filter(list_sha256=list_sha256)
    return {
        row["list_sha256"]: row["newest"]
        for row in rows.values("list_sha256").annotate(newest=Max("reading"))
    }


def _digests(list_sha256: str, reading: int) -> dict[int, str]:
    rows = CallListEntryRow.objects.filter(list_sha256=list_sha256, reading=reading)
    return {
        number: _content(body) for number, body in rows.values_list("row_number", "body").iterator()
    }


def _columns(list_sha256: str, reading: int) -> dict[str, str]:
    row = CallListReadingRow.objects.filter(list_sha256=list_sha256, reading=reading).first()
    return {} if row is None else from_json(row.body, ListReading).columns


def _content(body: dict[str, object]) -> str:
    """The digest of what a row says: without the name of its file, since a copy of the list reads
    the same, and without empty fields, since a newer version may have more of them."""
    said = {
        key: value
        for key, value in body.items()
        if key != "list_name" and value not in ("", None, [], ())
    }
    return digest(said)
