"""Work on the processors of this machine, in processes that may die without harm."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from earwitness.records import errors
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


KEEPS_MEMORY = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(2**30),
    "MALLOC_TRIM_THRESHOLD_": str(2**30),
}
"""For glibc (mallopt(3), its manual on tunables): engines take and free blocks of 100 MB again and
again, in threads of their own. Kept in one arena of large pages instead of mapped anew each time,
encoding took 0.7 of the processor time with a hundredth of the page faults (measured)."""


def processes(workers: int) -> Executor:
    """Fresh processes that leave Ctrl-C to their parent and end when it does."""
    for name, value in KEEPS_MEMORY.items():
        os.environ.setdefault(name, value)
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

    A task that fails, or whose worker dies, is tried again in a fresh worker of its own: a dying
    worker takes its neighbours' tasks with it. If it fails there too it is split (`split` returns
    its parts, or nothing for a task that cannot be split) and tried part by part, so that a bad
    item costs only itself. Leaving the iteration early stops the workers.
    """
    failed: list[Task] = []
    with _stopping(start()) as executor:
        futures: dict[Future[Answer | _Met], Task] = {
            executor.submit(_attempt, work, task): task for task in tasks
        }
        for future in as_completed(futures):
            answer = _answer(future)
            if isinstance(answer, EngineFailed):
                failed.append(futures[future])
            else:
                yield futures[future], answer
    while failed:
        task = failed.pop(0)
        with _stopping(start()) as executor:
            answer = _answer(executor.submit(_attempt, work, task))
        parts = split(task) if isinstance(answer, EngineFailed) else ()
        if parts:
            failed[:0] = parts
        else:
            yield task, answer


@dataclass(frozen=True, slots=True)
class _Met:
    """An error on its way out of a worker. Exceptions themselves may not survive pickling, and
    one that does not breaks the whole pool."""

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
    except Exception as error:
        return _Met(
            EngineFailed,
            f"The engine failed on this ({type(error).__name__}).",
            "Run `earwitness process` again; if it stays, report it with this name.",
        )


def _answer(future: Future[Answer | _Met]) -> Answer | EarwitnessError:
    try:
        answer = future.result()
    except BrokenProcessPool:
        return EngineFailed(
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
        if kind is not None:
            for process in list((getattr(self._executor, "_processes", None) or {}).values()):
                process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever, and keep its model."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
