"""The stage that finds what the line itself sounds like, channel by channel."""

from earwitness.calls.ports import SoundSource
from earwitness.calls.signals.bursts import in_order, touching
from earwitness.calls.signals.dialled_keys import dialled_keys
from earwitness.calls.signals.hold_music import hold_music
from earwitness.calls.signals.levels import channel_level
from earwitness.calls.signals.progress_tones import progress_tones
from earwitness.calls.signals.tone_runs import tone_runs
from earwitness.records.signals import Burst, Signal, SignalLabel, Signals

VERSION = "1"
"""Of what is found. Another version looks at every recording again, beside the earlier one."""


def find_signals(source: SoundSource) -> Signals:
    """Tones, dialled keys, hold music and levels of every channel, read block by block."""
    found: list[Signal] = []
    levels = []
    for channel in range(source.channels):
        keys = list(dialled_keys(source, channel))
        pressed = [burst for signal in keys for burst in signal.bursts]
        runs = [
            run
            for run in tone_runs(source, channel)
            if not touching(pressed, run.start_ms, run.end_ms)
        ]
        own = [*keys, *progress_tones(runs, channel)]
        bursts = in_order(burst for signal in own for burst in signal.bursts)
        found += own
        found += hold_music(source, channel, bursts)
        levels.append(channel_level(source, channel, bursts))
    ordered = sorted(found, key=lambda signal: (signal.start_ms, signal.channel))
    return Signals(signals=tuple(ordered), levels=tuple(levels))


def sure_bursts(signals: Signals, channel: int) -> tuple[Burst, ...]:
    """The stretches of a channel in which a known tone surely sounds and nobody is heard speaking,
    in order.

    Tones that nobody can name are left as they are: speech detection does not take them for
    speech (docs/signals.md), and a sung note is better heard than lost.
    """
    return in_order(
        burst
        for signal in signals.signals
        if signal.channel == channel and not signal.hint and signal.label is not SignalLabel.TONE
        for burst in signal.bursts
    )
