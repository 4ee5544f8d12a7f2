"""What cannot be opened is told, and whatever a file or folder does, the check ends."""

import base64
import errno
import io
import lzma
import os
import sqlite3
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import py7zr
import pytest

from earwitness.publication.gate.budget import Budget, Limits
from earwitness.publication.gate.checking import Checker
from earwitness.publication.gate.containers import pdf_file
from earwitness.publication.gate.containers.member import Member, Source
from earwitness.publication.gate.containers.pdf_objects import objects
from earwitness.publication.gate.containers.pdf_text import code_table
from earwitness.publication.gate.named_spans import NamedSpans
from earwitness.publication.gate.places import Entry, entries
from earwitness.publication.gate.walking import Walk
from fakes.plain_search import PlainSearch
from publication.gate.test_walking import (
    LINE,
    NUMBER,
    SMALL,
    checked,
    found_in,
    in_words,
    kinds,
    zipped,
)

zstd = pytest.importorskip("backports.zstd")
DEEP_FOLDERS, FOLDER = 60, "f" * 100


def test_a_stream_that_needs_too_much_memory_is_unopened(tmp_path: Path) -> None:
    wide = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**30}]
    found = found_in(lzma.compress(in_words(NUMBER), filters=wide), tmp_path, "notes.xz")
    assert [(one.path, "memory" in one.why) for one in found.unopened] == [("notes.xz", True)]


def test_a_frame_with_a_window_of_gigabytes_is_unopened(tmp_path: Path) -> None:
    frame = b"\x28\xb5\x2f\xfd\x00" + bytes([(31 - 10) << 3]) + b"\x03\x00\x00\x00"
    found = found_in(frame, tmp_path, "notes.zst")
    assert [(one.path, "memory" in one.why) for one in found.unopened] == [("notes.zst", True)]


def test_a_pdf_with_a_bomb_of_glyph_ranges_is_unopened_by_its_object(tmp_path: Path) -> None:
    ranges = b"beginbfrange " + b"<0000> <FFFF> <0041> " * 20_000 + b"endbfrange"
    data = b"%PDF-1.7\n7 0 obj\n<<>>\nstream\n" + ranges + b"\nendstream\nendobj\n%%EOF"
    found = found_in(data, tmp_path, "notes.pdf")
    assert [(one.where, "codes" in one.why) for one in found.unopened] == [("object 7", True)]


def test_a_zip_that_ends_within_its_first_header_is_unopened(tmp_path: Path) -> None:
    found = found_in(b"PK\x03\x04broken", tmp_path, "broken.zip")
    assert [(one.path, one.why) for one in found.unopened] == [("broken.zip", "it is damaged")]


def test_folders_deeper_than_the_system_can_name_are_unopened_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "words.txt").write_bytes(in_words(NUMBER))
    here = os.open(package, os.O_RDONLY)
    for _ in range(DEEP_FOLDERS):
        os.mkdir(FOLDER, dir_fd=here)
        inner = os.open(FOLDER, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    found = checked(package)
    assert kinds(found) == {"number"}
    assert [one.why for one in found.unopened] == ["it cannot be read"]


@pytest.mark.parametrize("around", ["{}", "<b>{}</b> <i>&amp;</i>", '["{}"]'])
def test_an_encoded_text_is_told_at_each_of_its_places(around: str, tmp_path: Path) -> None:
    text = base64.b64encode(in_words(NUMBER)).decode()
    twice = base64.b64encode(text.encode()).decode()
    lines = [around.format(one) for one in (twice, text, "words " * 20, text)]
    found = found_in("\n".join(lines).encode(), tmp_path)
    assert [one.encoding for one in found.findings] == ["base64, base64", "base64", "base64"]


def test_a_zip_member_that_needs_too_much_memory_is_unopened_by_its_name(tmp_path: Path) -> None:
    body = b"\x09\x14\x05\x00\x5d" + struct.pack("<I", 2**32 - 1) + bytes(64)
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 63, 2, 14, 0, 0, 0, len(body), 1000, 5, 0)
    found = found_in(head + b"a.txt" + body, tmp_path, "notes.zip")
    assert [(one.where, "memory" in one.why) for one in found.unopened] == [("a.txt", True)]


def test_a_7z_archive_that_needs_too_much_memory_is_unopened(tmp_path: Path) -> None:
    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0}]) as made:
        made.set_encoded_header_mode(False)
        made.writestr(in_words(NUMBER), "a.txt")
    data = bytearray(held.getvalue())
    data[data.rindex(b"\x21\x21\x01") + 3] = 40  # of 4 GiB (7z's Methods.txt: LZMA2)
    place, size = struct.unpack_from("<QQ", data, 12)
    struct.pack_into("<I", data, 28, zlib.crc32(data[32 + place : 32 + place + size]))
    struct.pack_into("<I", data, 8, zlib.crc32(data[12:32]))
    found = found_in(bytes(data), tmp_path, "notes.7z")
    assert [(one.where, "memory" in one.why) for one in found.unopened] == [("7z", True)]


