"""Whether the rows of the store are what the ledger says was stored.

What is compared: every column and the text of every record of an observation. Calls follow from
observations; `call_verification` compares them. What is in no ledger is looked at by `memory`. The
store's own numbers of rows (whose order is compared) are no observations.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from earwitness.records.acts import FORGET, MADE
from earwitness.records.custody import ForeignStamp, Provenance, VerificationProblem
from earwitness.runtime.canonical import digest, digest_of_list
from earwitness.runtime.progress import Progress, SilentProgress
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import foreign_ledgers, foreign_stamps, journal, number_ranges
from earwitness.runtime.store.act_index import ActIndex, act_index
from earwitness.runtime.store.anchors import stamp_digest
from earwitness.runtime.store.as_written import (
    is_json_as_written,
    is_time_as_written,
    text_of,
)
from earwitness.runtime.store.call_lists import list_subject
from earwitness.runtime.store.earlier_version import EarlierVersion
from earwitness.runtime.store.models import (
    AnchorRow,
    BagRow,
    CallListEntryRow,
    CallListReadingRow,
    CommentRow,
    ContainerRow,
    DeliveryRow,
    FactFileRow,
    ForeignStampRow,
    GradeRow,
    IntakeRow,
    JudgementRow,
    LedgerRow,
    ProfileRow,
    ProfileSourceRow,
    RangeBlockRow,
    RangeTableRow,
    RecordingRow,
    RestrictionRow,
    ResultRow,
    SourceStatementRow,
    StampRequestRow,
    TombstoneRow,
    TranscriptRow,
    TranscriptVersionRow,
)
from earwitness.runtime.store.profiles import add_to_digest
from earwitness.runtime.store.release_verification import TABLES as RELEASE_TABLES
from earwitness.runtime.store.release_verification import stored_of_releases
from earwitness.runtime.store.results import entry_digest, key_of
from earwitness.runtime.store.row_contents import (
    DAMAGED,
    OF_DAMAGE,
    container_content,
    delivery_content,
    facts_content,
    reading_content,
    request_content,
    said_content,
    statement_content,
    tombstone_content,
    transcript_content,
    version_content,
    written_digest,
)
from earwitness.runtime.store.stored import Stored

FIRST_ACT = "init"
ROWS_AT_ONCE = 100
"""Rows fetched in one go; outputs of long recordings are megabytes each."""

COUNTED: tuple[type[Model], ...] = (
    CallListReadingRow,
    CommentRow,
    ContainerRow,
    DeliveryRow,
    IntakeRow,
    ProfileSourceRow,
    SourceStatementRow,
    RangeTableRow,
    TranscriptRow,
    TranscriptVersionRow,
    JudgementRow,
    FactFileRow,
    GradeRow,
    RestrictionRow,
    ResultRow,
    StampRequestRow,
    AnchorRow,
    TombstoneRow,
    BagRow,
    ForeignStampRow,
    *RELEASE_TABLES,
)

SAID: tuple[tuple[type[Model], str, str], ...] = (
    (JudgementRow, "judgement", "judge"),
    (GradeRow, "grade", "grade"),
    (RestrictionRow, "restriction", "restrict"),
    (CommentRow, "comment", "comment"),
)
"""(table, what a row of it is, its act)."""


def check_rows(progress: Progress | None = None) -> Iterator[VerificationProblem]:
    """Every stored observation whose content does not fit an entry of the ledger, and every
    entry whose observation is gone. Memory is bounded (`act_index`) but for about 100 bytes a
    recording."""
    shown = progress or SilentProgress()
    first = journal.entry_at(1)
    if first is None or first.action != FIRST_ACT:
        yield VerificationProblem(
            kind="ledger_cut", subject="ledger", detail="it does not begin with the making of it"
        )
    with act_index() as acts:
        shown.start("Reading the ledger", journal.count(), "entries")
        for _ in acts.fill():
            shown.advance(1)
        shown.finish()
        shown.start("Comparing rows", _row_count(), "rows")
        yield from _check_stored(acts, shown)
        shown.finish()
        yield from _missing(acts)
    yield from _foreign_ledgers()


def check_structure(*, fast: bool) -> Iterator[VerificationProblem]:
    """What SQLite itself finds wrong: pages, order, indexes (not if `fast`), broken references. A
    PostgreSQL server is looked after by its own tools."""
    if connection.vendor != "sqlite":
        return
    pragma = "quick_check" if fast else "integrity_check"
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}(20)")
        for (found,) in cursor.fetchall():
            if found != "ok":
                yield VerificationProblem(kind="store_damaged", subject="store", detail=str(found))


def _row_count() -> int:
    lists = CallListEntryRow.objects.values("list_sha256", "reading").distinct().count()
    return lists + sum(table._default_manager.count() for table in COUNTED)


def _check_stored(acts: ActIndex, progress: Progress) -> Iterator[VerificationProblem]:
    newest: dict[str, int] = {}
    earlier = EarlierVersion()
    for stored in _stored():
        content = _content(stored.content)
        found = acts.find(stored.action, stored.subject, content)
        progress.advance(1, failed=found is None)
        if found is None:
            yield _changed(
                stored, f"the {stored.kind} stored for it is not the one that the ledger recorded"
            )
            continue
        sequence, at = found
        if not _is_made_at(at, stored.made_at) and not earlier.explains(
            sequence, at, str(stored.made_at)
        ):
            yield _changed(stored, f"the {stored.kind} bears another time than its ledger entry")
        if stored.ordered and sequence < newest.get(stored.kind, 0):
            yield _changed(stored, f"the {stored.kind} stands in another order than in the ledger")
        newest[stored.kind] = max(sequence, newest.get(stored.kind, 0))
        if stored.leads is not None:
            stage = stored.action.removeprefix(MADE)
            if stored.leads != acts.leads(stage, stored.subject, content):
                detail = f"which result of {stage} leads is not what the ledger recorded"
                yield _changed(stored, detail)
    yield from earlier.notice()


def _changed(stored: Stored, detail: str) -> VerificationProblem:
    return VerificationProblem(kind="row_changed", subject=stored.subject, detail=detail)


def _missing(acts: ActIndex) -> Iterator[VerificationProblem]:
    for sequence in acts.unseen():
        row = LedgerRow.objects.get(sequence=sequence)
        yield VerificationProblem(
            kind="row_missing",
            subject=row.subject,
            detail=f"the ledger recorded {row.action!r} (entry {sequence}), the store lacks it",
        )


def _is_made_at(at: str, text: str | None) -> bool:
    """Whether a row that bears a time bears its act's."""
    if text is None:
        return True
    try:
        return is_time_as_written(datetime.fromisoformat(at), text)
    except ValueError:
        return False


