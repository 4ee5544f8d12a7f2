"""Worker processes under guard: each task has a time limit, each worker a memory limit.

Pebble watches: a worker that dies or overruns takes only its own task with it, and a fresh one
takes its place. The standard library's pool would lose every task that was handed out.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

from pebble import ProcessPool

OUT_OF_MEMORY = 86
"""Exit code of a worker that met its memory limit: it leaves, so that what it hoards is freed."""

OWN_SHARE = -1
"""For `Limits.memory_mib`."""

LEAST_MEMORY_MIB = 2048
"""A worker gets no less without a setting: a medium model and its work fit. Estimate."""

_CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
_MIB = 2**20

KEEPS_MEMORY = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(2**30),
    "MALLOC_TRIM_THRESHOLD_": str(2**30),
}
"""For glibc (mallopt(3), its manual on tunables): engines take and free blocks of 100 MB again and
again, in threads of their own. Kept in one arena of large pages instead of mapped anew each time,
encoding took 0.7 of the processor time with a hundredth of the page faults (measured)."""


ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
"""For libraries of linear algebra, which read it as they are loaded: two threads add in another
order than one, and the last digits of a vector would depend on how a worker was started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a task may take. `seconds` tells it from the task (None: no limit); `memory_mib` of
    private memory holds for a worker, on Linux (0: no limit; `OWN_SHARE`: on a cluster, what the
    worker was started with)."""

    seconds: Callable[[Any], float | None] = lambda task: None
    memory_mib: int = 0


class GuardedProcesses(Executor):
    """Fresh processes that leave Ctrl-C to their parent and end when it does.

    `submit` takes a function and, as its last argument, the task that the time limit is told from.
    A result is a `TimeoutError` for a task that overran, a `pebble.ProcessExpired` for a dead
    worker.
    """

    def __init__(self, workers: int, limits: Limits) -> None:
        self.workers, self.limits = workers, limits
        self._begun: Any = None
        self._open: set[Future[Any]] = set()

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have `work(*args, **kwargs)` done by a worker. The first call starts the workers."""
        seconds = self.limits.seconds(args[-1]) if args else None
        task = {"args": args, "kwargs": kwargs, "timeout": seconds}
        with _workers_born_deaf():  # the first task starts them
            try:
                future: Future[Any] = self._pool().schedule(work, **task)
            except RuntimeError:  # workers died between two tasks: Pebble gives such a pool up
                self._give_up()
                future = self._pool().schedule(work, **task)
        self._open.add(future)
        future.add_done_callback(self._open.discard)
        return future

    def _give_up(self) -> None:
        """Begin anew with the next task; those that the broken pool still had count as dead."""
        self._begun.stop()
        self._begun.join()
        self._begun = None
        for lost in [future for future in self._open if not future.done()]:
            lost.set_exception(BrokenProcessPool("All workers died."))

    def _pool(self) -> Any:
        if self._begun is None:
            waiting = _kept.pools.pop(self._kind, None) if _kept else None
            self._begun = waiting if waiting and waiting.active else self._start()
        return self._begun

    def _start(self) -> Any:
        for name, value in (KEEPS_MEMORY | ONE_THREAD).items():
            os.environ.setdefault(name, value)
        return ProcessPool(
            max_workers=self.workers,
            context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self.limits.memory_mib,),
        )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; with `cancel_futures` at once, whatever they are at."""
        if self._begun is None:
            return
        if cancel_futures:
            self._begun.stop()
            _kill_workers(self._begun)
        elif _kept and self._begun.active and self._kind not in _kept.pools:
            _kept.pools[self._kind] = self._begun
            return
        else:
            self._begun.close()
        if wait:
            self._begun.join()

    @property
    def _kind(self) -> tuple[int, int]:
        return self.workers, self.limits.memory_mib


@dataclass(frozen=True, slots=True)
class _Kept:
    """Pools that wait for their next work, by number of workers and memory of each."""

    pools: dict[tuple[int, int], Any] = field(default_factory=dict)

    def end(self) -> None:
        for pool in self.pools.values():
            pool.stop()
            _kill_workers(pool)
            pool.join()


def _kill_workers(pool: Any) -> None:
    """End the workers of a stopped pool. Pebble closes their channels first, and one that is still
    importing would then die with a traceback."""
    for process in list(pool._pool_manager.worker_manager.workers.values()):
        with suppress(ValueError, AttributeError, OSError):  # gone, or not begun
            process.kill()


_kept: _Kept | None = None


@contextmanager
def workers_kept() -> Iterator[None]:
    """Within it, workers whose work ended well wait for the next work of like limits.

    Starting them, with the libraries of engines, takes longer than a short stage of a small case.
    """
    global _kept
    outer, _kept = _kept, _Kept()
    try:
        yield
    finally:
        mine, _kept = _kept, outer
        mine.end()


def memory_of_machine_mib() -> int:
    """Memory of this machine, or of the container around this process, in MiB; 0: unknown."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MIB
    except (ValueError, OSError, AttributeError):
        return 0
    try:
        return min(whole, int(_CGROUP_LIMIT.read_text(encoding="ascii")) // _MIB)
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        return whole


def worker_memory_mib(setting: int, workers: int) -> int:
    """What one of so many workers may take: the setting, or its share of the machine's memory."""
    if setting > 0:
        return setting
    whole = memory_of_machine_mib()
    return max(LEAST_MEMORY_MIB, whole // max(1, workers)) if whole else 0


def in_worker() -> bool:
    """Whether this process is one of the guarded workers."""
    return _worker_begun


@contextmanager
def _workers_born_deaf() -> Iterator[None]:
    """A worker that starts here does not hear Ctrl-C while it imports, and die with a traceback.

    A process inherits the blocked signals of the thread that starts it (pthread_sigmask(3)), and
    so do the pool's threads, which start later ones. The resource tracker unblocks: it goes first.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker_begun = False


def _begin(memory_mib: int) -> None:
    global _worker_begun
    _worker_begun = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ.update(ONE_THREAD)
    os.environ["HF_HUB_OFFLINE"] = "1"  # faster-whisper brings a library that could fetch
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if memory_mib and sys.platform == "linux":
        import resource

        # Private writable memory (getrlimit(2)): what is mapped from a model's file is not counted.
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mib * _MIB, memory_mib * _MIB))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever, and keep its model."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
