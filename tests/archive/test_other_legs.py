"""Possible other legs: what the calls' data may say, and what it must not."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.other_legs import Leg, fitting_speech, possible_other_legs
from earwitness.records.duplicates import OtherLeg
from earwitness.records.hearing import SpeechSpan

START = datetime(2022, 3, 10, 13, 44, 18, tzinfo=UTC)
SOLDIER, MOTHER, WIFE = "+380970000011", "+79552110002", "+79552110003"


def leg(name: str, *lines: str, after: float = 0, lasts: float = 40, **other: Any) -> Leg:
    """A recording that begins `after` seconds and is called `name`."""
    fields = {"sound": name, "call_id": f"call-{name}", **other}
    return Leg(
        sha256=name,
        lines=frozenset(lines),
        started_at=START + timedelta(seconds=after),
        duration_ms=round(1000 * lasts),
        **fields,
    )


HERS = leg("hers", SOLDIER, MOTHER)


def test_two_calls_of_the_same_lines_at_one_time_may_be_two_legs() -> None:
    (hint,) = possible_other_legs([leg("his", MOTHER, SOLDIER, after=3, lasts=35), HERS], set())
    assert hint == OtherLeg(
        first="hers",
        second="his",
        calls=("call-hers", "call-his"),
        lines=(SOLDIER, MOTHER),
        starts_apart_ms=3_000,
        overlap_ms=35_000,
    )


def test_a_call_that_knows_one_of_the_lines_may_be_a_leg() -> None:
    (hint,) = possible_other_legs([HERS, leg("his", MOTHER)], set())
    assert hint.lines == (MOTHER,)


@pytest.mark.parametrize(
    "other",
    [
        leg("other line", WIFE),
        leg("other end", SOLDIER, WIFE),
        leg("too late", SOLDIER, MOTHER, after=121, lasts=400),
        leg("called again", SOLDIER, MOTHER, after=41),
        leg("hardly at one time", SOLDIER, MOTHER, after=25),
        leg("the same call", SOLDIER, MOTHER, call_id="call-hers"),
        leg("a copy", SOLDIER, MOTHER, sound="hers"),
        leg("a shared part", SOLDIER, MOTHER, sound="dup-1"),
        leg("nothing in it", SOLDIER, MOTHER, lasts=0),
    ],
    ids=lambda one: one.sha256,
)
def test_what_is_no_other_leg(other: Leg) -> None:
    alike = {frozenset({"hers", "dup-1"})}
    assert possible_other_legs([HERS, other], alike) == ()


def test_the_long_recording_that_began_with_the_ringing_is_a_leg_still() -> None:
    ringing = leg("ringing", SOLDIER, MOTHER, after=-30, lasts=70)
    (hint,) = possible_other_legs([HERS, ringing], set())
    assert (hint.first, hint.starts_apart_ms, hint.overlap_ms) == ("ringing", 30_000, 40_000)


def test_two_copies_of_a_leg_give_one_hint_the_one_that_begins_closest() -> None:
    copies = [
        leg("late", SOLDIER, MOTHER, after=9, sound="dup-1"),
        leg("close", SOLDIER, MOTHER, after=2, sound="dup-1"),
    ]
    (hint,) = possible_other_legs([HERS, *copies], set())
    assert hint.second == "close"


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from([SOLDIER, MOTHER, WIFE]), min_size=1, max_size=2),
            st.integers(0, 600),
            st.integers(0, 200),
        ),
        max_size=12,
    )
)
def test_the_windows_by_line_find_what_comparing_all_with_all_finds(
    drawn: list[tuple[set[str], int, int]],
) -> None:
    legs = [
        leg(f"{place:02}", *lines, after=after, lasts=lasts)
        for place, (lines, after, lasts) in enumerate(drawn)
    ]
    wanted = {
        frozenset({one.first, one.second})
        for place, first in enumerate(legs)
        for second in legs[place + 1 :]
        for one in possible_other_legs([first, second], set())
    }
    found = possible_other_legs(legs, set())
    assert {frozenset({one.first, one.second}) for one in found} == wanted
    assert possible_other_legs(legs[::-1], set()) == found


def turns(*starts: float, lasts: float = 3) -> Sequence[SpeechSpan]:
    return [
        SpeechSpan(channel=0, start_ms=round(1000 * one), end_ms=round(1000 * (one + lasts)))
        for one in starts
    ]


def checked(hers: Sequence[SpeechSpan], his: Sequence[SpeechSpan]) -> tuple[OtherLeg, ...]:
    """The hint after speech was compared; his recording begins 10 seconds after hers."""
    hints = possible_other_legs([HERS, leg("his", SOLDIER, MOTHER, after=10)], set())
    return fitting_speech(hints, {"hers": hers, "his": his})


def test_speech_that_takes_turns_fits() -> None:
    (hint,) = checked(turns(12, 20, 28, 36), turns(6, 14, 22, 29))
    assert hint.spoken_at_once == 0


def test_speech_that_takes_turns_fits_with_clocks_that_differ() -> None:
    (hint,) = checked(turns(12, 18, 24, 30, 36), turns(2, 8, 14, 20, 26))
    assert hint.spoken_at_once == 0


def test_speech_at_the_same_time_is_no_talk_with_each_other() -> None:
    assert checked(turns(11, lasts=25), turns(1, lasts=25)) == ()


@pytest.mark.parametrize("silent", [turns(), turns(1, lasts=5)], ids=["never", "before they meet"])
def test_where_one_is_silent_or_speech_was_not_looked_for_the_hint_stays(
    silent: Sequence[SpeechSpan],
) -> None:
    (hint,) = checked(silent, turns(1, lasts=25))
    assert hint.spoken_at_once is None
