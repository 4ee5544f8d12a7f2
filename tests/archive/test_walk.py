import os
import sys
from pathlib import Path

import pytest

from earwitness.archive.walk import find_files
from earwitness.records.problem import Problem


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def found(*paths: Path) -> list[Path]:
    return [one for one in find_files(paths) if isinstance(one, Path)]


def problems(*paths: Path) -> list[Problem]:
    return [one for one in find_files(paths) if isinstance(one, Problem)]


def test_folders_are_walked_in_name_order_whatever_the_disk_says(tmp_path: Path) -> None:
    make(tmp_path, "b/2.wav", "b/1.wav", "a.wav", "c/d/e.wav")
    assert [path.relative_to(tmp_path).as_posix() for path in found(tmp_path)] == [
        "a.wav",
        "b/1.wav",
        "b/2.wav",
        "c/d/e.wav",
    ]


def test_named_files_keep_the_given_order_and_come_once(tmp_path: Path) -> None:
    make(tmp_path, "1.wav", "2.wav")
    one, two = tmp_path / "1.wav", tmp_path / "2.wav"
    assert found(two, one, two) == [two, one]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "a/1.wav")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert found(tmp_path) == [tmp_path / "a" / "1.wav"]
    assert problems(tmp_path) == []


def test_a_missing_path_is_a_problem_and_the_walk_goes_on(tmp_path: Path) -> None:
    make(tmp_path, "1.wav")
    gone = tmp_path / "gone"
    assert found(gone, tmp_path) == [tmp_path / "1.wav"]
    (problem,) = problems(gone, tmp_path)
    assert problem.subject == str(gone)
    assert "not there" in problem.what


def test_a_dangling_link_and_a_pipe_are_problems(tmp_path: Path) -> None:
    make(tmp_path, "1.wav")
    (tmp_path / "dangling.wav").symlink_to(tmp_path / "gone.wav")
    os.mkfifo(tmp_path / "pipe.wav")
    assert found(tmp_path) == [tmp_path / "1.wav"]
    assert [Path(one.subject).name for one in problems(tmp_path)] == ["dangling.wav", "pipe.wav"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_folder_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, "closed/1.wav", "open/2.wav")
    (tmp_path / "closed").chmod(0)
    try:
        assert found(tmp_path) == [tmp_path / "open" / "2.wav"]
        assert "may not be read" in problems(tmp_path)[0].what
    finally:
        (tmp_path / "closed").chmod(0o755)


def test_litter_of_systems_is_passed_over_but_hidden_recordings_are_not(tmp_path: Path) -> None:
    make(tmp_path, ".DS_Store", "Thumbs.db", "._1.wav", "desktop.ini", ".hidden.wav")
    assert found(tmp_path) == [tmp_path / ".hidden.wav"]


def test_litter_that_is_named_on_purpose_is_taken(tmp_path: Path) -> None:
    make(tmp_path, "._1.wav")
    assert found(tmp_path / "._1.wav") == [tmp_path / "._1.wav"]


def test_very_deep_folders_do_not_break_the_walk(tmp_path: Path) -> None:
    folders = [tmp_path / "d"]
    folders[0].mkdir()
    try:
        while len(folders) < sys.getrecursionlimit() + 100:
            folders.append(folders[-1] / "d")
            folders[-1].mkdir()
        make(folders[-1], "1.wav")
        assert found(tmp_path) == [folders[-1] / "1.wav"]
    finally:  # what cleans up after tests is recursive
        (folders[-1] / "1.wav").unlink(missing_ok=True)
        for folder in reversed(folders):
            folder.rmdir()


def test_a_name_that_is_not_utf_8_is_found_and_shown(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xe7\xe2\xee\xed\xee\xea.wav"
    Path(os.fsdecode(raw)).write_bytes(b"x")
    assert [os.fsencode(path) for path in found(tmp_path)] == [raw]


def test_a_link_out_of_the_folder_is_a_problem_and_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "private/diary.wav", "given/1.wav")
    (tmp_path / "given" / "file.wav").symlink_to(tmp_path / "private" / "diary.wav")
    (tmp_path / "given" / "folder").symlink_to(tmp_path / "private")
    given = tmp_path / "given"
    assert found(given) == [given / "1.wav"]
    assert [Path(one.subject).name for one in problems(given)] == ["file.wav", "folder"]
    assert all("outside" in one.what for one in problems(given))


def test_a_link_to_itself_is_no_link_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "real/1.wav")
    (tmp_path / "real" / "loop.wav").symlink_to("loop.wav")
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)
    for given in (tmp_path / "real", tmp_path / "link", Path("real")):
        (problem,) = problems(given)
        assert Path(problem.subject).name == "loop.wav"
        assert "outside" not in problem.what
        assert "cannot be read" in problem.what


def test_a_link_inside_or_to_another_given_folder_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "a/1.wav", "b/2.wav")
    (tmp_path / "a" / "same.wav").symlink_to("1.wav")
    (tmp_path / "a" / "two.wav").symlink_to(tmp_path / "b" / "2.wav")
    a, b = tmp_path / "a", tmp_path / "b"
    assert found(a, b) == [a / "1.wav", a / "same.wav", a / "two.wav", b / "2.wav"]
    assert found(a) == [a / "1.wav", a / "same.wav"]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "real/1.wav")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file.wav").symlink_to(tmp_path / "real" / "1.wav")
    link, file = tmp_path / "link", tmp_path / "file.wav"
    assert found(file, link) == [file, link / "1.wav"]


def test_what_belongs_to_the_case_is_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "case/originals/1", "1.wav")
    only = find_files([tmp_path], owned=lambda path: path == tmp_path / "case")
    assert list(only) == [tmp_path / "1.wav"]


def test_the_walk_begins_before_it_has_seen_all(tmp_path: Path) -> None:
    make(tmp_path, "a/1.wav", "b/2.wav")
    walk = find_files([tmp_path])
    assert next(walk) == tmp_path / "a" / "1.wav"
    make(tmp_path, "b/3.wav")
    assert tmp_path / "b" / "3.wav" in list(walk)
