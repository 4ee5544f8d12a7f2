"""The connection to a cluster: hands parcels out, and hands them out again after a loss."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from distributed import Client, KilledWorker
from distributed.client import ClosedClientError

from earwitness.records.errors import CaseUnusable, EarwitnessError
from earwitness.runtime.executors.couriers import carry, refuse_if_unfit
from earwitness.runtime.executors.fitness import Demand
from earwitness.runtime.executors.parcels import Parcel

CONNECT_SECONDS = 10.0
"""For one attempt to reach the scheduler. Estimate."""

LOOK_SECONDS = 1.0
"""Between two looks at the connection and its workers."""

TAKING_IN = 2
"""Answers that are taken in at once, with the files that come with them. Estimate."""

_GONE = (OSError, TimeoutError, ClosedClientError, RuntimeError)
"""What dask raises when the connection, or the loop behind it, is no more."""


@dataclass(slots=True)
class Out:
    """A parcel that is out, the resource of which its task takes one, what turns its answer into
    the one that is waited for, and dask's own future (None: it is to be handed out again)."""

    parcel: Parcel
    resource: str
    received: Callable[[Any], Any]
    inner: Future[Any] | None = None


class Connection:
    """Parcels that are out, each with the future that its answer goes to.

    Dask drops everything that a client waits for when the scheduler is lost, and closes a client
    that cannot reconnect. What is out is therefore kept here, and handed out again. When the
    scheduler, or any worker for what is out, stays away for `wait_seconds`, every future gets
    the error that says so.
    """

    def __init__(self, address: Callable[[], str], wait_seconds: float) -> None:
        _hush()
        self._address, self._wait_seconds = address, wait_seconds
        self._lock = threading.RLock()
        self._out: dict[Future[Any], Out] = {}
        self._hands: dict[str, Executor] = {}
        self._free: dict[str, int] = {}
        self._ended = threading.Event()
        self._taking_in = ThreadPoolExecutor(TAKING_IN, "taking-in")
        self.client = self._connected()
        threading.Thread(target=self._watch, name="cluster", daemon=True).start()

    def _connected(self) -> Client:
        address = self._address()
        try:
            return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise CaseUnusable(
                f"No scheduler answers at {address}.",
                remedy="Start it with `earwitness cluster scheduler`; if it runs, compare address, "
                "firewall and certificates (docs/cluster.md).",
            ) from error
        except (TypeError, ValueError) as error:  # no certificate, or one that is not readable
            raise CaseUnusable(
                f"The encrypted connection to {address} has no certificate to show.",
                remedy="Name it in the settings of dask; docs/cluster.md, Certificates.",
            ) from error

    def refuse_if_unfit(self, demand: Demand) -> None:
        """Let only a cluster pass all of whose workers meet the demand.

        Raises:
            CaseUnusable: it has no worker, or one that does not.
        """
        try:
            self.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise _nobody("cpu") from error
        answers = self.client.run(refuse_if_unfit, demand, on_error="return")
        for met in filter(None, answers.values()):
            raise _in_our_words(met)

    def hand_out(
        self, parcel: Parcel, resource: str, received: Callable[[Any], Any]
    ) -> Future[Any]:
        """A future for what `received` makes of the answer of a worker that has the resource."""
        outer: Future[Any] = Future()
        with self._lock:
            self._out[outer] = Out(parcel, resource, received)
            self._send_some()
        return outer

    def take_back(self) -> None:
        """Nobody waits for what is out: workers stop at it, or never begin."""
        with self._lock:
            given, self._out = self._out, {}
            hands, self._hands = self._hands, {}
        for executor in hands.values():
            with suppress(*_GONE):
                executor.shutdown(wait=False)
        for outer in given:
            outer.cancel()

    def close(self) -> None:
        """End it; workers stay for other runs."""
        self._ended.set()
        self.take_back()
        self._taking_in.shutdown()
        with suppress(*_GONE):
            self.client.close(timeout=CONNECT_SECONDS)

    def _send_some(self) -> None:
        """As many as there are workers: of two that wait at one worker, both count as lost with it.
        An item that takes workers along would so take innocent ones along too."""
        sent = Counter(out.resource for out in self._out.values() if out.inner is not None)
        for outer, out in list(self._out.items()):
            if out.inner is None and sent[out.resource] < self._free.get(out.resource, 1):
                self._send(outer, out)
                sent[out.resource] += 1

    def _send(self, outer: Future[Any], out: Out) -> None:
        if out.resource not in self._hands:
            self._hands[out.resource] = self.client.get_executor(
                pure=False, resources={out.resource: 1}
            )
        with suppress(*_GONE):
            out.inner = self._hands[out.resource].submit(carry, out.parcel)
            out.inner.add_done_callback(partial(self._came_back, outer))

    def _came_back(self, outer: Future[Any], inner: Future[Any]) -> None:
        """Runs in the thread of the client, which must not wait."""
        with self._lock:
            out = self._out.get(outer)
            if out is None or out.inner is not inner:  # not wanted, or handed out again since
                return
            if inner.cancelled():  # the scheduler is gone
                out.inner = None
                return
            del self._out[outer]
            self._send_some()
        self._taking_in.submit(_take_in, outer, inner, out.received)

    def _watch(self) -> None:
        lost_at: float | None = None
        while not self._ended.wait(LOOK_SECONDS):
            try:
                trouble = self._trouble()
            except Exception:  # this thread alone can tell a run that waits for ever
                trouble = _lost()
            if trouble is None:
                lost_at = None
                continue
            lost_at = lost_at or time.monotonic()
            if time.monotonic() - lost_at > self._wait_seconds:
                self._give_up(trouble)

    def _trouble(self) -> CaseUnusable | None:
        """What keeps the work from going on, after an attempt to mend it."""
        if self.client.status == "closed":
            try:
                self.client = self._connected()
            except CaseUnusable as error:
                return error
            with self._lock:
                self._hands.clear()
                for out in self._out.values():
                    out.inner = None
        if self.client.status != "running":
            return _lost()
        with self._lock:
            wanted = {out.resource for out in self._out.values()}
        missing = [resource for resource in wanted if not self.workers(resource)]
        with self._lock:
            self._send_some()
        return _nobody(missing[0]) if missing else None

    def count(self, resource: str) -> int:
        """How many workers offered it when last looked at."""
        return self._free.get(resource) or len(self.workers(resource))

    def workers(self, resource: str) -> list[str]:
        """Addresses of the workers that offer it; none while there is no connection."""
        try:
            known = self.client.scheduler_info(n_workers=-1)["workers"]
        except _GONE:
            return []
        found = [own for own, facts in known.items() if facts["resources"].get(resource, 0) >= 1]
        self._free[resource] = len(found)
        return found

    def _give_up(self, error: CaseUnusable) -> None:
        with self._lock:
            given, self._out = self._out, {}
        for outer in given:
            outer.set_exception(error)


