"""What travels to a worker of a cluster and back: bytes that nothing on the way opens."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from earwitness.records.errors import EngineFailed
from earwitness.runtime.executors.fitness import Demand
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.moving import Arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One task. `seconds` and `memory_mib` as in `Limits`; the worker must meet `demand`.

    `content` is a pickled (work, arguments). Neither the scheduler nor the process that speaks
    with it unpickles it; nothing of it is shown in a log.
    """

    content: bytes = field(repr=False)
    demand: Demand = field(repr=False)
    seconds: float | None
    memory_mib: int


def packed(
    work: Callable[..., Any], args: tuple[Any, ...], *, demand: Demand, limits: Limits
) -> Parcel:
    """A task for a worker; `work` must be a function that the worker can import, and the last of
    `args` the task that the time limit is told from."""
    return Parcel(
        content=pickle.dumps((work, args), protocol=pickle.HIGHEST_PROTOCOL),
        demand=demand,
        seconds=limits.seconds(args[-1]),
        memory_mib=limits.memory_mib,
    )


def opened(scratch: Path, parcel: Parcel) -> Any:
    """Runs in a process of its own beside the worker: does what the parcel says, with the files
    of the task in a folder that is there for it alone. Answers with the error of the task
    if one of its files is gone from the shared place.

    Raises:
        CaseUnusable: the shared place cannot be read, or not be written.
    """
    work, args = pickle.loads(parcel.content)
    arrival = Arrival(scratch)
    try:
        task = arrival.unpacked(args[-1])
    except EngineFailed as gone:
        return gone
    return arrival.packed(work(*args[:-1], task))
