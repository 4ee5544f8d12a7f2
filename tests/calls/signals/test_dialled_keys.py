"""Dialled keys within the limits of ITU-T Q.24: what must be read, and what must not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.signals.dialled_keys import dialled_keys
from earwitness.records.signals import Signal
from fakes.line_tones import KEYS, Samples, keys, on_a_line, silence, sines


def read(*parts: Samples) -> list[Signal]:
    return list(dialled_keys(on_a_line(np.concatenate([silence(0.5), *parts, silence(0.5)])), 0))


@settings(max_examples=25, deadline=None)
@given(number=st.text(KEYS, min_size=1, max_size=16))
def test_any_number_is_read_as_it_was_dialled(number: str) -> None:
    (one,) = read(keys(number))
    assert one.keys == number
    assert [burst.key for burst in one.bursts] == list(number)
    for place, burst in enumerate(one.bursts):
        assert abs(burst.start_ms - (500 + 200 * place)) <= 10
        assert abs(burst.end_ms - (600 + 200 * place)) <= 10


def test_the_shortest_keys_and_pauses_that_must_be_read_are_read() -> None:
    """Q.24: 40 ms of tone, 40 ms of pause."""
    assert read(keys("5550971", on=0.045, off=0.045))[0].keys == "5550971"


def test_what_is_too_short_is_no_key() -> None:
    """Q.24: 20 to 24 ms must be refused."""
    assert read(keys("5", on=0.02)) == []


@pytest.mark.parametrize(("shift", "is_read"), [(0.015, True), (-0.015, True), (0.04, False)])
def test_frequencies_may_be_off_by_so_much(shift: float, is_read: bool) -> None:
    """Q.24: up to 1.5 to 1.8 % must be read, from 3 to 3.5 % on refused."""
    told = read(keys("159D", shift=shift))
    assert (told[0].keys == "159D" if told else False) == is_read


def test_one_tone_is_no_key_and_neither_are_two_of_one_group() -> None:
    assert read(sines((770,), 0.5)) == []
    assert read(sines((697, 941), 0.5)) == []


def test_a_long_pause_begins_another_number() -> None:
    first, second = read(keys("123"), silence(6), keys("456"))
    assert (first.keys, second.keys) == ("123", "456")
