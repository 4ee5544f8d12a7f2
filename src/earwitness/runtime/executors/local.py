"""Work on the processors of this machine, in processes that may die without harm."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pebble import ProcessExpired

from earwitness.records import errors
from earwitness.records.errors import EarwitnessError, EngineFailed
from earwitness.runtime.executors.guarded import (
    OUT_OF_MEMORY,
    GuardedProcesses,
    Limits,
    in_worker,
)

Task = TypeVar("Task")
Answer = TypeVar("Answer")

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


class EngineDied(EngineFailed):
    """A worker was gone in the middle of a task."""


def run_tasks(
    work: Callable[[Task], Answer],
    tasks: Iterable[Task],
    *,
    start: Callable[[], Executor],
    split: Callable[[Task], Sequence[Task]],
    ahead: int = 2 * MOST_WORKERS,
) -> Iterator[tuple[Task, Answer | EarwitnessError]]:
    """Each task with its answer, or with the error that it met, as they finish.

    A task that fails, overruns its time or loses its worker is split (`split` returns its parts,
    or nothing for a task that cannot be split) and tried part by part, so that a bad item costs
    only itself. A single item whose worker died is tried once more: the system may have taken the
    worker for another's hunger. Leaving the iteration early stops the workers. `ahead` tasks are
    handed out at once; none is asked for before its time.
    """
    with _stopping(start()) as executor:
        tried_again: set[int] = set()
        futures: dict[Future[Answer | _Met], Task] = {}

        def submit(some: Iterable[Task]) -> None:
            futures.update({executor.submit(_attempt, work, task): task for task in some})

        waiting = iter(tasks)
        submit(islice(waiting, ahead))
        while futures:
            for future in wait(futures, return_when=FIRST_COMPLETED).done:
                task, answer = futures.pop(future), _answer(future)
                parts = split(task) if isinstance(answer, EngineFailed) else ()
                if isinstance(answer, EngineDied) and not parts and id(task) not in tried_again:
                    tried_again.add(id(task))
                    parts = (task,)
                submit(parts or islice(waiting, max(0, ahead - len(futures))))
                if not parts:
                    yield task, answer


@dataclass(frozen=True, slots=True)
class _Met:
    """An error on its way out of a worker. Exceptions themselves may not survive pickling."""

    kind: type[EarwitnessError]
    what: str
    remedy: str


def _attempt(work: Callable[[Task], Answer], task: Task) -> Answer | _Met:
    """Runs in a worker. What a foreign exception says is not repeated: it may quote a call."""
    try:
        return work(task)
    except EarwitnessError as error:
        own = next(kind for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
        return _Met(own, error.what, error.remedy)
    except MemoryError:
        if in_worker():
            os._exit(OUT_OF_MEMORY)
        return _Met(EngineFailed, *_OUT_OF_MEMORY)
    except Exception as error:
        return _Met(
            EngineFailed,
            f"The engine failed on this ({type(error).__name__}).",
            "Run `earwitness process` again; if it stays, report it with this name.",
        )


_OUT_OF_MEMORY = (
    "The engine wanted more memory than one worker may have.",
    "Raise `max_worker_mib` or lower `workers` in [hearing] of case.toml, or take a smaller model.",
)


def _answer(future: Future[Answer | _Met]) -> Answer | EarwitnessError:
    try:
        answer = future.result()
    except TimeoutError:
        return EngineFailed(
            "The engine took longer than allowed on this.",
            remedy="If it only is slow, raise `max_seconds_per_minute` in [hearing] of case.toml; "
            "then run `earwitness process` again.",
        )
    except (BrokenExecutor, ProcessExpired) as error:
        if getattr(error, "exitcode", None) == OUT_OF_MEMORY:
            return EngineFailed(_OUT_OF_MEMORY[0], remedy=_OUT_OF_MEMORY[1])
        return EngineDied(
            "The engine died while it worked on this.",
            remedy="Look whether memory is short; then run `earwitness process` again.",
        )
    return answer.kind(answer.what, remedy=answer.remedy) if isinstance(answer, _Met) else answer


class _stopping:
    """Ends an executor's processes at once when the work is left by an exception."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __enter__(self) -> Executor:
        return self._executor

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=kind is not None)
