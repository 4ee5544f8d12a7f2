"""Telling voices apart, with an encoder for which pitch is voice."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.ports import Sound
from earwitness.calls.voice_tracks import voice_shares
from earwitness.calls.voices import packed, tell_voices, unpacked
from earwitness.records.voices import Voices
from fakes.encoders import FakeEncoder
from fakes.talk import talk, whole
from speaker_encoder_contract import SpeakerEncoderContract

LONG = [("low", 3.0), ("high", 2.5), ("low", 2.0), ("high", 3.5)]


class TestTheFakeKeepsTheContract(SpeakerEncoderContract):
    @pytest.fixture
    def encoder(self) -> FakeEncoder:
        return FakeEncoder()


def told(*channels: list[tuple[str, float]]) -> tuple[Voices, list[list[tuple[int, int, str]]]]:
    talks = [talk(turns, seed=7 + place) for place, turns in enumerate(channels)]
    length = max(len(samples) for samples, _ in talks)
    rows = [np.pad(samples, (0, length - len(samples))) for samples, _ in talks]
    sound = Sound(samples=np.stack(rows), sample_rate=16_000)
    spans = [whole(samples, place) for place, (samples, _) in enumerate(talks)]
    return tell_voices(sound, spans, encoder=FakeEncoder()), [truth for _, truth in talks]


def label_at(voices: Voices, ms: int, channel: int = 0) -> str:
    return next(
        (
            span.speaker_label
            for span in voices.spans
            if span.channel == channel and span.start_ms <= ms < span.end_ms
        ),
        "nobody",
    )


def labels_of_turns(voices: Voices, truth: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    return [(voice, label_at(voices, (start + end) // 2)) for start, end, voice in truth]


def test_two_voices_on_one_channel_are_told_apart_in_the_order_of_speaking() -> None:
    voices, (truth,) = told(LONG * 3)
    names = {"low": "voice-1", "high": "voice-2"}
    assert voices.channels[0].count == 2
    assert all(names[voice] == label for voice, label in labels_of_turns(voices, truth))


def test_a_short_answer_between_long_turns_keeps_its_voice() -> None:
    turns = [("low", 3.0), ("high", 0.4), ("low", 3.0), ("high", 2.5)] * 3
    voices, (truth,) = told(turns)
    names = {"low": "voice-1", "high": "voice-2"}
    assert all(names[voice] == label for voice, label in labels_of_turns(voices, truth))


def test_one_voice_that_talks_long_enough_is_one_voice() -> None:
    voices, _ = told([("low", 3.0)] * 10)
    assert voices.channels[0].count == 1
    assert {span.speaker_label for span in voices.spans} == {"voice-1"}


def test_three_voices_are_three() -> None:
    voices, (truth,) = told([("low", 3.0), ("high", 2.5), ("third", 3.0)] * 5)
    assert voices.channels[0].count == 3
    assert len(set(labels_of_turns(voices, truth))) == 3


def test_too_little_speech_is_unknown_and_says_why() -> None:
    voices, _ = told([("low", 1.5), ("high", 1.5)])
    (facts,) = voices.channels
    assert facts.count is None and "too little" in facts.reason
    assert {span.speaker_label for span in voices.spans} == {"unknown"}
    assert voices.voices == ()


def test_a_little_speech_of_one_kind_does_not_prove_one_voice() -> None:
    voices, _ = told([("low", 3.0)] * 3)
    assert voices.channels[0].count is None
    assert {span.speaker_label for span in voices.spans} == {"unknown"}


def test_silence_has_no_voices() -> None:
    sound = Sound(samples=np.zeros((1, 48_000), np.float32), sample_rate=16_000)
    voices = tell_voices(sound, [], encoder=FakeEncoder())
    assert voices.spans == () and voices.channels[0].count is None


def test_each_channel_is_a_side_and_several_people_on_one_are_told_apart() -> None:
    voices, _ = told([("third", 3.0)] * 8, LONG * 3)
    assert [facts.count for facts in voices.channels] == [1, 2]
    assert {(span.channel, span.speaker_label) for span in voices.spans} == {
        (0, "channel-0"),
        (1, "channel-1/voice-1"),
        (1, "channel-1/voice-2"),
    }


def test_every_voice_keeps_its_mean_and_a_few_stretches_in_little_room() -> None:
    voices, _ = told(LONG * 3)
    assert [voice.speaker_label for voice in voices.voices] == ["voice-1", "voice-2"]
    for voice in voices.voices:
        assert 1 <= len(voice.references) <= 6
        mean = unpacked(voice.embedding)
        assert all(unpacked(one.embedding) @ mean > 0.7 for one in voice.references)
        assert all(one.end_ms - one.start_ms >= 1000 for one in voice.references)
    assert voices.encoder == "fake-encoder" and voices.embedding_size == 24


def test_the_same_sound_gives_the_same_answer() -> None:
    assert told(LONG * 2)[0] == told(LONG * 2)[0]


@settings(max_examples=12, deadline=None)
@given(
    turns=st.lists(
        st.tuples(st.sampled_from(["low", "high", "third"]), st.sampled_from([0.2, 0.6, 1.5, 3.0])),
        max_size=14,
    )
)
def test_spans_are_in_order_apart_and_inside_the_sound(turns: list[tuple[str, float]]) -> None:
    voices, ((*truth,),) = told(turns)
    edges = [edge for span in voices.spans for edge in (span.start_ms, span.end_ms)]
    assert edges == sorted(edges)
    assert all(0 <= span.probability <= 1 for span in voices.spans)
    assert len({span.speaker_label for span in voices.spans} - {"unknown"}) <= 4
    assert all(edge <= max((end for _, end, _ in truth), default=0) + 600 for edge in edges)


def test_embeddings_survive_packing() -> None:
    vector = np.random.default_rng(3).normal(size=256).astype(np.float32)
    vector /= np.linalg.norm(vector)
    assert len(packed(vector)) < 700
    assert np.abs(unpacked(packed(vector)) - vector).max() < 1e-3


def test_a_doubtful_piece_follows_its_neighbours_unless_somebody_paused() -> None:
    scores = np.array([[0.8, 0.5], [0.60, 0.61], [0.8, 0.5]])
    close = voice_shares([(0, 1000), (1050, 1350), (1400, 2400)], scores)
    assert close[1, 0] > 0.8
    apart = voice_shares([(0, 1000), (1500, 1800), (2300, 3300)], scores)
    assert apart[1, 0] < close[1, 0]
