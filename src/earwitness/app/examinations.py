"""What the examination of recordings shows, together with the times that contradict each other.

Contradictions follow from call lists and names, which may come later, so they are worked out when
asked for and not stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from earwitness.app.answers import one_call
from earwitness.archive.examination.tag_dates import stated_in_tags
from earwitness.archive.examination.times import duration_observations, time_observations
from earwitness.archive.file_names import read_file_name
from earwitness.archive.time_zones import zone_of_case
from earwitness.records.call import Call
from earwitness.records.examination import Examination, StatedTime
from earwitness.records.recording import CallListRow, IntakeRecord
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import call_lists, deliveries, recordings, results

Answer = dict[str, Any]


def examination_answer(place: Workplace, beginning: str) -> Answer:
    """One call with the examinations of its recordings, or of the one that begins so.

    Raises:
        WrongUsage: no call or recording begins so, or several calls do.
    """
    call = one_call(beginning)
    named = [sha256 for sha256 in call.recordings if sha256.startswith(beginning)]
    hashes = named or list(call.recordings)
    found = examinations(place, [call])
    known = recordings.recordings(hashes)
    return {
        "call": call.id,
        "recordings": [
            {
                "sha256": sha256,
                "source_name": known[sha256].source_name,
                "examined": sha256 in found,
                **(
                    to_json(found[sha256])
                    if sha256 in found
                    else {"file": None, "observations": []}
                ),
            }
            for sha256 in hashes
        ],
    }


def examinations(place: Workplace, wanted: Sequence[Call]) -> dict[str, Examination]:
    """The examination of every examined recording of these calls, by SHA-256."""
    hashes = [sha256 for call in wanted for sha256 in call.recordings]
    durations = {
        sha256: facts["duration_ms"] for sha256, facts in results.outputs("decode", hashes)
    }
    made = {
        sha256: from_json(output, Examination)
        for sha256, output in results.outputs("examine", hashes)
    }
    arrivals = _arrivals(made)
    rows = call_lists.rows_at([key for call in wanted for key in call.list_rows])
    return {
        sha256: _with_times(
            place,
            made[sha256],
            arrivals[sha256],
            [rows[key] for key in call.list_rows if key in rows],
            durations.get(sha256),
        )
        for call in wanted
        for sha256 in call.recordings
        if sha256 in made
    }


def _arrivals(hashes: Iterable[str]) -> dict[str, list[IntakeRecord]]:
    found: dict[str, list[IntakeRecord]] = {sha256: [] for sha256 in hashes}
    for arrival in deliveries.arrivals_of(sorted(found)):
        found[arrival.sha256].append(arrival)
    return found


def _with_times(
    place: Workplace,
    made: Examination,
    arrivals: Sequence[IntakeRecord],
    rows: Sequence[CallListRow],
    sound_ms: int | None,
) -> Examination:
    stated = [
        *_in_names(place, arrivals),
        *(StatedTime(source="call list", at=row.started_at) for row in rows if row.started_at),
    ]
    if made.file is not None:
        zone = zone_of_case(place.settings.case.time_zone)
        stated += stated_in_tags(made.file, zone=zone)
    listed = [row.duration_ms for row in rows if row.duration_ms is not None]
    contradictions = (
        *time_observations(
            stated,
            modified_at=min((arrival.modified_at for arrival in arrivals), default=None),
            duration_ms=sound_ms,
        ),
        *duration_observations(
            sound_ms=sound_ms,
            listed_ms=listed[0] if listed else None,
            declared_ms=made.file.declared_ms if made.file else None,
        ),
    )
    return replace(made, observations=(*made.observations, *contradictions))


def _in_names(place: Workplace, arrivals: Sequence[IntakeRecord]) -> list[StatedTime]:
    case, intake = place.settings.case, place.settings.intake
    found: dict[Any, StatedTime] = {}
    for name in dict.fromkeys(arrival.source_name for arrival in arrivals):
        facts = read_file_name(
            name, time_zone=case.time_zone, extra_patterns=intake.file_name_patterns
        )
        if facts is not None and facts.started_at is not None:
            found.setdefault(facts.started_at, StatedTime(source="file name", at=facts.started_at))
    return list(found.values())