def _content(content: Callable[[], str]) -> str:
    """The digest of a row; a row that is no longer JSON of its form has none."""
    try:
        return content()
    except OF_DAMAGE:
        return DAMAGED


def _rows(table: type[Model], *columns: str, order: str = "id") -> QuerySet[Any]:
    """The rows of a table with the raw text of these JSON columns beside them."""
    raw: Any = {f"raw_{column}": text_of(column) for column in columns}
    rows: QuerySet[Any] = table._default_manager.annotate(**raw)
    return rows.order_by(order)


def _stored() -> Iterator[Stored]:
    """Every row that is an observation."""
    yield from _arrivals()
    for container in _rows(ContainerRow, "body").iterator():
        yield Stored(
            kind="container",
            action="container",
            subject=container.sha256,
            content=partial(container_content, container),
            ordered=True,
        )
    yield from _call_lists()
    for delivery in _rows(DeliveryRow, "body").iterator():
        content = partial(delivery_content, delivery)
        yield Stored(
            kind="delivery",
            action="delivery",
            subject=delivery.delivery,
            content=content,
            ordered=True,
        )
    for source in _rows(ProfileSourceRow, "body").iterator():
        content = partial(_source_content, source)
        yield Stored(kind="source", action="profiles", subject=source.id, content=content)
    for said in _rows(SourceStatementRow, "body").iterator():
        yield Stored(
            kind="statement on a source",
            action="source",
            subject=said.source,
            content=partial(statement_content, said),
            ordered=True,
        )
    for table in _rows(RangeTableRow, "body").iterator():
        content = partial(_range_content, table)
        yield Stored(kind="table of ranges", action="ranges", subject=table.id, content=content)
    for row in _rows(TranscriptRow, "body").iterator(chunk_size=ROWS_AT_ONCE):
        yield Stored(
            kind="transcript",
            action="transcript",
            subject=row.sha256,
            content=partial(transcript_content, row),
            ordered=True,
        )
    for row in _rows(TranscriptVersionRow, "body").iterator(chunk_size=ROWS_AT_ONCE):
        yield Stored(
            kind="version of a transcript",
            action="edit",
            subject=row.sha256,
            content=partial(version_content, row),
            ordered=True,
        )
    yield from _of_people()
    yield from stored_of_releases()
    yield from _results()
    yield from _stamps()
    for tombstone in _rows(TombstoneRow, "body", order="sha256").iterator():
        content = partial(tombstone_content, tombstone)
        yield Stored(kind="tombstone", action=FORGET, subject=tombstone.sha256, content=content)
    for bag in BagRow.objects.order_by("id").iterator():
        content = partial(foreign_ledgers.head_of, bag.head)
        yield Stored(kind="bag", action=foreign_ledgers.ACTION, subject=bag.id, content=content)
    acts = foreign_stamps.ForeignActs()
    for row in _rows(ForeignStampRow, "body").iterator():
        content = partial(_foreign_stamp_content, row, acts)
        yield Stored(
            kind="stamp of another case",
            action=foreign_stamps.ACTION,
            subject=row.chain,
            content=content,
        )


