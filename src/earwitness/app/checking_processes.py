"""Processes that look into files for `check`: each batch comes back, whatever becomes of them."""

import multiprocessing
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from earwitness.publication.gate.batches import (
    Batch,
    MakeSearch,
    begun_by,
    check_batch,
    done_bytes,
)
from earwitness.publication.gate.budget import Limits
from earwitness.publication.gate.checking import FoundIn
from earwitness.publication.gate.masking import Mask
from earwitness.publication.gate.places import Entry
from earwitness.records.errors import EarwitnessError
from earwitness.records.gate import Identifier, Unopened
from earwitness.runtime.executors.guarded import GuardedProcesses, memory_of_machine_mib
from earwitness.runtime.executors.guarded import Limits as ProcessLimits
from earwitness.runtime.progress import Progress

BATCH_FILES, BATCH_BYTES = 200, 16 * 2**20
MOST_WORKERS = 4
LOOK_SECONDS = 0.3
SLACK = 4
"""Times the processor time that a file may take: when its process is ended. Estimate."""

LOST_SECONDS = 5.0
"""How long the result of a process that is gone may be under way. Estimate."""

IDLE_SECONDS = 600.0
"""After which processes that take no work count as lost. Starting takes seconds, and minutes on a
machine that is busy. Estimate."""

MOST_RESTARTS = 3
"""So often work that no process has begun is given to fresh ones. Estimate."""

NOT_FINISHED = (
    "the process that looked into it was ended: it took too much memory or time, or was killed"
)


@dataclass(slots=True, kw_only=True)
class Searching:
    """Entries searched in processes with limits. `scratch` is an empty folder.

    A process that vanishes (a crash of a library, the system's want of memory, `kill -9`) costs
    what it was at: its entries are looked into again, each alone; and one at which that happens
    again is unopened.
    """

    identifiers: tuple[Identifier, ...]
    make_search: MakeSearch
    limits: Limits
    salt: bytes
    scratch: Path
    progress: Progress
    _key: str = field(default_factory=lambda: secrets.token_hex(8))
    _waiting: list[Batch] = field(default_factory=list)
    _running: dict[Future[FoundIn], Batch] = field(default_factory=dict)
    _shown: dict[Path, int] = field(default_factory=dict)
    _gone: dict[Path, float] = field(default_factory=dict)
    _busy_at: float = 0.0
    _restarts: int = 0

    def found_in(self, own: Sequence[Entry]) -> FoundIn:
        """What is found in them all."""
        total = sum(entry.size for entry in own)
        self.progress.start("Searching", total, "bytes")
        self._waiting = [self._batch(one) for one in _grouped(own)][::-1]
        found, workers = FoundIn(), _workers(total, self.limits.memory_mib)
        try:
            while self._waiting or self._running:
                found = found.with_more(self._with_processes(workers))
        finally:
            self.progress.finish()
        return found

    def _with_processes(self, workers: int) -> FoundIn:
        """Until all is done, or processes were lost: the rest needs others then."""
        limits = ProcessLimits(seconds=self._seconds, memory_mib=self.limits.memory_mib)
        pool = GuardedProcesses(workers, limits)
        found, is_done, are_lost = FoundIn(), False, False
        self._busy_at = time.monotonic()
        try:
            while (self._waiting or self._running) and not are_lost:
                found = found.with_more(self._round(pool))
                lost = self._lost()
                are_lost = bool(lost)
                if are_lost:
                    found = found.with_more(self._given_up(lost))
            is_done = not are_lost
        finally:
            pool.shutdown(wait=not are_lost, cancel_futures=not is_done)
        return found

    def _round(self, pool: GuardedProcesses) -> FoundIn:
        found = FoundIn()
        while self._waiting and len(self._running) < 2 * pool.workers:
            batch = self._waiting.pop()
            self._running[pool.submit(check_batch, batch)] = batch
        done, _ = wait(self._running, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            batch = self._running.pop(future)
            found = found.with_more(self._result(future, batch))
            self._tell(batch.scratch, batch.size)
            self._busy_at = time.monotonic()
        for batch in self._running.values():
            self._tell(batch.scratch, min(batch.size, done_bytes(batch.scratch)))
        return found

    def _result(self, future: Future[FoundIn], batch: Batch) -> FoundIn:
        try:
            return future.result()
        except EarwitnessError:
            raise
        except Exception:  # ended, overran, or out of memory
            return self._failed(batch)

    def _failed(self, batch: Batch) -> FoundIn:
        shutil.rmtree(batch.scratch, ignore_errors=True)
        if len(batch.entries) > 1:
            self._waiting += [self._batch(own.entries) for own in batch.alone()]
            return FoundIn()
        (entry,) = batch.entries
        mask = Mask(self.make_search(self.identifiers))
        shut = Unopened(path=mask.shown(entry.name), where="", why=NOT_FINISHED)
        return FoundIn(unopened=(shut,), byte_count=entry.size)

    def _lost(self) -> set[Path]:
        """Batches whose process is gone without a result; all, if no process does anything."""
        now = time.monotonic()
        alive = {process.pid for process in multiprocessing.active_children()}
        by = {batch.scratch: begun_by(batch.scratch) for batch in self._running.values()}
        if not self._running or any(process in alive for process in by.values()):
            self._busy_at = now
        gone = {scratch for scratch, process in by.items() if process and process not in alive}
        self._gone = {scratch: self._gone.get(scratch, now) for scratch in gone}
        if now - self._busy_at > IDLE_SECONDS:
            return set(by)
        return {one for one, since in self._gone.items() if now - since > LOST_SECONDS}

    def _given_up(self, lost: set[Path]) -> FoundIn:
        """What was lost has failed; the rest is begun anew, also what nobody had begun."""
        found, running = FoundIn(), list(self._running.values())
        self._running.clear()
        self._restarts += 1
        for batch in running:
            is_begun = begun_by(batch.scratch) or self._restarts > MOST_RESTARTS
            if batch.scratch in lost and is_begun:
                found = found.with_more(self._failed(batch))
            else:
                self._waiting.append(self._batch(batch.entries))
        return found

    def _tell(self, scratch: Path, done: int) -> None:
        before = self._shown.get(scratch, 0)
        if done > before:
            self.progress.advance(done - before)
            self._shown[scratch] = done

    def _seconds(self, batch: Batch) -> float:
        return SLACK * self.limits.most_seconds_for(batch.size)

    def _batch(self, own: Sequence[Entry]) -> Batch:
        return Batch(
            entries=tuple(own),
            key=self._key,
            identifiers=self.identifiers,
            make_search=self.make_search,
            salt=self.salt,
            scratch=Path(tempfile.mkdtemp(dir=self.scratch)),
            limits=self.limits,
        )


def _grouped(own: Iterable[Entry]) -> Iterator[list[Entry]]:
    group, size = list[Entry](), 0
    for entry in own:
        if group and (len(group) >= BATCH_FILES or size + entry.size > BATCH_BYTES):
            yield group
            group, size = [], 0
        group.append(entry)
        size += entry.size
    if group:
        yield group


def _workers(total: int, memory_mib: int) -> int:
    """As many as there are cores and work for, and as fit into the memory of this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    room = memory_of_machine_mib() // memory_mib if memory_mib else MOST_WORKERS
    return max(1, min(MOST_WORKERS, cores or 1, room or 1, 1 + total // BATCH_BYTES))
