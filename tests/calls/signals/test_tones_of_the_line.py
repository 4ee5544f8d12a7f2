"""Tones of the line are named by frequency and rhythm, and found where they sound."""

import numpy as np
import pytest

from earwitness.calls.ports import Sound
from earwitness.calls.signals.finding import find_signals
from earwitness.records.signals import Signal, SignalLabel
from fakes.line_tones import (
    RATE,
    Samples,
    cadence,
    keys,
    melody,
    on_a_line,
    silence,
    sines,
)

LEAD = 1.5


def found(*parts: Samples, noise: float = 0.001) -> list[Signal]:
    """What is found behind some seconds of silence."""
    sound = on_a_line(np.concatenate([silence(LEAD), *parts, silence(1)]), noise=noise)
    return list(find_signals(sound).signals)


@pytest.mark.parametrize(
    ("hertz", "on", "off", "times", "label"),
    [
        ((425,), 1.0, 4.0, 2, SignalLabel.RING_BACK),
        ((425,), 0.8, 3.2, 3, SignalLabel.RING_BACK),
        ((418,), 1.0, 4.0, 3, SignalLabel.RING_BACK),
        ((440, 480), 2.0, 4.0, 2, SignalLabel.RING_BACK),
        ((425,), 0.35, 0.35, 6, SignalLabel.BUSY),
        ((425,), 0.5, 0.5, 5, SignalLabel.BUSY),
        ((480, 620), 0.5, 0.5, 5, SignalLabel.BUSY),
        ((425,), 0.2, 0.2, 8, SignalLabel.CONGESTION),
        ((480, 620), 0.25, 0.25, 8, SignalLabel.CONGESTION),
        ((1100,), 0.5, 3.0, 2, SignalLabel.FAX_CALLING),
    ],
)
def test_a_national_tone_is_known_by_frequency_and_rhythm(
    hertz: tuple[float, ...], on: float, off: float, times: int, label: SignalLabel
) -> None:
    (one,) = found(cadence(hertz, on, off, times))
    assert (one.label, one.hint, len(one.bursts)) == (label, False, times)
    assert all(abs(a - b) <= 4 for a, b in zip(one.hertz, hertz, strict=True))
    for number, burst in enumerate(one.bursts):
        start = 1000 * (LEAD + number * (on + off))
        assert abs(burst.start_ms - start) <= 25
        assert abs(burst.end_ms - start - 1000 * on) <= 25


def test_a_double_ring_of_britain_is_one_ring_each() -> None:
    ring = [sines((400, 450), 0.4), silence(0.2), sines((400, 450), 0.4), silence(2.0)]
    (one,) = found(*ring, *ring, *ring)
    assert (one.label, one.hint) == (SignalLabel.RING_BACK, False)


def test_a_single_ring_is_a_hint_and_a_long_tone_is_a_dial_tone() -> None:
    (ring,) = found(sines((425,), 1.0))
    assert (ring.label, ring.hint) == (SignalLabel.RING_BACK, True)
    (dial,) = found(sines((425,), 4.0))
    assert (dial.label, dial.hint) == (SignalLabel.DIAL_TONE, False)


def test_three_rising_tones_are_special_information() -> None:
    (one,) = found(sines((950,), 0.33), sines((1400,), 0.33), sines((1800,), 0.33))
    assert (one.label, one.hertz) == (SignalLabel.SIT, (950, 1400, 1800))


def test_a_fax_answers() -> None:
    (one,) = found(sines((2100,), 3.0))
    assert (one.label, one.hint) == (SignalLabel.FAX_ANSWERING, False)


def test_a_fax_that_calls_once_and_two_busy_bursts_are_hints() -> None:
    (fax,) = found(sines((1100,), 0.5))
    assert (fax.label, fax.hint) == (SignalLabel.FAX_CALLING, True)
    (busy,) = found(cadence((425,), 0.5, 0.5, 2))
    assert (busy.label, busy.hint) == (SignalLabel.BUSY, True)


def test_a_tone_of_nobody_is_told_as_a_tone_and_hum_is_not() -> None:
    (one,) = found(sines((1000,), 0.8))
    assert (one.label, one.hertz) == (SignalLabel.TONE, (1000,))
    assert found(sines((350,), 3.0)) == []


def test_channels_are_looked_at_one_by_one_without_shift() -> None:
    rings = np.concatenate([silence(2), cadence((425,), 1.0, 4.0, 2)])
    sound = on_a_line(rings, np.concatenate([silence(5), keys("12")]))
    ring, number = sorted(find_signals(sound).signals, key=lambda one: one.channel)
    assert (ring.channel, ring.label) == (0, SignalLabel.RING_BACK)
    assert (number.channel, number.keys) == (1, "12")
    assert abs(ring.start_ms - 2000) <= 25 and abs(number.start_ms - 5000) <= 10


def test_the_edges_of_a_recording_do_not_cut_a_tone_short() -> None:
    sound = on_a_line(sines((425,), 3.0))
    (one,) = find_signals(sound).signals
    assert (one.start_ms, one.end_ms) == (0, 3000)


@pytest.mark.parametrize("rate", [11_025, 16_000])
def test_the_rate_of_the_recording_does_not_matter(rate: int) -> None:
    time = np.arange(12 * rate) / rate
    ringing = (time % 5) < 1
    samples = (0.2 * np.sin(2 * np.pi * 425 * time) * ringing).astype(np.float32)
    (one,) = find_signals(Sound(samples=samples[None, :], sample_rate=rate)).signals
    assert (one.label, one.hint, len(one.bursts)) == (SignalLabel.RING_BACK, False, 3)


def test_noise_and_silence_are_no_signal() -> None:
    assert found(silence(10)) == []
    assert found(silence(10), noise=0.1) == []


def test_notes_that_stay_are_hinted_at_as_music() -> None:
    music = [one for one in found(melody(16)) if one.label is SignalLabel.MUSIC]
    assert len(music) == 1 and music[0].hint
    assert music[0].start_ms <= 4000 and music[0].end_ms >= 16_000


def test_sound_shorter_than_a_frame_has_no_signals() -> None:
    for length in (0, 1, 300, 1500):
        sound = Sound(samples=np.zeros((1, length), np.float32), sample_rate=RATE)
        assert find_signals(sound).signals == ()
