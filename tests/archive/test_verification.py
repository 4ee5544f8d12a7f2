from pathlib import Path

import pytest

from earwitness.archive.originals import original_path, seal
from earwitness.records.recording import Recording
from fakes.originals import verify_originals


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    return tmp_path / "originals"


def received(originals: Path, content: bytes) -> Recording:
    source = originals.parent / "call.wav"
    source.write_bytes(content)
    sealed = seal(source, originals)
    return Recording(sha256=sealed.sha256, byte_size=sealed.byte_size, source_name="call.wav")


def kinds(originals: Path, *recordings: Recording) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in verify_originals(originals, recordings)]


def test_a_whole_archive_has_no_problem(originals: Path) -> None:
    recordings = [received(originals, b"one"), received(originals, b"two")]
    assert kinds(originals, *recordings) == []


def test_a_missing_original_is_named(originals: Path) -> None:
    recording = received(originals, b"one")
    original_path(originals, recording.sha256).unlink()
    assert kinds(originals, recording) == [("missing", recording.sha256)]
    assert kinds(originals.parent / "nowhere", recording) == [("missing", recording.sha256)]


def test_one_changed_bit_and_one_lost_byte_are_found(originals: Path) -> None:
    first, second = received(originals, b"one"), received(originals, b"two")
    for recording, content in ((first, b"ona"), (second, b"tw")):
        path = original_path(originals, recording.sha256)
        path.chmod(0o644)
        path.write_bytes(content)
        path.chmod(0o444)
    assert kinds(originals, first, second) == [("hash", first.sha256), ("size", second.sha256)]


@pytest.mark.parametrize("mode", [0o644, 0o464, 0o446])
def test_an_original_that_may_be_written_is_found(originals: Path, mode: int) -> None:
    recording = received(originals, b"one")
    original_path(originals, recording.sha256).chmod(mode)
    assert kinds(originals, recording) == [("writable", recording.sha256)]


def test_a_link_in_the_place_of_an_original_is_found(originals: Path) -> None:
    recording = received(originals, b"one")
    path = original_path(originals, recording.sha256)
    path.unlink()
    path.symlink_to(originals.parent / "call.wav")
    assert kinds(originals, recording) == [("replaced", recording.sha256)]


def test_files_that_no_recording_names_are_found(originals: Path) -> None:
    recording = received(originals, b"one")
    stranger = received(originals, b"stranger")
    (originals / "notes.txt").write_bytes(b"x")
    (originals / ".unfinished-1").write_bytes(b"x")
    (originals / "elsewhere").symlink_to(originals.parent)
    misplaced = originals / recording.sha256
    misplaced.write_bytes(b"one")
    assert set(kinds(originals, recording)) == {
        ("unrecorded", f"{stranger.sha256[:2]}/{stranger.sha256}"),
        ("unrecorded", "notes.txt"),
        ("unrecorded", "elsewhere"),
        ("unrecorded", recording.sha256),
    }


def test_a_store_that_names_no_hash_is_found(originals: Path) -> None:
    evil = Recording(sha256="../../etc/passwd", byte_size=1, source_name="x")
    assert kinds(originals, evil) == [("misnamed", "../../etc/passwd")]
