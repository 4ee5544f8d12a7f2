"""WebVTT holds times, names and text, and nothing else."""

import pysubs2
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.publishers.webvtt import write_webvtt
from earwitness.records.published import PublishedCaption, PublishedTrack, PublishedWord


def track(*captions: PublishedCaption) -> PublishedTrack:
    return PublishedTrack(language="ru", is_translation=False, made_by="", captions=captions)


def test_others_can_read_it() -> None:
    captions = [
        PublishedCaption(start_ms=ms, end_ms=ms + 900, speaker="A", text="Да") for ms in (0, 950)
    ]
    read = pysubs2.SSAFile.from_string(write_webvtt(track(*captions)), format_="vtt")
    assert [(event.start, event.end) for event in read] == [(0, 900), (950, 1_850)]


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


TEXT = st.text(max_size=30)


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
