"""Work on the processors of this machine, in processes that may die without harm."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice

from earwitness.records.errors import EarwitnessError, EngineFailed
from earwitness.runtime.executors.attempts import (
    Answer,
    EngineDied,
    Task,
    answer_of,
    attempt,
)
from earwitness.runtime.executors.guarded import GuardedProcesses, Limits

MOST_WORKERS = 4
"""Without a setting: each worker holds a model of its own, and needs up to 800 MB."""


def worker_count(setting: int) -> int:
    """How many workers to start: the setting, or one a usable core up to `MOST_WORKERS`."""
    if setting > 0:
        return setting
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(usable or 1, MOST_WORKERS))


def processes(workers: int, limits: Limits) -> Executor:
    """So many worker processes under guard."""
    return GuardedProcesses(workers, limits)


def run_tasks(
    work: Callable[[Task], Answer],
    tasks: Iterable[Task],
    *,
    start: Callable[[], Executor],
    split: Callable[[Task], Sequence[Task]],
    ahead: Callable[[], int] = lambda: 2 * MOST_WORKERS,
) -> Iterator[tuple[Task, Answer | EarwitnessError]]:
    """Each task with its answer, or with the error that it met, as they finish.

    A task that fails, overruns its time or loses its worker is split (`split` returns its parts,
    or nothing for a task that cannot be split) and tried part by part, so that a bad item costs
    only itself. A single item whose worker died is tried once more: the system may have taken the
    worker for another's hunger. Leaving the iteration early stops the workers. `ahead` tells how
    many tasks are handed out at once, now; none is asked for before its time.
    """
    with _stopping(start()) as executor:
        tried_again: set[int] = set()
        futures: dict[Future[Answer | EarwitnessError], Task] = {}

        def submit(some: Iterable[Task]) -> None:
            futures.update({executor.submit(attempt, work, task): task for task in some})

        waiting = iter(tasks)
        submit(islice(waiting, ahead()))
        while futures:
            for future in wait(futures, return_when=FIRST_COMPLETED).done:
                task, answer = futures.pop(future), answer_of(future)
                parts = split(task) if isinstance(answer, EngineFailed) else ()
                if isinstance(answer, EngineDied) and not parts and id(task) not in tried_again:
                    tried_again.add(id(task))
                    parts = (task,)
                submit(parts or islice(waiting, max(0, ahead() - len(futures))))
                if not parts:
                    yield task, answer


class _stopping:
    """Ends an executor's processes at once when the work is left by an exception."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __enter__(self) -> Executor:
        return self._executor

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=kind is not None)
