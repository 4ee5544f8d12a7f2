"""Captions as WebVTT: timed by word, marked, and nothing in them that is not a caption."""

import re

import pysubs2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.publication.publishers.webvtt import write_webvtt
from earwitness.records.published import (
    PublishedCaption,
    PublishedTrack,
    PublishedWord,
    TextMark,
)
from fakes.releases import ORIGINAL, TRANSLATION, caption

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def track(*captions: PublishedCaption) -> PublishedTrack:
    return PublishedTrack(language="ru", is_translation=False, made_by="", captions=captions)


def whole(start_ms: int, end_ms: int, text: str, speaker: str = "") -> PublishedCaption:
    return PublishedCaption(start_ms=start_ms, end_ms=end_ms, speaker=speaker, text=text)


def cues(written: str) -> list[list[str]]:
    head, *blocks = [block.split("\n") for block in written.rstrip("\n").split("\n\n")]
    assert head == ["WEBVTT"]
    return blocks


def test_words_carry_their_times_and_speakers_their_names() -> None:
    first, second, *_ = cues(write_webvtt(ORIGINAL))
    assert first[0] == "00:00:00.300 --> 00:00:03.660"
    assert first[1].startswith("<v Nikita>Мам, <00:00:00.700>нам <00:00:01.100>нечего")
    assert second[1].endswith("<00:00:05.100><c.uncertain>сейчас?[?]</c>")


def test_a_translation_is_timed_as_a_whole() -> None:
    assert cues(write_webvtt(TRANSLATION))[1] == [
        "00:00:03.900 --> 00:00:05.660",
        "<v Nikita’s mother>And where are you now?",
    ]


def test_cues_stand_in_the_order_of_time_and_long_clips_have_hours() -> None:
    written = write_webvtt(
        track(whole(3_600_000, 3_601_005, "b"), whole(10, 20, "a"), whole(5, 5, "c"))
    )
    assert cues(written) == [
        ["00:00:00.005 --> 00:00:00.006", "c"],
        ["00:00:00.010 --> 00:00:00.020", "a"],
        ["01:00:00.000 --> 01:00:01.005", "b"],
    ]


def test_a_word_out_of_order_gets_no_time() -> None:
    words = tuple(
        PublishedWord(start_ms=start, end_ms=start + 10, text=text)
        for start, text in ((100, "one"), (50, "two"), (900, "three"))
    )
    told = PublishedCaption(start_ms=0, end_ms=500, speaker="", text="one two three", words=words)
    assert cues(write_webvtt(track(told)))[0][1] == "<00:00:00.100>one two three"


def test_others_can_read_it() -> None:
    read = pysubs2.SSAFile.from_string(write_webvtt(ORIGINAL), format_="vtt")
    assert [(one.start, one.end) for one in read] == [
        (one.start_ms, one.end_ms) for one in ORIGINAL.captions
    ]


def test_a_mark_is_shown_once() -> None:
    marked = caption(0, "", ("a", TextMark.UNCERTAIN), "b", marks=(TextMark.UNCERTAIN,))
    assert write_webvtt(track(marked)).count("[?]") == 1


def test_an_edited_caption_says_so() -> None:
    written = write_webvtt(track(caption(0, "", "a", "b", marks=(TextMark.EDITED,))))
    assert written.endswith("a <00:00:00.400>b [†]\n")


def test_a_caption_has_its_voice_and_the_times_of_its_words() -> None:
    words = (
        PublishedWord(start_ms=1_000, end_ms=1_200, text="Да"),
        PublishedWord(start_ms=1_200, end_ms=1_500, text="<&>"),
    )
    caption = PublishedCaption(
        start_ms=1_000, end_ms=1_500, speaker="Никита & Ко", text="Да <&>", words=words
    )
    assert write_webvtt(track(caption)) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:01.500\n"
        "<v Никита &amp; Ко>Да <00:00:01.200>&lt;&amp;&gt;\n"
    )


HOSTILE = st.lists(
    st.sampled_from(
        ["\n", "\n\n", "-->", "NOTE x", "STYLE", "<c>", "</v>", "&amp;", "\0", "\u2028", "a", " "]
    )
).map("".join)
TEXT = st.text(max_size=30) | HOSTILE


@UNHURRIED
@given(st.lists(st.builds(
    PublishedCaption, start_ms=st.integers(0, 10**7), end_ms=st.integers(0, 10**7), speaker=TEXT,
    text=TEXT,
    words=st.lists(st.builds(
        PublishedWord, start_ms=st.integers(0, 10**7), end_ms=st.integers(0, 10**7), text=TEXT,
    ), max_size=3).map(tuple),
), max_size=4))  # fmt: skip
def test_no_text_can_make_a_cue_a_note_or_a_header(captions: list[PublishedCaption]) -> None:
    written = write_webvtt(track(*captions))
    lines = written.splitlines()
    assert lines[0] == "WEBVTT"
    assert sum(" --> " in line for line in lines) == len(captions)
    assert len(lines) == 1 + 3 * len(captions)
    for text in lines[3::3]:
        tags = re.findall(r"<[^>]*>", text)
        assert all(re.fullmatch(r"<(?:v [^<>]+|[0-9:.]+)>", tag) for tag in tags)
        assert "-->" not in text
