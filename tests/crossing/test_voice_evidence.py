from datetime import UTC, datetime

import pytest

from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.conversation import conversation
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.voice_evidence import asked_pairs, voice_evidence
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.judgement import JudgementRecord
from earwitness.records.profile import Profile
from earwitness.records.voice_links import SpeakerInCall, VoiceLink

FAMILY, OTHER_FAMILY = "+79552110001", "+79552110002"
PHONE = "+380970001127"
STEREO = {"caller": "channel-0", "called": "channel-1"}
LABELS = {"call-1": STEREO, "call-2": STEREO, "call-3": {}}
FEDYA = Profile(source_id="s", profile_id="1", name="Фёдор Кубышкин", numbers=(PHONE,))


def _judged(verdict: Judgement) -> JudgementRecord:
    return JudgementRecord(
        id="judgement-1", subject="attr-1", verdict=verdict, why="his mother said so", by="Olena",
        at=datetime(2022, 5, 1, tzinfo=UTC), call_id="call-1", side="caller",
        person_name="Фёдор Кубышкин", profiles=("s:1",),
    )  # fmt: skip


def _link(log2_lr: float) -> VoiceLink:
    left, right = (SpeakerInCall(call_id=f"call-{n}", speaker_label="channel-0") for n in (1, 2))
    return VoiceLink(left=left, right=right, log2_lr=log2_lr, left_speech_ms=20_000,
                     right_speech_ms=15_000, channel_note="both gsm")  # fmt: skip


def _second_call(log2_lr: float, verdict: Judgement = Judgement.POSITIVE) -> Attribution:
    call = Call(id="call-2", caller=PHONE, called=OTHER_FAMILY)
    turn = Turn(start_ms=0, end_ms=900, channel=0, language="ru", text="Алло, слышно?",
                speaker_label="channel-0")  # fmt: skip
    voices = voice_evidence([_judged(verdict)], [_link(log2_lr)], LABELS)
    talk = conversation(call, [turn], STEREO, {PHONE: 1})
    (found,) = attribute_all([talk], ProfileIndex.build([FEDYA]), {}, voices=voices)
    return next(one for one in found if one.side == "caller" and one.person_id)


def test_whoever_sounds_like_a_person_judged_elsewhere_is_likelier_to_be_this_person() -> None:
    alike, silent = _second_call(2.0), _second_call(0.0, Judgement.UNSURE)
    assert alike.match_weight == pytest.approx(silent.match_weight + 2.0, abs=0.002)
    (item,) = (item for item in alike.evidence if item.kind == "voice")
    assert item.weight == 2.0 and item.source == "call call-1"
    assert "no proof" in item.detail and "15 s and 20 s" in item.detail


def test_a_voice_that_differs_counts_against() -> None:
    assert [item.kind for item in _second_call(-1.0).against] == ["voice"]


def test_only_what_people_judged_makes_a_voice_known() -> None:
    assert list(asked_pairs([_judged(Judgement.NEGATIVE)], LABELS)) == []
    assert not [item for item in _second_call(2.0, Judgement.NEGATIVE).evidence
                if item.kind == "voice"]  # fmt: skip


def test_speakers_of_the_same_call_and_of_one_channel_are_not_asked_about() -> None:
    pairs = list(asked_pairs([_judged(Judgement.POSITIVE)], LABELS))
    known = SpeakerInCall(call_id="call-1", speaker_label="channel-0")
    assert {left for left, _ in pairs} == {known}
    assert {right.call_id for _, right in pairs} == {"call-2"}
