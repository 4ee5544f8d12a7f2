"""Archives that somebody else made are unpacked within limits, and it is told which was met."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from earwitness.crossing.sources import zip_members
from earwitness.crossing.sources.zip_members import (
    OF_CHATS,
    ZipLimits,
    member_head,
    member_stream,
    opened_zip,
)
from earwitness.records.errors import InputUnusable


def packed(
    path: Path, content: bytes, *, times: int = 1, method: int = zipfile.ZIP_DEFLATED
) -> Path:
    """An archive with one file that its table of contents lists so many times."""
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("card.vcf", content)
        archive.filelist.extend(archive.filelist * (times - 1))
    return path


def unpack(path: Path, limits: ZipLimits = OF_CHATS) -> int:
    """Bytes unpacked of all members."""
    with opened_zip(path, limits) as archive:
        return sum(
            len(io.BufferedReader(member_stream(archive, member)).read())
            for member in archive.infolist()
        )


def test_one_file_listed_again_and_again_is_not_unpacked_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_members, "FLOOR", 0)
    content = os.urandom(100_000)
    assert unpack(packed(tmp_path / "good.zip", content, times=50)) == 5_000_000
    with pytest.raises(InputUnusable, match="far larger unpacked"):
        unpack(packed(tmp_path / "bomb.zip", content, times=300))


def test_a_member_of_hundreds_of_megabytes_of_nothing_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="far larger unpacked"):
        unpack(packed(tmp_path / "bomb.zip", bytes(100_000_000)))


def test_a_text_of_one_line_again_and_again_is_no_bomb(tmp_path: Path) -> None:
    content = b"05.03.2022, 10:00 - Olya: +\n" * 100_000
    assert unpack(packed(tmp_path / "good.zip", content)) == len(content)


def test_a_long_table_of_contents_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    path = packed(tmp_path / "wide.zip", b"x", times=1_000)
    assert unpack(path) == 1_000
    limits = ZipLimits(directory_bytes=32 * 1024)
    with pytest.raises(InputUnusable, match="table of contents of wide"):
        unpack(path, limits)
    with pytest.raises(InputUnusable, match="more than 999 files"):
        unpack(path, ZipLimits(members=999))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_a_bound_are_not_tried(tmp_path: Path, method: int) -> None:
    path = packed(tmp_path / "odd.zip", bytes(1_000_000), method=method)
    with opened_zip(path) as archive, pytest.raises(InputUnusable, match="no phone packs"):
        member_head(archive, archive.infolist()[0], 10)