def test_a_7z_archive_unpacks_to_no_more_than_is_left(tmp_path: Path) -> None:
    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w", filters=[{"id": py7zr.FILTER_ZSTD, "level": 1}]) as made:
        made.writestr(bytes(8 * 2**20), "a.bin")
    (tmp_path / "bomb.7z").write_bytes(held.getvalue())
    found = checked(tmp_path / "bomb.7z", SMALL)
    assert ("7z", "it unpacks to more than is allowed") in [
        (one.where, one.why) for one in found.unopened
    ]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (MemoryError(), "it needs more memory than is allowed"),
        (OSError(errno.ENOSPC, "full"), "the disk has no room to unpack it"),
        (OSError("of a library"), "it is damaged or cut short"),
    ],
    ids=["memory", "disk", "damage"],
)
def test_what_is_wanting_within_a_member_costs_that_member_alone(
    error: Exception, why: str, tmp_path: Path
) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"words"
        raise error

    walk = Walk(budget=Budget(Limits(), 0), scratch=tmp_path)
    assert walk._read(Member(name="a", chunks=chunks)) == (b"words", why)


def test_a_pdf_of_much_under_a_predictor_is_unopened_by_its_object(tmp_path: Path) -> None:
    packed = zlib.compress(bytes([2, 1]) * (3 * 2**20), 9)
    head = b"<</Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>>>"
    data = b"%PDF-1.7\n7 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj"
    found = found_in(data, tmp_path, "notes.pdf")
    assert ("object 7", "it unpacks to more than is read") in [
        (one.where, one.why) for one in found.unopened
    ]


def test_a_glyph_table_without_its_end_is_read_up_to_the_next() -> None:
    data = b"beginbfchar <01> <0041> beginbfchar <02> <0042> beginbfrange <03> <04> <0043>"
    assert code_table(data) == {b"\x01": "A", b"\x02": "B", b"\x03": "C", b"\x04": "D"}


def test_objects_of_a_pdf_without_their_ends_are_told_apart() -> None:
    data = b"%PDF-1.7\n7 0 obj (a)\n8 0 obj (b)\n9 0 obj (c)"
    assert [(one.number, one.head.strip()) for one in objects(data, 0)] == [
        (7, b"(a)"),
        (8, b"(b)"),
        (9, b"(c)"),
    ]


def test_a_document_within_a_document_is_not_read_once_more(tmp_path: Path) -> None:
    one = b"%PDF-1.7\n7 0 obj\n(" + in_words(NUMBER) + b")\nendobj\n"
    source = Source(data=one * 3, name="notes.pdf", scratch=tmp_path)
    starts = [at for at in range(len(one) * 3) if source.data[at : at + 5] == b"%PDF-"]
    members = [[part.name for part in pdf_file.KIND.open(source, at)] for at in starts]
    assert members == [["object 7, strings"] * 3, [], []]


def test_a_long_name_is_told_by_its_beginning_and_end(tmp_path: Path) -> None:
    data = bytearray(zipped(b"words", "a" * 60_000 + ".txt", zipfile.ZIP_STORED))
    data[6] |= 1  # encrypted
    (one,) = found_in(bytes(data), tmp_path, "notes.zip").unopened
    assert len(one.where) < 400
    assert one.where.startswith("aaa")
    assert one.where.endswith(".txt")


def test_names_that_steer_a_terminal_are_told_without_that(tmp_path: Path) -> None:
    data = bytearray(zipped(b"words", "a\n\x1b[2J\u202etxt.exe", zipfile.ZIP_STORED))
    data[6] |= 1
    (one,) = found_in(bytes(data), tmp_path, "notes.zip").unopened
    assert one.where.isprintable()


def test_of_many_unopened_parts_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    locked = bytearray(zipped(b"words", "a.txt", zipfile.ZIP_STORED))
    locked[6] |= 1
    data = b"".join(bytes(locked).replace(b"a.txt", b"%05d" % n) for n in range(150))
    found = found_in(data, tmp_path, "notes.bin")
    assert len(found.unopened) == 101
    assert found.unopened[-1].why == "50 parts more as these"


def test_parts_of_many_members_are_named_by_the_member_they_lie_in() -> None:
    spans = NamedSpans()
    spans.add(0, 10_000_000, "all.zip")
    for number in range(3000):
        spans.add(number * 1000, number * 1000 + 900, f"{number}.txt")
    spans.add(2_999_100, 2_999_200, "inner")
    assert spans.at(1_234_567) == ["all.zip", "1234.txt"]
    assert spans.at(1_234_950) == ["all.zip"]
    assert spans.at(2_999_150) == ["all.zip", "2999.txt", "inner"]
    assert spans.at(20_000_000) == []