def _of_people() -> Iterator[Stored]:
    """What people decided and said, and the facts that they brought."""
    for table, kind, action in SAID:
        for row in _rows(table, "body").iterator():
            content = partial(said_content, row)
            yield Stored(kind=kind, action=action, subject=row.subject, content=content)
    for row in _rows(FactFileRow, "body", order="sha256").iterator(chunk_size=ROWS_AT_ONCE):
        content = partial(facts_content, row)
        yield Stored(kind="file of facts", action="facts", subject=row.sha256, content=content)


def _call_lists() -> Iterator[Stored]:
    """Every reading of every call list: its rows, and how it was read."""
    pairs = CallListEntryRow.objects.values_list("list_sha256", "reading").distinct()
    for list_sha256, number in pairs.order_by("list_sha256", "reading").iterator():
        content = partial(_list_content, list_sha256, number)
        subject = list_subject(list_sha256, number)
        yield Stored(kind="call list", action="call_list", subject=subject, content=content)
    for row in _rows(CallListReadingRow, "body").iterator():
        yield Stored(
            kind="reading of a call list",
            action="call_list_reading",
            subject=list_subject(row.list_sha256, row.reading),
            content=partial(reading_content, row),
            ordered=True,
        )


def _results() -> Iterator[Stored]:
    rows = _rows(ResultRow, "provenance", "output", order="key").defer("made_at")
    timed = rows.annotate(raw_made_at=text_of("made_at"))
    for result in timed.iterator(chunk_size=ROWS_AT_ONCE):
        yield Stored(
            kind=f"result of {result.stage}",
            action=f"{MADE}{result.stage}",
            subject=result.subject,
            content=partial(_result_content, result),
            made_at=str(result.raw_made_at),
            leads=result.current,
        )


def _stamps() -> Iterator[Stored]:
    for row in _rows(StampRequestRow, "body").iterator():
        yield Stored(
            kind="query for a stamp",
            action="stamp_request",
            subject=_field(row.body, "head_hash"),
            content=partial(request_content, row),
            ordered=True,
        )
    for anchor in _rows(AnchorRow, "body").iterator():
        request = StampRequestRow.objects.filter(id=anchor.request_id).first()
        yield Stored(
            kind="stamp",
            action="anchor",
            subject=_field(request.body, "head_hash") if request else "",
            content=partial(_stamp_content, anchor, request),
            ordered=True,
        )


def _field(body: Any, name: str) -> str:
    return str(body.get(name, "")) if isinstance(body, dict) else ""


