"""What is heard: tones silent, offset gone, times where they were."""

import numpy as np

from earwitness.calls.front_end import EDGE_MS, prepared, without_tones
from earwitness.calls.ports import Sound
from earwitness.calls.signals.finding import find_signals
from earwitness.records.hearing import SpeechSpan
from earwitness.records.signals import Burst, Signal, SignalLabel, Signals
from fakes.line_tones import cadence, on_a_line, silence, sines


def test_rings_fall_silent_and_what_is_said_between_them_stays() -> None:
    voice = sines((300,), 1.0, level=0.1)
    rings = cadence((425,), 1.0, 4.0, 3)
    rings[16_000:24_000] += voice
    sound = on_a_line(rings)
    heard = prepared(sound, find_signals(sound))
    assert float(np.sqrt(np.mean(heard.read(0, 0, 8000) ** 2))) < 0.02
    assert np.array_equal(heard.read(0, 12_000, 30_000), sound.read(0, 12_000, 30_000))
    assert (heard.length, heard.channels, heard.sample_rate) == (sound.length, 1, 8000)


def test_only_the_channel_with_the_tone_falls_silent() -> None:
    sound = on_a_line(cadence((425,), 1.0, 4.0, 2), sines((300,), 10.0))
    heard = prepared(sound, find_signals(sound))
    assert np.array_equal(heard.read(1, 0, 80_000), sound.read(1, 0, 80_000))
    assert not np.array_equal(heard.read(0, 0, 80_000), sound.read(0, 0, 80_000))


def test_a_hint_changes_nothing() -> None:
    sound = on_a_line(np.concatenate([silence(2), sines((425,), 1.0), silence(2)]))
    signals = find_signals(sound)
    assert signals.signals[0].hint
    assert prepared(sound, signals) is sound
    assert prepared(sound, None) is sound


def test_an_offset_is_taken_off_and_the_source_is_not_touched() -> None:
    samples = np.full((1, 8000), 0.1, np.float32)
    samples[0, ::2] += 0.05
    sound = Sound(samples=samples, sample_rate=8000)
    heard = prepared(sound, find_signals(sound)).read(0, 0, 8000)
    assert abs(float(np.mean(heard))) < 1e-3
    assert float(samples[0, 1]) == np.float32(0.1)


def test_a_piece_that_begins_inside_a_tone_is_silent_there() -> None:
    ring = Signal(
        label=SignalLabel.RING_BACK, channel=0, start_ms=100, end_ms=900,
        bursts=(Burst(start_ms=100, end_ms=300), Burst(start_ms=600, end_ms=900)),
    )  # fmt: skip
    sound = Sound(samples=np.ones((1, 8000), np.float32), sample_rate=8000)
    heard = prepared(sound, Signals(signals=(ring,)))
    whole = heard.read(0, 0, 8000)
    edge = 8 * EDGE_MS
    expected = [*range(800 - edge, 2400 + edge), *range(4800 - edge, 7200 + edge)]
    assert np.array_equal(np.flatnonzero(whole == 0), expected)
    assert np.array_equal(heard.read(0, 2000, 5000), whole[2000:5000])
    assert sound.samples.min() == 1.0


def test_tones_are_cut_out_of_speech_and_what_was_said_between_stays() -> None:
    def span(start_ms: int, end_ms: int, channel: int = 0) -> SpeechSpan:
        return SpeechSpan(channel=channel, start_ms=start_ms, end_ms=end_ms)

    bursts = (Burst(start_ms=1000, end_ms=2000), Burst(start_ms=6000, end_ms=7000))
    ring = Signal(
        label=SignalLabel.RING_BACK, channel=0, start_ms=1000, end_ms=7000, bursts=bursts
    )  # fmt: skip
    signals = Signals(signals=(ring,))
    inside = [span(900, 2100), span(3000, 5000), span(5500, 7200), span(900, 2100, channel=1)]
    assert without_tones(inside, signals) == (
        span(3000, 5000), span(5500, 6000 - EDGE_MS), span(900, 2100, channel=1),
    )  # fmt: skip
    assert without_tones([span(0, 9000)], signals) == (
        span(0, 1000 - EDGE_MS), span(2000 + EDGE_MS, 6000 - EDGE_MS), span(7000 + EDGE_MS, 9000),
    )  # fmt: skip
    assert without_tones(inside, None) == tuple(inside)


def test_speech_detection_hears_the_tones_but_no_offset() -> None:
    sound = on_a_line(cadence((425,), 1.0, 4.0, 3))
    assert prepared(sound, find_signals(sound), silence_tones=False) is sound


def test_a_ring_between_two_dialled_keys_is_no_speech_either() -> None:
    def signal(label: SignalLabel, *bursts: tuple[int, int]) -> Signal:
        own = tuple(Burst(start_ms=start, end_ms=end) for start, end in bursts)
        return Signal(
            label=label, channel=0, start_ms=bursts[0][0], end_ms=bursts[-1][1], bursts=own
        )

    keys = signal(SignalLabel.DTMF, (100, 200), (3000, 3100))
    ring = signal(SignalLabel.RING_BACK, (1000, 2000))
    span = SpeechSpan(channel=0, start_ms=0, end_ms=4000)
    kept = without_tones([span], Signals(signals=(keys, ring)))
    assert [(one.start_ms, one.end_ms) for one in kept] == [
        (200 + EDGE_MS, 1000 - EDGE_MS),
        (2000 + EDGE_MS, 3000 - EDGE_MS),
        (3100 + EDGE_MS, 4000),
    ]