def test_holes_of_a_sparse_file_are_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "sparse.img").open("wb") as file:
        file.write(in_words(NUMBER))
        file.seek(40 * 2**30)
        file.write(in_words(NUMBER))
    found = checked(tmp_path / "sparse.img")
    if (tmp_path / "sparse.img").stat().st_blocks > 2**20:
        pytest.skip("this file system has no holes")
    assert [one.where for one in found.findings] == ["byte 34", f"byte {40 * 2**30 + 34}"]


def test_a_file_that_was_empty_when_it_was_listed_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "late.txt").touch()
    (entry,) = entries(tmp_path / "late.txt")
    assert isinstance(entry, Entry)
    (tmp_path / "late.txt").write_bytes(in_words(NUMBER))
    checker = Checker(search=PlainSearch([LINE]), salt=b"salt", scratch=tmp_path)
    assert kinds(checker.check(entry)) == {"number"}


def test_a_file_that_vanished_is_unopened(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").write_bytes(in_words(NUMBER))
    (entry,) = entries(tmp_path / "gone.txt")
    assert isinstance(entry, Entry)
    (tmp_path / "gone.txt").unlink()
    found = Checker(search=PlainSearch([LINE]), salt=b"salt", scratch=tmp_path).check(entry)
    assert [one.why for one in found.unopened] == ["it cannot be read"]


@pytest.mark.parametrize("change", ["grown", "replaced", "written with its old time"])
def test_a_file_that_changes_while_it_is_read_is_unopened(change: str, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(in_words("nothing"))
    before = path.stat()

    def alter(count: int) -> None:
        if change == "replaced":
            (tmp_path / "other").write_bytes(in_words("nothing"))
            (tmp_path / "other").replace(path)
        elif change == "grown":
            path.write_bytes(in_words("nothing") * 2)
        else:
            path.write_bytes(in_words("another"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    (entry,) = entries(path)
    assert isinstance(entry, Entry)
    checker = Checker(search=PlainSearch([LINE]), salt=b"s", scratch=tmp_path, advance=alter)
    assert [one.why for one in checker.check(entry).unopened] == ["it changed while it was read"]


def database(folder: Path, *lines: str) -> bytes:
    store = sqlite3.connect(folder / "made.sqlite")
    for line in lines:
        store.execute(line)
    store.commit()
    store.close()
    return (folder / "made.sqlite").read_bytes()


@pytest.mark.parametrize(
    "line",
    [
        "create view v as with recursive c(x) as (select 1 union all select x + 1 from c) "
        "select x from c",
        "create table u(a, b generated always as (hex(zeroblob(400000000))) virtual)",
    ],
    ids=["a view without an end", "a column computed of a gigabyte"],
)
def test_what_a_database_would_compute_costs_nothing(line: str, tmp_path: Path) -> None:
    rows = "create table t(a)", f"insert into t values ('{in_words(NUMBER).decode()}')"
    more = ("insert into u(a) values (1)",) if "table u" in line else ()
    (tmp_path / "package").mkdir()
    found = found_in(database(tmp_path, *rows, line, *more), tmp_path / "package", "a.sqlite")
    assert kinds(found) == {"number"}
    assert [one.where for one in found.unopened] == (["table u"] if more else [])


def test_a_beginning_of_a_database_and_nothing_more_is_unopened(tmp_path: Path) -> None:
    found = found_in(b"SQLite format 3\0" + bytes(100), tmp_path, "a.sqlite")
    assert [(one.where, "damaged" in one.why) for one in found.unopened] == [("SQLite", True)]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY l0 "laugh">'
        + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
        + b"]><a>&l9;</a>",
        b'<!DOCTYPE a [<!ENTITY e "' + b"a" * 9000 + b'">]><a>' + b"&e;" * 9000 + b"</a>",
        b"<a>" * 20_000 + b"</a>" * 20_000,
        b"[" * 20_000 + b"]" * 20_000,
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    ],
    ids=["a billion laughs", "one long entity", "deep XML", "deep lists", "deep objects"],
)
def test_what_unfolds_or_nests_is_read_as_it_stands(data: bytes, tmp_path: Path) -> None:
    found = found_in(data + in_words(NUMBER), tmp_path, "page.xml")
    assert kinds(found) == {"number"}
    assert not found.unopened


def test_entities_that_are_files_of_this_machine_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(in_words(NUMBER))
    data = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{tmp_path.as_uri()}/secret.txt">]><a>&e;</a>'
    assert not kinds(found_in(data.encode(), tmp_path, "page.xml"))


def test_names_that_lead_out_unpack_nowhere(tmp_path: Path) -> None:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        warnings.simplefilter("ignore")
        for name in ("../../out.txt", f"{tmp_path}/out.txt", "a.txt", "a.txt"):
            bundle.writestr(name, in_words(NUMBER))
    (tmp_path / "package").mkdir()
    found = found_in(held.getvalue(), tmp_path / "package", "notes.zip")
    assert len({one.where for one in found.findings}) == 3
    assert not found.unopened
    assert not list(tmp_path.rglob("out.txt"))
