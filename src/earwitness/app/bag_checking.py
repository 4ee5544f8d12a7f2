"""Whether what a bag tells is what its own ledger recorded: in a store of its own, thrown away."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from earwitness.app.anchors import anchored_heads, check_anchors
from earwitness.app.forgotten import CHECKING
from earwitness.archive.bags import layout
from earwitness.archive.bags.json_lines import read_json_lines
from earwitness.archive.bags.validation import ValidBag
from earwitness.archive.bags.walking import refused
from earwitness.records.custody import VerificationProblem
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.ledger import check_chain
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, recordings, tables
from earwitness.runtime.store.call_verification import are_calls_as_recorded
from earwitness.runtime.store.connection import connect, disconnect, speaking_plainly
from earwitness.runtime.store.verification import check_rows

MOST_NAMED = 3


def refuse_false_bag(bag: ValidBag, place: Workplace) -> None:
    """Let only a bag pass whose chain is whole, whose rows are what it recorded, and whose
    originals are those of its rows: what `verify` would say of that case.

    Raises:
        InputUnusable: something differs; the message names it.
        CaseUnusable: the case's disk is full.
    """
    with _other_store(place) as database, speaking_plainly(database):
        _load(bag)
        found = list(islice(_differences(bag), MOST_NAMED + 1))
    if found:
        told = "; ".join(f"{one.subject}: {one.detail}" for one in found[:MOST_NAMED])
        more = "; and more" if len(found) > MOST_NAMED else ""
        raise refused(bag.folder, f"it is not what its ledger recorded ({told}{more})")


def _load(bag: ValidBag) -> None:
    named = {tables.LEDGER: layout.LEDGER}
    named |= {name: layout.table_name(name) for name in tables.tables()}
    for table, name in named.items():
        if name not in bag.hashes:
            continue
        try:
            with transaction.atomic():
                tables.load(table, read_json_lines(bag.folder, name, bag.hashes[name]))
        except (ValueError, IntegrityError, DataError) as error:
            why = f"{name} has rows that this version cannot read, or that contradict each other"
            raise refused(bag.folder, why) from error


def _differences(bag: ValidBag) -> Iterator[VerificationProblem]:
    yield from _ledger_end(bag)
    yield from _damage(check_chain(journal.entries(), anchored_heads()))
    yield from _damage(check_rows())
    yield from _damage(check_anchors(""))
    if not are_calls_as_recorded():
        detail = "they are not those that its ledger recorded"
        yield VerificationProblem(kind="call_differs", subject="calls", detail=detail)
    unnamed = {name for name in bag.hashes if name.startswith(f"{layout.DATA}/originals/")}
    for recording in recordings.all_recordings():
        name = layout.original_name(recording.sha256)
        unnamed.discard(name)
        if bag.hashes.get(name) != recording.sha256 or bag.sizes[name] != recording.byte_size:
            yield VerificationProblem(
                kind="missing", subject=name, detail="it is missing, or not the one recorded"
            )
    for name in sorted(unnamed):
        yield VerificationProblem(
            kind="unrecorded", subject=name, detail="no recording in the bag names this file"
        )


def _damage(found: Iterator[VerificationProblem]) -> Iterator[VerificationProblem]:
    return (one for one in found if not one.is_notice)


def _ledger_end(bag: ValidBag) -> Iterator[VerificationProblem]:
    count, head = 0, ""
    for entry in journal.entries():
        count, head = count + 1, entry.hash
    if (count, head) != (bag.entries, bag.head):
        detail = f"it has not the length and the end that {layout.INFO} tells"
        yield VerificationProblem(kind="ledger_cut", subject=layout.LEDGER, detail=detail)


@contextmanager
def _other_store(place: Workplace) -> Iterator[Path]:
    """An empty store instead of the case's, which comes back in the end."""
    try:
        place.folder.derived.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=CHECKING, dir=place.folder.derived))
    except OSError as error:
        raise CaseUnusable(
            f"{place.folder.derived} cannot be written: {error.strerror}.",
            remedy="Make the case folder writable, on a disk with free space.",
        ) from error
    try:
        disconnect()
        connect(folder / "store.sqlite3", create=True)
        yield folder / "store.sqlite3"
    finally:
        disconnect()
        shutil.rmtree(folder, ignore_errors=True)
        connect(place.folder.database, server=place.settings.case.database)
