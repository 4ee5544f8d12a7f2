"""Handing on: the inner material of a case in a form that others can check."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from earwitness import __version__
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.graph_exports import GRAPH_FORMS
from earwitness.app.table_exports import CSV
from earwitness.archive.bags import layout
from earwitness.archive.bags.json_lines import json_lines
from earwitness.archive.bags.report import ReportFacts, report_text
from earwitness.archive.bags.validation import validate_content
from earwitness.archive.bags.writing import BagWriter, new_bag
from earwitness.archive.originals import original_path
from earwitness.records.bag import BagSummary
from earwitness.records.custody import LedgerEntry
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage
from earwitness.records.recording import Recording
from earwitness.runtime.ledger import check_chain
from earwitness.runtime.progress import Progress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, recordings, tables, tombstones
from earwitness.runtime.store.connection import store_size, writing
from earwitness.runtime.store.tables import Row
from earwitness.runtime.store.verification import check_rows

ACTION = "export"
OF_THIS_MACHINE = {"seen_file"}
"""Tables that mean nothing elsewhere."""
SIGNS = {"deliveries": "deliver", "anchors": "anchor", "examinations": "examin"}
"""By what part of its name a table is known that answers a protocol's point."""


def export_as(form: str, place: Workplace, out: Path, *, progress: Progress) -> BagSummary:
    """Write the case to a new folder in one of the known forms.

    Raises:
        WrongUsage: the form is not known, or the folder is not empty or lies in the case.
        CaseUnusable: the case is damaged, or the disk is full.
    """
    if form not in FORMS:
        raise WrongUsage(
            f"There is no form {form!r} to export.",
            remedy=f"The forms are: {', '.join((*FORMS, *GRAPH_FORMS, CSV))}.",
        )
    return FORMS[form](place, out.absolute(), progress)


def export_bag(place: Workplace, out: Path, progress: Progress) -> BagSummary:
    """Write a bag (BagIt, RFC 8493) with originals, ledger, all tables and a report.

    It grows beside `out` and appears there whole, after the ledger holds the act: a bag that
    lies there is always in the ledger.
    """
    refuse_inside(place, out)
    finish_forgetting(place)
    refuse_damaged()
    size = store_size(place.folder.database)
    needed = size * 2 + sum(recording.byte_size for recording in recordings.all_recordings())
    with new_bag(out, needed_bytes=needed) as bag:
        last, known, facts = _write_rows(bag, place)
        _write_originals(bag, place, known, progress)
        bag.add(layout.SETTINGS, [place.folder.settings.read_bytes()])
        bag.add(layout.REPORT, [report_text(facts).encode()])
        bag_id = bag.close(_info(last, facts))
        _validate(bag)
        with writing(place.folder.database):
            journal.append(actor=place.actor, action=ACTION, subject="bag", digest=bag_id)
        bag.appear()
    return BagSummary(
        id=bag_id,
        head=last.hash,
        entries=last.sequence,
        recordings=facts.recordings,
        bytes=facts.bytes,
    )


FORMS: dict[str, Callable[[Workplace, Path, Progress], BagSummary]] = {"bag": export_bag}
"""Every form that `export --as` knows."""


def refuse_inside(place: Workplace, out: Path) -> None:
    """Let only a folder pass that is not part of the case.

    Raises:
        WrongUsage: it lies in the case's folder.
    """
    if out.resolve().is_relative_to(place.folder.root.resolve()):
        raise WrongUsage(
            f"{out} lies inside the case.", remedy="Name a folder outside, best on another disk."
        )


def refuse_damaged() -> None:
    """Let only a case pass whose ledger and rows are whole; originals are hashed on their way.
    Notices, as of a clock that was set back, are no damage.

    Raises:
        CaseUnusable: something was changed or is gone.
    """
    found = chain(check_chain(journal.entries()), check_rows())
    if not all(one.is_notice for one in found):
        raise CaseUnusable(
            "The case is not as its ledger says, so it is not handed on.",
            remedy="Run `earwitness verify`, and restore what it names from a copy of the case.",
        )