def _arrivals() -> Iterator[Stored]:
    """Every arrival; the first of a recording must have given it its name."""
    named: set[str] = set()
    for arrival in _rows(IntakeRow, "body").select_related("recording").iterator():
        sha256 = arrival.recording_id
        content = partial(_arrival_content, arrival, sha256 not in named)
        named.add(sha256)
        yield Stored(kind="arrival", action="intake", subject=sha256, content=content, ordered=True)
    lost = RecordingRow.objects.filter(intakes__isnull=True)
    for sha256 in lost.values_list("sha256", flat=True).iterator():
        yield Stored(kind="recording", action="intake", subject=sha256, content=lambda: DAMAGED)


def _foreign_ledgers() -> Iterator[VerificationProblem]:
    """Ledgers of other cases that came in a bag's own ledger, or that nothing explains."""
    for head in sorted(foreign_ledgers.damaged_inner() | foreign_ledgers.untied()):
        yield VerificationProblem(
            kind="foreign_ledger",
            subject=head,
            detail="the ledger of another case that ends with this hash is gone, or is not it",
        )


def _arrival_content(row: Any, is_first: bool) -> str:
    body = row.body
    fits = (row.source_path, row.recording_id) == (body["source_path"], body["sha256"])
    fits = fits and (not is_first or row.recording.source_name == body["source_name"])
    return written_digest(row) if fits else DAMAGED


def _list_content(list_sha256: str, reading: int) -> str:
    rows = _rows(CallListEntryRow, "body", order="row_number")
    rows = rows.filter(list_sha256=list_sha256, reading=reading)
    return digest_of_list(_list_row(row) for row in rows.iterator())


def _list_row(row: Any) -> list[Any]:
    return [row.row_number, row.body if is_json_as_written(row.body, row.raw_body) else DAMAGED]


def _source_content(row: Any) -> str:
    if (row.id, row.sha256) != (row.body["id"], row.body["sha256"]):
        return DAMAGED
    stored = hashlib.sha256()
    for profile in _rows(ProfileRow, "body").filter(source_id=row.id).iterator():
        if not is_json_as_written(profile.body, profile.raw_body):
            return DAMAGED
        add_to_digest(stored, profile)
    fits = is_json_as_written(row.body, row.raw_body)
    return digest([row.body, stored.hexdigest()]) if fits else DAMAGED


def _range_content(row: Any) -> str:
    if (row.id, row.sha256) != (row.body["id"], row.body["sha256"]):
        return DAMAGED
    stored = hashlib.sha256()
    blocks = _rows(RangeBlockRow, "body").filter(table=row.id).order_by("position")
    for block in blocks.iterator(chunk_size=ROWS_AT_ONCE):
        if not is_json_as_written(block.body, block.raw_body):
            return DAMAGED
        number_ranges.add_to_digest(stored, block)
    fits = is_json_as_written(row.body, row.raw_body)
    return digest([row.body, stored.hexdigest()]) if fits else DAMAGED


def _stamp_content(row: Any, request: StampRequestRow | None) -> str:
    if request is None or not is_json_as_written(row.body, row.raw_body):
        return DAMAGED
    return stamp_digest(request.nonce, row.body)


def _foreign_stamp_content(row: Any, acts: foreign_stamps.ForeignActs) -> str:
    """The ledger of the other case must have recorded it too."""
    stamp = from_json(row.body, ForeignStamp)
    fits = (row.chain, row.digest) == (stamp.chain, digest(row.body)) and acts.have(stamp)
    return written_digest(row) if fits else DAMAGED


def _result_content(row: Any) -> str:
    """The columns by which a result is found and used must follow from its provenance."""
    parts = {**row.provenance, "input_digests": tuple(row.provenance["input_digests"])}
    provenance = Provenance(**parts)
    fits = (row.key, row.stage, row.output_digest) == (
        key_of(row.subject, provenance),
        provenance.stage,
        digest(row.output),
    )
    fits = fits and is_json_as_written(row.provenance, row.raw_provenance)
    fits = fits and is_json_as_written(row.output, row.raw_output)
    return entry_digest(row.key, row.output_digest) if fits else DAMAGED
