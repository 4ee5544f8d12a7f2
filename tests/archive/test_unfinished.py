"""What a run leaves in `originals/`, at whatever moment it ends."""

import errno
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from earwitness.archive.originals import original_path, stage
from earwitness.archive.sealing import publish_batch, settle
from earwitness.archive.unfinished import sweep_unfinished, unfinished_run, unrecorded_yet
from earwitness.records.errors import CaseUnusable
from earwitness.records.recording import Recording
from fakes.originals import verify_originals


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    folder = tmp_path / "originals"
    folder.mkdir()
    return folder


def none_recorded(hashes: Sequence[str]) -> set[str]:
    return set()


def all_recorded(hashes: Sequence[str]) -> set[str]:
    return set(hashes)


def published(tmp_path: Path, originals: Path, run: Path, *contents: bytes) -> list[str]:
    staged = []
    for number, content in enumerate(contents):
        source = tmp_path / f"{number}.wav"
        source.write_bytes(content)
        staged.append(stage(source, run))
    publish_batch(staged, originals, run)
    return [one.sha256 for one in staged]


def everything_in(originals: Path) -> list[Path]:
    return sorted(path for path in originals.rglob("*") if path.is_file())


def test_a_batch_is_sealed_and_after_settling_nothing_else_is_left(
    tmp_path: Path, originals: Path
) -> None:
    with unfinished_run(originals, none_recorded) as run:
        hashes = published(tmp_path, originals, run, b"one", b"two", b"one")
        assert unrecorded_yet(originals) == set(hashes)
        settle(hashes, run)
    assert hashes[0] == hashes[2] == hashlib.sha256(b"one").hexdigest()
    assert everything_in(originals) == sorted(original_path(originals, one) for one in hashes[:2])
    assert original_path(originals, hashes[0]).stat().st_nlink == 1


def test_what_was_published_and_not_recorded_is_taken_back(tmp_path: Path, originals: Path) -> None:
    with unfinished_run(originals, none_recorded) as run:
        published(tmp_path, originals, run, b"one", b"two")
    assert everything_in(originals) == []


def test_what_was_recorded_stays_though_its_mark_was_left(tmp_path: Path, originals: Path) -> None:
    with unfinished_run(originals, all_recorded) as run:
        (sha256,) = published(tmp_path, originals, run, b"one")
    assert everything_in(originals) == [original_path(originals, sha256)]


def test_what_a_killed_run_left_is_passed_over_by_verify_and_swept_by_the_next(
    tmp_path: Path, originals: Path
) -> None:
    killed = originals / ".unfinished-killed"
    killed.mkdir()
    published(tmp_path, originals, killed, b"one")
    (killed / "half").write_bytes(b"ha")
    (originals / ".unfinished-of-version-0.1").write_bytes(b"half")
    assert list(verify_originals(originals, ())) == []
    with unfinished_run(originals, none_recorded):
        assert not killed.exists()
    assert everything_in(originals) == []


def test_an_original_that_was_there_before_is_never_taken_back(
    tmp_path: Path, originals: Path
) -> None:
    with unfinished_run(originals, all_recorded) as run:
        (sha256,) = published(tmp_path, originals, run, b"one")
        settle([sha256], run)
    with unfinished_run(originals, none_recorded) as run:
        published(tmp_path, originals, run, b"one")
    assert everything_in(originals) == [original_path(originals, sha256)]


def test_a_run_in_work_is_not_swept_by_another(tmp_path: Path, originals: Path) -> None:
    with unfinished_run(originals, none_recorded) as first:
        (sha256,) = published(tmp_path, originals, first, b"one")
        with unfinished_run(originals, none_recorded) as second:
            assert first.exists()
            published(tmp_path, originals, second, b"two")
        assert original_path(originals, sha256).exists()
        assert second.exists(), "it left to others what they may be about to record"
    assert sweep_unfinished(originals, none_recorded) == 1
    assert everything_in(originals) == []


def test_a_file_planted_under_a_mark_s_name_is_left_for_verify(
    tmp_path: Path, originals: Path
) -> None:
    killed = originals / ".unfinished-killed"
    killed.mkdir()
    (sha256,) = published(tmp_path, originals, killed, b"one")
    original = original_path(originals, sha256)
    original.unlink()
    original.write_bytes(b"planted")
    sweep_unfinished(originals, none_recorded)
    assert original.read_bytes() == b"planted"
    assert {one.kind for one in verify_originals(originals, ())} == {"unrecorded"}


def test_without_hard_links_an_empty_mark_stands_for_the_original(
    tmp_path: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links on this file system")

    monkeypatch.setattr(os, "link", no_links)
    with unfinished_run(originals, none_recorded) as run:
        (sha256,) = published(tmp_path, originals, run, b"one")
        assert original_path(originals, sha256).read_bytes() == b"one"
        assert (run / sha256).stat().st_size == 0
    assert everything_in(originals) == []


def test_a_damaged_original_stops_the_batch(tmp_path: Path, originals: Path) -> None:
    with unfinished_run(originals, all_recorded) as run:
        (sha256,) = published(tmp_path, originals, run, b"one")
        settle([sha256], run)
        original_path(originals, sha256).chmod(0o644)
        original_path(originals, sha256).write_bytes(b"longer than it was")
        with pytest.raises(CaseUnusable, match="damaged"):
            published(tmp_path, originals, run, b"one")


def test_many_files_are_sealed_like_few(tmp_path: Path, originals: Path) -> None:
    contents = [str(number).encode() for number in range(40)]
    with unfinished_run(originals, none_recorded) as run:
        hashes = published(tmp_path, originals, run, *contents)
        settle(hashes, run)
    known = [
        Recording(sha256=sha256, byte_size=len(content), source_name="x")
        for sha256, content in zip(hashes, contents, strict=True)
    ]
    assert list(verify_originals(originals, known)) == []
