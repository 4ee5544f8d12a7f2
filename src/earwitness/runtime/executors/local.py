"""Work on the processors of this machine, in processes that may die without harm."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from earwitness.records.errors import EarwitnessError, EngineFailed

Task = TypeVar("Task")
Answer = TypeVar("Answer")

MOST_WORKERS = 4
"""Without a setting: each worker holds a model of its own, about 350 MB."""


def worker_count(setting: int) -> int:
    """How many workers to start: the setting, or one a usable core up to `MOST_WORKERS`."""
    if setting > 0:
        return setting
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(usable or 1, MOST_WORKERS))


def processes(workers: int) -> Executor:
    """Fresh single-threaded processes that leave Ctrl-C to their parent."""
    return ProcessPoolExecutor(
        max_workers=workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
    )


def run_tasks(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    start: Callable[[], Executor],
    split: Callable[[Task], Sequence[Task]],
) -> Iterator[tuple[Task, Answer | EarwitnessError]]:
    """Each task with its answer, or with the error that it met, as they finish.

    A task that fails or whose worker dies is split (`split` returns its parts, or nothing for a
    task that cannot be split) and tried again piece by piece in fresh workers, so that a bad
    item costs only itself. Leaving the iteration early stops the workers.
    """
    failed: list[Task] = []
    with _stopping(start()) as executor:
        futures: dict[Future[Answer], Task] = {executor.submit(work, task): task for task in tasks}
        for future in as_completed(futures):
            answer = _answer(future)
            if isinstance(answer, EngineFailed):
                failed.extend(split(futures[future]) or [futures[future]])
            else:
                yield futures[future], answer
    while failed:
        with _stopping(start()) as executor:
            task = failed.pop(0)
            yield task, _answer(executor.submit(work, task))


def _answer(future: Future[Answer]) -> Answer | EarwitnessError:
    try:
        return future.result()
    except EarwitnessError as error:
        return error
    except BrokenProcessPool:
        return EngineFailed(
            "The engine died while it worked on this.",
            remedy="Look whether memory is short; then run `earwitness process` again.",
        )
    except Exception as error:
        return EngineFailed(
            f"The engine failed on this ({type(error).__name__}).",
            remedy="Run `earwitness process` again; if it stays, report it with this name.",
        )


class _stopping:
    """Ends an executor's processes at once when the work is left by an exception."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __enter__(self) -> Executor:
        return self._executor

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None:
            for process in list((getattr(self._executor, "_processes", None) or {}).values()):
                process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = "1"
