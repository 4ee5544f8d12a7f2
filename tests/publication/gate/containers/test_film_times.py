"""The moment in the headers of a film is told, so that the search sees it."""

import struct
from pathlib import Path

import pytest

from earwitness.publication.gate.containers.film_times import BEFORE_1970, KINDS
from earwitness.publication.gate.containers.member import Member, Source

MOMENT = 1_646_502_130  # 2022-03-05T17:42:10Z


def header(kind: bytes, version: int, made: int) -> bytes:
    moments = struct.pack(">QQ" if version else ">II", made, made)
    body = kind + bytes([version, 0, 0, 0]) + moments + bytes(60)
    return struct.pack(">I", len(body) + 4) + body


def told(data: bytes, tmp_path: Path) -> str:
    source = Source(data=data, name="a.m4a", scratch=tmp_path)
    found = [one for one in KINDS[0].open(source, 0) if isinstance(one, Member) and one.chunks]
    return b"".join(b"".join(one.chunks()) for one in found if one.chunks).decode()


@pytest.mark.parametrize("kind", [b"mvhd", b"tkhd", b"mdhd"])
@pytest.mark.parametrize("version", [0, 1])
def test_the_moment_is_told(kind: bytes, version: int, tmp_path: Path) -> None:
    assert "2022-03-05T17:42:10" in told(header(kind, version, MOMENT + BEFORE_1970), tmp_path)


@pytest.mark.parametrize(
    "data", [header(b"mvhd", 0, 0), b"\0\0\0\x6cmvhd", b"mvhdmvhdmvhdmvhd" * 9]
)
def test_no_moment_is_told_where_none_is(data: bytes, tmp_path: Path) -> None:
    assert told(data, tmp_path) == ""
