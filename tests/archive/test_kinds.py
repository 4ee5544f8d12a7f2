import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.spreadsheets import ods_bytes, ole_with, xlsx_bytes
from earwitness.archive.kinds import kind_of, reason_not_taken
from earwitness.archive.signatures import SIGNATURES, FileKind, begins_with_frames, frame_length
from earwitness.records.errors import InputUnusable

MP3_FRAME = bytes.fromhex("fffb9064") + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
ADTS_FRAME = bytes.fromhex("fff15080025ffc") + bytes(11)  # 18 bytes long
WAV = b"RIFF\x24\0\0\0WAVEfmt "
CSV = b"caller;called\n+380970001127;+79552143018\n"


def a_file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def a_zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name, content in parts.items():
            bundle.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def encrypted_zip() -> bytes:
    content = bytearray(a_zip(a_dot_wav=WAV))
    content[6] |= 1  # general purpose flag of the local header
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.wav", WAV, FileKind.RECORDING),
        ("a.mp3", MP3_FRAME * 2, FileKind.RECORDING),
        ("a.mp3", b"ID3\x04\0\0\0\0\0\0", FileKind.RECORDING),
        ("a.aac", ADTS_FRAME * 3, FileKind.RECORDING),
        ("a.ogg", b"OggS\0\x02", FileKind.RECORDING),
        ("a.amr", b"#!AMR-WB\n", FileKind.RECORDING),
        ("a.m4a", b"\0\0\0\x20ftypM4A ", FileKind.RECORDING),
        ("a.heic", b"\0\0\0\x20ftypheic", FileKind.OTHER),
        ("a.webp", b"RIFF\x24\0\0\0WEBP", FileKind.OTHER),
        ("a.gsm", b"\xd2\x01\x02" + bytes(range(200)), FileKind.RECORDING),
        ("a.al", b"\xd5" * 4096, FileKind.RECORDING),
        ("a.al", b"\xd5\x55\xd4\x54 " * 800, FileKind.RECORDING),
        ("a.ul", b"\xff" * 4096, FileKind.RECORDING),
        ("a.ul", b"\x7f" * 4096, FileKind.RECORDING),
        ("a.s16", bytes(4096), FileKind.RECORDING),
        ("a.mp3", bytes(100) + MP3_FRAME, FileKind.RECORDING),
        ("a.bin", bytes(range(256)), FileKind.OTHER),
        ("a.png", b"\x89PNG\r\n\x1a\n", FileKind.OTHER),
        ("a.csv", CSV, FileKind.CALL_LIST),
        ("a.csv", "номер;дата\n".encode("cp1251") * 9, FileKind.CALL_LIST),
        ("a.csv", "номер;дата\n".encode("utf-16"), FileKind.CALL_LIST),
        ("a.xls", ole_with("Workbook\0"), FileKind.CALL_LIST),
        ("a.doc", ole_with("WordDocument\0"), FileKind.OTHER),
        ("a.xlsx", ole_with("EncryptedPackage"), FileKind.PROTECTED),
        ("a.docx", a_zip(word__document_dot_xml=b"<x/>"), FileKind.OTHER),
        ("a.zip", a_zip(a_dot_wav=WAV), FileKind.ARCHIVE),
        ("a.zip", encrypted_zip(), FileKind.PROTECTED),
        ("a.zip", b"PK\x03\x04 cut off", FileKind.ARCHIVE),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0", FileKind.ARCHIVE),
        ("a.tar", bytes(257) + b"ustar\0", FileKind.ARCHIVE),
        ("a.gpg", b"-----BEGIN PGP MESSAGE-----\n", FileKind.PROTECTED),
        ("a.vtt", b"WEBVTT\n", FileKind.TRANSCRIPT),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nx\n", FileKind.TRANSCRIPT),
        ("a.txt", b"hello", FileKind.OTHER),
        ("result.json", b"{}", FileKind.OTHER),
    ],
)
def test_the_content_tells_the_kind(
    tmp_path: Path, name: str, content: bytes, kind: FileKind
) -> None:
    assert kind_of(a_file(tmp_path, name, content)) is kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("speech.txt", MP3_FRAME * 2, FileKind.RECORDING),
        ("no_ending", WAV, FileKind.RECORDING),
        ("list.csv", WAV, FileKind.RECORDING),
        ("song.mp3", b"this is a letter\n", FileKind.OTHER),
        ("song.mp3", "это письмо, а не песня\n".encode("cp1251") * 5, FileKind.OTHER),
        ("raw.gsm", b"this is a letter\n", FileKind.OTHER),
        ("call.wav", a_zip(a_dot_wav=WAV), FileKind.ARCHIVE),
        ("call.wav", encrypted_zip(), FileKind.PROTECTED),
        ("picture.csv", b"\x89PNG\r\n\x1a\n", FileKind.OTHER),
    ],
)
def test_a_renamed_file_is_judged_by_its_content(
    tmp_path: Path, name: str, content: bytes, kind: FileKind
) -> None:
    assert kind_of(a_file(tmp_path, name, content)) is kind


