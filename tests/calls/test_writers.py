"""Transcripts in the formats of others: written, read back, and hostile files refused."""

import contextlib
import string
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from earwitness.archive.transcripts import read_transcript
from earwitness.calls.realignment import share_out
from earwitness.calls.writers import WRITERS
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import Turn

SUFFIX = {"srt": ".srt", "vtt": ".vtt", "elan": ".eaf", "textgrid": ".TextGrid", "txt": ".txt"}
LETTERS = "абёїєABcxyz0189" + "«»…?!.,;'\"<>&=()*#"
WORD = st.text(LETTERS, min_size=1, max_size=8).filter(lambda word: any(map(str.isalpha, word)))
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
LABEL = st.sampled_from(["Мама", "channel-0", "channel-1", "Speaker 1"])
FAST = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def transcripts(draw: st.DrawFn) -> list[Turn]:
    """Turns ordered by start, some over each other, of at least 1 ms."""
    found, start = [], 0
    for _ in range(draw(st.integers(1, 6))):
        start += draw(st.integers(1, 5000))
        end = start + draw(st.integers(1, 9000))
        text = draw(TEXT)
        found.append(
            Turn(
                start_ms=start,
                end_ms=end,
                speaker_label=draw(LABEL),
                channel=0,
                language=draw(st.sampled_from(["ru", "uk", ""])),
                text=text,
                translation=draw(st.one_of(st.just(""), TEXT)),
                words=tuple(share_out(text.split(), start, end)) if draw(st.booleans()) else (),
            )
        )
    return found


def read_back(folder: Path, form: str, content: str | bytes) -> tuple[Turn, ...]:
    path = folder / f"call{SUFFIX[form]}"
    raw = content.encode("utf-8") if isinstance(content, str) else content
    path.write_bytes(raw)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return read_transcript(path, sha256="ab", created_at=moment).turns


Fields = tuple[int, int, str, str, str]


def told(turns: list[Turn] | tuple[Turn, ...], *, translated: bool) -> list[Fields]:
    return sorted(
        (t.start_ms, t.end_ms, t.speaker_label, t.text, t.translation if translated else "")
        for t in turns
    )


@pytest.mark.parametrize("form", WRITERS)
@FAST
@given(turns=transcripts())
@example(turns=[Turn(start_ms=1, end_ms=2, speaker_label="Мама", channel=0, language="ru",
                     text="&#0A &amp; Ко")])  # fmt: skip
def test_what_is_written_is_read_back(form: str, turns: list[Turn], tmp_path: Path) -> None:
    if form == "srt":  # which knows no escapes: angles become other ones
        turns = [replace(t, text=t.text.replace("<", "‹").replace(">", "›")) for t in turns]
    found = read_back(tmp_path, form, WRITERS[form](turns))
    translated = form in ("elan", "textgrid", "txt")
    assert told(found, translated=translated) == told(turns, translated=translated)
    if form == "elan":
        assert sorted(t.language for t in found) == sorted(t.language for t in turns)


@pytest.mark.parametrize("form", WRITERS)
@FAST
@given(text=st.text(max_size=30), label=st.text(max_size=12))
def test_any_text_and_any_speaker_can_be_written(
    form: str, text: str, label: str, tmp_path: Path
) -> None:
    turn = Turn(start_ms=0, end_ms=0, speaker_label=label, channel=0, language="ru", text=text,
                translation=text)  # fmt: skip
    sound = Turn(start_ms=5, end_ms=900, speaker_label="a", channel=0, language="ru", text="да")
    content = WRITERS[form]([turn, sound]).encode("utf-8", "replace")
    assert "да" in " ".join(own.text for own in read_back(tmp_path, form, content))


