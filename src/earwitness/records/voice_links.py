"""How alike two voices of different calls are: a lead for linkage, never proof."""

from dataclasses import dataclass

LEAST_LOG2 = 1.0
"""Links between -1 and +1 (a factor of two either way) say nothing and are left out. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SpeakerInCall:
    """A speaker as turns name him: the call, and the label that holds in its recording."""

    call_id: str
    speaker_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLink:
    """Two speakers of different calls, and what their voices say about being one person.

    `log2_lr` is the base-2 logarithm of a likelihood ratio: above 0 such sounds are likelier from
    one person, below 0 from two of the population that the calibration was fitted on. It is never
    between -1 and +1. It never falls below -1, for a voice changes from day to day, so that links
    nearly always speak for one person; it is bounded above by what the speakers of the fit can
    show (nine: +2.7). It holds no prior. Links of one speaker are not independent of each other.
    `left_speech_ms` and `right_speech_ms` are net speech; `channel_note` says in words what is
    known of both channels ("both gsm", "gsm and amrnb").
    """

    left: SpeakerInCall
    right: SpeakerInCall
    log2_lr: float
    left_speech_ms: int
    right_speech_ms: int
    channel_note: str
