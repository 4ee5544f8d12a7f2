"""Work of one process of the gate: a few entries of a package."""

import gc
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from earwitness.publication.gate.budget import Limits
from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.places import Entry
from earwitness.publication.ports import LeakSearch
from earwitness.records.gate import Identifier

MakeSearch = Callable[[Sequence[Identifier]], LeakSearch]

COLLECTED_AT = 200_000
"""New objects after which rings of them are looked for (`gc`). There are a million places and no
rings: by the usual 700 a third of the time went into looking."""

TOLD_BYTES = 2**20
"""How often progress is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Entries to be checked by one process. `key` is the same for all batches of one check, which
    have the same `identifiers`; `scratch` is an empty folder of the batch, in which `done` bytes
    are told too."""

    entries: tuple[Entry, ...]
    key: str
    identifiers: tuple[Identifier, ...]
    make_search: MakeSearch
    salt: bytes
    scratch: Path
    limits: Limits = field(default_factory=Limits)

    @property
    def size(self) -> int:
        """Bytes in all its files."""
        return sum(entry.size for entry in self.entries)

    def alone(self) -> "list[Batch]":
        """Each entry as a batch of its own."""
        return [replace(self, entries=(entry,)) for entry in self.entries]


def check_batch(batch: Batch) -> FoundIn:
    """What is found in its entries."""
    gc.set_threshold(COLLECTED_AT)
    begun_file(batch.scratch).write_bytes(str(os.getpid()).encode())
    told = _Told(done_file(batch.scratch))
    checker = Checker(
        search=_search_of(batch),
        salt=batch.salt,
        scratch=batch.scratch,
        limits=batch.limits,
        advance=told.advance,
        end_after=end_process_after,
    )
    found = FoundIn()
    try:
        for entry in batch.entries:
            found = found.with_more(checker.check(entry))
    finally:
        end_process_after(0)
    return found


def end_process_after(seconds: float) -> None:
    """The system ends this process when it has used so much processor time from now on, also in
    the midst of a library that does not come back; 0: it does not. For processes of a check alone.
    """
    if hasattr(signal, "setitimer"):  # SIGPROF ends a process that does not handle it
        signal.setitimer(signal.ITIMER_PROF, seconds)


def begun_file(scratch: Path) -> Path:
    """Where the process that works on a batch tells its id."""
    return scratch / "begun"


def begun_by(scratch: Path) -> int:
    """The process that works on a batch; 0: none has begun."""
    return _number_in(begun_file(scratch))


def done_file(scratch: Path) -> Path:
    """Where a batch tells how many bytes it has searched."""
    return scratch / "done"


def done_bytes(scratch: Path) -> int:
    """How many bytes a batch has searched so far."""
    return _number_in(done_file(scratch))


def _number_in(file: Path) -> int:
    try:
        return int(file.read_bytes() or b"0")
    except (OSError, ValueError):
        return 0


@dataclass(slots=True)
class _Told:
    file: Path
    done: int = 0
    told: int = 0

    def advance(self, count: int) -> None:
        self.done += count
        if self.done - self.told >= TOLD_BYTES:
            self.told = self.done
            draft = self.file.with_suffix(".new")
            draft.write_bytes(str(self.done).encode())
            draft.replace(self.file)


_made: dict[str, LeakSearch] = {}


def _search_of(batch: Batch) -> LeakSearch:
    """The search of a check, made once in each process."""
    if batch.key not in _made:
        _made.clear()
        _made[batch.key] = batch.make_search(batch.identifiers)
    return _made[batch.key]
