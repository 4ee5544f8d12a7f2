"""Hearing with a fake recogniser: order, doubts, and the second hearing."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from earwitness.calls.hearing import hear
from earwitness.calls.ports import Clip, HearingOptions, Sound
from earwitness.records.errors import EngineFailed
from earwitness.records.hearing import Flag, Segment, SpeechSpan, TimedEnglish
from fakes.recognisers import FakeRecogniser, spoken_segment

OPTIONS = HearingOptions(languages=("ru",), beam_size=1, translate=False)
LOOP = ("да",) * 40
ONE, TWO = "11" * 32, "22" * 32


def sound(seconds: int, channels: int = 1) -> Sound:
    return Sound(samples=np.zeros((channels, 16000 * seconds), np.float32), sample_rate=16000)


def span(channel: int, start_ms: int, end_ms: int) -> SpeechSpan:
    return SpeechSpan(channel=channel, start_ms=start_ms, end_ms=end_ms)


class LoopsAtFirst(FakeRecogniser):
    """Loops; heard again, it says a sentence."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        return (spoken_segment(clip) if options.second_hearing else spoken_segment(clip, LOOP),)


class LoopsAlways(FakeRecogniser):
    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        return (spoken_segment(clip, LOOP),)


class FallsSilent(LoopsAlways):
    """Heard again, it hears nothing."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        return () if options.second_hearing else (spoken_segment(clip, LOOP),)


def heard(recogniser: FakeRecogniser, spans: Sequence[SpeechSpan]) -> tuple[Segment, ...]:
    return hear({ONE: sound(20)}, {ONE: spans}, recogniser=recogniser, options=OPTIONS)[ONE]


def test_clips_of_all_recordings_go_to_the_recogniser_at_once() -> None:
    recogniser = FakeRecogniser()
    found = hear(
        {ONE: sound(5, channels=2), TWO: sound(5)},
        {ONE: [span(0, 0, 2000), span(1, 1000, 3000)], TWO: [span(0, 500, 2900)]},
        recogniser=recogniser,
        options=OPTIONS,
    )
    assert [count for count, _ in recogniser.asked] == [3]
    assert [(one.channel, one.start_ms) for one in found[ONE]] == [(0, 0), (1, 1000)]
    assert [one.start_ms for one in found[TWO]] == [500]


def test_a_recording_without_speech_has_an_empty_hearing() -> None:
    found = hear({ONE: sound(5)}, {}, recogniser=FakeRecogniser(), options=OPTIONS)
    assert found == {ONE: ()}


def test_a_doubtful_span_is_heard_once_more_and_its_first_text_is_kept() -> None:
    recogniser = LoopsAtFirst()
    (one,) = heard(recogniser, [span(0, 3000, 6000)])
    assert one.text == "мама мы стоим под лесом"
    assert one.first_hearing == " ".join(LOOP)
    assert one.flags == (Flag.REHEARD,)
    assert [options.second_hearing for _, options in recogniser.asked] == [False, True]


def test_what_is_doubtful_twice_keeps_its_first_text_and_its_marks() -> None:
    recogniser = LoopsAlways()
    (one,) = heard(recogniser, [span(0, 3000, 6000)])
    assert one.text == " ".join(LOOP)
    assert {Flag.REPETITION, Flag.REHEARD} == set(one.flags)
    assert len(recogniser.asked) == 2


def test_a_second_hearing_of_nothing_does_not_erase_the_first() -> None:
    (one,) = heard(FallsSilent(), [span(0, 3000, 6000)])
    assert one.text == " ".join(LOOP)
    assert set(one.flags) == {Flag.REPETITION, Flag.REHEARD}


def test_the_second_hearing_stays_inside_the_recording() -> None:
    recogniser = LoopsAtFirst()
    short = Sound(samples=np.zeros((1, 16000), np.float32), sample_rate=16000)
    found = hear(
        {ONE: short}, {ONE: [span(0, 0, 1000)]}, recogniser=recogniser, options=OPTIONS
    )  # fmt: skip
    assert all(0 <= one.start_ms <= one.end_ms for one in found[ONE])


def test_good_text_is_not_heard_again() -> None:
    recogniser = FakeRecogniser()
    heard(recogniser, [span(0, 0, 4000), span(0, 9000, 12_000)])
    assert len(recogniser.asked) == 1


class LoopsEverywhereAtFirst(LoopsAtFirst):
    """Loops in every stretch of speech, and remembers what it was given the second time."""

    again: list[Clip]

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        if options.second_hearing:
            self.again = [*getattr(self, "again", []), clip]
        pieces = [replace(clip, pieces=(piece,)) for piece in clip.pieces]
        return tuple(
            found for one in pieces for found in super(type(self), self).hear_clip(one, options)
        )


def test_doubts_on_both_sides_of_a_long_pause_are_heard_again_without_the_pause() -> None:
    recogniser = LoopsEverywhereAtFirst()
    long = {ONE: sound(120)}
    spans = {ONE: [span(0, 1000, 4000), span(0, 100_000, 104_000)]}
    found = hear(long, spans, recogniser=recogniser, options=OPTIONS)[ONE]
    (clip,) = recogniser.again
    assert len(clip.samples) / 16 <= 3000 + 2000 + 4000 + 400
    assert [one.start_ms >= 100_000 for one in found] == [False, True]
    assert all(one.flags == (Flag.REHEARD,) for one in found)


def test_a_clip_that_is_doubtful_from_end_to_end_is_heard_again_to_its_end() -> None:
    recogniser = LoopsEverywhereAtFirst()
    hear({ONE: sound(40)}, {ONE: [span(0, 1000, 29_000)]}, recogniser=recogniser, options=OPTIONS)
    (clip,) = recogniser.again
    assert (clip.pieces[0][1].start_ms, clip.pieces[-1][1].end_ms) == (800, 29_200)


class SpeaksEnglishOutOfTime(FakeRecogniser):
    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        late = TimedEnglish(start_ms=900_000, end_ms=901_000, text="Later.")
        return (replace(spoken_segment(clip), english=(late,)),)


def test_english_outside_of_what_was_heard_is_refused() -> None:
    with pytest.raises(EngineFailed, match="a time outside"):
        heard(SpeaksEnglishOutOfTime(), [span(0, 0, 5000)])
