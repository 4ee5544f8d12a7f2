"""Which identifiers a case has: what must not be in anything that goes out."""

from collections.abc import Iterator
from datetime import datetime

from earwitness.app.identifier_files import add_files, add_machine
from earwitness.app.identifier_notes import add_notes
from earwitness.app.identifier_people import add_people
from earwitness.app.protecting import protected_terms
from earwitness.app.recording_digests import ALGORITHMS, other_digests
from earwitness.archive.file_names import read_file_name
from earwitness.crossing.numbers import parse_number
from earwitness.pipeline.spoken_numbers import stored_spoken_numbers
from earwitness.publication.gate.identifiers import Gathered, IdentifierSet, ending, protected
from earwitness.records.gate import IdentifierKind
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import call_lists, calls, profiles, recordings

UNCOUNTED = (
    "first names and nicknames without a surname",
    "birth dates, towns and groups of profiles; put what matters on the protect list",
)
"""What is no identifier of a case by itself."""


def identifiers_of(place: Workplace, *, before: datetime | None = None) -> IdentifierSet:
    """Every identifier of the open case, and in words what is left out.

    `before`: when the package was built that is looked at; see `add_notes`.

    Profiles are streamed. A million of them give their numbers, but names and accounts only of
    those that have to do with the calls (`identifier_people`).

    Raises:
        CaseUnusable: the protect list, or another file of the case's own, cannot be read.
    """
    gathered = Gathered()
    own_lines = _add_lines(gathered, place)
    _add_recordings(gathered, place)
    add_people(gathered, own_lines)
    add_files(gathered)
    add_machine(gathered, place)
    add_notes(gathered, place, before)
    for one in protected(protected_terms(place)):
        gathered.add(one.kind, one.value, one.told)
    gathered.left_out.extend(UNCOUNTED)
    return gathered.whole()


def _add_lines(gathered: Gathered, place: Workplace) -> frozenset[str]:
    """Lines of calls, lists, file names, speech and sources, devices, and when calls began; the
    lines that have to do with the calls."""
    unread = 0
    for written, line in _written_lines(place):
        gathered.add_line(line)
        unread += line is None and sum(map(str.isdigit, written)) >= 7
    own_lines = frozenset(value for kind, value in gathered.found if kind is IdentifierKind.NUMBER)
    for source in profiles.all_sources():
        for line in (*source.owner_numbers, *source.asked_numbers, *source.unanswered_numbers):
            gathered.add_line(line)
    if unread:
        gathered.left_out.append(f"numbers in calls that could not be read: {unread}")
    return own_lines


def _written_lines(place: Workplace) -> Iterator[tuple[str, str | None]]:
    """As written, and the line if it is one."""
    case = place.settings.case
    region, patterns = case.region, place.settings.intake.file_name_patterns
    for call in calls.all_calls():
        yield call.untrusted_caller, call.caller
        yield call.untrusted_called, call.called
    for row in call_lists.list_rows():
        for written in (row.untrusted_caller, row.untrusted_called):
            yield written, parse_number(written, region=region).number_e164
    for arrival in recordings.arrivals():
        facts = read_file_name(
            arrival.source_name, time_zone=case.time_zone, extra_patterns=patterns
        )
        for written in facts.untrusted_numbers if facts is not None else ():
            yield written, parse_number(written, region=region).number_e164
    for spoken in stored_spoken_numbers():
        for line in filter(None, (spoken.line, *spoken.candidates)):
            yield line, line


def _add_recordings(gathered: Gathered, place: Workplace) -> None:
    hashes = [recording.sha256 for recording in recordings.all_recordings()]
    unread = 0
    for sha256, others in other_digests(place.folder, hashes):
        named = {"SHA-256": sha256}
        named.update((ALGORITHMS[name], value) for name, value in (others or {}).items())
        unread += others is None
        for name, value in named.items():
            told = f"the {name} of a recording, beginning with {value[:2]}"
            gathered.add(IdentifierKind.RECORDING, value, told)
    if unread:
        gathered.left_out.append(f"MD5 and SHA-1 of recordings that cannot be read: {unread}")
    for call in calls.all_calls():
        if call.started_at is not None:
            gathered.add(IdentifierKind.CALL_TIME, call.started_at.isoformat(), "when a call began")
    for row in call_lists.list_rows():
        if row.started_at is not None:
            gathered.add(IdentifierKind.CALL_TIME, row.started_at.isoformat(), "when a call began")
        for what, value in (("an IMEI", row.imei), ("an IMSI", row.imsi)):
            gathered.add(IdentifierKind.DEVICE, value, ending(what, value))
