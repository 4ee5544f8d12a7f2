"""Limits on time, memory and length of one file: broken limits are told, never felt."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.records.errors import CaseUnusable, EngineFailed, InputUnusable
from earwitness.runtime.settings import AudioSection
from fakes.sounds import encode, long_call, tone


@pytest.fixture
def decoder_with() -> Iterator[Callable[..., PyavDecoder]]:
    made = []

    def make(**limits: int) -> PyavDecoder:
        made.append(PyavDecoder(AudioSection(**limits)))
        return made[-1]

    yield make
    for decoder in made:
        decoder.close()


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hours in AMR: small to keep, slow to decode."""
    return long_call(tmp_path_factory.mktemp("long") / "long.amr", 10_800)


def test_a_foreign_file_in_the_current_folder_is_not_run(
    decoder_with: Callable[..., PyavDecoder], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "json.py").write_text(f"open({str(mark)!r}, 'w')\nraise SystemExit(1)\n")
    sound = encode(tmp_path / "call.wav", tone(1))
    monkeypatch.chdir(tmp_path)
    decoder_with().decode(sound, source_name="call.wav", target=tmp_path / "out.wav")
    assert not mark.exists()


def test_a_file_that_takes_too_long_is_given_up(
    decoder_with: Callable[..., PyavDecoder], long_file: Path, tmp_path: Path
) -> None:
    decoder = decoder_with(max_decode_seconds=1, max_minutes=200)
    start = time.monotonic()
    with pytest.raises(EngineFailed, match=r"long\.amr.*longer than allowed"):
        decoder.decode(long_file, source_name="long.amr", target=tmp_path / "out.wav")
    assert time.monotonic() - start < 10
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_too_many_minutes_is_given_up(
    decoder_with: Callable[..., PyavDecoder], tmp_path: Path
) -> None:
    path = encode(tmp_path / "long.wav", tone(65))
    with pytest.raises((InputUnusable, EngineFailed), match="longer than 1 minutes"):
        decoder_with(max_minutes=1).decode(
            path, source_name="long.wav", target=tmp_path / "out.wav"
        )


def with_a_huge_picture(path: Path, mib: int) -> Path:
    """An MP3 file with an attached picture of so many MiB, as a hole that takes no space."""
    sound = encode(path, tone(3, rate=16000), rate=16000, codec="libmp3lame", container="mp3")
    content, size = sound.read_bytes(), mib * 2**20
    kind = b"\x00image/png\x00\x03\x00"
    # ID3v2.3.0, sections 3.1 and 4.15: tag sizes have 7 bits a byte, frame sizes 8.
    tag_size = bytes((size + 10) >> shift & 0x7F for shift in (21, 14, 7, 0))
    with path.open("wb") as out:
        out.write(b"ID3\x03\x00\x00" + tag_size)
        out.write(b"APIC" + size.to_bytes(4, "big") + b"\x00\x00" + kind)
        out.seek(20 + size)
        out.write(content)
    return path


def test_a_file_that_needs_too_much_memory_is_given_up(
    decoder_with: Callable[..., PyavDecoder], tmp_path: Path
) -> None:
    """The picture fits into no limit or into all of it; the sound is never blamed for it."""
    path = with_a_huge_picture(tmp_path / "call.mp3", 96)
    told = []
    for mib in (0, 100, 128, 160):
        try:
            decoder_with(max_decode_mib=mib).decode(
                path, source_name="call.mp3", target=tmp_path / "out.wav"
            )
        except EngineFailed as error:
            assert "more memory than allowed" in error.what
            assert "[audio]" in error.remedy
            told.append(mib)
    assert 0 in told


def test_after_a_broken_limit_the_next_file_is_decoded(
    decoder_with: Callable[..., PyavDecoder], long_file: Path, tmp_path: Path
) -> None:
    decoder = decoder_with(max_decode_seconds=1, max_minutes=200)
    with pytest.raises(EngineFailed):
        decoder.decode(long_file, source_name="long.amr", target=tmp_path / "one.wav")
    short = encode(tmp_path / "short.wav", tone(1))
    facts = decoder.decode(short, source_name="short.wav", target=tmp_path / "two.wav")
    assert facts.duration_ms == 1000


def test_a_decoder_process_that_is_killed_costs_one_file(
    decoder_with: Callable[..., PyavDecoder], tmp_path: Path
) -> None:
    decoder = decoder_with()
    short = encode(tmp_path / "short.wav", tone(1))
    decoder.decode(short, source_name="short.wav", target=tmp_path / "one.wav")
    os.kill(decoder._process.pid, signal.SIGKILL)
    decoder._process.wait()
    facts = decoder.decode(short, source_name="short.wav", target=tmp_path / "two.wav")
    assert facts.duration_ms == 1000


def test_closing_does_not_wait_for_a_file_in_work(
    decoder_with: Callable[..., PyavDecoder], long_file: Path, tmp_path: Path
) -> None:
    decoder = decoder_with(max_minutes=200)
    met: list[BaseException] = []

    def decode() -> None:
        try:
            decoder.decode(long_file, source_name="long.amr", target=tmp_path / "out.wav")
        except EngineFailed as error:
            met.append(error)

    thread = threading.Thread(target=decode)
    thread.start()
    while not list(tmp_path.glob("*.part")):
        time.sleep(0.02)
    start = time.monotonic()
    decoder.close()
    thread.join(timeout=20)
    assert time.monotonic() - start < 1.5
    assert met and not thread.is_alive()


def test_a_full_disk_is_the_cases_problem_not_the_files(
    decoder_with: Callable[..., PyavDecoder], tmp_path: Path, small_disk: Path
) -> None:
    path = encode(tmp_path / "call.wav", tone(150, rate=16000), rate=16000)
    with pytest.raises(CaseUnusable, match="disk is full"):
        decoder_with().decode(path, source_name="call.wav", target=small_disk / "out.wav")
    assert list(small_disk.iterdir()) == []
