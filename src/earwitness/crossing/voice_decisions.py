"""Judgements about two voices as decisions that the grouping of voices follows."""

from collections.abc import Iterable, Iterator

from earwitness.records.attribution import Judgement
from earwitness.records.judgement import JudgementRecord
from earwitness.records.voice_groups import VoiceDecision, voices_of_pair

_SAME = {Judgement.POSITIVE: True, Judgement.NEGATIVE: False, Judgement.UNSURE: None}


def voice_decisions(leading: Iterable[JudgementRecord]) -> Iterator[VoiceDecision]:
    """The decisions about voices among the leading judgements; one that was taken back is none."""
    for record in leading:
        voices = voices_of_pair(record.subject)
        if voices is not None and record.verdict in _SAME:
            left, right = voices
            yield VoiceDecision(
                left=left,
                right=right,
                same=_SAME[record.verdict],
                by=record.by,
                at=record.at,
                why=record.why,
            )
