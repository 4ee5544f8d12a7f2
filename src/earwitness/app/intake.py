"""Intake: files become sealed recordings and call-list rows, both become calls."""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from earwitness.app.forgotten import finish_forgetting, refusal
from earwitness.archive.call_assembly import assemble_calls
from earwitness.archive.call_lists import read_call_list
from earwitness.archive.call_matching import RecordingFacts
from earwitness.archive.file_names import read_file_name
from earwitness.archive.foreign_files import shown
from earwitness.archive.kinds import kind_of, reason_not_taken
from earwitness.archive.originals import seal, sweep_unfinished
from earwitness.archive.signatures import FileKind
from earwitness.archive.transcripts import read_transcript, transcripts_beside
from earwitness.archive.walk import find_files
from earwitness.crossing.numbers import parse_number
from earwitness.records.call import Call, NumberKind
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.recording import IntakeRecord, Recording
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, problems, recordings, results, transcripts
from earwitness.runtime.store.connection import writing

FILES_PER_TRANSACTION = 50


@dataclass(slots=True)
class IntakeSummary:
    """What an intake did, in counts."""

    files: int = 0
    recordings: int = 0
    arrivals: int = 0
    known: int = 0
    list_rows: int = 0
    transcripts: int = 0
    problems: int = 0


Store = Callable[[], None]


def take_in(
    place: Workplace,
    untrusted_paths: Sequence[Path],
    *,
    call_lists: Sequence[Path],
    delivery: str,
    progress: Progress,
) -> IntakeSummary:
    """Take in every file below these paths; what cannot be taken is kept as a problem.

    Can be stopped and given again: what is sealed and recorded already is passed over.

    Raises:
        CaseUnusable: the case cannot be written (its disk is full, say).
    """
    finish_forgetting(place)
    sweep_unfinished(place.folder.originals)
    summary = IntakeSummary()
    found = [
        item
        for item in find_files([*untrusted_paths, *call_lists])
        if isinstance(item, Problem) or not place.folder.owns(item)
    ]
    explicit = {path.absolute() for path in call_lists}
    progress.start("Taking in", len(found), "files")
    try:
        for start in range(0, len(found), FILES_PER_TRANSACTION):
            batch = found[start : start + FILES_PER_TRANSACTION]
            stores = [_take(place, item, delivery, explicit, summary) for item in batch]
            with writing(place.folder.database):
                for store in stores:
                    store()
            progress.advance(len(batch))
    finally:
        progress.finish()
    renew_calls(place)
    return summary


def renew_calls(place: Workplace) -> None:
    """Assemble the calls anew from all recordings and rows, and read their numbers."""
    names: dict[str, list[str]] = defaultdict(list)
    for arrival in recordings.arrivals():
        names[arrival.sha256].append(arrival.source_name)
    durations = {sha256: facts["duration_ms"] for sha256, facts in results.outputs("decode")}
    case, intake = place.settings.case, place.settings.intake
    facts = []
    for sha256, own in names.items():
        readings = (
            read_file_name(name, time_zone=case.time_zone, extra_patterns=intake.file_name_patterns)
            for name in own
        )
        facts.append(
            RecordingFacts(
                sha256=sha256,
                source_names=tuple(own),
                name_facts=next((reading for reading in readings if reading), None),
                duration_ms=durations.get(sha256),
            )
        )
    assembled = assemble_calls(facts, tuple(calls.list_rows()))
    with writing(place.folder.database):
        calls.replace_calls([with_lines(call, case.region) for call in assembled])


def with_lines(call: Call, region: str) -> Call:
    """The call with its numbers read into lines; what cannot be read is noted, not guessed."""
    caller = parse_number(call.untrusted_caller, region=region)
    called = parse_number(call.untrusted_called, region=region)
    notes = [
        f"{side} number: {parsed.note}"
        for side, parsed in (("caller", caller), ("called", called))
        if parsed.note and parsed.kind not in (NumberKind.LINE, NumberKind.EMPTY)
    ]
    return replace(
        call,
        caller=caller.number_e164,
        called=called.number_e164,
        notes=(*call.notes, *notes),
    )


def _take(
    place: Workplace,
    item: Path | Problem,
    delivery: str,
    call_lists: set[Path],
    summary: IntakeSummary,
) -> Store:
    """Do all that needs no store with one file; what is returned stores the rest."""
    if isinstance(item, Problem):
        return _keep([item], summary)
    summary.files += 1
    try:
        kind = FileKind.CALL_LIST if item.absolute() in call_lists else kind_of(item)
        match kind:
            case FileKind.RECORDING:
                return _take_recording(place, item, delivery, summary)
            case FileKind.CALL_LIST:
                return _take_call_list(place, item, summary)
            case FileKind.TRANSCRIPT:
                return _keep([], summary)  # read with the recording that it lies beside
            case _:
                return _keep([reason_not_taken(kind, item) or _not_taken(item)], summary)
    except InputUnusable as error:
        return _keep([_problem(item, error)], summary)


def _take_recording(place: Workplace, path: Path, delivery: str, summary: IntakeSummary) -> Store:
    sealed = seal(path, place.folder.originals)
    if forgotten := refusal(place.folder, sealed.sha256):
        return _keep([forgotten], summary)
    recording = Recording(sha256=sealed.sha256, byte_size=sealed.byte_size, source_name=path.name)
    arrival = IntakeRecord(
        sha256=sealed.sha256,
        source_path=shown(Path(os.path.abspath(path))),  # noqa: PTH100 - links are not followed
        source_name=recording.source_name,
        modified_at=sealed.modified_at,
        delivery=delivery,
    )
    read, failed = [], []
    for beside in transcripts_beside(path):
        try:
            read.append(read_transcript(beside, sha256=sealed.sha256, created_at=datetime.now(UTC)))
        except InputUnusable as error:
            failed.append(_problem(beside, error))

    def store() -> None:
        first, is_new = recordings.add(recording, arrival, actor=place.actor)
        summary.arrivals += is_new
        summary.recordings += first
        summary.known += not is_new
        problems.solve(shown(path), "intake")
        for transcript in read:
            summary.transcripts += transcripts.add(transcript, actor=place.actor)
        _keep(failed, summary)()

    return store


def _take_call_list(place: Workplace, path: Path, summary: IntakeSummary) -> Store:
    reading = read_call_list(
        path,
        time_zone=place.settings.case.time_zone,
        columns=place.settings.intake.columns,
    )

    def store() -> None:
        summary.list_rows += calls.add_list(shown(path), reading.rows, actor=place.actor)
        problems.solve(shown(path), "intake")
        _keep(reading.problems, summary)()

    return store


def _keep(found: Sequence[Problem], summary: IntakeSummary) -> Store:
    def store() -> None:
        for problem in found:
            problems.keep(problem)
            summary.problems += 1

    return store


def _problem(path: Path, error: InputUnusable) -> Problem:
    return Problem(subject=shown(path), stage="intake", what=error.what, remedy=error.remedy)


def _not_taken(path: Path) -> Problem:
    return Problem(
        subject=shown(path),
        stage="intake",
        what=f"{shown(path)} is not a recording.",
        remedy="Leave it out, or give it as a call list with --calls.",
    )