def _write_rows(
    bag: BagWriter, place: Workplace
) -> tuple[LedgerEntry, tuple[Recording, ...], ReportFacts]:
    """Ledger and tables as of one moment: nobody else writes meanwhile."""
    acts: Counter[str] = Counter()
    rows: dict[str, int] = {}
    last: list[LedgerEntry] = []
    with writing(place.folder.database):
        bag.add(layout.LEDGER, json_lines(_counted(journal.entries(), acts, last)))
        for name in tables.tables():
            if name in OF_THIS_MACHINE:
                continue
            counted: Counter[str] = Counter()
            bag.add(layout.table_name(name), json_lines(_numbered(tables.rows(name), counted)))
            rows[name] = counted.total()
        known = tuple(recordings.all_recordings())
        facts = ReportFacts(
            made_at=datetime.now(UTC),
            made_by=place.actor,
            version=__version__,
            time_zone=place.settings.case.time_zone,
            head=last[0].hash,
            recordings=len(known),
            bytes=sum(recording.byte_size for recording in known),
            rows=rows,
            acts=dict(acts),
            engines=_engines(),
            tombstones=tombstones.find(""),
            has=_has(rows),
        )
    return last[0], known, facts


def _has(rows: dict[str, int]) -> frozenset[str]:
    """Which facts of `SIGNS` the case can show. An arrival may tell its delivery itself."""
    found = {fact for fact, sign in SIGNS.items() if any(sign in n and rows[n] for n in rows)}
    told = any(arrival.delivery for arrival in recordings.arrivals())
    return frozenset({*found, "deliveries"} if told else found)


def _counted(
    entries: Iterator[LedgerEntry], acts: Counter[str], last: list[LedgerEntry]
) -> Iterator[Row]:
    for entry in entries:
        acts[entry.action] += 1
        last[:] = [entry]
        yield to_json(entry)


def _numbered(rows: Iterator[Row], counted: Counter[str]) -> Iterator[Row]:
    for row in rows:
        counted["rows"] += 1
        yield row


def _engines() -> dict[str, int]:
    """How many results each engine made, by stage."""
    makers: Counter[str] = Counter()
    for row in tables.rows("result"):
        parts = row["provenance"]
        makers[f"{row['stage']}: {parts['engine']} {parts['version']}"] += 1
    return dict(sorted(makers.items()))


def _write_originals(
    bag: BagWriter, place: Workplace, known: tuple[Recording, ...], progress: Progress
) -> None:
    progress.start("Packing", len(known), "recordings")
    try:
        for recording in known:
            source = original_path(place.folder.originals, recording.sha256)
            _write_original(bag, recording, source)
            progress.advance(1)
    finally:
        progress.finish()


def _write_original(bag: BagWriter, recording: Recording, source: Path) -> None:
    try:
        found = bag.add_file(layout.original_name(recording.sha256), source)
    except InputUnusable as error:
        found = error.what
    if found != recording.sha256:
        raise CaseUnusable(
            f"The original {recording.sha256[:12]}… is missing or damaged. No bag was made.",
            remedy="Run `earwitness verify`, and restore that file from a copy of the case.",
        )


def _validate(bag: BagWriter) -> None:
    """Have the library read the finished bag again from the disk."""
    try:
        validate_content(bag.folder, bag.payload)
    except InputUnusable as error:
        raise CaseUnusable(
            f"What was written to the disk of {bag.target} cannot be read back as it was. "
            "No bag was made.",
            remedy="Try another disk: this one is failing.",
        ) from error


def _info(last: LedgerEntry, facts: ReportFacts) -> dict[str, str]:
    """Tags of `bag-info.txt`: reserved ones (RFC 8493, section 2.2.2), then ours."""
    return {
        "External-Description": "Inner material of a case. It holds names, telephone numbers and "
        "everything that was said. No release.",
        "Bagging-Date": f"{facts.made_at:%Y-%m-%d}",
        "Bag-Software-Agent": f"Earwitness {facts.version}",
        layout.FORMAT_TAG: layout.FORMAT,
        layout.HEAD_TAG: last.hash,
        layout.ENTRIES_TAG: str(last.sequence),
    }
