"""A glossary as a file: read, written, laid over the one that ships."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from earwitness.records.errors import CaseUnusable
from earwitness.records.translation import GlossaryEntry
from earwitness.runtime.russian.words import tokenise
from earwitness.runtime.spreadsheet_text import as_text, from_text

COLUMNS = ("term", "meaning", "renderings", "kind", "note", "source")
OFF = "off"
"""The kind of an entry of a case that takes a term of the shipped glossary away."""

MOST_CHARACTERS = 2_000_000
LONGEST_CELL = 2_000
_RENDERINGS = re.compile(r"\s*[|;]\s*")


@cache
def shipped() -> tuple[GlossaryEntry, ...]:
    """The glossary that comes with the program (`data/glossary.csv`, sources in it)."""
    source = files("earwitness.calls.translation").joinpath("data", "glossary.csv")
    return read_glossary(source.read_text(encoding="utf-8"), name="glossary.csv")


def read_glossary(text: str, *, name: str) -> tuple[GlossaryEntry, ...]:
    """The entries of a CSV text with the columns `term` and `meaning`, and any of the others.

    Raises:
        CaseUnusable: it is no such table; the message names the row.
    """
    if len(text) > MOST_CHARACTERS:
        raise _unusable(name, "it is larger than 2 MB")
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = {"term", "meaning"} - set(rows.fieldnames or ())
    if missing:
        raise _unusable(name, f"its heading has no {' and no '.join(sorted(missing))}")
    try:
        return tuple(_entry(row, number, name) for number, row in enumerate(rows, start=2))
    except csv.Error as error:
        raise _unusable(name, str(error)) from error


def _entry(row: dict[str, str | None], number: int, name: str) -> GlossaryEntry:
    # Also within the mark that keeps a formula as text: blanks at its ends mean nothing either.
    cell = {column: from_text((row.get(column) or "").strip()).strip() for column in COLUMNS}
    if not cell["term"] or not tokenise(cell["term"]):
        raise _unusable(name, f"row {number} has no term")
    if not cell["meaning"] and cell["kind"] != OFF:
        raise _unusable(name, f"row {number} has no meaning")
    if max(map(len, cell.values())) > LONGEST_CELL:
        raise _unusable(name, f"row {number} has more than {LONGEST_CELL} characters in a cell")
    renderings = tuple(part for part in _RENDERINGS.split(cell["renderings"]) if part)
    return GlossaryEntry(
        term=cell["term"], meaning=cell["meaning"], renderings=renderings, kind=cell["kind"],
        note=cell["note"], source=cell["source"],
    )  # fmt: skip


def _unusable(name: str, reason: str) -> CaseUnusable:
    return CaseUnusable(
        f"The glossary {name} cannot be read: {reason}.",
        remedy=f"It is a CSV table with the heading {','.join(COLUMNS)}. Correct or remove it.",
    )


def written(entries: Iterable[GlossaryEntry]) -> str:
    """The CSV text of entries, as `read_glossary` reads it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for entry in entries:
        renderings = "|".join(entry.renderings)
        cells = (entry.term, entry.meaning, renderings, entry.kind, entry.note, entry.source)
        rows.writerow([as_text(cell) for cell in cells])
    return out.getvalue()


def key(term: str) -> str:
    """What makes two terms one: their words in lower case, ё as е."""
    return " ".join(token.low for token in tokenise(term))


def laid_over(
    base: Sequence[GlossaryEntry], own: Sequence[GlossaryEntry]
) -> tuple[GlossaryEntry, ...]:
    """The base with a case's own entries: an own term replaces, an `off` one takes away."""
    merged = {key(entry.term): entry for entry in base}
    merged |= {key(entry.term): entry for entry in own}
    return tuple(entry for entry in merged.values() if entry.kind != OFF)
