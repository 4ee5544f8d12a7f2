"""What is declared of calls: rows of lists, names and times of files, and where they disagree.

Another source joins in `_of_recording` with `Declaration`s of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from earwitness.archive.cells import read_cell
from earwitness.archive.declarations import (
    declared_by_file,
    declared_by_name,
    declared_by_row,
    declared_by_sound,
    declared_by_tags,
    disagreements,
)
from earwitness.archive.examination.tag_dates import stated_in_tags
from earwitness.archive.file_names import read_file_name
from earwitness.archive.time_zones import zone_of_case
from earwitness.records.call import Call
from earwitness.records.declaration import Declaration, Disagreement
from earwitness.records.examination import Examination, StatedTime
from earwitness.records.recording import CallListRow, IntakeRecord
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import call_lists, calls, deliveries, results

FEW = 20
Rows = Mapping[str, CallListRow]


def declared_of(place: Workplace, wanted: Sequence[Call]) -> dict[str, tuple[Declaration, ...]]:
    """Everything that is declared of these calls, by call id: lists first, then each file."""
    rows = rows_of(wanted)
    hashes = [sha256 for call in wanted for sha256 in call.recordings]
    arrivals: dict[str, list[IntakeRecord]] = defaultdict(list)
    for arrival in deliveries.arrivals_of(hashes if len(wanted) <= FEW else None):
        arrivals[arrival.sha256].append(arrival)
    durations = _durations(hashes if len(wanted) <= FEW else None)
    tagged = _tagged(place, hashes if len(wanted) <= FEW else None)
    return {
        call.id: tuple(
            dict.fromkeys(
                (
                    *(one for row in _own(call, rows) for one in declared_by_row(row)),
                    *(
                        one
                        for sha256 in call.recordings
                        for one in _of_recording(
                            place,
                            arrivals[sha256],
                            durations.get(sha256),
                            tagged.get(sha256, ()),
                        )
                    ),
                )
            )
        )
        for call in wanted
    }


def disagreements_of(
    place: Workplace, wanted: Sequence[Call]
) -> dict[str, tuple[Disagreement, ...]]:
    """Where what is declared of these calls does not agree, by call id."""
    return {key: disagreements(said) for key, said in declared_of(place, wanted).items()}


def rows_of(wanted: Sequence[Call]) -> Rows:
    """The rows of call lists that belong to these calls, by place."""
    return call_lists.rows_at([place for call in wanted for place in call.list_rows])


def with_differences(place: Workplace, listed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers of `calls` with `differs`: the fields on which sources disagree."""
    found = disagreements_of(place, calls.all_calls())
    return [{**one, "differs": [each.field for each in found[one["id"]]]} for one in listed]


def for_show(place: Workplace, call: Call) -> dict[str, Any]:
    """What `show` adds to a call: its rows, all declarations, and the disagreements."""
    said = declared_of(place, [call])[call.id]
    return {
        "list_rows": [_row_answer(row) for row in _own(call, rows_of([call]))],
        "declared": [to_json(one) for one in said],
        "disagreements": [to_json(one) for one in disagreements(said)],
    }


def _row_answer(row: CallListRow) -> dict[str, Any]:
    cells = {
        f"{name}_parts": to_json(parts) if (parts := read_cell(text)) else None
        for name, text in (("cell", row.cell), ("last_cell", row.last_cell))
    }
    kept = ("list_name", "row_number", "direction", "imei", "imsi", "cell", "last_cell")
    return {
        **{name: getattr(row, name) for name in kept},
        **cells,
        "observations": list(row.observations),
    }


def _own(call: Call, rows: Rows) -> list[CallListRow]:
    return [rows[place] for place in call.list_rows if place in rows]


def _of_recording(
    place: Workplace,
    arrivals: Sequence[IntakeRecord],
    duration_ms: int | None,
    tagged: Sequence[StatedTime],
) -> Iterator[Declaration]:
    case, patterns = place.settings.case, place.settings.intake.file_name_patterns
    for arrival in arrivals:
        name = arrival.source_name
        facts = read_file_name(name, time_zone=case.time_zone, extra_patterns=patterns)
        if facts is not None:
            yield from declared_by_name(name, facts)
        yield from declared_by_file(name, arrival.modified_at)
    if arrivals and duration_ms is not None:
        yield from declared_by_sound(arrivals[0].source_name, duration_ms)
    if arrivals:
        yield from declared_by_tags(arrivals[0].source_name, tagged)


def _tagged(place: Workplace, hashes: Sequence[str] | None) -> dict[str, list[StatedTime]]:
    """The dates in the tags of examined recordings."""
    zone = zone_of_case(place.settings.case.time_zone)
    files = {
        sha256: from_json(output, Examination).file
        for sha256, output in results.outputs("examine", hashes)
    }
    return {sha256: list(stated_in_tags(file, zone=zone)) for sha256, file in files.items() if file}


def _durations(hashes: Sequence[str] | None) -> dict[str, int]:
    if hashes is None:
        return {sha256: facts["duration_ms"] for sha256, facts in results.outputs("decode")}
    facts = {sha256: results.output("decode", sha256) for sha256 in hashes}
    return {sha256: one["duration_ms"] for sha256, one in facts.items() if one}
