"""Whether the rows of the store are what the ledger says was stored.

Calls and open problems are not observations: they follow from what is checked here.
"""

from collections.abc import Callable, Iterator
from functools import partial

from earwitness.records.custody import Provenance, VerificationProblem
from earwitness.runtime.canonical import digest
from earwitness.runtime.store import foreign_ledgers, tombstones
from earwitness.runtime.store.calls import list_digest
from earwitness.runtime.store.models import (
    BagRow,
    CallListEntryRow,
    IntakeRow,
    LedgerRow,
    ProfileSourceRow,
    RecordingRow,
    ResultRow,
    TombstoneRow,
    TranscriptRow,
)
from earwitness.runtime.store.profiles import source_digest
from earwitness.runtime.store.results import LEADS, MADE, entry_digest, key_of

FIRST_ACT = "init"
WITHOUT_ROWS = {FIRST_ACT, "export", tombstones.CLEARED}
"""Acts that leave no row behind."""
DAMAGED = ""
"""Stands for the digest of a row that contradicts itself; no ledger entry has it."""

Act = tuple[str, str, str]
"""(action, subject, digest) of a ledger entry."""


def check_rows() -> Iterator[VerificationProblem]:
    """Every stored observation whose content does not fit an entry of the ledger, and every
    entry whose observation is gone."""
    fields = ("sequence", "action", "subject", "digest")
    entries = list(LedgerRow.objects.order_by("sequence").values_list(*fields))
    acts = [(action, subject, content) for _, action, subject, content in entries]
    if not acts or acts[0][0] != FIRST_ACT:
        yield VerificationProblem(
            kind="ledger_cut", subject="ledger", detail="it does not begin with the making of it"
        )
    forgotten = tombstones.excused()
    recorded = _standing(
        [act for entry, act in zip(entries, acts, strict=True) if entry[0] not in forgotten]
    )
    seen: set[Act] = set()
    for kind, action, subject, content in _stored():
        act = (action, subject, _content(content))
        seen.add(act)
        if act not in recorded:
            yield VerificationProblem(
                kind="row_changed",
                subject=subject,
                detail=f"the {kind} stored for it is not the one that the ledger recorded",
            )
    for action, subject, known in sorted(recorded - seen):
        yield VerificationProblem(
            kind="row_missing",
            subject=subject,
            detail=f"the ledger recorded {action!r} ({known[:12]}…), the store lacks it",
        )
    yield from _wrongly_leading(acts)
    yield from _foreign_ledgers()


def _standing(acts: list[Act]) -> set[Act]:
    """The acts that a row must stand for: of a call list that grew, only the last."""
    lists = {subject: content for action, subject, content in acts if action == "call_list"}
    return {
        (action, subject, content)
        for action, subject, content in acts
        if action not in WITHOUT_ROWS
        and not action.startswith(LEADS)
        and not (action == "call_list" and lists[subject] != content)
    }


def _content(content: Callable[[], str]) -> str:
    """The digest of a row; a row that is no longer JSON of its form has none."""
    try:
        return content()
    except (KeyError, TypeError, ValueError, AttributeError):
        return DAMAGED


def _stored() -> Iterator[tuple[str, str, str, Callable[[], str]]]:
    """(what, action, subject, how to digest it) of every row that is an observation."""
    yield from _arrivals()
    hashes = CallListEntryRow.objects.values_list("list_sha256", flat=True).distinct()
    for list_sha256 in hashes.order_by("list_sha256"):
        yield "call list", "call_list", list_sha256, partial(list_digest, list_sha256)
    for source in ProfileSourceRow.objects.order_by("id").iterator():
        yield "source", "profiles", source.id, partial(_source_content, source)
    for transcript in TranscriptRow.objects.order_by("id").iterator():
        content = partial(_transcript_content, transcript)
        yield "transcript", "transcript", transcript.sha256, content
    for result in ResultRow.objects.order_by("made_at").iterator():
        what = f"result of {result.stage}"
        yield what, f"{MADE}{result.stage}", result.subject, partial(_result_content, result)
    for tombstone in TombstoneRow.objects.order_by("sha256").iterator():
        content = partial(_tombstone_content, tombstone)
        yield "tombstone", tombstones.ACTION, tombstone.sha256, content
    for bag in BagRow.objects.order_by("id").iterator():
        yield "bag", foreign_ledgers.ACTION, bag.id, partial(foreign_ledgers.head_of, bag.head)


def _arrivals() -> Iterator[tuple[str, str, str, Callable[[], str]]]:
    """Every arrival; the first of a recording must have given it its name."""
    named: set[str] = set()
    for arrival in IntakeRow.objects.select_related("recording").order_by("id").iterator():
        sha256 = arrival.recording_id
        content = partial(_arrival_content, arrival, sha256 not in named)
        named.add(sha256)
        yield "arrival", "intake", sha256, content
    lost = RecordingRow.objects.filter(intakes__isnull=True)
    for sha256 in lost.values_list("sha256", flat=True):
        yield "recording", "intake", sha256, lambda: DAMAGED


def _arrival_content(row: IntakeRow, is_first: bool) -> str:
    body = row.body
    fits = (row.source_path, row.recording_id) == (body["source_path"], body["sha256"])
    fits = fits and (not is_first or row.recording.source_name == body["source_name"])
    return digest(body) if fits else DAMAGED


def _source_content(row: ProfileSourceRow) -> str:
    fits = (row.id, row.sha256) == (row.body["id"], row.body["sha256"])
    return source_digest(row) if fits else DAMAGED


def _transcript_content(row: TranscriptRow) -> str:
    body = row.body
    fits = (row.sha256, row.origin, row.digest) == (
        body["sha256"],
        body["origin"],
        digest(body["turns"]),
    )
    return digest(body) if fits else DAMAGED


def _result_content(row: ResultRow) -> str:
    """The columns by which a result is found and used must follow from its provenance."""
    parts = {**row.provenance, "input_digests": tuple(row.provenance["input_digests"])}
    provenance = Provenance(**parts)
    fits = (row.key, row.stage, row.output_digest) == (
        key_of(row.subject, provenance),
        provenance.stage,
        digest(row.output),
    )
    return entry_digest(row.key, row.output_digest) if fits else DAMAGED


def _tombstone_content(row: TombstoneRow) -> str:
    return digest(row.body) if row.sha256 == row.body["sha256"] else DAMAGED


def _foreign_ledgers() -> Iterator[VerificationProblem]:
    """Ledgers of other cases that came in a bag's own ledger, or that nothing explains."""
    for head in sorted(foreign_ledgers.damaged_inner() | foreign_ledgers.untied()):
        yield VerificationProblem(
            kind="foreign_ledger",
            subject=head,
            detail="the ledger of another case that ends with this hash is gone, or is not it",
        )


def _wrongly_leading(acts: list[Act]) -> Iterator[VerificationProblem]:
    """Results that lead without being the last that was made, or made to lead again."""
    last = {
        (action.removeprefix(MADE).removeprefix(LEADS), subject): content
        for action, subject, content in acts
        if action.startswith((MADE, LEADS))
    }
    rows = ResultRow.objects.values_list("stage", "subject", "key", "output_digest", "current")
    for stage, subject, key, output_digest, current in rows.order_by("made_at").iterator():
        if current != (last.get((stage, subject)) == entry_digest(key, output_digest)):
            yield VerificationProblem(
                kind="row_changed",
                subject=subject,
                detail=f"which result of {stage} leads is not what the ledger recorded",
            )
