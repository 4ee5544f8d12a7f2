"""Whether the stored calls are those that the ledger recorded, and those that would follow now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from earwitness.records.call import Call
from earwitness.records.custody import VerificationProblem
from earwitness.runtime.records_json import to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.as_written import is_json_as_written, is_time_as_written, text_of
from earwitness.runtime.store.calls import CALLS, calls_digest_of, side_by_side
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.earlier_version import notice
from earwitness.runtime.store.models import CallRecordingRow, CallRow

CHANGED = (
    "call_differs",
    "the stored call is not the one that the ledger recorded, nor the one that follows from "
    "recordings, names and lists",
)
BEHIND = (
    "calls_behind",
    "the call is as recorded, but another would follow now: an intake was stopped, case.toml was "
    "changed, or the program renewed; `earwitness process` makes it anew",
)


def check_calls(assembled: Iterable[Call]) -> Iterator[VerificationProblem]:
    """Calls that somebody changed; and, as notices, calls that would be assembled otherwise now.

    `assembled` are the calls that follow from the observations, by id. Memory holds some hundred
    calls at a time.
    """
    intact = _are_as_recorded()
    kind, detail = BEHIND if intact else CHANGED
    named = False
    stored = ((row.id, (row, parts)) for row, parts in _rows())
    for call_id, found, call in side_by_side(stored, assembled):
        if found is None or call is None or not _is_row_of(to_json(call), *found):
            named = True
            yield VerificationProblem(kind=kind, subject=call_id, detail=detail)
    if not intact and not named and not journal.has(CALLS):
        yield notice(
            "the calls follow from the rest, but are in no entry of the ledger: version 0.1.0 did "
            "not record them; `earwitness process` does"
        )
    elif not intact and not named:
        detail = "they are not the ones that the ledger recorded, though they follow from the rest"
        yield VerificationProblem(kind="call_differs", subject=CALLS, detail=detail)


def are_calls_as_recorded() -> bool:
    """Whether nothing speaks against the stored calls: `_are_as_recorded`, or an earlier version
    that did not record them."""
    return not journal.has(CALLS) or _are_as_recorded()


def _are_as_recorded() -> bool:
    """Whether each row agrees with itself, and all with the last entry of the ledger."""
    if not CallRow.objects.exists() and not journal.has(CALLS):
        return True
    strays = CallRecordingRow.objects.exclude(call_id__in=CallRow.objects.values("id"))
    if strays.exists():
        return False
    try:
        found = calls_digest_of(_agreeing_bodies())
    except (ValueError, TypeError, AttributeError, LookupError):
        return False
    return journal.is_newest(CALLS, CALLS, found)


def _agreeing_bodies() -> Iterator[Any]:
    for row, recordings in _rows():
        if row.body["id"] != row.id or not _is_row_of(row.body, row, recordings):
            raise ValueError(row.id)
        yield row.body


def _rows() -> Iterator[tuple[Any, list[str]]]:
    """Every call's row, with its raw texts, and its recordings in order; by id."""
    rows = CallRow.objects.defer("started_at").annotate(
        raw_body=text_of("body"), raw_started_at=text_of("started_at")
    )
    for page in in_chunks(rows.order_by("id").iterator()):
        parts: dict[str, list[str]] = defaultdict(list)
        own = CallRecordingRow.objects.filter(call_id__in=[row.id for row in page]).order_by("id")
        for call_id, sha256 in own.values_list("call_id", "sha256"):
            parts[call_id].append(sha256)
        yield from ((row, parts.get(row.id, [])) for row in page)


def _is_row_of(body: Any, row: Any, recordings: list[str]) -> bool:
    started_at = body["started_at"] and datetime.fromisoformat(body["started_at"])
    return (
        is_json_as_written(body, row.raw_body)
        and is_time_as_written(started_at, row.raw_started_at)
        and list(body["recordings"]) == recordings
    )
