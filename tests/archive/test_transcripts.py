import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.archive.transcript_names import split_transcript_name
from earwitness.archive.transcripts import read_transcript, transcripts_beside
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import Flag, Transcript, TranscriptOrigin, Word

NOW = datetime(2022, 4, 1, tzinfo=UTC)
VTT = """WEBVTT - title

STYLE
::cue { color: red }

NOTE made by hand
over two lines

first
00:01.000 --> 00:02.500 align:start
<v.loud Anna &amp; Co>Алло, <i>да</i></v> 2 &lt; 3
- вторая строка

NOTE this is not spoken

second name
00:00:03.000 --> 00:00:04.000
<v Bob>раз</v>
<v Ann>два
"""


def read(folder: Path, name: str, content: str | bytes) -> Transcript:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_transcript(path, sha256="ab" * 32, created_at=NOW)


def said(transcript: Transcript) -> list[tuple[int, int, str, str]]:
    return [
        (turn.start_ms, turn.end_ms, turn.speaker_label, turn.text) for turn in transcript.turns
    ]


def test_a_transcript_is_imported_with_its_language_and_marked(tmp_path: Path) -> None:
    transcript = read(tmp_path, "call.ru.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nалло\n")
    assert transcript.origin is TranscriptOrigin.IMPORTED
    assert (transcript.sha256, transcript.created_at) == ("ab" * 32, NOW)
    assert transcript.author == "call.ru.vtt"
    (turn,) = transcript.turns
    assert (turn.language, turn.flags, turn.channel) == ("ru", (Flag.IMPORTED,), 0)


def test_voices_become_speakers_and_comments_are_not_spoken(tmp_path: Path) -> None:
    assert said(read(tmp_path, "call.vtt", VTT)) == [
        (1000, 2500, "Anna & Co", "Алло, да 2 < 3\n- вторая строка"),
        (3000, 4000, "Bob", "раз"),
        (3000, 4000, "Ann", "два"),
    ]


def test_names_before_colons_are_speakers_only_if_the_file_uses_them_so(tmp_path: Path) -> None:
    labelled = (
        "1\n00:00:01,000 --> 00:00:02,000\nМама: привет\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nSPEAKER_01: привет\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nеще привет\n"
    )
    assert said(read(tmp_path, "call.srt", labelled)) == [
        (1000, 2000, "Мама", "привет"),
        (2000, 3000, "SPEAKER_01", "привет"),
        (3000, 4000, "unknown", "еще привет"),
    ]
    by_chance = labelled.replace("SPEAKER_01: ", "").replace("Мама: привет", "Он сказал: иди")
    assert said(read(tmp_path, "other.srt", by_chance))[0] == (
        1000,
        2000,
        "unknown",
        "Он сказал: иди",
    )


