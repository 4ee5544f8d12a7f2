"""Records to JSON and back without loss."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import cattrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.claim import LocatedClaim
from earwitness.records.custody import LedgerEntry, Provenance
from earwitness.records.hearing import AudioFacts, Segment, SpeechSpan, Transcript, Turn
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, ProfileSource
from earwitness.records.recording import CallListRow, IntakeRecord, Recording
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.records_json import from_json, to_json

ZONES = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
st.register_type_strategy(datetime, st.datetimes(timezones=ZONES))
st.register_type_strategy(int, st.integers(-(2**53) + 1, 2**53 - 1))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))

KINDS = [
    Attribution,
    AudioFacts,
    Call,
    CallListRow,
    IntakeRecord,
    LedgerEntry,
    LocatedClaim,
    Problem,
    Profile,
    ProfileSource,
    Provenance,
    Recording,
    Segment,
    SpeechSpan,
    Transcript,
    Turn,
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_comes_back_as_it_was(kind: Any) -> None:
    @settings(max_examples=25, deadline=None)
    @given(record=st.from_type(kind))
    def comes_back(record: Any) -> None:
        stored = json.loads(json.dumps(to_json(record)))
        assert from_json(stored, kind) == record
        assert digest(stored) == digest(to_json(record))

    comes_back()


def test_a_sequence_of_records_comes_back() -> None:
    spans = tuple(SpeechSpan(channel=n, start_ms=n, end_ms=n + 1) for n in range(3))
    assert from_json(to_json(spans), tuple[SpeechSpan, ...]) == spans


def test_a_value_of_another_form_is_refused() -> None:
    with pytest.raises(cattrs.BaseValidationError):
        from_json({"channel": 1}, SpeechSpan)


def test_a_time_keeps_its_zone() -> None:
    at = datetime(2022, 3, 5, 19, 42, tzinfo=UTC)
    row = CallListRow(list_name="l", list_sha256="a", row_number=1, started_at=at)
    assert to_json(row)["started_at"] == "2022-03-05T19:42:00+00:00"


def test_canonical_json_does_not_depend_on_order_or_writing() -> None:
    """RFC 8785, section 3.2: keys sorted, no spaces, numbers in their shortest form."""
    assert canonical_json({"b": 1.0, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
