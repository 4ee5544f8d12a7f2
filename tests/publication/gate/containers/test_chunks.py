"""Chunks, boxes, segments and packets are looked at by themselves, and those that go on as one."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.gate.containers import chunks, jpeg, ogg
from earwitness.publication.gate.containers.member import Kind, Member, Source
from earwitness.publication.gate.opening import opened

TEXT = b"228-19-40"
PNG, RIFF, MP4 = chunks.KINDS


def read(data: bytes, kind: Kind, start: int = 0) -> list[bytes]:
    source = Source(data=data, name="", scratch=Path())
    members = list(kind.open(source, start))
    assert all(isinstance(one, Member) and one.chunks for one in members)
    return [b"".join(one.chunks()) for one in members if isinstance(one, Member) and one.chunks]


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def picture(*segments: bytes) -> bytes:
    first = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    return b"\xff\xd8" + first + b"".join(segments) + b"\xff\xda\0\x08\1\1\0\0\x3f\0xyz\xff\xd9"


@pytest.mark.parametrize("marker", [0xFE, 0xE1, 0xED, 0xEF])
def test_a_text_over_two_segments_is_read_as_one(marker: int) -> None:
    data = picture(segment(marker, TEXT[:5]), segment(marker, TEXT[5:]))
    assert TEXT in read(data, jpeg.KIND)


def test_a_colour_profile_goes_on_behind_its_heads() -> None:
    parts = [b"ICC_PROFILE\0\1\2" + TEXT[:5], b"ICC_PROFILE\0\2\2" + TEXT[5:]]
    assert TEXT in read(picture(*(segment(0xE2, part) for part in parts)), jpeg.KIND)


def test_segments_are_cut_short_without_trouble() -> None:
    data = picture(segment(0xFE, TEXT))
    for size in range(len(data)):
        read(data[:size], jpeg.KIND)


def page(body: bytes, laces: bytes, number: int, flags: int = 0) -> bytes:
    head = b"OggS\0" + bytes([flags]) + bytes(8) + b"\1\0\0\0" + struct.pack("<I", number)
    return head + bytes(4) + bytes([len(laces)]) + laces + body


def test_a_comment_over_two_pages_is_one_packet() -> None:
    tags = b"OpusTags" + b"x" * 498 + TEXT + b"y" * 20
    first, last = tags[:510], tags[510:]
    head = b"OpusHead\1\1\0\0\x80\xbb\0\0\0\0\0"
    data = (
        page(head, bytes([len(head)]), 0, 2)
        + page(first, b"\xff\xff", 1)
        + page(last, bytes([len(last)]), 2, 1)
    )
    assert read(data, ogg.KIND) == [head, tags]
    source = Source(data=data, name="", scratch=Path())
    assert sum(one.kind == "ogg" for one in opened(source)) == 2  # not anew for each page


def test_a_packet_that_does_not_end_is_read() -> None:
    assert read(page(TEXT * 29, b"\xff", 0), ogg.KIND) == [(TEXT * 29)[:255]]


def test_chunks_of_a_png_are_read_without_their_checksums() -> None:
    own = b"Comment\0" + TEXT
    sum_ = struct.pack(">I", zlib.crc32(b"tEXt" + own))
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(own)) + b"tEXt" + own + sum_
    assert read(data, PNG) == [own]


def test_chunks_of_a_wave_are_read_and_lists_are_entered() -> None:
    inner = b"ICMT" + struct.pack("<I", len(TEXT)) + TEXT + b"\0"
    body = b"WAVE" + b"LIST" + struct.pack("<I", len(inner) + 4) + b"INFO" + inner
    body += b"data" + struct.pack("<I", 4) + b"\1\2\3\4" + b"bext" + struct.pack("<I", 2) + b"ab"
    assert set(read(b"RIFF" + struct.pack("<I", len(body)) + body, RIFF)) == {TEXT, b"ab"}


def box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


def test_boxes_are_read_without_their_names() -> None:
    film = box(b"ftyp", b"isom\0\0\2\0") + box(b"free", TEXT) + box(b"mdat", b"\1" * 9)
    film += box(b"uuid", bytes(range(16)) + b"own") + box(b"moov", box(b"udta", box(b"name", b"x")))
    assert read(film, MP4) == [b"isom\0\0\2\0", TEXT, b"own", b"x"]


def test_a_box_with_a_size_of_eight_bytes_is_read() -> None:
    wide = struct.pack(">I", 1) + b"free" + struct.pack(">Q", 16 + len(TEXT)) + TEXT
    assert TEXT in read(box(b"ftyp", b"isom") + wide, MP4)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_trouble(data: bytes) -> None:
    read(b"\xff\xd8\xff" + data, jpeg.KIND)
    read(b"OggS" + data, ogg.KIND)
    read(b"\x89PNG\r\n\x1a\n" + data, PNG)
    read(b"RIFF" + data, RIFF)
    read(b"\0\0\0\x0cftyp" + data, MP4)
