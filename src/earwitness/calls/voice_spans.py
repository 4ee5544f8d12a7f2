"""From pieces with probabilities to spans of one voice each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.speech_pieces import Span
from earwitness.records.hearing import UNKNOWN_SPEAKER
from earwitness.records.voices import VoiceSpan

MARGIN_MS = 40
"""Soft beginnings and ends of words on both sides of what is loud: of 0, 40, 80, 120 the one with
the least error on development mixtures, in both directions."""

SAME_VOICE_PAUSE_MS = 500
"""A shorter pause with the same voice before and after is part of the span. Estimate: within a
sentence; the truth of RTTM files is usually joined over 0.3 to 0.5 s."""


def joined(
    channel: int,
    pieces: Sequence[Span],
    shares: NDArray[np.float64],
    labels: Sequence[str],
    least: float,
) -> tuple[VoiceSpan, ...]:
    """Spans in the order of time, none over another; `shares` has shape (pieces, labels).

    Pieces whose likeliest label is less likely than `least` are `unknown`.
    """
    out: list[VoiceSpan] = []
    for place, (start, end) in enumerate(pieces):
        best = int(shares[place].argmax())
        share = float(shares[place, best])
        span = VoiceSpan(
            channel=channel,
            start_ms=max(0, start - MARGIN_MS),
            end_ms=end + MARGIN_MS,
            speaker_label=labels[best] if share >= least else UNKNOWN_SPEAKER,
            probability=round(share, 3),
        )
        if out and _goes_on(out[-1], span):
            out[-1] = _merged(out[-1], span)
        elif out and out[-1].end_ms > span.start_ms:
            middle = (out[-1].end_ms + span.start_ms) // 2
            out[-1] = _between(out[-1], out[-1].start_ms, middle)
            out.append(_between(span, middle, span.end_ms))
        else:
            out.append(span)
    return tuple(out)


def _goes_on(earlier: VoiceSpan, later: VoiceSpan) -> bool:
    return (
        earlier.speaker_label == later.speaker_label
        and later.start_ms - earlier.end_ms < SAME_VOICE_PAUSE_MS - 2 * MARGIN_MS
    )


def _merged(earlier: VoiceSpan, later: VoiceSpan) -> VoiceSpan:
    """The mean probability, by length."""
    lengths = [span.end_ms - span.start_ms for span in (earlier, later)]
    total = earlier.probability * lengths[0] + later.probability * lengths[1]
    return VoiceSpan(
        channel=earlier.channel,
        start_ms=earlier.start_ms,
        end_ms=later.end_ms,
        speaker_label=earlier.speaker_label,
        probability=round(total / max(1, sum(lengths)), 3),
    )


def _between(span: VoiceSpan, start_ms: int, end_ms: int) -> VoiceSpan:
    return VoiceSpan(
        channel=span.channel,
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label=span.speaker_label,
        probability=span.probability,
    )
