"""The server's loop: it serves until it is asked to stop, and then finishes what it has begun."""

import threading
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from waitress import wasyncore

from earwitness.desk.log.events import tell

GRACE_SECONDS = 20
"""How long running requests may take to end. Estimate: a page takes less than a second; who
downloads for longer asks again."""
LOOK_SECONDS = 1.0
"""How often the loop looks whether it shall stop, where nothing wakes it."""


class Loop:
    """A loop around a server of waitress; `sockets` is the map that the server was made with.
    `at_end` ends what else runs."""

    def __init__(
        self,
        server: Any,
        sockets: dict[int, Any],
        *,
        at_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._server = server
        self._sockets = sockets
        self._at_end = at_end
        self._asked = threading.Event()
        self._ended = False

    def stop(self) -> None:
        """Ask the loop to end; from any thread, or from the handler of a signal."""
        self._asked.set()
        if not self._ended:
            self._server.pull_trigger()

    def run(self) -> None:
        """Serve until asked to stop. Then nobody new comes in, and what runs is finished."""
        try:
            tell("started", version=version("earwitness"))
            while not self._asked.is_set():
                wasyncore.loop(timeout=LOOK_SECONDS, map=self._sockets, count=1)
            tell("stopping")
            wasyncore.dispatcher.close(self._server)  # its socket alone: others go on
            self._finish_requests()
            self._at_end()
        finally:
            self._ended = True
            self._server.task_dispatcher.shutdown(timeout=1)
            wasyncore.close_all(self._sockets)
            tell("stopped")

    def _finish_requests(self) -> None:
        until = time.monotonic() + GRACE_SECONDS
        while self._server.active_channels and time.monotonic() < until:
            for channel in list(self._server.active_channels.values()):
                if not channel.requests:
                    channel.close_when_flushed = True
            wasyncore.loop(timeout=0.05, map=self._sockets, count=1)
