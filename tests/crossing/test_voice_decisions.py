"""Judgements about voices reach the grouping as what they are."""

from datetime import UTC, datetime

from earwitness.crossing.voice_decisions import voice_decisions
from earwitness.records.attribution import Judgement
from earwitness.records.judgement import JudgementRecord
from earwitness.records.voice_groups import voice_pair_id

LEFT, RIGHT = "voice-" + "0" * 16, "voice-" + "a" * 16


def judged(subject: str, verdict: Judgement) -> JudgementRecord:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    return JudgementRecord(
        id="judgement-1", subject=subject, verdict=verdict, why="Heard.", by="Olena", at=at
    )


def test_each_verdict_becomes_its_decision_and_other_subjects_none() -> None:
    pair = voice_pair_id(RIGHT, LEFT)
    verdicts = (Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE, Judgement.NONE)
    found = list(voice_decisions([judged(pair, verdict) for verdict in verdicts]))
    assert [one.same for one in found] == [True, False, None]
    assert {(one.left, one.right, one.by, one.why) for one in found} == {
        (LEFT, RIGHT, "Olena", "Heard.")
    }
    others = [judged("attr-1", Judgement.POSITIVE), judged("a:1=b:2", Judgement.POSITIVE)]
    assert list(voice_decisions(others)) == []
