"""Comparing voices of one encoder: scores, and what they are worth as likelihood ratios."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.crossing.voices.calibration import (
    LEAST_SPEECH_MS,
    OTHER_CHANNEL,
    Calibration,
    over_sessions,
)
from earwitness.crossing.voices.channels import channel_note, same_channel
from earwitness.crossing.voices.crowding import excess, labelled_excess
from earwitness.crossing.voices.vectors import Rows, scaled, unpacked
from earwitness.records.voice_groups import CallVoice, VoiceComparison

NOT_FITTED = "likeness was never fitted for this encoder"
UNREADABLE = "its stored vector cannot be read"
TOO_SHORT = f"less than {LEAST_SPEECH_MS // 1000} s of speech"
ONE_RECORDING = "both are in one recording, where they were told apart"
OTHER_ENCODERS = "their vectors come from different encoders"


@dataclass(frozen=True, slots=True)
class ComparableVoices:
    """Voices of one encoder that can be compared, in the order of their ids.

    `rows` has shape (voices, size); a product of two rows is their score. `held_back` is in bits.
    `left_out` holds the other voices with the reason.
    """

    voices: tuple[CallVoice, ...]
    rows: Rows
    held_back: float
    calibration: Calibration | None
    left_out: tuple[tuple[CallVoice, str], ...] = ()

    def compare(self, left: int, right: int) -> VoiceComparison:
        """Two of the voices, by their places."""
        fitted = self.calibration
        assert fitted is not None, "without a calibration there are no voices to name"
        pair = (self.voices[left], self.voices[right])
        if pair[0].member.sha256 == pair[1].member.sha256:
            return not_compared(*pair, ONE_RECORDING)
        score = float(self.rows[left] @ self.rows[right])
        codecs = (pair[0].codec, pair[1].codec)
        widths = (pair[0].bandwidth_hz, pair[1].bandwidth_hz)
        return VoiceComparison(
            left=pair[0].member,
            right=pair[1].member,
            log2_lr=round(_worth(score, self.held_back, same_channel(codecs, widths), fitted), 2),
            likeness=round(score, 3),
            held_back=round(self.held_back, 2),
            channel_note=channel_note(codecs, widths),
        )


def _worth(score: float, held_back: float, same: bool, calibration: Calibration) -> float:
    """What is held back never speaks against one speaker: it ends at 0."""
    bits = calibration.bits(score)
    if bits > 0:
        bits = max(0.0, bits - held_back)
    bits *= 1.0 if same else OTHER_CHANNEL
    return over_sessions(min(bits, calibration.highest))


def not_compared(left: CallVoice, right: CallVoice, reason: str) -> VoiceComparison:
    """No answer, and why."""
    return VoiceComparison(left=left.member, right=right.member, log2_lr=None, reason=reason)


def comparable(voices: Sequence[CallVoice], calibration: Calibration | None) -> ComparableVoices:
    """Sort out what can be compared among voices of one encoder, in whatever order they come."""
    kept: list[CallVoice] = []
    rows: list[Rows] = []
    left_out: list[tuple[CallVoice, str]] = []
    ordered = sorted(voices, key=lambda one: one.member.id)
    unit_rows = [unpacked(voice.embedding) for voice in ordered]
    sizes = Counter(len(row) for row in unit_rows if row is not None)
    size = max(sizes, key=lambda own: (sizes[own], own), default=0)
    for voice, row in zip(ordered, unit_rows, strict=True):
        if calibration is None:
            left_out.append((voice, NOT_FITTED))
        elif row is None or len(row) != size:
            left_out.append((voice, UNREADABLE))
        elif voice.member.speech_ms < LEAST_SPEECH_MS:
            left_out.append((voice, TOO_SHORT))
        else:
            kept.append(voice)
            rows.append(scaled(row, voice.member.speech_ms, calibration.attenuation_s))
    if calibration is None or not rows:
        return ComparableVoices((), np.zeros((0, 1), np.float32), 0.0, None, (*left_out,))
    table = np.stack(rows)
    found = max(excess(table, calibration), _labelled(kept, table, calibration))
    return ComparableVoices((*kept,), table, calibration.slope * found, calibration, (*left_out,))


def _labelled(kept: Sequence[CallVoice], rows: Rows, calibration: Calibration) -> float:
    """From the pairs of voices on two channels of one recording."""
    places = list(_two_sides(kept))
    if not places:
        return 0.0
    left, right = np.array(places).T
    return labelled_excess(np.einsum("ij,ij->i", rows[left], rows[right]), calibration)


def _two_sides(kept: Sequence[CallVoice]) -> Iterator[tuple[int, int]]:
    """One pair a recording: of each of its two channels, the voice heard longest."""
    longest: dict[str, dict[int, int]] = {}
    for place, voice in enumerate(kept):
        own = longest.setdefault(voice.member.sha256, {})
        held = own.get(voice.channel)
        if held is None or voice.member.speech_ms > kept[held].member.speech_ms:
            own[voice.channel] = place
    for sides in longest.values():
        if len(sides) == 2:
            left, right = sides.values()
            yield left, right
