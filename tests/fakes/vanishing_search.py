"""A search whose process vanishes at certain bytes, in the ways in which processes do."""

import os
import signal
from collections.abc import Callable, Sequence

from earwitness.records.gate import Hit, Identifier
from fakes.plain_search import PlainSearch


class VanishingSearch(PlainSearch):
    """Ends its process within "vanish" and a line break, as `leave` does."""

    def __init__(self, identifiers: Sequence[Identifier], leave: Callable[[], None]) -> None:
        super().__init__(identifiers)
        self._leave = leave

    def in_bytes(self, data: bytes) -> list[Hit]:
        if b"vanish" in data and b"\n" in data:
            self._leave()
        return super().in_bytes(data)


def silent_search(identifiers: Sequence[Identifier]) -> VanishingSearch:
    """It leaves as if all were well: pools hear of no failure."""
    return VanishingSearch(identifiers, lambda: os._exit(0))


def killed_search(identifiers: Sequence[Identifier]) -> VanishingSearch:
    """It is killed, as by a system that wants memory."""
    return VanishingSearch(identifiers, lambda: os.kill(os.getpid(), signal.SIGKILL))
