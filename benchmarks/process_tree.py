"""Runs a command and watches it: wall and processor time, and the peak memory of all its processes
(Linux)."""

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Watched:
    """Wall time in seconds; peak memory in MiB (proportional set size, so shared pages count
    once); processor time in seconds, user and system, of all processes that were waited for.

    `private_mib` leaves out pages of files, which the system takes back when it needs them;
    `code` is the exit code.
    """

    seconds: float
    peak_mib: float
    cpu_seconds: float = 0.0
    private_mib: float = 0.0
    code: int = 0


def watch(
    command: Sequence[str],
    *,
    cwd: Path | None = None,
    fine: Collection[int] = (0, 1),
    out: IO[bytes] | None = None,
    errors: IO[bytes] | None = None,
) -> Watched:
    """Run to the end, what it prints thrown away or written to `out` and `errors`; a command that
    fails ends the benchmark.

    `fine` are the exit codes that are no failure: 1 is bad news of `earwitness`, but a traceback
    of other programs.
    """
    started, before = time.perf_counter(), _cpu_of_children()
    process = subprocess.Popen(command, cwd=cwd, stdout=out or subprocess.DEVNULL, stderr=errors)
    peak = private = 0.0
    done = threading.Event()

    def poll() -> None:
        nonlocal peak, private
        while not done.wait(POLL_SECONDS):
            sizes = [_pss_mib(pid) for pid in _tree(process.pid)]
            peak = max(peak, sum(whole for whole, _ in sizes))
            private = max(private, sum(own for _, own in sizes))

    watcher = threading.Thread(target=poll)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    if code not in fine:
        sys.exit(f"{' '.join(command)} left with {code}")
    return Watched(seconds, peak, _cpu_of_children() - before, private, code)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting.extend(int(child) for child in children.read_text().split())
            except OSError:
                continue
    return found


def _pss_mib(pid: int) -> tuple[float, float]:
    """All of it, and without pages of files."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {line.split()[0]: int(line.split()[1]) / 1024 for line in lines if line.endswith("kB")}
    return sizes.get("Pss:", 0.0), sizes.get("Pss_Anon:", 0.0) + sizes.get("Pss_Shmem:", 0.0)
