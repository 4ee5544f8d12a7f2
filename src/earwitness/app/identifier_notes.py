"""What people wrote into a case for themselves: reasons, comments, terms of deliveries."""

import re
from collections.abc import Iterator
from datetime import datetime

from earwitness.pipeline.own_glossary import own_glossary
from earwitness.publication.gate.identifiers import Gathered
from earwitness.records.gate import IdentifierKind
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import (
    call_lists,
    deliveries,
    grades,
    judgements,
    recordings,
    release_reasons,
    restrictions,
    source_statements,
    tombstones,
    transcript_versions,
)

_WORDS = re.compile(r"[^\W\d_]{2,}")
MOST_LIST_NOTES = 20_000
"""Different texts in call lists. Estimate."""


def add_notes(gathered: Gathered, place: Workplace, before: datetime | None = None) -> None:
    """Every note. Short ones are left to the search, which knows what a quote is.

    Of reasons given to releases only those from `before` that moment: a package that was built then
    cannot hold later ones, which often quote it. None: all.
    """
    for text, what in _notes(place, before):
        gathered.add(IdentifierKind.NOTE, text, f"a note: {what}")
    _add_list_notes(gathered)


def _notes(place: Workplace, before: datetime | None) -> Iterator[tuple[str, str]]:
    yield from ((one.why, "the reason of a judgement") for one in judgements.all_judgements())
    yield from ((one.why, "the reason of a grade") for one in grades.all_grades())
    yield from ((one.why, "the reason of a restriction") for one in restrictions.all_restrictions())
    hashes = [recording.sha256 for recording in recordings.all_recordings()]
    for versions in transcript_versions.lines(hashes).values():
        yield from ((version.why, "the reason of an edit") for version in versions)
    for history in deliveries.versions().values():
        for one in history:
            for text in (
                *(one.label, one.handed_over_by, one.handed_over_at, one.received_by, one.terms),
                *(one.selection, one.selection_unknown, one.note),
            ):
                yield text, "what is said of a delivery"
    for said in source_statements.versions().values():
        yield from ((one.origin or "", "where a source comes from") for one in said)
    yield from ((one.why, "the reason of a forgetting") for one in tombstones.all_tombstones())
    yield from ((why, "a reason given to a release") for why in release_reasons.inner(before))
    for entry in own_glossary(place.folder):
        yield entry.note, "a note of the glossary"
        yield entry.source, "a source of the glossary"


def _add_list_notes(gathered: Gathered) -> None:
    """Cells of call lists that hold words and are no file name, cell or direction."""
    texts: dict[str, None] = {}
    for row in call_lists.list_rows():
        known = {row.file_name, row.cell, row.last_cell, row.direction}
        for _, text in row.raw:
            if text not in known and len(_WORDS.findall(text)) > 1 and len(texts) < MOST_LIST_NOTES:
                texts[text] = None
    for text in texts:
        gathered.add(IdentifierKind.NOTE, text, "a note: a cell of a call list")
    if len(texts) >= MOST_LIST_NOTES:
        gathered.left_out.append(f"texts in call lists beyond {MOST_LIST_NOTES} different ones")