def test_what_stands_in_brackets_is_kept(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n{неразборчиво} <b>да</b> [смех]\n"
    assert said(read(tmp_path, "call.srt", text))[0][3] == "{неразборчиво} да [смех]"


def test_a_web_vtt_called_srt_is_read_as_what_it_is(tmp_path: Path) -> None:
    assert said(read(tmp_path, "call.srt", VTT))[1][2] == "Bob"


def test_a_cue_that_ends_before_it_begins_has_no_length(tmp_path: Path) -> None:
    text = "1\n00:00:05,000 --> 00:00:04,000\nда\n"
    assert said(read(tmp_path, "call.srt", text)) == [(5000, 5000, "unknown", "да")]


def test_a_subtitle_of_an_old_editor_is_decoded(tmp_path: Path) -> None:
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nпривет, как у вас дела\r\n"
    assert "привет" in said(read(tmp_path, "call.ru.srt", text.encode("cp1251")))[0][3]


def test_plain_text_is_one_turn_without_times(tmp_path: Path) -> None:
    transcript = read(tmp_path, "call.uk.txt", "\ufeffПерша\nдруга\n")
    assert said(transcript) == [(0, 0, "unknown", "Перша\nдруга")]
    assert transcript.turns[0].language == "uk"
    assert transcript.turns[0].flags == (Flag.IMPORTED,)


def test_our_own_json_is_read_back(tmp_path: Path) -> None:
    document = {
        "call": "call-1",
        "turns": [
            {
                "start_ms": 1000,
                "end_ms": 2000,
                "speaker_label": "A",
                "channel": 1,
                "language": "uk",
                "text": "алло",
                "translation": "hello",
                "words": [{"text": "алло", "start_ms": 1000, "end_ms": 1500, "confidence": 0.5}],
                "flags": ["no_speech", "from the future"],
            }
        ],
    }
    (turn,) = read(tmp_path, "call.ru.json", json.dumps(document)).turns
    assert (turn.speaker_label, turn.channel, turn.language) == ("A", 1, "uk")
    assert (turn.text, turn.translation) == ("алло", "hello")
    assert turn.words == (Word(text="алло", start_ms=1000, end_ms=1500, confidence=0.5),)
    assert turn.flags == (Flag.NO_SPEECH, Flag.IMPORTED)


def test_segments_of_whisper_are_read(tmp_path: Path) -> None:
    document = {
        "language": "ru",
        "segments": [
            {
                "start": 1.0,
                "end": 2.5,
                "text": " алло",
                "speaker": "SPEAKER_00",
                "words": [
                    {"word": " алло", "start": 1.0, "end": 1.5, "probability": 0.9},
                    {"word": " 5"},
                ],
            }
        ],
    }
    (turn,) = read(tmp_path, "call.json", json.dumps(document)).turns
    assert (turn.start_ms, turn.end_ms, turn.text, turn.language) == (1000, 2500, "алло", "ru")
    assert turn.speaker_label == "SPEAKER_00"
    assert turn.words == (Word(text="алло", start_ms=1000, end_ms=1500, confidence=0.9),)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ("[]", "neither"),
        ('{"turns": 1}', "neither"),
        ('{"turns": [1]}', r"turns\[0\]"),
        ('{"turns": [{"start_ms": 0, "end_ms": 1}]}', "text"),
        ('{"turns": [{"start_ms": "0", "end_ms": 1, "text": ""}]}', "start_ms"),
        ('{"turns": [{"start_ms": -5, "end_ms": 1, "text": ""}]}', "start_ms"),
        ('{"segments": [{"start": NaN, "end": 1, "text": ""}]}', "start"),
        ('{"segments": [{"start": 0, "end": 1e300, "text": ""}]}', "end"),
        ('{"segments": [{"start": 0, "end": true, "text": ""}]}', "end"),
        ('{"turns": [{"start_ms": 0, "end_ms": 1, "text": "", "channel": 0.5}]}', "channel"),
        ('{"turns": [{"start_ms": 0, "end_ms": 1, "text": "", "words": {}}]}', "words"),
    ],
)
def test_json_of_another_shape_is_refused_by_its_place(
    tmp_path: Path, document: str, place: str
) -> None:
    with pytest.raises(InputUnusable, match=place):
        read(tmp_path, "call.json", document)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("call.json", "{"),
        ("call.json", "[" * 100_000),
        ("call.json", '{"segments": [{"start": 1' + "0" * 400 + ', "end": 1, "text": ""}]}'),
        ("call.json", '{"segments": [{"start": 1' + "0" * 5000 + ', "end": 1, "text": ""}]}'),
        ("call.json", '{"turns": []}'),
        ("call.vtt", "WEBVTT\n"),
        ("call.srt", "just words"),
        ("call.txt", ""),
        ("call.txt", "  \n"),
        ("call.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_remedy(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    with pytest.raises(InputUnusable) as caught:
        read(tmp_path, name, content)
    assert name in caught.value.what
    assert caught.value.remedy


def test_a_transcript_over_20_mib_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    with path.open("wb") as handle:
        handle.truncate(20 * 2**20 + 1)
    with pytest.raises(InputUnusable, match="larger than 20 MiB"):
        read_transcript(path, sha256="ab" * 32, created_at=NOW)


def test_transcripts_are_found_by_the_recordings_name(tmp_path: Path) -> None:
    for name in (
        "a.mp3",
        "a.ru.vtt",
        "a.uk.srt",
        "a.txt",
        "a.mp3.json",
        "a.mp3.en.VTT",
        "ab.ru.vtt",
        "a.ru.pdf",
        "b.ru.mp3",
        "b.ru.txt",
        "x-1743042317.12206.wav",
        "x-1743042317.12206.ru.txt",
    ):
        (tmp_path / name).touch()

    def names(recording: str) -> list[str]:
        return [path.name for path in transcripts_beside(tmp_path / recording)]

    assert names("a.mp3") == ["a.mp3.en.VTT", "a.mp3.json", "a.ru.vtt", "a.txt", "a.uk.srt"]
    assert names("b.ru.mp3") == ["b.ru.txt"]
    assert names("x-1743042317.12206.wav") == ["x-1743042317.12206.ru.txt"]
    assert names("c.mp3") == []
    assert transcripts_beside(tmp_path / "nowhere" / "a.mp3") == ()


def test_a_transcript_that_comes_later_is_found(tmp_path: Path) -> None:
    recording = tmp_path / "a.mp3"
    assert transcripts_beside(recording) == ()
    (tmp_path / "a.ru.txt").write_text("алло")
    assert transcripts_beside(recording) == (tmp_path / "a.ru.txt",)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("call.ru.vtt", ("call", "ru", ".vtt")),
        ("call.rus.SRT", ("call", "ru", ".srt")),
        ("call.pt-BR.vtt", ("call", "pt-BR", ".vtt")),
        ("call.mp3.srt", ("call.mp3", "", ".srt")),
        ("call.old.txt", ("call.old", "", ".txt")),
        (".ru.vtt", (".ru", "", ".vtt")),
    ],
)
def test_a_name_is_split_at_its_language(name: str, parts: tuple[str, str, str]) -> None:
    assert split_transcript_name(name) == parts


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["turns", "segments", "start", "end_ms", "text", "words"]), inner
        )
    ),
    max_leaves=10,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".vtt", ".srt", ".json", ".txt"]),
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.from_regex(rb"(WEBVTT\n\n)?[\d:., >\-\n<v>]{0,120}", fullmatch=True),
)
def test_no_content_breaks_it(tmp_path: Path, suffix: str, content: bytes) -> None:
    try:
        transcript = read(tmp_path, f"call{suffix}", content)
    except InputUnusable as error:
        assert f"call{suffix}" in error.what
    else:
        assert all(0 <= turn.start_ms <= turn.end_ms for turn in transcript.turns)
        assert all(turn.text is not None for turn in transcript.turns)


def test_a_translation_that_many_turns_might_have_is_not_repeated(tmp_path: Path) -> None:
    count, long = 50, "word " * 200
    said = "".join(
        """<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a" TIME_SLOT_REF1="t1"
        TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>да</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
        </ANNOTATION>"""
        for _ in range(count)
    )
    elan = f"""<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="0"/>
        <TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="900"/></TIME_ORDER>
        <TIER TIER_ID="Mother">{said}</TIER><TIER TIER_ID="English" PARENT_REF="Mother">
        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="b" ANNOTATION_REF="a"><ANNOTATION_VALUE>{long}
        </ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"""
    own, told = '0 1 "да" ' * count, f'0 1 "{long}"'
    grid = f"""File type = "ooTextFile" Object class = "TextGrid" 0 1 <exists> 2
        "IntervalTier" "Mother" 0 1 {count} {own}
        "IntervalTier" "Mother (translation)" 0 1 1 {told}"""
    for name, text in (("a.eaf", elan), ("a.TextGrid", grid)):
        turns = read(tmp_path, name, text).turns
        assert len(turns) == count, name
        assert [turn.translation for turn in turns if turn.translation] == [long.strip()], name
