"""Call lists: how each was read, and the columns that people have mapped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from earwitness.archive.call_list_words import FIELDS
from earwitness.archive.call_lists import CallListReading, read_call_list
from earwitness.archive.foreign_files import shown
from earwitness.records.errors import WrongUsage
from earwitness.records.recording import ListReading
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import call_lists
from earwitness.runtime.store.call_lists import last_reading as last_reading


def with_columns(place: Workplace, untrusted_pairs: Sequence[str]) -> Workplace:
    """The same case with these columns ("caller=Номер А") in place of those of `case.toml`.

    Raises:
        WrongUsage: a pair is none, or names no field of ours.
    """
    if not untrusted_pairs:
        return place
    columns = dict(_pair(text) for text in untrusted_pairs)
    intake = replace(place.settings.intake, columns=columns)
    return replace(place, settings=replace(place.settings, intake=intake))


def _pair(text: str) -> tuple[str, str]:
    field, _, heading = (part.strip() for part in text.partition("="))
    if field not in FIELDS or not heading:
        raise WrongUsage(
            f"{text!r} maps no column.",
            remedy=f'Write --columns "FIELD=THEIR HEADING"; fields are {", ".join(FIELDS)}.',
        )
    return field, heading


def read_list(place: Workplace, path: Path) -> CallListReading:
    """Read a list with the columns of the case, else with those remembered for its heading.

    Raises:
        InputUnusable: it is no call list that can be read.
        CaseUnusable: a setting names no field, or the store cannot be used.
    """
    return read_call_list(
        path,
        time_zone=place.settings.case.time_zone,
        columns=place.settings.intake.columns,
        remembered={shape: one.columns for shape, one in call_lists.remembered().items()},
    )


def store_list(place: Workplace, path: Path, reading: CallListReading) -> int:
    """Store a reading inside the transaction that is open; how many rows are new or changed."""
    earlier = call_lists.remembered().get(reading.shape)
    record = ListReading(
        list_sha256=reading.list_sha256,
        list_name=shown(Path(path.name)),
        shape=reading.shape,
        headings=reading.headings,
        columns_used=reading.columns_used,
        recorded_at=datetime.now(UTC),
        recorded_by=place.actor,
        mapping=reading.mapping,
        columns=reading.columns,
        remembered_from=earlier.list_name if earlier and reading.mapping == "remembered" else "",
        notes=reading.notes,
    )
    return call_lists.add_list(record, reading.rows, actor=place.actor)


def list_readings(after: int = 0) -> list[dict[str, Any]]:
    """Every reading of every call list (with a row id above `after`), oldest first.

    `leads` says whether its rows are the ones in use; `stale`, whether they were read with
    other columns than a person has since mapped for this heading.
    """
    newest = {one.list_sha256: one.reading for one in call_lists.readings()}
    mapped = call_lists.remembered()
    found = []
    for one in call_lists.readings(after):
        leads = newest[one.list_sha256] == one.reading
        known = mapped.get(one.shape)
        stale = leads and known is not None and known.columns != one.columns
        found.append({**to_json(one), "leads": leads, "stale": stale})
    return found
