"""Clips: every sample of speech is heard once, and times lead back to where it was."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.clips import (
    CLIP_MS,
    LONGEST_PAUSE_MS,
    RATE,
    cut_clips,
    recording_span,
    recording_times,
    stretches,
)
from earwitness.calls.ports import Clip, Sound
from earwitness.records.hearing import SpeechSpan

SHA = "ab" * 32
PER_MS = RATE // 1000


@st.composite
def spans_on(draw: st.DrawFn, channel: int) -> list[SpeechSpan]:
    """Spans in order, apart from each other or touching."""
    spans, at = [], draw(st.integers(0, 3000))
    for _ in range(draw(st.integers(0, 6))):
        length = draw(st.integers(20, 40_000))
        spans.append(SpeechSpan(channel=channel, start_ms=at, end_ms=at + length))
        at += length + draw(st.integers(0, 5000))
    return spans


SPANS = st.tuples(spans_on(0), spans_on(1)).map(lambda both: [*both[0], *both[1]])


def counting_sound(spans: list[SpeechSpan]) -> Sound:
    """Sound whose samples say where they are; the second channel is negative."""
    length = max((span.end_ms for span in spans), default=0) + 100
    places = np.arange(length * PER_MS, dtype=np.float32)
    return Sound(samples=np.stack([places, -places]), sample_rate=RATE)


def kept(clips: tuple[Clip, ...]) -> list[SpeechSpan]:
    return [span for clip in clips for _, span in clip.pieces]


@settings(max_examples=60, deadline=None)
@given(spans=SPANS)
def test_all_speech_is_in_some_clip_and_in_one_only(spans: list[SpeechSpan]) -> None:
    pieces = kept(cut_clips(SHA, counting_sound(spans), spans))
    for channel in (0, 1):
        own = [piece for piece in pieces if piece.channel == channel]
        for before, after in pairwise(own):
            assert before.end_ms <= after.start_ms
        for span in spans:
            if span.channel == channel:
                inside = sum(
                    max(0, min(piece.end_ms, span.end_ms) - max(piece.start_ms, span.start_ms))
                    for piece in own
                )
                assert inside == span.end_ms - span.start_ms


@settings(max_examples=60, deadline=None)
@given(spans=SPANS)
def test_no_clip_is_longer_than_the_window(spans: list[SpeechSpan]) -> None:
    for clip in cut_clips(SHA, counting_sound(spans), spans):
        assert 0 < len(clip.samples) <= CLIP_MS * PER_MS


@settings(max_examples=60, deadline=None)
@given(spans=SPANS, share=st.floats(0, 0.999))
def test_a_moment_in_a_clip_is_the_moment_of_its_sample(
    spans: list[SpeechSpan], share: float
) -> None:
    for clip in cut_clips(SHA, counting_sound(spans), spans):
        index = int(share * len(clip.samples))
        sample_ms = abs(float(clip.samples[index])) / PER_MS
        at_ms = index / PER_MS
        first, last = recording_times(clip, at_ms, at_ms)
        assert first == last
        assert abs(first - sample_ms) <= 1
        assert (clip.samples[index] <= 0) == (clip.channel == 1) or index == 0


@settings(max_examples=60, deadline=None)
@given(spans=SPANS, start=st.floats(-1000, 40_000), length=st.floats(0, 40_000))
def test_times_stay_within_one_stretch_and_in_order(
    spans: list[SpeechSpan], start: float, length: float
) -> None:
    for clip in cut_clips(SHA, counting_sound(spans), spans):
        first, last = recording_times(clip, start, start + length)
        assert first <= last
        assert any(
            one.start_ms <= first <= last <= one.end_ms + one.kept_ms for one in stretches(clip)
        )
        begin, end = recording_span(clip, start, start + length)
        assert clip.pieces[0][1].start_ms <= begin <= end <= clip.pieces[-1][1].end_ms


LONG_PAUSE = [
    SpeechSpan(channel=0, start_ms=1000, end_ms=3000),
    SpeechSpan(channel=0, start_ms=30_000, end_ms=31_000),
]


def test_a_word_that_begins_in_a_cut_pause_stands_where_it_is_spoken() -> None:
    """Aligners let it begin where the word before it ended: here 1.9 s before its sound."""
    (clip,) = cut_clips(SHA, counting_sound(LONG_PAUSE), LONG_PAUSE)
    assert recording_times(clip, 2100, 4400) == (30_000, 30_400)
    assert recording_times(clip, 1700, 2600) == (2700, 3600)


def test_a_word_in_a_cut_pause_stays_where_its_sound_is() -> None:
    (clip,) = cut_clips(SHA, counting_sound(LONG_PAUSE), LONG_PAUSE)
    assert recording_times(clip, 3300, 3700) == (4300, 4700)


def test_a_sentence_goes_on_over_a_cut_pause_or_begins_after_it() -> None:
    (clip,) = cut_clips(SHA, counting_sound(LONG_PAUSE), LONG_PAUSE)
    assert recording_span(clip, 500, 4500) == (1500, 30_500)
    assert recording_span(clip, 2100, 4500) == (30_000, 30_500)


def test_only_pauses_are_shortened_and_the_clip_tells_where() -> None:
    spans = [
        SpeechSpan(channel=0, start_ms=1000, end_ms=2000),
        SpeechSpan(channel=0, start_ms=2400, end_ms=3000),
        SpeechSpan(channel=0, start_ms=9000, end_ms=9500),
    ]
    (clip,) = cut_clips(SHA, counting_sound(spans), spans)
    assert len(clip.samples) == PER_MS * (1000 + 400 + 600 + LONGEST_PAUSE_MS + 500)
    before, after = stretches(clip)
    assert (before.start_ms, before.end_ms, before.kept_ms) == (1000, 3000, LONGEST_PAUSE_MS)
    assert (after.start_ms, after.end_ms, after.kept_ms) == (9000, 9500, 0)
    assert after.offset_ms == 1000 + 400 + 600 + LONGEST_PAUSE_MS


def test_channels_never_share_a_clip() -> None:
    spans = [SpeechSpan(channel=channel, start_ms=0, end_ms=500) for channel in (0, 1)]
    clips = cut_clips(SHA, counting_sound(spans), spans)
    assert [clip.channel for clip in clips] == [0, 1]


def test_without_speech_there_is_nothing_to_hear() -> None:
    assert cut_clips(SHA, counting_sound([]), []) == ()
