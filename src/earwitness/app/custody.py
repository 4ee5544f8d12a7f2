"""Custody: what was done in a case, whether it is as it was, and copies of originals."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from earwitness.app.anchors import anchored_heads, check_anchors, proven_stamps
from earwitness.app.call_renewal import assembled_calls
from earwitness.app.forgotten import leftovers
from earwitness.app.release_packages import package_problems
from earwitness.archive.handing_out import copy_of_original
from earwitness.archive.heads import head_json
from earwitness.archive.reading_ahead import ReadingAhead
from earwitness.archive.verification import MEGABYTE, named_by, unrecorded
from earwitness.records.call import Call
from earwitness.records.custody import LedgerEntry, LedgerHead, VerificationProblem
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.recording import Recording
from earwitness.runtime.ledger import check_chain
from earwitness.runtime.progress import Progress, SilentProgress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import foreign_ledgers, journal, recordings
from earwitness.runtime.store.as_written import read_damaged_text
from earwitness.runtime.store.call_verification import check_calls
from earwitness.runtime.store.connection import reading, writing
from earwitness.runtime.store.memory import check_memory
from earwitness.runtime.store.restrictions import check_marks
from earwitness.runtime.store.verification import check_rows, check_structure

Answer = dict[str, Any]

NOT_CHECKED_FAST = (
    "the content of the originals: they were not hashed again",
    "the indexes of the store",
)
NEVER_CHECKED = ("case.toml, derived/ and index/: they are settings and what can be made again",)


def verify(
    place: Workplace,
    *,
    fast: bool = False,
    heads: Sequence[LedgerHead] = (),
    roots: str = "",
    progress: Progress | None = None,
) -> Answer:
    """Whether the case is as it was recorded: the ledger's chain, `heads` that were kept
    elsewhere, stamps, rows, calls, originals.

    `fast` does not read the originals' content. `roots` are PEM certificates, from elsewhere, to
    check stamps with; without them each is checked with those it was taken in with. Originals are
    hashed in threads meanwhile. Memory grows with recordings and calls; not with the ledger or
    with results.

    Raises:
        CaseUnusable: the store is damaged so far that it cannot be read.
    """
    found: list[VerificationProblem] = []
    with _readable(place):
        for problem in _everything(place, fast, heads, roots, progress or SilentProgress()):
            found.append(problem)
        head, proven = journal.head(), proven_stamps(roots)
    problems = [problem for problem in found if not problem.is_notice]
    return {
        "ok": not problems,
        "problems": [to_json(problem) for problem in problems],
        "notices": [to_json(problem) for problem in found if problem.is_notice],
        "not_checked": [*(NOT_CHECKED_FAST if fast else ()), *NEVER_CHECKED],
        "head": head_json(head) if head else None,
        "heads_compared": len(heads),
        "stamps": proven,
    }


def _everything(
    place: Workplace, fast: bool, heads: Sequence[LedgerHead], roots: str, progress: Progress
) -> Iterator[VerificationProblem]:
    read_damaged_text()
    known = tuple(recordings.all_recordings())
    with ReadingAhead(place.folder.originals, known, fast=fast) as originals:
        yield from check_structure(fast=fast)
        yield from check_chain(_watched(progress), [*heads, *anchored_heads()])
        yield from check_rows(progress)
        yield from check_memory()
        yield from check_marks()
        yield from check_anchors(roots)
        yield from _check_calls(place)
        progress.start("Looking at originals", recordings.total_bytes() / MEGABYTE, "MB")
        yield from originals.findings(progress)
        yield from unrecorded(place.folder.originals, named_by(known))
        yield from package_problems(place.folder)
        progress.finish()
    yield from leftovers(place.folder)


def _watched(progress: Progress) -> Iterator[LedgerEntry]:
    progress.start("Recomputing the chain", journal.count(), "entries")
    for entry in journal.entries():
        yield entry
        progress.advance(1)
    progress.finish()


class _CannotAssemble(Exception):
    """Damage to the rows of the store makes assembling the calls impossible."""


def _check_calls(place: Workplace) -> Iterator[VerificationProblem]:
    """Calls are compared with those assembled anew; where damage makes that impossible, the rows
    that are damaged were named already."""
    try:
        yield from check_calls(_assembled(place))
    except _CannotAssemble as failed:
        yield VerificationProblem(
            kind="call_differs",
            subject="calls",
            detail="cannot be assembled from the rows of the store "
            f"({type(failed.__cause__).__name__})",
        )


def _assembled(place: Workplace) -> Iterator[Call]:
    try:
        yield from assembled_calls(place)
    except Exception as error:  # whatever damage does to a record
        raise _CannotAssemble from error


@contextmanager
def _readable(place: Workplace) -> Iterator[None]:
    """Turn damage that keeps the store from being read into words.

    Raises:
        CaseUnusable: it cannot be read.
    """
    try:
        with reading(place.folder.database):
            yield
    except (UnicodeDecodeError, OverflowError, LookupError, ValueError, TypeError) as error:
        raise CaseUnusable(
            f"The store {place.folder.database} is damaged and cannot be read "
            f"({type(error).__name__}).",
            remedy="Restore it from a copy of the case; keep this one for examination.",
        ) from error


def ledger(
    place: Workplace,
    *,
    of: str = "",
    subject: str = "",
    action: str = "",
    actor: str = "",
    since: str = "",
) -> Iterator[Answer]:
    """Entries of the ledger, in order, streamed.

    `since` is a day or a moment (ISO 8601), in the case's time zone unless it names one. `of` is
    the beginning of the head of another case's ledger, which came in a bag.

    Raises:
        WrongUsage: `since` is neither, or no such ledger is kept, or several are.
    """
    moment = _moment(since, place.settings.case.time_zone) if since else ""
    chain = _kept_ledger(of) if of else ""
    entries = journal.entries(subject=subject, action=action, actor=actor, since=moment, of=chain)
    return (asdict(entry) for entry in entries)


def _kept_ledger(beginning: str) -> str:
    found = foreign_ledgers.kept(beginning.lower())
    if len(found) != 1:
        raise WrongUsage(
            f"{beginning!r} fits {len(found)} of the ledgers that came in bags.",
            remedy="Give the beginning of the head of one; `earwitness ledger --action bag --json` "
            "shows it as `digest`.",
        )
    return found[0]


def _moment(text: str, time_zone: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(
            f"{text!r} is no day and no moment.", remedy="Write 2026-11-25 or 2026-11-25T18:30."
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(time_zone))
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def ledger_head() -> LedgerHead:
    """Where the ledger stands.

    Raises:
        CaseUnusable: it has no entry.
    """
    head = journal.head()
    if head is None:
        raise CaseUnusable(
            "The ledger of this case is empty.", remedy="Restore the store from a copy."
        )
    return head


def one_recording(beginning: str) -> Recording:
    """The recording whose SHA-256 begins so.

    Raises:
        WrongUsage: none does, or several.
    """
    found = recordings.find(beginning) if beginning else ()
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongUsage(
            f"There is no recording {beginning!r}.",
            remedy="Give its SHA-256 or the beginning of it; `earwitness calls --json` lists them.",
        )
    raise WrongUsage(f"{beginning!r} fits several recordings.", remedy="Give more of the SHA-256.")


def hand_out(place: Workplace, beginning: str, target: Path) -> Recording:
    """A checked copy of an original at `target`, and the ledger's entry that it was handed out.

    Raises:
        WrongUsage: no such recording, `target` is there already or lies in the case's own folders.
        CaseUnusable: the original is missing or damaged, or `target` cannot be written.
    """
    recording = one_recording(beginning)
    if place.folder.owns(target):
        raise WrongUsage(
            f"{target} is a part of the case itself.", remedy="Choose a place outside of it."
        )
    with copy_of_original(place.folder.originals, recording.sha256, target):
        record_view(place, recording.sha256)
    return recording


def record_view(place: Workplace, sha256: str) -> None:
    """Record that an original was handed out or shown."""
    with writing(place.folder.database):
        journal.append(actor=place.actor, action="view", subject=sha256, digest=sha256)


def record_export(place: Workplace, what: str, sha256: str) -> None:
    """Record that something left the case: `report`, `bag` …, and the SHA-256 of its file."""
    with writing(place.folder.database):
        journal.append(actor=place.actor, action="export", subject=what, digest=sha256)
