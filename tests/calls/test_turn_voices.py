"""Turns cut by voice: words carry their speaker."""

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.turns import make_turns
from earwitness.records.hearing import Flag, Segment, Turn, Word
from earwitness.records.voices import VoiceSpan


def span(start_ms: int, end_ms: int, label: str, channel: int = 0) -> VoiceSpan:
    return VoiceSpan(
        channel=channel, start_ms=start_ms, end_ms=end_ms, speaker_label=label, probability=0.9
    )


def segment(*words: tuple[str, int, int], channel: int = 0, translation: str = "") -> Segment:
    timed = tuple(
        Word(text=text, start_ms=start, end_ms=end, confidence=0.8) for text, start, end in words
    )
    return Segment(
        channel=channel,
        start_ms=timed[0].start_ms,
        end_ms=timed[-1].end_ms,
        text=" ".join(word.text for word in timed),
        detected_language="ru",
        words=timed,
        translation=translation,
    )


def turns(segments: list[Segment], spans: list[VoiceSpan], channels: int = 1) -> tuple[Turn, ...]:
    return make_turns(segments, channels=channels, declared_language="ru", spans=spans)


TWO = [span(0, 1000, "voice-1"), span(1200, 1700, "voice-2"), span(1900, 3000, "voice-1")]
MAMA = segment(
    ("мама", 0, 500), ("слышишь", 520, 1000), ("да", 1250, 1600), ("мы", 1950, 2200),
    ("стоим", 2250, 2900), translation="Mum, do you hear? Yes. We are standing."
)  # fmt: skip


def test_a_short_answer_inside_a_segment_becomes_a_turn_of_its_own() -> None:
    found = turns([MAMA], TWO)
    assert [(turn.speaker_label, turn.text) for turn in found] == [
        ("voice-1", "мама слышишь"),
        ("voice-2", "да"),
        ("voice-1", "мы стоим"),
    ]
    assert [(turn.start_ms, turn.end_ms) for turn in found] == [
        (0, 1000),
        (1250, 1600),
        (1950, 2900),
    ]


def test_the_english_goes_to_the_turn_whose_words_it_says() -> None:
    found = turns([MAMA], TWO)
    assert [turn.translation for turn in found] == [
        "Mum, do you hear?",
        "Yes.",
        "We are standing.",
    ]
    assert not any(turn.flags for turn in found)


def test_english_that_cannot_be_split_stays_with_the_longer_part_and_both_say_so() -> None:
    heard = segment(
        ("вы", 0, 300), ("где", 400, 1000), ("стоим", 1250, 1600), translation="Where do you stand?"
    )  # fmt: skip
    found = turns([heard], TWO)
    assert [turn.translation for turn in found] == ["Where do you stand?", ""]
    assert all(turn.flags == (Flag.TRANSLATION_SHARED,) for turn in found)


def test_neighbours_of_one_voice_join_and_of_unknown_do_not() -> None:
    first, second = segment(("мама", 0, 500)), segment(("слышишь", 600, 1000))
    assert [turn.text for turn in turns([first, second], [span(0, 1100, "voice-1")])] == [
        "мама слышишь"
    ]
    unknown = [span(0, 1100, "unknown")]
    assert [turn.text for turn in turns([first, second], unknown)] == ["мама", "слышишь"]


def test_a_word_beside_every_span_takes_the_nearest_voice_and_far_away_none() -> None:
    near, far = segment(("да", 3100, 3300)), segment(("нет", 9000, 9300))
    found = turns([near, far], TWO)
    assert [turn.speaker_label for turn in found] == ["voice-1", "unknown"]


def test_a_sliver_of_another_voice_is_no_answer() -> None:
    spans = [span(0, 600, "voice-1"), span(600, 700, "voice-2"), span(700, 2000, "voice-1")]
    words = segment(("мы", 0, 550), ("же", 600, 690), ("стоим", 720, 1500))
    assert [turn.text for turn in turns([words], spans)] == ["мы же стоим"]


def test_a_segment_without_words_goes_to_the_voice_with_the_most_time() -> None:
    plain = Segment(
        channel=0, start_ms=0, end_ms=1900, text="мама слышишь да", detected_language=""
    )
    assert [turn.speaker_label for turn in turns([plain], TWO)] == ["voice-1"]


def test_several_people_on_one_channel_of_a_stereo_call_are_turns_of_that_channel() -> None:
    spans = [
        span(0, 1000, "channel-0/voice-1"),
        span(1200, 1700, "channel-0/voice-2"),
        span(1900, 3000, "unknown"),
        span(0, 3000, "channel-1", channel=1),
    ]
    found = turns([MAMA, segment(("алло", 3200, 3500), channel=1)], spans, channels=2)
    assert [turn.speaker_label for turn in found] == [
        "channel-0/voice-1",
        "channel-0/voice-2",
        "channel-0",
        "channel-1",
    ]


def test_voices_that_speak_at_once_on_two_channels_are_marked() -> None:
    left, right = segment(("мама", 0, 2000)), segment(("да", 1000, 1500), channel=1)
    after = segment(("мы", 2100, 2500), channel=1)
    found = turns([left, right, after], [], channels=2)
    marked = [(turn.text, Flag.OVERLAPPED in turn.flags) for turn in found]
    assert marked[0] == ("мама", True) and marked[1][1]


SPANS = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from(["voice-1", "voice-2", "unknown"])), max_size=8
)


@settings(max_examples=100, deadline=None)
@given(lengths=SPANS, words=st.lists(st.integers(20, 700), min_size=1, max_size=15))
def test_no_word_is_lost_or_doubled(lengths: list[tuple[int, str]], words: list[int]) -> None:
    spans, at = [], 0
    for length, label in lengths:
        spans.append(span(at, at + length, label))
        at += length + 50
    timed, at = [], 0
    for place, length in enumerate(words):
        timed.append((f"w{place}", at, at + length))
        at += length + 30
    found = turns([segment(*timed)], spans)
    assert [word.text for turn in found for word in turn.words] == [text for text, *_ in timed]
    assert all(turn.start_ms <= turn.end_ms for turn in found)
