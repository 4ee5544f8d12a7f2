"""What the gate may spend on one file of a package: bombs end here, and are told."""

import time
from collections.abc import Callable
from dataclasses import dataclass

MIB = 2**20
GIB = 2**30


class BudgetSpent(Exception):
    """A limit is reached; the text says which. What was not looked into is unopened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits for one file, with all that is in it. All of them are estimates.

    `max_depth`: containers in containers; an e-mail with a document in an archive in an archive
    needs six. `max_layers`: encodings on top of each other (base64 of gzip of percent signs is
    three). `max_members`: parts of containers. `always_bytes`: what any file may unpack to, a few
    hours of sound; above that `max_ratio` times its size (text packs to a hundredth at most), and
    never more than `max_bytes`. `max_member_bytes`: of one part; it lies on the disk meanwhile.
    `base_seconds` of processor time, and a second for each `bytes_per_second` of the file, and of
    what is unpacked from it as far as that is `timed_ratio` times its size, as in honest archives.
    `memory_mib` of the process that looks into files.
    """

    max_depth: int = 12
    max_layers: int = 4
    max_members: int = 200_000
    always_bytes: int = 256 * MIB
    max_ratio: int = 100
    max_bytes: int = 20 * GIB
    max_member_bytes: int = 4 * GIB
    base_seconds: float = 120.0
    bytes_per_second: float = 0.25 * MIB
    timed_ratio: int = 10
    memory_mib: int = 3072

    def bytes_for(self, size: int) -> int:
        """What a file of `size` bytes may unpack to."""
        return min(self.max_bytes, max(self.always_bytes, size * self.max_ratio))

    def seconds_for(self, size: int) -> float:
        """The processor time for a file of `size` bytes, without what is unpacked from it."""
        return self.base_seconds + size / self.bytes_per_second

    def most_seconds_for(self, size: int) -> float:
        """The processor time for a file of `size` bytes and all that may be in it."""
        return self.seconds_for(size * (1 + self.timed_ratio))


GRACE_SECONDS = 60.0
"""Of processor time, for a piece of work that is under way when the time is over. Estimate."""

LOOK_SECONDS = 0.05
"""Between two looks at the processor time, by a clock that costs less to read."""

EndAfter = Callable[[float], None]
"""Told after how many seconds of processor time the process is to be ended; 0: never."""


class Budget:
    """What is left for one file. `end_after` guards what does not look at its time itself."""

    def __init__(
        self, limits: Limits, size: int, end_after: EndAfter = lambda seconds: None
    ) -> None:
        self.limits = limits
        self._end_after = end_after
        self._bytes = limits.bytes_for(size)
        self._members = limits.max_members
        self._timed = size * limits.timed_ratio
        self._looked_at = -LOOK_SECONDS
        self._until = time.process_time() + limits.seconds_for(size)
        self.take_time()

    @property
    def bytes_left(self) -> int:
        """What may be unpacked still."""
        return max(0, self._bytes)

    def take_bytes(self, count: int) -> None:
        """So many bytes were unpacked.

        Raises:
            BudgetSpent: too many.
        """
        self._bytes -= count
        if self._bytes < 0:
            raise BudgetSpent("it unpacks to more than is allowed")
        timed = min(count, self._timed)
        self._timed -= timed
        self._until += timed / self.limits.bytes_per_second
        self.take_time()

    def take_member(self) -> None:
        """One more part is looked into.

        Raises:
            BudgetSpent: too many.
        """
        self._members -= 1
        if self._members < 0:
            raise BudgetSpent("it has more parts than are allowed")
        self.take_time()

    def take_time(self) -> None:
        """Time passes.

        Raises:
            BudgetSpent: too much of it.
        """
        now = time.monotonic()
        if now - self._looked_at < LOOK_SECONDS:
            return
        self._looked_at = now
        left = self._until - time.process_time()
        if left < 0:
            raise BudgetSpent("it takes longer than is allowed")
        self._end_after(left + GRACE_SECONDS)
