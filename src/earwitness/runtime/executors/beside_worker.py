"""The process beside a worker of a cluster: it works, and forgets a run when that has ended."""

import threading
from concurrent.futures import Future
from operator import attrgetter
from pathlib import Path
from typing import Any

from earwitness.runtime.executors.guarded import GuardedProcesses, Limits
from earwitness.runtime.executors.parcels import Parcel, opened

IDLE_SECONDS = 300.0
"""Until it is ended, with its models and all that it remembers of a case. Estimate: stages that
need no worker take less in most cases."""


class BesideWorker:
    """One process under guard at a time. It stays for the next parcels of a run; another run, or
    another limit on memory, gets another one."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._processes: GuardedProcesses | None = None
        self._kind: tuple[str, int] | None = None
        self._busy = False
        self._waiting: threading.Timer | None = None

    def submit(self, parcel: Parcel, memory_mib: int, scratch: Path) -> Future[Any]:
        """Have a parcel done; `rested` is to be called after it."""
        with self._lock:
            if self._waiting is not None:
                self._waiting.cancel()
            self._busy = True
            if self._kind != (kind := (parcel.demand.told, memory_mib)):
                self._end()
                self._kind = kind
            if self._processes is None:
                limits = Limits(seconds=attrgetter("seconds"), memory_mib=memory_mib)
                self._processes = GuardedProcesses(1, limits)
            return self._processes.submit(opened, scratch, parcel)

    def rested(self) -> None:
        """Nothing is in work now: it is ended if nothing comes for a while."""
        with self._lock:
            self._busy = False
            self._waiting = threading.Timer(self._idle_seconds, self._end_if_idle)
            self._waiting.daemon = True
            self._waiting.start()

    def end(self) -> None:
        """End it, whatever it is at."""
        with self._lock:
            self._end()

    def _end_if_idle(self) -> None:
        with self._lock:
            if not self._busy:
                self._end()

    def _end(self) -> None:
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)
        self._processes = self._kind = None
