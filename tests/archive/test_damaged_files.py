"""Damaged files of every form that is read: a clean result or our words, never a traceback."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.spreadsheets import ods_bytes, ole_with, xlsx_bytes
from earwitness.archive.bags.json_lines import json_lines, read_json_lines
from earwitness.archive.bags.tag_files import read_manifest, read_tags
from earwitness.archive.bundles.unpacking import Budget, unpack
from earwitness.archive.call_lists import read_call_list
from earwitness.archive.file_names import read_file_name
from earwitness.archive.heads import read_heads
from earwitness.archive.kinds import kind_of
from earwitness.archive.timestamps import read_roots
from earwitness.archive.transcripts import read_transcript
from earwitness.archive.workbooks import read_workbook
from earwitness.records.errors import InputUnusable
from fakes.bundles import make_seven_zip, make_tar, make_zip
from fakes.mutations import mutated

TIMES = "2022-03-05 19:42:10"
CELLS = [["caller", "called", "start"], ["+380970003405", "+79552143018", TIMES]]
XLSX, ODS = xlsx_bytes(CELLS), ods_bytes(CELLS)
CSV = "\n".join(";".join(row) for row in CELLS).encode()
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Мать>Алло?\n".encode()
SRT = "1\n00:00:01,000 --> 00:00:02,500\nАлло?\n".encode()
TURNS = json.dumps({"segments": [{"start": 1.0, "end": 2.5, "text": "Алло?"}]}).encode()
TAGS = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = b"ab" * 32 + b"  data/originals/ab/" + b"ab" * 32 + b"\n"
HEADS = json.dumps({"sequence": 1, "hash": "ab" * 32, "at": "2022-03-05T19:42:10+00:00"}).encode()
LINES = b"".join(json_lines([{"sha256": "ab" * 32, "names": ["1.wav"]}, {"at": 1.5}]))
LIMITS = {
    "name": "calls",
    "time_zone": "Europe/Kyiv",
    "max_seconds": 20,
    "max_memory_mib": 512,
}

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
in_a_child = settings(quick, max_examples=12)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file of this name."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


Written = Callable[[str, bytes], Path]


@quick
@given(mutated(XLSX, ODS, ole_with("Workbook"), CSV, VTT, TURNS), st.sampled_from([".csv", ".x"]))
def test_the_kind_of_a_damaged_file(file: Written, content: bytes, suffix: str) -> None:
    path = file(f"1{suffix}", content)
    if content:
        kind_of(path)


@quick
@given(mutated(CSV))
def test_a_damaged_call_list(file: Written, content: bytes) -> None:
    try:
        reading = read_call_list(file("calls.csv", content), time_zone="Europe/Kyiv")
    except InputUnusable as error:
        assert error.remedy
        return
    assert all(row.row_number > 1 for row in reading.rows)


@in_a_child
@given(mutated(XLSX, ODS) | st.binary(max_size=80).map(lambda rest: b"PK\x03\x04" + rest))
def test_a_damaged_workbook(file: Written, content: bytes) -> None:
    try:
        sheets = read_workbook(file("calls.xlsx", content))
    except InputUnusable as error:
        assert error.remedy
        return
    assert all(sheet.rows for sheet in sheets)


@quick
@given(st.sampled_from([".vtt", ".srt", ".json", ".txt"]), mutated(VTT, SRT, TURNS))
def test_a_damaged_transcript(file: Written, suffix: str, content: bytes) -> None:
    path = file(f"1.ru{suffix}", content)
    try:
        read = read_transcript(path, sha256="ab" * 32, created_at=datetime.now(UTC))
    except InputUnusable as error:
        assert error.remedy
        return
    assert all(0 <= turn.start_ms <= turn.end_ms for turn in read.turns)


@quick
@given(mutated(TAGS, MANIFEST))
def test_damaged_tag_files_of_a_bag(content: bytes) -> None:
    for read in (read_tags, read_manifest):
        try:
            read(content)
        except (InputUnusable, ValueError):
            continue


@quick
@given(mutated(LINES), st.booleans())
def test_damaged_records_of_a_bag(file: Written, content: bytes, is_listed: bool) -> None:
    path = file("rows.jsonl", content)
    listed = hashlib.sha256(content if is_listed else LINES).hexdigest()
    try:
        values = list(read_json_lines(path.parent, path.name, listed))
    except InputUnusable as error:
        assert error.remedy
        return
    assert is_listed or content == LINES
    assert all(isinstance(value, dict) for value in values)


@quick
@given(mutated(HEADS))
def test_a_damaged_file_of_heads(file: Written, content: bytes) -> None:
    try:
        read_heads(file("heads", content))
    except InputUnusable as error:
        assert error.remedy


@quick
@given(mutated(b"-----BEGIN CERTIFICATE-----\nMIIBszCC\n-----END CERTIFICATE-----\n"))
def test_a_damaged_file_of_certificates(content: bytes) -> None:
    with pytest.raises(InputUnusable):
        read_roots(content)


@quick
@given(mutated(*(name.encode() for name in ("2022-03-05_19-42-10_+79552143018.wav", "1.gsm"))))
def test_a_damaged_file_name(content: bytes) -> None:
    name = content.decode("utf-8", "surrogateescape")
    facts = read_file_name(name, time_zone="Europe/Kyiv", extra_patterns=())
    assert facts is None or facts.pattern


def bundles() -> tuple[bytes, ...]:
    """A small archive of each format."""
    members = {"1.wav": b"RIFF one", "inner/2.wav": b"RIFF two" * 20}
    with TemporaryDirectory() as name:
        path = Path(name) / "calls"
        made = [make_zip, make_tar, lambda at, held: make_tar(at, held, "w:xz"), make_seven_zip]
        return tuple(make(path, members).read_bytes() for make in made)


@settings(in_a_child, max_examples=20)
@given(mutated(*bundles()))
def test_a_damaged_archive_of_files(file: Written, content: bytes) -> None:
    budget = Budget(2**20, 50)
    with TemporaryDirectory() as name, file("calls", content).open("rb") as handle:
        folder = Path(name) / "unpacked"
        folder.mkdir()
        try:
            found = unpack(handle, folder, budget, file_name="calls", **LIMITS)
        except InputUnusable as error:
            assert error.remedy
            return
        assert [path.name for path in Path(name).iterdir()] == ["unpacked"]
        assert sum(one.byte_size for one in found.members) <= 2**20
