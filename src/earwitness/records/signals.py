"""What a telephone line itself sounds like: tones, dialled keys, hold music, level."""

from dataclasses import dataclass
from enum import StrEnum


class SignalLabel(StrEnum):
    """What a span of sound is, other than speech."""

    RING_BACK = "ring_back"
    BUSY = "busy"
    CONGESTION = "congestion"
    DIAL_TONE = "dial_tone"
    DTMF = "dtmf"
    SIT = "special_information"
    FAX_CALLING = "fax_calling"
    FAX_ANSWERING = "fax_answering"
    TONE = "tone"
    MUSIC = "hold_music"


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A stretch in which a tone sounds, in ms of the recording. `key` is that of a dialled key."""

    start_ms: int
    end_ms: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One signal on one channel, from its first sound to its last.

    `bursts` are the stretches in which it sounds; between them people may speak. `hertz` are the
    frequencies that were measured. `keys` are the dialled keys in order: an observation, and a
    number that may have to be redacted. A `hint` was not seen to the end or lacks its rhythm; it
    is a reason to listen, no more, and nothing is done about it.
    """

    label: SignalLabel
    channel: int
    start_ms: int
    end_ms: int
    hertz: tuple[int, ...] = ()
    keys: str = ""
    hint: bool = False
    bursts: tuple[Burst, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLevel:
    """How loud one channel is.

    `speech_dbfs` is the active level without tones (None: nothing but silence), `noise_dbfs` the
    level that its quietest tenth stays under, `peak_dbfs` the highest sample. `clipped_share`
    (0 to 1) of samples stand in runs at full scale; `dc_offset` is the mean, in −1…1.
    """

    channel: int
    speech_dbfs: float | None
    noise_dbfs: float
    peak_dbfs: float
    clipped_share: float
    dc_offset: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Everything that the line of one recording shows, ordered by start and channel."""

    signals: tuple[Signal, ...] = ()
    levels: tuple[ChannelLevel, ...] = ()


IN_WORDS = {
    SignalLabel.RING_BACK: "ring-back tone",
    SignalLabel.BUSY: "busy tone",
    SignalLabel.CONGESTION: "congestion tone",
    SignalLabel.DIAL_TONE: "dial tone",
    SignalLabel.DTMF: "dialled keys",
    SignalLabel.SIT: "special information tone",
    SignalLabel.FAX_CALLING: "fax, calling",
    SignalLabel.FAX_ANSWERING: "fax or modem, answering",
    SignalLabel.TONE: "a steady tone",
    SignalLabel.MUSIC: "sounds like hold music",
}


def signal_in_words(signal: Signal) -> str:
    """What it is, its frequencies or keys, and whether it is only a hint."""
    hertz = f" ({' + '.join(str(one) for one in signal.hertz)} Hz)" if signal.hertz else ""
    keys = f": {signal.keys}" if signal.keys else ""
    doubt = ", a hint" if signal.hint else ""
    return f"{IN_WORDS[signal.label]}{keys}{hertz}{doubt}"


def level_in_words(level: ChannelLevel) -> str:
    """How loud a channel is, and what was wrong with its recording."""
    speech = "silent" if level.speech_dbfs is None else f"speech at {level.speech_dbfs:.0f} dBFS"
    noise = "" if level.speech_dbfs is None else f", noise at {level.noise_dbfs:.0f} dBFS"
    clipped = f", {100 * level.clipped_share:.1f} % clipped" if level.clipped_share else ""
    offset = f", offset {level.dc_offset:+.3f}" if abs(level.dc_offset) >= 0.005 else ""
    return f"{speech}{noise}{clipped}{offset}"
