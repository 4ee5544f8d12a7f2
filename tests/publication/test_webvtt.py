"""Captions as WebVTT: timed by word, marked, and nothing in them that is not a caption."""

import html
import re

import pysubs2
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.webvtt import webvtt
from earwitness.records.published import (
    PublishedCaption,
    PublishedTrack,
    PublishedWord,
    TextMark,
)
from fakes.releases import ORIGINAL, TRANSLATION, caption

TIME = r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}"
TIMES = re.compile(rf"{TIME} --> {TIME}")
BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def track(*captions: PublishedCaption) -> PublishedTrack:
    return PublishedTrack(language="ru", is_translation=False, made_by="", captions=captions)


def whole(start_ms: int, end_ms: int, text: str, speaker: str = "") -> PublishedCaption:
    return PublishedCaption(start_ms=start_ms, end_ms=end_ms, speaker=speaker, text=text)


def cues(written: str) -> list[list[str]]:
    head, *blocks = [block.split("\n") for block in written.rstrip("\n").split("\n\n")]
    assert head == ["WEBVTT"]
    return blocks


def test_words_carry_their_times_and_speakers_their_names() -> None:
    first, second, *_ = cues(webvtt(ORIGINAL))
    assert first[0] == "00:00:00.300 --> 00:00:03.660"
    assert first[1].startswith("<v Nikita>Мам, <00:00:00.700>нам <00:00:01.100>нечего")
    assert second[1].endswith("<00:00:05.100><c.uncertain>сейчас?[?]</c>")


def test_a_translation_is_timed_as_a_whole() -> None:
    assert cues(webvtt(TRANSLATION))[1] == [
        "00:00:03.900 --> 00:00:05.660",
        "<v Nikita’s mother>And where are you now?",
    ]


def test_cues_stand_in_the_order_of_time_and_long_clips_have_hours() -> None:
    written = webvtt(track(whole(3_600_000, 3_601_005, "b"), whole(10, 20, "a"), whole(5, 5, "c")))
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
    assert cues(webvtt(track(told)))[0][1] == "<00:00:00.100>one two three"


def test_others_can_read_it() -> None:
    read = pysubs2.SSAFile.from_string(webvtt(ORIGINAL), format_="vtt")
    assert [(one.start, one.end) for one in read] == [
        (one.start_ms, one.end_ms) for one in ORIGINAL.captions
    ]


def test_a_mark_is_shown_once() -> None:
    marked = caption(0, "", ("a", TextMark.UNCERTAIN), "b", marks=(TextMark.UNCERTAIN,))
    assert webvtt(track(marked)).count("[?]") == 1


def test_an_edited_caption_says_so() -> None:
    written = webvtt(track(caption(0, "", "a", "b", marks=(TextMark.EDITED,))))
    assert written.endswith("a <00:00:00.400>b [†]\n")


hostile = st.lists(
    st.sampled_from(
        ["\n", "\n\n", "-->", "NOTE x", "STYLE", "<c>", "</v>", "&amp;", "\0", "\u2028", "a", " "]
    )
).map("".join)


@given(st.lists(st.tuples(st.text() | hostile, st.text() | hostile), max_size=5))
def test_no_text_opens_a_cue_a_note_or_a_tag(said: list[tuple[str, str]]) -> None:
    captions = [whole(place, place + 1, text, who) for place, (text, who) in enumerate(said)]
    lines = BREAKS.split(webvtt(track(*captions)))
    assert lines[0] == "WEBVTT" and len(lines) == 2 + 3 * len(said)
    for place, (text, who) in enumerate(said):
        assert TIMES.fullmatch(lines[2 + 3 * place])
        payload = lines[3 + 3 * place]
        assert "-->" not in payload and lines[1 + 3 * place] == ""
        voice = re.match(r"<v [^<>]*>", payload)
        assert bool(voice) == bool(who.strip())
        spoken = payload[voice.end() :] if voice else payload
        assert "<" not in spoken and ">" not in spoken
        kept = re.sub(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]", "\ufffd", BREAKS.sub(" ", text)).strip()
        assert re.sub(r"\s", " ", html.unescape(spoken)) == re.sub(r"\s", " ", kept)
