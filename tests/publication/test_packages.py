"""A package on disk is exactly what was written, and every change of it is named."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.publication.package_paths import check_path, check_paths
from earwitness.publication.packages import (
    MODIFIED_S,
    described,
    differences,
    in_folder,
    list_package,
    load_package,
    package_digest,
    write_package,
)
from earwitness.records.errors import CaseUnusable, InputUnusable
from earwitness.records.published import PublishedFile
from earwitness.records.release import PackageFile

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


FILES = (
    PublishedFile(path="html/index.html", data=b"<p>page</p>"),
    PublishedFile(path="html/clip-a1.mp3", data=b"\xff\xfbsound"),
    PublishedFile(path="audio/clip-a1.vtt", data=b"WEBVTT\n"),
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "edition-1"
    write_package(FILES, folder)
    return folder


def test_what_lies_on_disk_is_what_was_written(package: Path) -> None:
    assert list_package(package) == described(FILES)
    assert set(load_package(package)) == set(FILES)
    assert differences(package, described(FILES)) == ()


def test_a_package_tells_neither_when_nor_for_whom_it_was_made(package: Path) -> None:
    places = [package, *package.rglob("*")]
    assert {place.stat().st_mtime_ns for place in places} == {MODIFIED_S * 10**9}
    assert {place.stat().st_mode & 0o777 for place in places if place.is_dir()} == {0o700}
    assert {place.stat().st_mode & 0o777 for place in places if place.is_file()} == {0o600}


def test_the_digest_is_over_the_sorted_paths_and_hashes() -> None:
    one = PackageFile(path="a", sha256="0" * 64, byte_size=3)
    two = PackageFile(path="b", sha256="1" * 64, byte_size=4)
    written = f'[["a","{"0" * 64}"],["b","{"1" * 64}"]]'
    assert package_digest([two, one]) == hashlib.sha256(written.encode()).hexdigest()
    renamed = PackageFile(path="c", sha256="1" * 64, byte_size=4)
    assert package_digest([one, renamed]) != package_digest([one, two])


def test_every_change_on_disk_is_named(package: Path) -> None:
    recorded = list_package(package)
    (package / "html" / "index.html").write_bytes(b"<p>other</p>")
    (package / "audio" / "clip-a1.vtt").unlink()
    (package / "html" / "notes.txt").write_text("a note")
    (package / "html" / ".hidden").write_text("a note")
    (package / "html" / "link.mp3").symlink_to(package / "html" / "clip-a1.mp3")
    os.mkfifo(package / "html" / "pipe")
    assert differences(package, recorded) == (
        "audio/clip-a1.vtt is missing",
        "html/notes.txt was added",
        "html/index.html was changed",
        "audio is an empty folder",
        "html/.hidden has a name that no package has",
        "html/link.mp3 is a link",
        "html/pipe is no file",
    )
    with pytest.raises(InputUnusable, match="not as it was written"):
        list_package(package)


def test_a_package_behind_a_link_is_named_too(package: Path, tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(package)
    assert differences(tmp_path / "other", described(FILES)) == ("the folder is a link",)


def test_a_package_is_never_written_over_another(package: Path) -> None:
    with pytest.raises(CaseUnusable, match="already"):
        write_package(FILES[:1], package)
    assert list_package(package) == described(FILES)


def test_what_a_killed_build_left_is_not_mixed_in(tmp_path: Path) -> None:
    left = tmp_path / ".edition-1.unfinished"
    left.mkdir()
    (left / "old.html").write_text("old")
    write_package(FILES, tmp_path / "edition-1")
    assert list_package(tmp_path / "edition-1") == described(FILES)
    assert not left.exists()


def test_a_package_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CaseUnusable, match="package"):
        write_package(FILES, tmp_path / "nowhere" / "edition-1")
    with pytest.raises(InputUnusable, match="empty"):
        write_package((), tmp_path / "edition-1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../out", "a/../b", "a//b", "a/", "./a", "a\\b", "C:a", ".hidden"),
        *("-rf", "con", "NUL.html", "a/aux.txt", "com1.mp3", "a.", "a ", "a\0b", "клип.mp3"),
        *("a\nb", "a:b", "x" * 101, "a/" * 6 + "b"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(InputUnusable):
        write_package([PublishedFile(path=path, data=b"")], tmp_path / "edition-1")
    assert list(tmp_path.iterdir()) == []


@UNHURRIED
@given(st.text())
def test_a_path_that_passes_stays_in_its_folder(path: str) -> None:
    try:
        check_path(path)
    except InputUnusable:
        return
    assert path.isascii() and path.isprintable()
    assert Path(os.path.normpath(path)) == Path(path) and not Path(path).is_absolute()


@pytest.mark.parametrize("paths", [["a", "A"], ["a", "a"], ["a", "a/b"], ["A/b", "a"]])
def test_names_that_clash_on_some_system_are_refused(paths: list[str]) -> None:
    with pytest.raises(InputUnusable, match="want the name"):
        check_paths(paths)


def test_each_publisher_has_a_folder_of_its_own() -> None:
    (moved,) = in_folder("html", [PublishedFile(path="index.html", data=b"x")])
    assert moved == PublishedFile(path="html/index.html", data=b"x")
