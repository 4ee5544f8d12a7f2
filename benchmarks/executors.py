"""What work in processes and on a cluster costs, and how it grows with workers.

    nice uv run python benchmarks/executors.py [--items 40] [--seconds 0.5] [--real CASE]

For 1, 2 and 4 workers of each executor: seconds by the clock for the same work, and the
efficiency: seconds of one worker, divided by the number of workers and by their seconds. The
work is a pause (what the executor itself loses), a loop that only computes, and with `--real CASE`
hearing and what comes before it, of a case whose recordings were taken in (it is copied each time).
Then milliseconds for each of 500 tasks that do nothing: by the clock, and of processor time of the
machine of the case. Efficiency of computing beyond the number of processors says nothing about the
executor.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from computing import compute, pause
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.runtime.executors.cluster import joined
from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.local import processes, run_tasks
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store.connection import disconnect
from fakes.clusters import local_cluster

WORKERS = (1, 2, 4)
EMPTY = 500
STAGES = ("decode", "signals", "speech", "hear")


def turns_in(seconds: float) -> int:
    """How many turns take so long here."""
    begun = time.process_time()
    compute(2_000_000)
    return round(2_000_000 * seconds / (time.process_time() - begun))


@contextmanager
def dask_cluster(workers: int) -> Iterator[str]:
    """A scheduler and so many workers on this machine; the scheduler's file."""
    with TemporaryDirectory() as folder, local_cluster(Path(folder), workers) as cluster:
        yield str(cluster.scheduler_file)


def clocked(
    executor: Executor, work: Callable[[Any], Any], tasks: Sequence[Any], workers: int
) -> float:
    """Seconds for tasks."""
    begun = time.perf_counter()
    answers = run_tasks(
        work, tasks, start=lambda: executor, split=lambda task: (), ahead=lambda: 2 * workers
    )
    assert len(list(answers)) == len(tasks)
    return time.perf_counter() - begun


class Kept(Executor):
    """An executor that is not ended with the first work."""

    def __init__(self, own: Executor) -> None:
        self.own = own
        self.submit = own.submit  # type: ignore[method-assign]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Not yet."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of each work; milliseconds of a task that does nothing, by the clock and of
    processor time here."""

    waiting: float
    computing: float
    empty: float
    empty_processor: float


def measured(name: str, workers: int, items: int, seconds: float, turns: int) -> Taken:
    """What an executor with so many workers takes."""
    if name == "processes":
        executor: Executor = processes(workers, Limits())
        found = timed(executor, workers, items, seconds, turns)
        executor.shutdown()
        return found
    demand = Demand(code=code_here(), libraries=libraries_here())
    with (
        dask_cluster(workers) as file,
        joined(file, demand, unencrypted=False, wait_seconds=60) as cluster,
    ):
        return timed(cluster.executor(Limits(), "cpu"), workers, items, seconds, turns)


def timed(executor: Executor, workers: int, items: int, seconds: float, turns: int) -> Taken:
    """The same, after every worker has answered."""
    kept = Kept(executor)
    clocked(kept, pause, [0.5] * 2 * workers, workers)
    waiting = clocked(kept, pause, [seconds] * items, workers)
    computing = clocked(kept, compute, [turns] * items, workers)
    before = time.process_time()
    empty = clocked(kept, compute, [0] * EMPTY, workers)
    processor = time.process_time() - before
    return Taken(waiting, computing, 1000 * empty / EMPTY, 1000 * processor / EMPTY)


def run_real(name: str, workers: int, case: Path) -> float:
    """Seconds to lead a copy of a case through hearing."""
    folder = Path(tempfile.mkdtemp()) / "case"
    shutil.copytree(case, folder)
    place = open_case(folder)
    hearing = replace(place.settings.hearing, workers=workers)
    place = replace(place, settings=replace(place.settings, hearing=hearing))
    begun = time.perf_counter()
    if name == "processes":
        process(place, STAGES, progress=SilentProgress())
        taken = time.perf_counter() - begun
    else:
        with dask_cluster(workers) as file:
            begun = time.perf_counter()
            process(place, STAGES, progress=SilentProgress(), executor=file)
            taken = time.perf_counter() - begun
    disconnect()
    shutil.rmtree(folder.parent)
    return taken


def main() -> None:
    """Print the figures."""
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)  # workers import `computing`
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--real", type=Path)
    given = parser.parse_args()
    turns = turns_in(given.seconds)
    print(f"{os.cpu_count()} processors; {given.items} tasks of about {given.seconds} s")
    for name in ("processes", "dask"):
        alone: Taken | None = None
        real_alone = 0.0
        for workers in WORKERS:
            own = measured(name, workers, given.items, given.seconds, turns)
            alone = alone or own
            line = f"{name:9} {workers} workers: waiting {own.waiting:5.1f} s "
            line += f"({alone.waiting / workers / own.waiting:4.2f}), computing "
            line += f"{own.computing:5.1f} s ({alone.computing / workers / own.computing:4.2f}); "
            line += f"empty {own.empty:5.2f} ms, {own.empty_processor:5.2f} ms of processor time"
            if given.real:
                real = run_real(name, workers, given.real)
                real_alone = real_alone or real
                line += f"; hearing {real:6.1f} s ({real_alone / workers / real:4.2f})"
            print(line, flush=True)


if __name__ == "__main__":
    main()
