"""Dask's own scheduler and worker, started with the settings that our tasks need."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.executors.cluster_address import host_of, is_loopback, scheduler_address
from earwitness.runtime.executors.guarded import worker_memory_mib

SETTINGS = {
    "DASK_DISTRIBUTED__WORKER__DAEMON": "False",  # a worker starts a process of its own
    "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]",  # no pages: they would show what runs
    "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]",
}
"""Dask's settings by environment (https://docs.dask.org/en/stable/configuration.html)."""

QUIET = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0")
PRELOAD = "earwitness.runtime.executors.worker_start"

PAUSE_SECONDS, SHORT_SECONDS, SHORT_RUNS = 2.0, 10.0, 3
"""Before a program that ended is started again; and how often it may end so soon. Estimate."""


def scheduler_arguments(
    host: str, port: int, *, scheduler_file: Path | None, encrypted: bool, unencrypted: bool
) -> list[str]:
    """Arguments of dask's scheduler. `encrypted`: certificates are named in dask's settings;
    `unencrypted`: the user's word that calls may travel in the clear between machines.

    Raises:
        WrongUsage: it would be reached from other machines without encryption.
    """
    if not encrypted and not unencrypted and not is_loopback(host):
        raise WrongUsage(
            f"A scheduler at {host} without certificates: whoever is on that network could listen "
            "to the calls, and run programs on the workers.",
            remedy="Name certificates in dask's settings (docs/cluster.md, Certificates), or give "
            "--unencrypted if the network itself is encrypted.",
        )
    found = ["--host", host, "--port", str(port), *QUIET]
    found += ["--protocol", "tls" if encrypted else "tcp"]
    return found + (["--scheduler-file", str(scheduler_file)] if scheduler_file else [])


def worker_arguments(named: str, *, workers: int, card: bool, unencrypted: bool) -> list[str]:
    """Arguments of dask's worker: so many processes for a scheduler (its address or file), each
    for one task at once, which may use a graphics card.

    Raises:
        WrongUsage: it is neither, or would be reached without encryption.
        CaseUnusable: the scheduler file cannot be read.
    """
    address = scheduler_address(named, unencrypted=unencrypted)
    host = host_of(address)
    return [
        *([address] if "://" in named else ["--scheduler-file", named]),
        # By default a worker listens at all addresses of its machine, and runs what it is sent.
        *(("--host", host) if is_loopback(host) else ()),
        *("--nthreads", "1", "--nworkers", str(workers), "--preload", PRELOAD, *QUIET),
        *("--resources", "cpu=1 gpu=1" if card else "cpu=1"),
        *("--memory-limit", f"{worker_memory_mib(0, workers)}MiB"),
    ]


def certificates_named(role: str) -> bool:
    """Whether dask's settings name a certificate for a role (scheduler, worker, client).

    Raises:
        WrongUsage: the extra `cluster` is not installed.
    """
    if find_spec("distributed") is None:
        raise WrongUsage(
            "A cluster needs dask.", remedy="Install it with: pip install 'earwitness[cluster]'"
        )
    import dask.config
    import distributed  # noqa: F401  its defaults are settings too

    return bool(dask.config.get(f"distributed.comm.tls.{role}.cert"))


def keep_running(program: str, arguments: Sequence[str]) -> None:
    """Run dask's `scheduler` or `worker` until this process is told to end. A worker ends when its
    scheduler does; it is started again, and waits for the next one.

    Raises:
        CaseUnusable: it ended at once, several times.
    """
    # -P: a file of the current folder must not be imported in place of a library.
    command = [sys.executable, "-P", "-m", f"distributed.cli.dask_{program}", *arguments]
    short = 0
    while short < SHORT_RUNS:
        begun = time.monotonic()
        with subprocess.Popen(command, env={**os.environ, **SETTINGS}) as process:
            try:
                process.wait()
            finally:
                process.terminate()
        short = short + 1 if time.monotonic() - begun < SHORT_SECONDS else 0
        time.sleep(PAUSE_SECONDS)
    raise CaseUnusable(
        f"The {program} ended {SHORT_RUNS} times as soon as it was started.",
        remedy="Its own words above say why; docs/cluster.md knows the usual reasons.",
    )
