"""What files say of themselves: tags, oddities, bytes behind the end, and hostile values."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.examination.file_observations import (
    CONTROL,
    SHOWN_CHARACTERS,
    file_observations,
)
from earwitness.records.examination import FileFacts, Observation, StreamFacts, Tag

SOUND = StreamFacts(index=0, kind="audio", codec="mp3float", bit_rate=16_000)


def seen(facts: FileFacts) -> dict[str, Observation]:
    return {one.kind: one for one in file_observations(facts)}


def with_tag(name: str, value: str) -> dict[str, Observation]:
    tag = Tag(where="container", untrusted_name=name, untrusted_value=value)
    return seen(FileFacts(container="mp3", byte_size=100, streams=(SOUND,), tags=(tag,)))


def test_the_writing_program_is_told_and_an_editor_is_named_as_one() -> None:
    assert "sound editor" in with_tag("encoded_by", "Audacity 3.1")["encoder"].detail
    assert "converting" in with_tag("encoder", "Lavf58.76.100")["encoder"].detail
    assert "own words" in with_tag("encoder", "Recorder 2000")["encoder"].detail


def test_a_number_in_a_tag_is_pointed_out() -> None:
    for value in ("call +79552143018", "380970001127", "8 955 214-30-18"):
        assert "tag_number" in with_tag("title", value)
    assert "tag_number" not in with_tag("date", "2022-03-05")


def test_control_characters_are_told_and_not_repeated() -> None:
    told = with_tag("title", "a\x1b[2Jb\u202ec")
    assert "tag_control_characters" in told
    assert all(not CONTROL.search(str(one.value) + one.where) for one in told.values())


def test_a_place_and_a_long_tag_are_pointed_out() -> None:
    assert "tag_place" in with_tag("location", "+50.5+30.2/")
    assert "tag_long" in with_tag("comment", "x" * 400)


def test_covers_second_sounds_and_chapters_are_told() -> None:
    cover = StreamFacts(index=1, kind="video", codec="png")
    more = StreamFacts(index=2, kind="audio", codec="aac")
    told = seen(FileFacts(container="mp3", byte_size=1, streams=(SOUND, cover, more), chapters=3))
    assert {"other_stream", "more_sound", "chapters"} <= set(told)


def test_bytes_behind_the_sound_are_told_where_the_format_lets_one_see() -> None:
    def behind(container: str, byte_size: int) -> dict[str, Observation]:
        return seen(FileFacts(container=container, byte_size=byte_size, sound_end=1000))

    assert behind("wav", 9000)["trailing_bytes"].value == 8000
    assert "trailing_bytes" not in behind("wav", 1100)
    assert "trailing_bytes" not in behind("mov,mp4,m4a,3gp,3g2,mj2", 9000)


@settings(max_examples=100)
@given(
    st.builds(
        FileFacts,
        container=st.text(max_size=300),
        byte_size=st.integers(0, 2**50),
        tags=st.lists(
            st.builds(
                Tag,
                where=st.just("container"),
                untrusted_name=st.text(max_size=600),
                untrusted_value=st.text(max_size=600),
            ),
            max_size=5,
        ).map(tuple),
        sound_end=st.none() | st.integers(0, 2**50),
    )
)
def test_whatever_a_file_says_is_short_clean_and_finite(facts: FileFacts) -> None:
    for one in file_observations(facts):
        text = one.value if isinstance(one.value, str) else ""
        assert len(text) <= SHOWN_CHARACTERS
        assert not CONTROL.search(text + one.where + one.detail)
        assert isinstance(one.value, str) or math.isfinite(one.value)
