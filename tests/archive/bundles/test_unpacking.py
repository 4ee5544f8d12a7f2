"""Archives are opened in a child: whole, within limits, and never beyond the folder."""

import gzip
import lzma
import os
import random
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest

from earwitness.archive.bundles.formats import bundle_format
from earwitness.archive.bundles.unpacking import Budget, Unpacked, budget_for, unpack
from earwitness.records.errors import InputUnusable
from fakes.bundles import (
    add,
    encrypted_zip,
    make_seven_zip,
    make_tar,
    make_zip,
)

GOOD = {"1.wav": b"RIFF one", "inner/2.wav": b"RIFF two" * 1000}
MIB = 2**20


def opened(path: Path, folder: Path, budget: Budget | None = None, memory: int = 512) -> Unpacked:
    folder.mkdir(exist_ok=True)
    with path.open("rb") as handle:
        return unpack(
            handle,
            folder,
            budget or Budget(10 * MIB, 100),
            name=path.name,
            file_name=path.name,
            time_zone="Europe/Kyiv",
            max_seconds=60,
            max_memory_mib=memory,
        )


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if not path.is_dir()
    }


MAKERS: dict[str, Callable[[Path], Path]] = {
    "calls.zip": lambda path: make_zip(path, GOOD),
    "calls.tar": lambda path: make_tar(path, GOOD),
    "calls.tar.gz": lambda path: make_tar(path, GOOD, "w:gz"),
    "calls.tbz2": lambda path: make_tar(path, GOOD, "w:bz2"),
    "calls.tar.xz": lambda path: make_tar(path, GOOD, "w:xz"),
    "calls.7z": lambda path: make_seven_zip(path, GOOD),
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_gives_its_members(tmp_path: Path, name: str) -> None:
    unpacked = opened(MAKERS[name](tmp_path / name), tmp_path / "out")
    assert files_in(tmp_path / "out") == GOOD
    assert {one.name: one.byte_size for one in unpacked.members} == {
        name: len(content) for name, content in GOOD.items()
    }
    assert not any(one.refused for one in unpacked.members)


def test_what_is_only_compressed_is_one_member(tmp_path: Path) -> None:
    (tmp_path / "1.wav.gz").write_bytes(gzip.compress(b"RIFF" * 500))
    opened(tmp_path / "1.wav.gz", tmp_path / "out")
    assert files_in(tmp_path / "out") == {"1.wav": b"RIFF" * 500}


@pytest.mark.parametrize("maker", [make_zip, make_tar, make_seven_zip])
def test_names_that_lead_out_are_refused_and_the_rest_is_taken(
    tmp_path: Path, maker: Callable[..., Path]
) -> None:
    path = tmp_path / "evil"
    if maker is make_seven_zip:  # py7zr writes no such name; one of the same length is patched in
        make_seven_zip_with(path, {"xx_a.wav": b"evil", "good.wav": b"good"}, "xx_a", "../a")
    else:
        maker(path, {"../a.wav": b"evil", "good.wav": b"good"})
    (tmp_path / "deep").mkdir()
    unpacked = opened(path, tmp_path / "deep" / "out")
    assert files_in(tmp_path / "deep") == {"out/good.wav": b"good"}
    assert [one.refused for one in unpacked.members if one.refused] == [
        "its name leads out of the archive"
    ]
    assert not (tmp_path / "a.wav").exists()


def make_seven_zip_with(path: Path, members: dict[str, bytes], old: str, new: str) -> None:
    """A 7z whose plain header has another name of the same length, its checksums mended."""
    with py7zr.SevenZipFile(path, "w") as bundle:
        bundle.set_encoded_header_mode(False)
        for name, content in members.items():
            bundle.writestr(content, name)
    data = bytearray(path.read_bytes())
    offset, size = struct.unpack_from("<QQ", data, 12)
    start = 32 + offset
    header = bytes(data[start : start + size])
    assert old.encode("utf-16-le") in header
    header = header.replace(old.encode("utf-16-le"), new.encode("utf-16-le"))
    data[start : start + size] = header
    struct.pack_into("<I", data, 28, zlib.crc32(header))
    struct.pack_into("<I", data, 8, zlib.crc32(bytes(data[12:32])))
    path.write_bytes(data)


def test_absolute_names_land_in_the_folder(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "1.wav"
    make_tar(tmp_path / "a.tar", {str(target): b"one"})
    opened(tmp_path / "a.tar", tmp_path / "out")
    assert not target.exists()
    assert list(files_in(tmp_path / "out").values()) == [b"one"]


def test_links_and_devices_of_a_tar_stay_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    with tarfile.open(tmp_path / "a.tar", "w") as bundle:
        add(bundle, "link", type=tarfile.SYMTYPE, linkname=str(tmp_path / "secret"))
        add(bundle, "link/through.wav", b"through")
        add(bundle, "hard", type=tarfile.LNKTYPE, linkname=str(tmp_path / "secret"))
        add(bundle, "pipe", type=tarfile.FIFOTYPE)
        add(bundle, "device", type=tarfile.CHRTYPE, devmajor=1, devminor=5)
        add(bundle, "1.wav", b"one")
        add(bundle, "2.wav", type=tarfile.LNKTYPE, linkname="1.wav")
    unpacked = opened(tmp_path / "a.tar", tmp_path / "out")
    assert files_in(tmp_path / "out") == {
        "link/through.wav": b"through",
        "1.wav": b"one",
        "2.wav": b"one",
    }
    refused = [one.name for one in unpacked.members if one.refused]
    assert refused == ["link", "hard", "pipe", "device"]
    kinds = {stat.S_IFMT(path.lstat().st_mode) for path in (tmp_path / "out").rglob("*")}
    assert kinds == {stat.S_IFREG, stat.S_IFDIR}


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.wav")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        bundle.writestr(info, "/etc/hostname")
    unpacked = opened(tmp_path / "a.zip", tmp_path / "out")
    assert files_in(tmp_path / "out") == {}
    assert "link" in unpacked.members[0].refused


def test_two_members_of_one_name_are_both_kept(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle, pytest.warns(UserWarning):
        bundle.writestr("1.wav", b"one")
        bundle.writestr("1.wav", b"two")
        bundle.writestr("1.wav/inside.wav", b"three")
    opened(tmp_path / "a.zip", tmp_path / "out")
    assert sorted(files_in(tmp_path / "out").values()) == [b"one", b"three", b"two"]


def test_a_damaged_member_costs_only_itself_in_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        bundle.writestr("1.wav", b"A" * 500)
        bundle.writestr("2.wav", b"B" * 500)
    data = (tmp_path / "a.zip").read_bytes().replace(b"AAAA", b"AXAA", 1)
    (tmp_path / "a.zip").write_bytes(data)
    unpacked = opened(tmp_path / "a.zip", tmp_path / "out")
    assert files_in(tmp_path / "out") == {"2.wav": b"B" * 500}
    assert unpacked.members[0].refused == "it is damaged"


BOMB = b"\0" * (20 * MIB)


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("bomb.zip", lambda path: make_zip(path, {"bomb": BOMB})),
        ("bomb.tar.gz", lambda path: make_tar(path, {"bomb": BOMB}, "w:gz")),
        ("bomb.tar.xz", lambda path: make_tar(path, {"bomb": BOMB}, "w:xz")),
        ("bomb.7z", lambda path: make_seven_zip(path, {"bomb": BOMB})),
        ("bomb.gz", lambda path: path.write_bytes(gzip.compress(BOMB)) and path),
    ],
)
def test_a_bomb_is_refused(tmp_path: Path, name: str, maker: Callable[[Path], Path]) -> None:
    with pytest.raises(InputUnusable, match="more bytes than this case allows"):
        opened(maker(tmp_path / name), tmp_path / "out")
    assert sum(map(len, files_in(tmp_path / "out").values())) <= 10 * MIB


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"bomb": BOMB})
    data = path.read_bytes().replace(struct.pack("<I", len(BOMB)), struct.pack("<I", 10))
    path.write_bytes(data)
    try:
        unpacked = opened(path, tmp_path / "out")
    except InputUnusable:
        unpacked = None
    assert unpacked is None or unpacked.members[0].refused
    assert sum(map(len, files_in(tmp_path / "out").values())) <= 10 * MIB


