"""On a worker of a cluster: a parcel is taken, done in a guarded process, and answered.

The process that speaks with the scheduler does no work itself: an engine that crashes, hangs or
hoards takes only a process beside it along, as on one machine.
"""

from concurrent.futures import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from distributed import Worker, get_worker

from earwitness.runtime.executors.attempts import answer_of
from earwitness.runtime.executors.beside_worker import BesideWorker
from earwitness.runtime.executors.fitness import Demand, UnfitWorker, misfit
from earwitness.runtime.executors.guarded import LEAST_MEMORY_MIB, OWN_SHARE
from earwitness.runtime.executors.parcels import Parcel

LOOK_SECONDS = 1.0
"""Between two looks whether a task is still wanted."""

_MIB = 2**20


class NotWanted(Exception):
    """The run that asked for this task has ended."""


def carry(parcel: Parcel) -> Any:
    """Have a parcel done; the answer, or the error that it met.

    Raises:
        UnfitWorker: this worker does not meet the parcel's demand.
        NotWanted: nobody waits for it any more.
    """
    refuse_if_unfit(parcel.demand, get_worker())
    # Dask clears its local directory of what a killed worker left.
    with TemporaryDirectory(dir=get_worker().local_directory, prefix="task-") as scratch:
        future = beside_this_worker.submit(parcel, _memory_of(parcel), Path(scratch))
        try:
            while not wait([future], timeout=LOOK_SECONDS).done:
                if not _still_wanted():
                    future.cancel()
                    raise NotWanted
            return answer_of(future)
        finally:
            beside_this_worker.rested()


def refuse_if_unfit(demand: Demand, dask_worker: Worker) -> None:
    """Let only a worker pass that meets a demand.

    Raises:
        UnfitWorker: it does not.
    """
    why = misfit(demand) or _wrongly_started(dask_worker)
    if why:
        raise UnfitWorker(
            f"The worker {dask_worker.name} at {dask_worker.address} {why}.",
            remedy="Install the same version and the same models there, and start it with "
            "`earwitness cluster worker`; docs/cluster.md says how.",
        )


def _wrongly_started(worker: Worker) -> str:
    """Why this worker was not started as it must be; empty if it was."""
    threads = worker.state.nthreads
    if threads != 1:
        return f"takes {threads} tasks at once, and each would load the models anew"
    if "cpu" not in worker.state.total_resources:
        return "does not say what it has (`--resources cpu=1`)"
    if not isinstance(worker.data, dict):
        return "would write answers to its disk when memory is short"
    return ""


def _still_wanted() -> bool:
    """Whether the scheduler still waits for the task of this thread; a lost one is not wanted."""
    worker = get_worker()
    task = worker.state.tasks.get(worker.get_current_task())
    return task is not None and task.state == "executing"


beside_this_worker = BesideWorker()


def _memory_of(parcel: Parcel) -> int:
    return parcel.memory_mib if parcel.memory_mib != OWN_SHARE else _own_share()


def _own_share() -> int:
    limit = get_worker().memory_manager.memory_limit
    return max(LEAST_MEMORY_MIB, int(limit) // _MIB) if limit else 0
