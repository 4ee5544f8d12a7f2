"""Intake beside `sha256sum` of the same files, files per second, and memory.

    uv run python benchmarks/intake.py [--large-mib 1024] [--small 100000] [--only large|small]

Large: two files of half that size each, of random bytes after a WAV header; both programs read
them from the page cache, in turns. `sha256sum` reads and hashes; the intake reads, hashes,
writes a copy and waits until the disk has it. So a third figure tells what the disk allows:
the same bytes hashed by us and written and flushed by `dd`. Small: files of 2 KB, all different.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path

from earwitness.app.intake import take_in
from earwitness.app.opening import create_case
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store.connection import disconnect

MIB = 2**20


def main() -> None:
    """Make files, measure, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--large-mib", type=int, default=1024)
    options.add_argument("--small", type=int, default=100_000)
    options.add_argument("--only", choices=("large", "small"))
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=".") as name:
        if asked.only != "small":
            large(Path(name), asked.large_mib)
        if asked.only != "large":
            small(Path(name), asked.small)


def large(work: Path, mib: int) -> None:
    """Throughput on two large files, three rounds."""
    folder = work / "large"
    folder.mkdir()
    paths = [folder / "1.wav", folder / "2.wav"]
    for path in paths:
        with wave.open(str(path), "wb") as out:
            out.setparams((2, 2, 48000, 0, "NONE", ""))
            for _ in range(mib // 2):
                out.writeframesraw(os.urandom(MIB))
    for number in range(3):
        os.sync()
        summed = timed(lambda: subprocess.run(["sha256sum", *paths], stdout=subprocess.DEVNULL))
        os.sync()
        written = timed(lambda: copy_with_dd(paths, work))
        os.sync()
        taken = forked(work, folder)[0]
        print(
            f"large, round {number + 1}: sha256sum {mib / summed:.0f} MiB/s, "
            f"dd with flush {mib / written:.0f} MiB/s, intake {mib / taken:.0f} MiB/s: "
            f"{summed / taken:.2f} of sha256sum, {written / taken:.2f} of dd",
            flush=True,
        )
    shutil.rmtree(folder)


def copy_with_dd(paths: list[Path], work: Path) -> None:
    """What the disk takes: both files written and flushed."""
    for path in paths:
        copy = work / "copy"
        words = [f"if={path}", f"of={copy}", "bs=1M", "conv=fsync", "status=none"]
        subprocess.run(["dd", *words], check=True)
        copy.unlink()


def small(work: Path, count: int) -> None:
    """Files per second and peak memory, on a first intake and on a second one."""
    folder = work / "small"
    for number in range(count):
        if number % 1000 == 0:
            part = folder / f"{number // 1000:03}"
            part.mkdir(parents=True)
        path = part / f"2022-03-05_19-42-10_+7955214{number % 10_000:04}_{number:06}.wav"
        with wave.open(str(path), "wb") as out:
            out.setparams((1, 2, 8000, 0, "NONE", ""))
            out.writeframes(number.to_bytes(4, "little") * 500)
    os.sync()
    time.sleep(3)  # files younger than two seconds are read again
    case = work / "small-case"
    for what in ("first", "second"):
        seconds, peak = forked(work, folder, case)
        print(
            f"small, {what} intake of {count}: {seconds:.1f} s, {count / seconds:.0f} files/s, "
            f"peak memory {peak / MIB:.0f} MiB",
            flush=True,
        )


def forked(work: Path, folder: Path, case: Path | None = None) -> tuple[float, int]:
    """Seconds and peak memory (bytes) of one intake in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        where = case or Path(tempfile.mkdtemp(dir=work)) / "case"
        if not where.exists():
            create_case(where, time_zone="Europe/Kyiv", region="UA")
            disconnect()
        from earwitness.app.opening import open_case

        place, silent = open_case(where), SilentProgress()
        took = timed(lambda: take_in(place, [folder], call_lists=(), delivery="", progress=silent))
        os.write(writing, repr(took).encode())
        if case is None:
            shutil.rmtree(where)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        took = float(pipe.read())
    used = os.wait4(child, 0)[2]
    assert isinstance(used, resource.struct_rusage)
    return took, used.ru_maxrss * 1024


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


if __name__ == "__main__":
    main()
