"""Looking at originals in threads of their own, while rows of the store are compared.

hashlib lets other threads run while it hashes a large piece (Python, `hashlib`), so that a reader
for each processor is worth its while.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Lock, Thread

from earwitness.archive.verification import MEGABYTE, Looked, look_at
from earwitness.records.custody import VerificationProblem
from earwitness.records.recording import Recording
from earwitness.runtime.progress import Progress

MOST_READERS = 4
"""Estimate: more readers than this wait for the disk."""
SECONDS_BETWEEN_LOOKS = 0.1


class ReadingAhead:
    """Every recording's original, looked at by several threads, in the order of `recordings`.

    Begins when the block is entered; ends, finished or not, when it is left. Memory: what the
    caller holds of the recordings, and a few MiB for each reader.
    """

    def __init__(
        self, originals: Path, recordings: Sequence[Recording], *, fast: bool, readers: int = 0
    ) -> None:
        self._originals, self._recordings, self._fast = originals, recordings, fast
        self._lock, self._stop = Lock(), Event()
        self._next = 0
        self._bytes = 0
        self._found: dict[int, Looked] = {}
        self._broken: BaseException | None = None
        count = readers or min(MOST_READERS, os.cpu_count() or 1)
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(count)]

    def __enter__(self) -> "ReadingAhead":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def findings(self, progress: Progress) -> Iterator[VerificationProblem]:
        """What is wrong, by recording, when all have been looked at; `progress` is told of
        megabytes until then."""
        told_bytes = told_failures = 0
        while True:
            running = [thread for thread in self._threads if thread.is_alive()]
            for thread in running[:1]:
                thread.join(SECONDS_BETWEEN_LOOKS)
            with self._lock:
                done, failures = self._bytes, len(self._found)
            for _ in range(failures - told_failures):
                progress.advance(0, failed=True)
            progress.advance((done - told_bytes) / MEGABYTE)
            told_bytes, told_failures = done, failures
            if not running:
                break
        if self._broken is not None:
            raise self._broken
        for number in sorted(self._found):
            yield from self._found[number]

    def _work(self) -> None:
        try:
            while (number := self._take()) is not None:
                recording = self._recordings[number]
                found = look_at(self._originals, recording, fast=self._fast, stop=self._stop)
                with self._lock:
                    self._bytes += recording.byte_size
                    if found:
                        self._found[number] = found
        except BaseException as error:  # told by `findings`, in the thread that asks
            self._broken = error
            self._stop.set()

    def _take(self) -> int | None:
        with self._lock:
            if self._stop.is_set() or self._next == len(self._recordings):
                return None
            self._next += 1
            return self._next - 1
