"""Turns: channels tell who speaks; one channel tells nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.turns import LONGEST_PAUSE_MS, make_turns, speaker_label
from earwitness.records.hearing import Flag, Segment, Word


def segment(channel: int, start_ms: int, end_ms: int, text: str, *flags: Flag) -> Segment:
    word = Word(text=text, start_ms=start_ms, end_ms=end_ms, confidence=0.5)
    return Segment(
        channel=channel,
        start_ms=start_ms,
        end_ms=end_ms,
        text=text,
        detected_language="ru",
        words=(word,),
        translation=f"{text} in English",
        flags=flags,
    )


def said(*segments: Segment, channels: int = 2) -> list[tuple[str, str]]:
    turns = make_turns(segments, channels=channels, declared_language="ru")
    return [(turn.speaker_label, turn.text) for turn in turns]


def test_neighbours_of_one_channel_are_one_turn() -> None:
    found = said(segment(0, 0, 900, "мама"), segment(0, 1000, 2000, "это я"))
    assert found == [("channel-0", "мама это я")]


def test_the_other_voice_between_them_ends_a_turn() -> None:
    found = said(
        segment(0, 0, 900, "мама"), segment(1, 950, 1400, "кто это"), segment(0, 1500, 2000, "я")
    )
    assert found == [("channel-0", "мама"), ("channel-1", "кто это"), ("channel-0", "я")]


def test_a_long_pause_ends_a_turn() -> None:
    late = 900 + LONGEST_PAUSE_MS + 1
    assert len(said(segment(0, 0, 900, "мама"), segment(0, late, late + 500, "слышишь"))) == 2


def test_doubt_does_not_spread_over_sound_text() -> None:
    found = make_turns(
        [segment(0, 0, 900, "мама"), segment(0, 950, 1200, "да да", Flag.REPETITION)],
        channels=2,
        declared_language="ru",
    )
    assert [turn.flags for turn in found] == [(), (Flag.REPETITION,)]


def test_on_one_channel_the_speaker_is_unknown_and_nothing_is_joined() -> None:
    found = said(segment(0, 0, 900, "мама"), segment(0, 950, 1200, "кто это"), channels=1)
    assert found == [("unknown", "мама"), ("unknown", "кто это")]
    assert speaker_label(0, 1) == "unknown"


def test_a_joined_turn_keeps_words_times_and_translation() -> None:
    (turn,) = make_turns(
        [segment(1, 0, 900, "мама"), segment(1, 1000, 2000, "это я")],
        channels=2,
        declared_language="",
    )
    assert (turn.start_ms, turn.end_ms, turn.language, turn.channel) == (0, 2000, "ru", 1)
    assert turn.translation == "мама in English это я in English"
    assert [word.text for word in turn.words] == ["мама", "это я"]


SEGMENTS = st.lists(
    st.builds(
        lambda channel, start, length, text: segment(channel, start, start + length, text),
        st.integers(0, 1),
        st.integers(0, 60_000),
        st.integers(0, 9000),
        st.sampled_from(["да", "нет", "мама"]),
    ),
    max_size=12,
)


@settings(max_examples=80, deadline=None)
@given(segments=SEGMENTS, channels=st.sampled_from([1, 2]))
def test_no_word_is_lost_and_turns_come_in_order(segments: list[Segment], channels: int) -> None:
    turns = make_turns(segments, channels=channels, declared_language="")
    assert sorted(word.text for turn in turns for word in turn.words) == sorted(
        one.text for one in segments
    )
    assert [turn.start_ms for turn in turns] == sorted(turn.start_ms for turn in turns)
    assert all(turn.start_ms <= turn.end_ms for turn in turns)
