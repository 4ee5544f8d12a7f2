"""What a desk needs to work, looked at."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock

from django.db import Error, connections
from django.db.migrations.executor import MigrationExecutor

from earwitness.app import serving_state
from earwitness.desk.acting import served
from earwitness.desk.log.events import tell
from earwitness.desk.routing import DESK
from earwitness.runtime.runner import Workplace

KEPT_SECONDS = 5.0
"""How long an answer holds. Estimate: who watches asks every ten seconds; who asks more often costs
nothing."""
NOT_LOOKED_YET = "look"


def lacking(place: Workplace) -> Iterator[str]:
    """What does not work: "store", "store_form", "accounts", "accounts_form", "folder", "disk".
    Nothing is written."""
    if not serving_state.store_answers():
        yield "store"
    elif not serving_state.store_has_our_form():
        yield "store_form"
    yield from _lacking_of_accounts()
    if not serving_state.folder_is_writable(place):
        yield "folder"
    if not _has_space(place):
        yield "disk"


def _lacking_of_accounts() -> Iterator[str]:
    try:
        executor = MigrationExecutor(connections[DESK])
        leaves = executor.loader.graph.leaf_nodes()
        if executor.migration_plan([one for one in leaves if one[0] != "store"]):
            yield "accounts_form"
    except (Error, OSError):
        yield "accounts"


def _has_space(place: Workplace) -> bool:
    try:
        return serving_state.free_megabytes(place) >= place.settings.desk.least_free_megabytes
    except OSError:
        return False


@dataclass(slots=True)
class Readiness:
    """The last answer, so that nobody makes work by asking. What is lacking goes into the log, when
    it changes, and nowhere else."""

    look: Callable[[Workplace], Iterator[str]] = lacking
    _found: tuple[str, ...] = (NOT_LOOKED_YET,)
    _at: float = float("-inf")
    _looking: Lock = field(default_factory=Lock)

    def is_ready(self) -> bool:
        """Whether nothing is lacking, as of some seconds ago. One request looks at a time; others
        need not wait for a server that hangs."""
        old = time.monotonic() - self._at >= KEPT_SECONDS
        if old and self._looking.acquire(blocking=False):
            try:
                found = tuple(self.look(served().place))
                if found != self._found and (found or self._found != (NOT_LOOKED_YET,)):
                    _tell(found)
                self._found, self._at = found, time.monotonic()
            finally:
                self._looking.release()
        return not self._found

    def forget(self) -> None:
        """As if nobody had looked yet."""
        self._found, self._at = (NOT_LOOKED_YET,), float("-inf")


def _tell(found: tuple[str, ...]) -> None:
    if found:
        tell("not_ready", logging.ERROR, lacking=list(found))
    else:
        tell("ready_again")


readiness = Readiness()
