"""The calls of a case, assembled anew from its recordings and call lists, and stored."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import IO

from earwitness.archive.call_assembly import each_call
from earwitness.archive.call_facts import RecordingFacts
from earwitness.archive.call_scratch import ASSEMBLING
from earwitness.archive.file_names import read_file_name
from earwitness.archive.originals import writing as cannot_be_written
from earwitness.crossing.numbers import is_doubtful, parse_number
from earwitness.records.call import Call
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, recordings, results
from earwitness.runtime.store.connection import reading, writing

TRIES = 3
"""How often the calls are assembled beside other commands that change them. Estimate."""


def renew_calls(place: Workplace) -> None:
    """Assemble the calls anew, and make them the calls of the case. Memory stays the same however
    many there are. Others are kept from writing only while what differs is stored; if one of them
    stored other calls meanwhile, it is done again.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    for _ in range(TRIES):
        with differences(place) as found:
            with reading(place.folder.database):
                earlier = calls.recorded_digest()
                content = calls.find_differences(assembled_calls(place), found)
            with writing(place.folder.database):
                if calls.recorded_digest() == earlier:
                    calls.store_differences(found, content, actor=place.actor)
                    return
    with writing(place.folder.database):
        renew_calls_within(place)


def renew_calls_within(place: Workplace) -> None:
    """The same inside the transaction that is open.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    with differences(place) as found:
        content = calls.find_differences(assembled_calls(place), found)
        calls.store_differences(found, content, actor=place.actor)


@contextmanager
def differences(place: Workplace) -> Iterator[IO[str]]:
    """A file without a name in the case folder, for calls that are not stored yet."""
    folder = place.folder.derived
    with cannot_be_written(folder):
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile("w+", encoding="ascii", prefix=ASSEMBLING, dir=folder) as file:
            yield file


def assembled_calls(place: Workplace) -> Iterator[Call]:
    """The calls that follow from all recordings and rows, with their numbers read, by id; of two
    with one id the later."""
    found = each_call(partial(recording_facts, place), calls.list_rows(), place.folder.derived)
    for _, same in groupby(found, key=attrgetter("id")):
        *_, call = same
        yield with_lines(call, place.settings.case.region)


def recording_facts(place: Workplace) -> Iterator[RecordingFacts]:
    """What names and sound say of every recording, by hash."""
    case, intake = place.settings.case, place.settings.intake
    for names in recordings.names_by_hash():
        decoded = dict(results.outputs("decode", list(names)))
        for sha256, own in names.items():
            readings = (
                read_file_name(
                    name, time_zone=case.time_zone, extra_patterns=intake.file_name_patterns
                )
                for name in own
            )
            yield RecordingFacts(
                sha256=sha256,
                source_names=tuple(sorted(set(own))),
                name_facts=next((reading for reading in readings if reading), None),
                duration_ms=decoded[sha256]["duration_ms"] if sha256 in decoded else None,
            )


def with_lines(call: Call, region: str) -> Call:
    """The call with its numbers read into lines; what cannot be read is noted, not guessed."""
    caller = parse_number(call.untrusted_caller, region=region)
    called = parse_number(call.untrusted_called, region=region)
    notes = [
        f"{side} number: {parsed.note}"
        for side, parsed in (("caller", caller), ("called", called))
        if is_doubtful(parsed)
    ]
    return replace(
        call,
        caller=caller.number_e164,
        called=called.number_e164,
        notes=(*call.notes, *notes),
    )
