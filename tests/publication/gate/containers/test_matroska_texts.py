"""Tags of Matroska and WebM, whose texts no sign ends."""

from pathlib import Path

import pytest

from earwitness.publication.gate.containers.matroska_texts import KIND
from earwitness.publication.gate.containers.member import Member, Source

HEADER, SEGMENT, TAGS, TAG, SIMPLE = "1a45dfa3", "18538067", "1254c367", "7373", "67c8"
NAME, TEXT, CLUSTER, BLOCK = "45a3", "4487", "1f43b675", "a3"


def element(number: str, data: bytes, *, size: bytes = b"") -> bytes:
    return bytes.fromhex(number) + (size or (len(data) | 1 << 28).to_bytes(4, "big")) + data


def tag(name: str, text: str) -> bytes:
    simple = element(NAME, name.encode()) + element(TEXT, text.encode())
    return element(TAG, element(SIMPLE, simple))


def texts(data: bytes) -> list[str]:
    found: list[str] = []
    for member in KIND.open(Source(data=data, name="", scratch=Path()), 0):
        assert isinstance(member, Member)
        assert member.chunks is not None
        found += b"".join(member.chunks()).decode().split("\n")
    return found


@pytest.mark.parametrize("size", [b"", b"\x01" + b"\xff" * 7], ids=["sized", "written live"])
def test_each_text_stands_by_itself(size: bytes) -> None:
    cluster = element(CLUSTER, element(BLOCK, bytes(40)), size=size)
    inside = cluster + element(TAGS, tag("ARTIST", "Верхотоев") + tag("TITLE", "Дубоносцева"))
    data = element(HEADER, b"\x42\x86\x81\x01") + element(SEGMENT, inside, size=size)
    assert texts(data) == ["ARTIST", "Верхотоев", "TITLE", "Дубоносцева"]


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_file_that_is_cut_short_gives_what_is_there(cut: int) -> None:
    data = element(HEADER, b"") + element(SEGMENT, element(TAGS, tag("A", "Верхотоев")))
    found = texts(data[: len(data) - cut])
    assert all(("A" + "Верхотоев").find(one.rstrip("\ufffd")) >= 0 for one in found)
    assert cut or found == ["A", "Верхотоев"]


def test_bytes_that_are_no_such_file_give_nothing() -> None:
    assert texts(b"\x1a\x45\xdf\xa3" + bytes(range(256))) == []
    assert texts(b"plain text") == []
