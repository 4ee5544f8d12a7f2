"""Published facts: tables of them are taken in version by version, each row a sourced claim."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from earwitness.archive.call_lists import refuse_web_page
from earwitness.archive.containers import OLE_MAGIC, ZIP_MAGIC
from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.archive.tables import DELIMITERS, TableRow, split_rows
from earwitness.archive.text_files import SAMPLE_BYTES, candidate_encodings, decode, is_text
from earwitness.archive.workbooks import workbook_of
from earwitness.claims.json_shape import claim_to_json
from earwitness.claims.support.fact_rows import BadRow, fact_of, heading_of
from earwitness.records.errors import InputUnusable
from earwitness.records.printable import storable
from earwitness.records.problem import Problem
from earwitness.records.support import ExternalFact, FactFile
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import facts, problems
from earwitness.runtime.store.connection import writing

STAGE = "facts"
MAX_BYTES, MOST_ROWS = 16 * 2**20, 20_000
"""Of one file. Estimate: tables of facts are written by people."""

HEADING_WITHIN = 50
"""Rows, of which one must be the heading."""

NAMED = 5
"""Bad rows that a problem names; the rest is counted."""

Answer = dict[str, Any]


def read_facts(place: Workplace, untrusted_path: Path, source: str = "") -> FactFile:
    """Take in one table (CSV, XLSX). The same bytes add nothing; a changed file of the same name
    is a new version beside the old one. Rows that cannot be read are one open problem.

    Raises:
        InputUnusable: it cannot be read, is no table of facts, or is too large.
        CaseUnusable: the case cannot be written.
    """
    content = read_foreign(untrusted_path, max_bytes=MAX_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    known = facts.is_known(sha256)
    if known is not None:
        return known
    said = " ".join(storable(source).split())
    read = list(_read(untrusted_path, content, sha256=sha256, source=said))
    bad = [one for one in read if isinstance(one, BadRow)]
    good = {one.id: one for one in read if isinstance(one, ExternalFact)}
    name = shown(Path(untrusted_path.name))
    with writing(place.folder.database):
        file = FactFile(
            sha256=sha256,
            name=name,
            version=facts.next_version(name),
            read_at=datetime.now(UTC),
            read_by=place.actor,
            source=said,
            facts=tuple(good.values()),
            bad_rows=tuple(one.row for one in bad),
        )
        facts.add(file, actor=place.actor)
        problems.solve(shown(untrusted_path), STAGE)
        if bad:
            problems.keep(_problem(untrusted_path, bad))
    return file


def _read(
    path: Path, content: bytes, *, sha256: str, source: str
) -> Iterator[ExternalFact | BadRow]:
    table = _table(path, content)
    heads = (at for at, row in enumerate(table[:HEADING_WITHIN]) if heading_of(row.cells))
    position = next(heads, None)
    if position is None:
        raise InputUnusable(
            f"{shown(path)} is no table of facts.",
            remedy="Its first row must name the columns: date, end_date, place, event, source; "
            "docs/support.md has them all.",
        )
    columns = heading_of(table[position].cells)
    body = [row for row in table[position + 1 :] if not row.is_empty]
    for row in body[:MOST_ROWS]:
        yield fact_of(row.cells, columns, sha256=sha256, row=row.number, source=source)
    if len(body) > MOST_ROWS:
        yield BadRow(
            body[MOST_ROWS].number,
            f"this row and {len(body) - MOST_ROWS - 1} more are beyond {MOST_ROWS}",
        )


def _table(path: Path, content: bytes) -> Sequence[TableRow]:
    """The rows of the sheet or text that has a heading of facts, else of the first."""
    if content.startswith((*ZIP_MAGIC, OLE_MAGIC)):
        tables = [sheet.rows for sheet in workbook_of(content, shown(path))]
    elif is_text(content[:SAMPLE_BYTES]):
        text = decode(content, candidate_encodings(content)[0])
        refuse_web_page(shown(path), text[:2_000])
        tables = [tuple(split_rows(text, delimiter)) for delimiter in DELIMITERS]
    else:
        raise InputUnusable(
            f"{shown(path)} is not a table.", remedy="Save it as CSV (UTF-8) and name that file."
        )
    return max(tables, key=_columns_known, default=())


def _columns_known(rows: Sequence[TableRow]) -> int:
    return max((len(heading_of(row.cells)) for row in rows[:HEADING_WITHIN]), default=0)


def _problem(path: Path, bad: Sequence[BadRow]) -> Problem:
    named = "; ".join(f"row {one.row}: {one.what}" for one in bad[:NAMED])
    more = f"; and {len(bad) - NAMED} more" if len(bad) > NAMED else ""
    return Problem(
        subject=shown(path),
        stage=STAGE,
        what=f"{len(bad)} rows of {shown(Path(path.name))} are no facts ({named}{more}).",
        remedy="Correct them in a copy of the same name and read it again: earwitness facts PATH",
    )


def list_facts() -> list[Answer]:
    """Every file, each version, in the shape of `facts`."""
    files = facts.all_files()
    newest = {file.name: file.version for file in files}
    return [
        {
            "name": file.name,
            "version": file.version,
            "leads": newest[file.name] == file.version,
            "sha256": file.sha256,
            "source": file.source,
            "read_at": file.read_at.isoformat(),
            "read_by": file.read_by,
            "bad_rows": list(file.bad_rows),
            "facts": [fact_answer(fact) for fact in file.facts],
        }
        for file in files
    ]


def fact_answer(fact: ExternalFact) -> Answer:
    """One fact, in the shape of `facts` and `support`."""
    told = {
        name: value
        for name, value in claim_to_json(fact.claim).items()
        if name not in ("quote", "start", "end", "rule")
    }
    return {
        "id": fact.id,
        "row": fact.row,
        "from": fact.happened_from.isoformat(),
        "to": fact.happened_to.isoformat(),
        "event": fact.event,
        "source": fact.source,
        **({"person": fact.person} if fact.person else {}),
        **({"url": fact.url} if fact.url else {}),
        **told,
    }
