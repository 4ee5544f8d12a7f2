"""What is said about two voices, and when nothing is."""

from dataclasses import replace

import pytest

from earwitness.crossing.voices import comparison
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER, Calibration
from earwitness.crossing.voices.comparison import ComparableVoices, comparable
from earwitness.crossing.voices.vectors import unpacked
from earwitness.records.voice_groups import CallVoice, VoiceComparison
from fakes.known_voices import known_voice

FITTED = CALIBRATIONS[RESEMBLYZER]


def compared(left: CallVoice, right: CallVoice, *others: CallVoice) -> VoiceComparison:
    own = comparable([left, right, *others], FITTED)
    return own.compare(own.voices.index(left), own.voices.index(right))


def reasons(own: ComparableVoices) -> list[str]:
    return [reason for _, reason in own.left_out]


def test_one_speaker_in_two_calls_is_likelier_than_two() -> None:
    same = compared(known_voice(1, 1), known_voice(1, 2)).log2_lr
    other = compared(known_voice(1, 1), known_voice(2, 2)).log2_lr
    assert same is not None and other is not None
    assert same > 1 and other < -0.8


def test_nothing_says_more_than_the_speakers_of_the_fit_and_other_days_allow() -> None:
    alike = compared(known_voice(1, 1, noise=0), known_voice(1, 2, noise=0, speech_ms=8_000))
    opposite = compared(known_voice(1, 1, common=0.01), known_voice(2, 2, common=0.01))
    assert FITTED.highest == pytest.approx(3.585, abs=1e-3)
    assert alike.log2_lr == 2.7
    assert opposite.log2_lr == -1


@pytest.mark.parametrize("speaker", [1, 2])
@pytest.mark.parametrize("codec", ["amrnb", "", "mp3float"])
def test_another_or_an_unknown_channel_pulls_towards_nothing(speaker: int, codec: str) -> None:
    left = known_voice(1, 1, common=0.865)
    near = compared(left, known_voice(speaker, 2, common=0.865))
    far = compared(left, known_voice(speaker, 2, common=0.865, codec=codec))
    assert near.log2_lr is not None and far.log2_lr is not None
    assert abs(far.log2_lr) < abs(near.log2_lr)
    assert near.channel_note == "both gsm"
    assert far.channel_note == f"gsm and {codec or 'unknown'}"


def test_a_recorders_codec_hides_that_of_the_telephone() -> None:
    found = compared(known_voice(1, 1, codec="pcm_alaw"), known_voice(1, 2, codec="pcm_alaw"))
    assert found.channel_note == "both pcm_alaw: the telephone's own codec is not known"


def test_bandwidths_apart_are_channels_apart() -> None:
    narrow = replace(known_voice(1, 2), bandwidth_hz=2_500)
    assert compared(known_voice(1, 1), narrow).channel_note == "both gsm, 3400 and 2500 Hz wide"


def test_a_voice_with_little_speech_is_not_compared() -> None:
    own = comparable(
        [known_voice(1, 1, speech_ms=7_999), known_voice(1, 2, speech_ms=8_000)], FITTED
    )
    assert len(own.voices) == 1
    assert reasons(own) == ["less than 8 s of speech"]


def test_little_speech_does_not_look_like_another_speaker() -> None:
    """A mean over less speech has a lower cosine with everybody; scores make up for it."""
    long = compared(known_voice(1, 1), known_voice(1, 2)).likeness
    short = compared(known_voice(1, 1), known_voice(1, 2, speech_ms=8_000)).likeness
    assert long is not None and short is not None and short > long


def test_an_encoder_that_was_never_fitted_says_nothing() -> None:
    own = comparable([known_voice(1, 1), known_voice(1, 2)], None)
    assert own.voices == ()
    assert set(reasons(own)) == {comparison.NOT_FITTED}


@pytest.mark.parametrize(
    "embedding", ["", "not base64!", "AA==", "AAAA", "AHwAfAB8", known_voice(1, 1).embedding[:40]]
)
def test_a_vector_that_is_none_is_left_out(embedding: str) -> None:
    """Odd bytes, no values, zeros, infinity, another size."""
    broken = replace(known_voice(1, 3), embedding=embedding)
    own = comparable([broken, known_voice(1, 1), known_voice(1, 2)], FITTED)
    assert reasons(own) == [comparison.UNREADABLE]
    assert unpacked("AHwAfAB8") is None


def test_voices_of_one_recording_are_not_compared() -> None:
    found = compared(known_voice(1, 1), known_voice(2, 1, label="voice-2"))
    assert found.log2_lr is None
    assert found.reason == comparison.ONE_RECORDING


def test_where_everybody_sounds_alike_less_is_said_and_never_against() -> None:
    """A hundred men of one kind: strangers here are as alike as one speaker in the fit."""
    crowd = [known_voice(number % 38, 100 + number, common=0.93) for number in range(100)]
    left, right = known_voice(38, 1, common=0.93), known_voice(38, 2, common=0.93)
    alone, among = compared(left, right), compared(left, right, *crowd)
    assert alone.log2_lr is not None and among.log2_lr is not None
    assert among.held_back > 1
    assert 0 <= among.log2_lr < alone.log2_lr
    stranger = compared(left, crowd[0], right, *crowd[1:])
    assert stranger.log2_lr == 0


def test_two_sides_of_calls_are_strangers_that_tell_how_alike_this_archive_is() -> None:
    def sides(number: int) -> list[CallVoice]:
        return [
            known_voice(side, number, label=f"channel-{side}", channel=side, common=0.9)
            for side in (0, 1)
        ]

    few = comparable([voice for number in range(19) for voice in sides(number)], FITTED)
    many = comparable([voice for number in range(20) for voice in sides(number)], FITTED)
    floor = FITTED.slope * (0.9 - FITTED.stranger_mean) * 0.9
    assert many.held_back > floor > few.held_back


def test_the_calibration_is_a_line_and_its_inverse() -> None:
    assert FITTED.score(FITTED.bits(0.8)) == pytest.approx(0.8)
    assert isinstance(FITTED, Calibration)
    assert FITTED.bits(FITTED.stranger_mean) < -3
