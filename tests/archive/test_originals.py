import errno
import hashlib
import os
import socket
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.archive import originals as sealing
from earwitness.archive.originals import original_path, seal
from earwitness.records.errors import CaseUnusable, InputUnusable


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    folder = tmp_path / "case" / "originals"
    folder.mkdir(parents=True)
    return folder


def a_file(folder: Path, content: bytes = b"RIFF....WAVE", name: str = "call.wav") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


def test_a_sealed_file_is_named_by_its_hash_and_read_only(tmp_path: Path, originals: Path) -> None:
    sealed = seal(a_file(tmp_path, b"sound"), originals)

    copy = original_path(originals, sealed.sha256)
    assert sealed.sha256 == hashlib.sha256(b"sound").hexdigest()
    assert (sealed.byte_size, sealed.was_new) == (5, True)
    assert copy == originals / sealed.sha256[:2] / sealed.sha256
    assert copy.read_bytes() == b"sound"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o444
    assert files_in(originals) == [copy]


def test_the_time_stamp_of_the_source_is_kept_and_the_source_is_untouched(
    tmp_path: Path, originals: Path
) -> None:
    source = a_file(tmp_path)
    source.chmod(0o640)
    os.utime(source, ns=(0, 1646502130_123456789))
    before = source.stat()

    sealed = seal(source, originals)

    after = source.stat()
    assert sealed.modified_at == datetime(2022, 3, 5, 17, 42, 10, 123456, tzinfo=UTC)
    assert (after.st_mode, after.st_mtime_ns, after.st_ino) == (
        before.st_mode,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert source.read_bytes() == b"RIFF....WAVE"


def test_the_same_bytes_again_leave_the_original_as_it_is(tmp_path: Path, originals: Path) -> None:
    first = seal(a_file(tmp_path, name="a.wav"), originals)
    copy = original_path(originals, first.sha256)
    before = copy.stat()

    second = seal(a_file(tmp_path, name="b.wav"), originals)

    assert (second.sha256, second.was_new) == (first.sha256, False)
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files_in(originals) == [copy]


def test_a_damaged_original_is_reported_and_not_overwritten(
    tmp_path: Path, originals: Path
) -> None:
    source = a_file(tmp_path)
    copy = original_path(originals, seal(source, originals).sha256)
    copy.chmod(0o644)
    copy.write_bytes(b"cut")

    with pytest.raises(CaseUnusable, match="damaged"):
        seal(source, originals)
    assert copy.read_bytes() == b"cut"


def test_without_hard_links_the_copy_is_renamed(
    tmp_path: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links on this file system")

    monkeypatch.setattr(os, "link", no_links)
    source = a_file(tmp_path)

    assert seal(source, originals).was_new
    assert not seal(source, originals).was_new
    assert [path.read_bytes() for path in files_in(originals)] == [source.read_bytes()]


def test_a_vanished_file_is_named(tmp_path: Path, originals: Path) -> None:
    with pytest.raises(InputUnusable, match=r"gone\.wav is not there"):
        seal(tmp_path / "gone.wav", originals)


def test_an_empty_file_is_refused_and_leaves_nothing(tmp_path: Path, originals: Path) -> None:
    with pytest.raises(InputUnusable, match="is empty"):
        seal(a_file(tmp_path, b""), originals)
    assert files_in(originals) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path, originals: Path) -> None:
    source = a_file(tmp_path)
    source.chmod(0)
    with pytest.raises(InputUnusable, match="may not be read"):
        seal(source, originals)


def test_a_folder_is_refused(tmp_path: Path, originals: Path) -> None:
    with pytest.raises(InputUnusable, match="is a folder"):
        seal(tmp_path, originals)


def test_a_pipe_does_not_hang(tmp_path: Path, originals: Path) -> None:
    pipe = tmp_path / "pipe.wav"
    os.mkfifo(pipe)
    with pytest.raises(InputUnusable, match="pipe"):
        seal(pipe, originals)


def test_a_device_and_a_socket_are_refused(
    tmp_path: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputUnusable, match="device"):
        seal(Path("/dev/zero"), originals)
    monkeypatch.chdir(tmp_path)  # socket addresses are short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(InputUnusable, match="socket"):
            seal(tmp_path / "s", originals)


def test_a_link_to_a_file_is_followed(tmp_path: Path, originals: Path) -> None:
    link = tmp_path / "link.wav"
    link.symlink_to(a_file(tmp_path))
    seal(link, originals)
    assert not files_in(originals)[0].is_symlink()


def test_a_path_that_no_system_accepts_is_refused(originals: Path) -> None:
    with pytest.raises(InputUnusable, match="cannot be"):
        seal(Path("a\0b"), originals)


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_file(tmp_path, b"x" * 10)

    def write_and_let_grow(copy: BinaryIO, chunk: bytes) -> None:
        copy.write(chunk)
        if source.stat().st_size < 15:
            with source.open("ab") as handle:
                handle.write(b"more.")

    monkeypatch.setattr(sealing, "write_all", write_and_let_grow)
    with pytest.raises(InputUnusable, match="still being written"):
        seal(source, originals)
    assert files_in(originals) == []


def test_a_full_disk_stops_the_case_and_leaves_nothing(
    tmp_path: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(copy: BinaryIO, chunk: bytes) -> None:
        copy.write(chunk[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sealing, "write_all", no_space)
    with pytest.raises(CaseUnusable, match="full"):
        seal(a_file(tmp_path), originals)
    assert files_in(originals) == []


def test_a_medium_that_fails_is_the_inputs_fault(
    tmp_path: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FailingMedium:
        def read(self, count: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(InputUnusable, match="Input/output error"):
        sealing.read_chunk(FailingMedium(), tmp_path / "a.wav")  # type: ignore[arg-type]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_case_that_may_not_be_written_says_so(tmp_path: Path, originals: Path) -> None:
    originals.chmod(0o555)
    try:
        with pytest.raises(CaseUnusable, match="cannot be written"):
            seal(a_file(tmp_path), originals)
    finally:
        originals.chmod(0o755)


def test_only_a_hash_names_an_original(originals: Path) -> None:
    for name in ("../../etc/passwd", "AB" * 32, "ab" * 31, ""):
        with pytest.raises(CaseUnusable, match="no SHA-256"):
            original_path(originals, name)


def test_a_message_is_one_printable_line(tmp_path: Path, originals: Path) -> None:
    with pytest.raises(InputUnusable) as caught:
        seal(tmp_path / "a\nb\u202ewav.exe", originals)
    assert str(caught.value).isprintable()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=3000))
def test_what_is_sealed_is_what_was_received(
    tmp_path: Path, originals: Path, content: bytes
) -> None:
    sealed = seal(a_file(tmp_path, content), originals)
    assert original_path(originals, sealed.sha256).read_bytes() == content
    assert sealed.byte_size == len(content)