@pytest.mark.parametrize("maker", [make_zip, make_tar, make_seven_zip])
def test_too_many_members_are_refused(tmp_path: Path, maker: Callable[..., Path]) -> None:
    path = maker(tmp_path / "many", {f"{number}.wav": b"x" for number in range(101)})
    with pytest.raises(InputUnusable, match="more members"):
        opened(path, tmp_path / "out")


def test_hard_links_to_one_large_member_count_each_time(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as bundle:
        add(bundle, "1.wav", b"x" * MIB)
        for number in range(20):
            add(bundle, f"again{number}.wav", type=tarfile.LNKTYPE, linkname="1.wav")
    with pytest.raises(InputUnusable, match="more bytes"):
        opened(tmp_path / "a.tar", tmp_path / "out")


def test_the_budget_is_spent_over_several_archives(tmp_path: Path) -> None:
    budget = Budget(10 * MIB, 100)
    opened(make_zip(tmp_path / "a.zip", {"1.wav": b"x" * MIB}), tmp_path / "one", budget)
    assert (budget.bytes_left, budget.members_left) == (9 * MIB, 99)


def test_a_budget_follows_the_size_of_the_archive_but_not_below_what_is_always_allowed() -> None:
    small = budget_for(1000, max_mib=10_000, max_ratio=100, max_members=5)
    large = budget_for(2**30, max_mib=10_000, max_ratio=100, max_members=5)
    middle = budget_for(8 * MIB, max_mib=10_000, max_ratio=100, max_members=5)
    assert (small.bytes_left, middle.bytes_left) == (256 * MIB, 800 * MIB)
    assert large.bytes_left == 10_000 * MIB


@pytest.mark.parametrize("name", ["calls.zip", "calls.7z"])
def test_a_password_is_asked_for_in_words(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    encrypted_zip(path) if name.endswith("zip") else make_seven_zip(path, GOOD, password="x")
    with pytest.raises(InputUnusable, match="password"):
        opened(path, tmp_path / "out")


@pytest.mark.parametrize("name", MAKERS)
def test_a_cut_or_damaged_archive_ends_in_words(tmp_path: Path, name: str) -> None:
    content = MAKERS[name](tmp_path / name).read_bytes()
    random_bytes = random.Random(name)
    for number in range(6):
        data = bytearray(content[: random_bytes.randrange(1, len(content))])
        if number % 2:
            data = bytearray(content)
            for _ in range(4):
                data[random_bytes.randrange(len(data))] ^= 1 << random_bytes.randrange(8)
        (tmp_path / name).write_bytes(data)
        try:
            unpacked = opened(tmp_path / name, tmp_path / f"out{number}")
        except InputUnusable as error:
            assert str(error).isprintable()
        else:
            assert all(one.refused or one.sha256 for one in unpacked.members)


def test_an_archive_that_wants_more_memory_is_refused(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 512 * MIB}]
    (tmp_path / "a.xz").write_bytes(lzma.compress(b"x" * 1000, filters=filters))
    with pytest.raises(InputUnusable, match="memory"):
        opened(tmp_path / "a.xz", tmp_path / "out", memory=100)


def test_times_of_members_are_kept(tmp_path: Path) -> None:
    make_tar(tmp_path / "a.tar", {"1.wav": b"one"})
    opened(tmp_path / "a.tar", tmp_path / "tar")
    assert (tmp_path / "tar" / "1.wav").stat().st_mtime == 1646502130
    info = zipfile.ZipInfo("1.wav", (2022, 3, 5, 19, 42, 10))  # in Kyiv
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        bundle.writestr(info, b"one")
    opened(tmp_path / "a.zip", tmp_path / "zip")
    assert (tmp_path / "zip" / "1.wav").stat().st_mtime == 1646502130


def test_nothing_of_the_current_folder_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zipfile.py").write_text("raise SystemExit(99)")
    monkeypatch.chdir(tmp_path)
    opened(make_zip(tmp_path / "a.zip", GOOD), tmp_path / "out")


def test_formats_that_are_not_opened_have_no_name() -> None:
    assert bundle_format(b"Rar!\x1a\x07\x01\x00" + bytes(600)) is None
    assert bundle_format(b"\x28\xb5\x2f\xfd" + os.urandom(10)) is None
    assert bundle_format(bytes(512)) is None
