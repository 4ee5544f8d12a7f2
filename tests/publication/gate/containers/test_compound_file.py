"""Compound files: a chain of sectors that does not come to its end is told, and costs nothing."""

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from publication.gate.test_walking import NUMBER, found_in, kinds

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
WORDS = f"call {NUMBER} about it. ".encode()


def head(*, tables: int = 1, directory: int = 1, shift: int = 9, more: int = END) -> bytes:
    """[MS-CFB] 2.2."""
    places = [*range(tables), *[FREE] * (109 - tables)]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, shift, 6)
        + struct.pack("<9I", 0, tables, directory, 0, 4096, END, 0, more, 1)
        + struct.pack("<109I", *places)
    )


def entry(name: str, first: int, size: int) -> bytes:
    """[MS-CFB] 2.6.1."""
    raw = name.encode("utf-16-le")
    told = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, 2, 1)
    return (
        told
        + struct.pack("<3I", FREE, FREE, FREE)
        + bytes(36)
        + struct.pack("<IIxxxx", first, size)
    )


def compound(table: Sequence[int], entries: Sequence[bytes], sectors: int) -> bytes:
    """Its table is sector 0, its directory sector 1; the number stands across two sectors."""
    text = (b" " * 500 + WORDS).ljust(1024) * (sectors // 2 + 1)
    told = [0xFFFFFFFD, END, *table]
    raw = struct.pack(f"<{len(told)}I", *told).ljust(512, b"\xff")
    return head() + raw + b"".join(entries).ljust(512, b"\0") + text[: sectors * 512]


def told(data: bytes, tmp_path: Path) -> list[tuple[str, bool]]:
    found = found_in(data, tmp_path, "notes.doc")
    return [(one.where, "damaged" in one.why) for one in found.unopened]


def test_a_number_across_sectors_that_stand_apart_is_found(tmp_path: Path) -> None:
    apart = [4, 9, 6, 9, 8, 9, 10, 9, 12, 9, 14, 9, 16, 9, END]
    sectors = (b" " * 500 + WORDS).ljust(1024)
    data = compound(apart, [entry("Notes", 2, 8 * 512)], 0)
    data += b"".join(
        sectors[:512] + bytes(512) if n % 2 == 0 else sectors[512:] + bytes(512) for n in range(8)
    )
    found = found_in(data, tmp_path, "notes.doc")
    assert kinds(found) == {"number"}
    assert not found.unopened


@pytest.mark.parametrize(
    "table",
    [
        [3, 4, 5, 2],
        [3, 4, 5, 6, 7, 8, 9, FREE],
        [3, 4, 5, 6, 7, 8, 9, 4_000],
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, END],
        [END],
    ],
    ids=["a circle", "a free sector", "behind the table", "behind the file", "too short"],
)
def test_a_chain_that_does_not_come_to_its_end_is_unopened(
    table: list[int], tmp_path: Path
) -> None:
    data = compound(table, [entry("Notes", 2, 8 * 512)], 8)
    assert told(data, tmp_path) == [("stream Notes", True)]


def test_streams_that_share_sectors_are_read_once_and_told(tmp_path: Path) -> None:
    table = [*range(3, 10), END]
    own = [entry(name, 2, 8 * 512) for name in "abcd"]
    assert told(compound(table, own, 8), tmp_path) == [(f"stream {one}", True) for one in "bcd"]


def test_tables_that_list_each_other_for_ever_are_damage(tmp_path: Path) -> None:
    block = struct.pack("<128I", *[0] * 127, 0)
    assert told(head(more=0) + block, tmp_path) == [("compound file", True)]


def test_sectors_of_a_size_that_there_is_not_are_damage(tmp_path: Path) -> None:
    assert told(head(shift=16) + bytes(512), tmp_path) == [("compound file", True)]
