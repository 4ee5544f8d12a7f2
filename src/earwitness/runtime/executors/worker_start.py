"""What a worker of a cluster loads as it starts (`dask worker --preload`).

Dask reads these settings after this module (its `Worker.__init__`).
"""

import os

import dask
from distributed import Worker

from earwitness.runtime.executors.guarded import KEEPS_MEMORY, ONE_THREAD

dask.config.set(
    {
        "distributed.worker.memory.target": False,  # answers are never spilled to the disk
        "distributed.worker.memory.spill": False,
        "distributed.worker.profile.enabled": False,  # nothing of what runs is kept
    }
)
os.environ.update(
    KEEPS_MEMORY | ONE_THREAD
)  # for the process that works; dask sets one of them otherwise


def dask_teardown(dask_worker: Worker) -> None:
    """Called as the worker ends: the process beside it would keep it from leaving."""
    from earwitness.runtime.executors.couriers import beside_this_worker

    beside_this_worker.end()