def _take_in(outer: Future[Any], inner: Future[Any], received: Callable[[Any], Any]) -> None:
    """Runs in a thread of its own: files may come with an answer."""
    error = inner.exception()
    try:
        if error is None:
            outer.set_result(received(inner.result()))
        else:
            outer.set_exception(_in_our_words(error))
    except Exception as met:
        outer.set_exception(_in_our_words(met))


def _in_our_words(error: BaseException) -> BaseException:
    if isinstance(error, KilledWorker):
        return BrokenProcessPool("Workers died at it.")
    if isinstance(error, EarwitnessError):
        return error
    return CaseUnusable(
        f"A worker of the cluster could not take a task ({type(error).__name__}).",
        remedy="Install the same version there, and start it with `earwitness cluster worker`; "
        "docs/cluster.md says how.",
    )


def _hush() -> None:
    """Losses are told in our words."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL)


GO_ON = "What was finished is kept; give the same command again to go on."


def _lost() -> CaseUnusable:
    return CaseUnusable("The scheduler of the cluster is lost.", remedy=f"Start it again. {GO_ON}")


def _nobody(resource: str) -> CaseUnusable:
    return CaseUnusable(
        f"The cluster has no worker with a free {resource}.",
        remedy=f"Start one with `earwitness cluster worker`. {GO_ON}",
    )