@pytest.mark.parametrize("form", WRITERS)
@FAST
@given(data=st.data())
def test_a_damaged_file_gives_turns_or_an_error_of_ours(
    form: str, data: st.DataObject, tmp_path: Path
) -> None:
    raw = bytearray(WRITERS[form](data.draw(transcripts())).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        piece = data.draw(st.binary(max_size=6))
        raw[place : place + data.draw(st.integers(0, 40))] = piece
        raw = raw or bytearray(b"x")
    try:
        turns = read_back(tmp_path, form, bytes(raw))
    except InputUnusable:
        return
    assert all(0 <= turn.start_ms <= turn.end_ms for turn in turns)


@pytest.mark.parametrize("form", WRITERS)
@FAST
@given(raw=st.one_of(st.binary(max_size=300), st.text(string.printable, max_size=300)))
def test_any_bytes_give_turns_or_an_error_of_ours(
    form: str, raw: bytes | str, tmp_path: Path
) -> None:
    with contextlib.suppress(InputUnusable):
        assert read_back(tmp_path, form, raw)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<ANNOTATION_DOCUMENT><TIER TIER_ID="x"><ANNOTATION_VALUE>&b;</ANNOTATION_VALUE></TIER>
</ANNOTATION_DOCUMENT>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<ANNOTATION_DOCUMENT>&x;</ANNOTATION_DOCUMENT>"""
DEEP = "<ANNOTATION_DOCUMENT>" + "<a>" * 100_000


@pytest.mark.parametrize("document", [BOMB, OUTSIDE, DEEP, "<html></html>", "<a", "&amp;"])
def test_bombs_and_other_documents_are_refused(document: str, tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="no ELAN file"):
        read_back(tmp_path, "elan", document)


# As ELAN writes it (EAF 3.0): a slot without a time, a tier of words, translations by reference.
ELAN = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2024-01-01T10:00:00+02:00" FORMAT="3.0" VERSION="3.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
        <PROPERTY NAME="lastUsedAnnotationId">5</PROPERTY>
    </HEADER>
    <TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="1000"/>
        <TIME_SLOT TIME_SLOT_ID="ts2"/>
        <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="3000"/>
    </TIME_ORDER>
    <TIER LANG_REF="ukr" LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="Мати" TIER_ID="utt">
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1"
         TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>Де  ти &amp; хто?</ANNOTATION_VALUE>
        </ALIGNABLE_ANNOTATION></ANNOTATION>
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts2"
         TIME_SLOT_REF2="ts3"><ANNOTATION_VALUE/></ALIGNABLE_ANNOTATION></ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="words" PARENT_REF="utt" TIER_ID="wordT">
        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1">
        <ANNOTATION_VALUE>Де</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="free translation" PARENT_REF="utt" TIER_ID="ft">
        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a4" ANNOTATION_REF="a1">
        <ANNOTATION_VALUE>Where are you</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
    </TIER>
    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt"/>
</ANNOTATION_DOCUMENT>
"""

LONG = '''File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2.3
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "Mary"
        xmin = 0
        xmax = 2.3
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 1.2345
            text = "he said ""yes"""
        intervals [2]:
            xmin = 1.2345
            xmax = 2.3
            text = ""
    item [2]:
        class = "TextTier"
        name = "bell"
        xmin = 0
        xmax = 2.3
        points: size = 1
        points [1]:
            number = 1
            mark = "ding"
'''
SHORT = '''File type = "ooTextFile"
Object class = "TextGrid"

0
2.3
<exists>
1
! a remark with 5 and "words"
"IntervalTier"
"Mary"
0
2.3
1
0 1.2345 "he said ""yes"""
'''


def test_a_document_of_elan_is_read(tmp_path: Path) -> None:
    (turn,) = read_back(tmp_path, "elan", ELAN)
    assert (turn.start_ms, turn.end_ms, turn.speaker_label) == (1000, 2000, "Мати")
    assert (turn.language, turn.text, turn.translation) == ("uk", "Де ти & хто?", "Where are you")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("content", [LONG, SHORT])
def test_a_textgrid_of_praat_is_read(content: str, encoding: str, tmp_path: Path) -> None:
    (turn,) = read_back(tmp_path, "textgrid", content.encode(encoding))
    assert (turn.start_ms, turn.end_ms) == (0, 1234)
    assert (turn.speaker_label, turn.text) == ("Mary", 'he said "yes"')


def test_lines_with_times_are_read_as_people_type_them(tmp_path: Path) -> None:
    turns = read_back(tmp_path, "txt", "0:05 Мама: Алло?\n0:07 Да,\nслушаю\n    = Yes\n1:02:03 Всё")
    assert [(t.start_ms, t.end_ms, t.speaker_label, t.text, t.translation) for t in turns] == [
        (5000, 7000, "Мама", "Алло?", ""),
        (7000, 3723000, "unknown", "Да, слушаю", "Yes"),
        (3723000, 3726000, "unknown", "Всё", ""),
    ]


def test_a_turn_without_an_end_lasts_until_one_begins_later(tmp_path: Path) -> None:
    turns = read_back(tmp_path, "txt", "0:09 а\n0:05 б\n0:05 в\n0:07 г\n0:06 - 0:08 д\n0:12 е")
    assert {turn.text: turn.end_ms for turn in turns} == {
        "а": 12_000, "б": 7_000, "в": 7_000, "г": 12_000, "д": 8_000, "е": 15_000,
    }  # fmt: skip


def test_a_long_text_in_a_textgrid_takes_memory_as_its_length(tmp_path: Path) -> None:
    long = LONG.replace("he said", "a" * 2_000_000)
    tracemalloc.start()
    try:
        (turn,) = read_back(tmp_path, "textgrid", long)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(turn.text) > 2_000_000
    assert most < 20 * len(turn.text)


def test_prose_has_no_times(tmp_path: Path) -> None:
    (turn,) = read_back(tmp_path, "txt", "Они встретились.\n12:30 был обед.\nПотом ушли.\nВсё.")
    assert (turn.start_ms, turn.end_ms) == (0, 0)


def test_the_written_elan_follows_the_order_of_its_schema() -> None:
    turn = Turn(start_ms=0, end_ms=900, speaker_label="a", channel=0, language="ru", text="да",
                translation="yes")  # fmt: skip
    root = ElementTree.fromstring(WRITERS["elan"]([turn]).encode())
    order = ["HEADER", "TIME_ORDER", "TIER", "TIER", "LINGUISTIC_TYPE", "LINGUISTIC_TYPE"]
    assert [child.tag for child in root] == [*order, "LANGUAGE", "CONSTRAINT"]
    tiers = {tier.get("TIER_ID"): tier for tier in root.iter("TIER")}
    assert tiers["a (translation)"].get("PARENT_REF") == "a"


def test_voices_and_word_times_stand_in_webvtt() -> None:
    text = "мы стоим"
    turn = Turn(start_ms=0, end_ms=1000, speaker_label="a<b", channel=0, language="ru", text=text,
                words=tuple(share_out(text.split(), 0, 1000)))  # fmt: skip
    assert "<v a&lt;b>мы <00:00:00.285>стоим" in WRITERS["vtt"]([turn])