def test_spreadsheets_are_call_lists_whatever_they_are_called(tmp_path: Path) -> None:
    assert kind_of(a_file(tmp_path, "a.zip", xlsx_bytes([["a"]]))) is FileKind.CALL_LIST
    assert kind_of(a_file(tmp_path, "a.bin", ods_bytes([["a"]]))) is FileKind.CALL_LIST
    protected = ods_bytes([["a"]], manifest="<manifest:encryption-data/>")
    assert kind_of(a_file(tmp_path, "b.ods", protected)) is FileKind.PROTECTED


@pytest.mark.parametrize("name", ["call.txt", "call.ru.txt", "call.MP3.json", "call.ru.json"])
def test_text_beside_a_recording_of_its_name_is_a_transcript(tmp_path: Path, name: str) -> None:
    path = a_file(tmp_path, name, b"{}")
    assert kind_of(path) is FileKind.OTHER
    a_file(tmp_path, "call.MP3", MP3_FRAME)
    assert kind_of(path) is FileKind.TRANSCRIPT


def test_what_is_not_taken_gets_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "calls.zip"
    problem = reason_not_taken(FileKind.ARCHIVE, path)
    assert problem is not None
    assert "calls.zip" in problem.what
    assert "Unpack" in problem.remedy
    assert reason_not_taken(FileKind.PROTECTED, path) is not None
    assert reason_not_taken(FileKind.OTHER, path) is not None
    for kind in (FileKind.RECORDING, FileKind.CALL_LIST, FileKind.TRANSCRIPT):
        assert reason_not_taken(kind, path) is None


def test_a_vanished_file_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("gone.wav", "pipe"):
        with pytest.raises(InputUnusable):
            kind_of(tmp_path / name)


@pytest.mark.parametrize(
    ("head", "length"),
    [
        ("fffb9064", 417),  # MPEG 1 layer III 128 kbit/s 44.1 kHz
        ("fffb9264", 418),  # the same, padded
        ("fff348c4", 144),  # MPEG 2 layer III 32 kbit/s 16 kHz
        ("ffe318c4", 72),  # MPEG 2.5 layer III 8 kbit/s 8 kHz
        ("fffda404", 576),  # MPEG 1 layer II 192 kbit/s 48 kHz
        ("ffffffff", 0),
        ("fffbf064", 0),
        ("fffb0064", 0),
        ("fffb9c64", 0),
    ],
)
def test_frame_lengths_follow_the_standard(head: str, length: int) -> None:
    assert frame_length(bytes.fromhex(head) + bytes(4)) == length


def test_one_header_alone_does_not_make_a_stream() -> None:
    assert begins_with_frames(MP3_FRAME)  # the file ends here
    assert not begins_with_frames(MP3_FRAME + b"something else")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
    | st.sampled_from([magic for _, magic, _ in SIGNATURES]),
    tail=st.binary(min_size=1, max_size=2000),
    suffix=st.sampled_from([".wav", ".gsm", ".csv", ".txt", ""]),
)
@example(head=b"", tail=b"PK\x05\x06" + bytes(18), suffix="")
def test_no_bytes_break_it(tmp_path: Path, head: bytes, tail: bytes, suffix: str) -> None:
    assert isinstance(kind_of(a_file(tmp_path, f"f{suffix}", head + tail)), FileKind)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=str
)
def test_a_zip_with_a_damaged_part_is_an_archive(tmp_path: Path, method: int) -> None:
    path = tmp_path / "1.bin"
    with zipfile.ZipFile(path, "w", method) as bundle:
        bundle.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 9)
    content = bytearray(path.read_bytes())
    content[42:60] = b"\xff" * 18
    path.write_bytes(content)
    assert kind_of(path) is FileKind.ARCHIVE


def test_an_empty_file_is_named_as_empty(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="is empty"):
        kind_of(a_file(tmp_path, "call.wav", b""))
