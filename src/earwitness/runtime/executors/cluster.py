"""Work on the machines of a cluster, through dask.distributed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from earwitness.records.errors import WrongUsage
from earwitness.runtime.executors.cluster_address import scheduler_address
from earwitness.runtime.executors.fitness import Demand
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.moving import Mover
from earwitness.runtime.executors.parcels import packed
from earwitness.runtime.executors.shared_place import SharedPlace

if TYPE_CHECKING:
    from earwitness.runtime.executors.connection import Connection

Resource = Literal["cpu", "gpu"]
"""What a task takes one of; workers are started with `--resources`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A cluster that a run has joined."""

    connection: Connection
    demand: Demand
    mover: Mover = field(default_factory=Mover)

    def count(self, resource: Resource) -> int:
        """How many workers offer it now; at least one, for there may be some again."""
        return max(1, self.connection.count(resource))

    def offers(self, resource: Resource) -> bool:
        """Whether any worker has it now."""
        return bool(self.connection.workers(resource))

    def executor(self, limits: Limits, resource: Resource) -> Executor:
        """What takes the tasks of one stage."""
        return ClusterExecutor(self, limits, resource)


class ClusterExecutor(Executor):
    """Tasks for workers of a cluster; `submit` as that of `GuardedProcesses`."""

    def __init__(self, cluster: Cluster, limits: Limits, resource: Resource) -> None:
        self._cluster, self._limits, self._resource = cluster, limits, resource

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have `work(*args)` done by a worker, which must be able to import `work`."""
        own = self._cluster
        args = (*args[:-1], own.mover.sent(args[-1]))
        parcel = packed(work, args, demand=own.demand, limits=self._limits)
        return own.connection.hand_out(parcel, self._resource, own.mover.received)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With `cancel_futures` workers stop at once at what is still out."""
        if cancel_futures:
            self._cluster.connection.take_back()


@contextmanager
def joined(
    named: str,
    demand: Demand,
    *,
    unencrypted: bool,
    wait_seconds: float,
    place: SharedPlace | None = None,
) -> Iterator[Cluster]:
    """The cluster of a scheduler (an address, or its file), all of whose workers meet the demand.
    Files are brought to them through `place`; without one they see them under the same paths.

    Raises:
        WrongUsage: it is no address, the connection would not be encrypted, or the extra
            `cluster` is not installed.
        CaseUnusable: no scheduler answers there, it has no worker, or one does not fit.
    """
    scheduler_address(named, unencrypted=unencrypted)  # before anything is loaded
    try:
        from earwitness.runtime.executors.connection import Connection
    except ImportError as error:
        raise WrongUsage(
            "Work on a cluster needs dask.",
            remedy="Install it with: pip install 'earwitness[cluster]'",
        ) from error
    connection = Connection(lambda: scheduler_address(named, unencrypted=unencrypted), wait_seconds)
    try:
        connection.refuse_if_unfit(demand)
        yield Cluster(connection=connection, demand=demand, mover=Mover(place))
    finally:
        connection.close()
