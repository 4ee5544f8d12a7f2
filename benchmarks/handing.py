"""Handing on measured: `export --as bag` and `intake` of the bag, against two peers in one run.

    uv run python benchmarks/handing.py [--files 300] [--kib 1024]

Peers on the same originals: `sha256sum` (one reading, nothing written), and `bagit.make_bag` of
the library after a plain copy (what a person would do by hand; no ledger, no rows). Times are
wall-clock seconds of one run each; ratios are to `sha256sum`.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path

import bagit

from earwitness.app.bags import take_bag
from earwitness.app.exporting import export_as
from earwitness.app.intake import take_in
from earwitness.app.opening import create_case
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make_files(folder: Path, files: int, kib: int) -> None:
    """WAV files of noise, all different."""
    folder.mkdir()
    for number in range(files):
        with wave.open(str(folder / f"{number:05}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(os.urandom(kib * 1024 - 44))


def by_hand(originals: Path, out: Path) -> None:
    """A copy, made a bag by the library, and validated."""
    shutil.copytree(originals, out)
    bagit.make_bag(str(out), checksums=["sha256"]).validate()


def received(case: Workplace, folder: Path) -> None:
    """An ordinary intake, to compare the intake of the bag with."""
    take_in(case, [folder], call_lists=(), delivery="", progress=SilentProgress())


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--kib", type=int, default=1024)
    options = parser.parse_args()
    silent = SilentProgress()
    with tempfile.TemporaryDirectory() as work:
        root = Path(work)
        make_files(root / "received", options.files, options.kib)
        zone = {"time_zone": "Europe/Kyiv", "region": "RU"}
        case = create_case(root / "case", **zone)
        figures = {"intake of the files": timed(lambda: received(case, root / "received"))}
        originals = [str(path) for path in case.folder.originals.glob("*/*")]
        command = ["sha256sum", *originals]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # all in the cache
        figures |= {
            "sha256sum": timed(
                lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            ),
            "copy + bagit": timed(lambda: by_hand(case.folder.originals, root / "by-hand")),
            "export --as bag": timed(lambda: export_as("bag", case, root / "bag", progress=silent)),
        }
        other = create_case(root / "other", **zone)
        figures["intake of the bag"] = timed(lambda: take_bag(other, root / "bag", progress=silent))
    mib = options.files * options.kib / 1024
    print(f"{options.files} files of {options.kib} KiB")
    for name, seconds in figures.items():
        ratio = seconds / figures["sha256sum"]
        print(f"{name:<19} {seconds:7.2f} s  {mib / seconds:7.1f} MiB/s  {ratio:5.1f} x sha256sum")


if __name__ == "__main__":
    main()
