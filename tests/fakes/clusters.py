"""A real cluster of dask on this machine, for tests: its scheduler and workers as processes."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from distributed import Client

from earwitness.runtime.executors.cluster_programs import (
    SETTINGS,
    scheduler_arguments,
    worker_arguments,
)

TESTS = Path(__file__).resolve().parents[1]

START_SECONDS = 120.0
"""For a scheduler or a worker, on a machine that is busy with other tests."""


@dataclass
class LocalCluster:
    """Started as `earwitness cluster` starts them, without a nanny: who is killed stays dead."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    schedulers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def encrypted(self) -> bool:
        return "DASK_CONFIG" in self.environment

    @property
    def scheduler_file(self) -> Path:
        return self.folder / "scheduler.json"

    def start_scheduler(self, port: int = 0, prefix: Sequence[str] = ()) -> None:
        """With the words of `prefix` before its command."""
        self.scheduler_file.unlink(missing_ok=True)
        arguments = scheduler_arguments(
            self.host,
            port,
            scheduler_file=self.scheduler_file,
            encrypted=self.encrypted,
            unencrypted=True,
        )
        self.schedulers.append(self._start("scheduler", arguments, prefix))
        self._wait(self.scheduler_file.is_file, self.schedulers[-1])

    def restart_scheduler(self) -> None:
        """Kill it, and start another one at the same address."""
        port = int(json.loads(self.scheduler_file.read_text())["address"].rpartition(":")[2])
        self.kill_scheduler()
        self.start_scheduler(port)

    def kill_scheduler(self) -> None:
        self.kill(self.schedulers[-1])

    def start_worker(self, *more: str, prefix: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """With these arguments besides its own."""
        arguments = worker_arguments(
            str(self.scheduler_file), workers=1, card=False, unencrypted=True
        )
        own = ["--no-nanny", "--local-directory", str(self.folder / "scratch"), *more]
        return self._start("worker", [*arguments, *own], prefix)

    def _start(
        self, program: str, arguments: list[str], prefix: Sequence[str]
    ) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [*prefix, sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments],
            env={**os.environ, "PYTHONPATH": path, **SETTINGS, **self.environment},
            stdout=(self.folder / f"{program}-{len(self.processes)}.log").open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    @staticmethod
    def _wait(ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            assert process.poll() is None, "it ended at once"
            assert time.monotonic() < deadline, "it did not start"
            time.sleep(0.05)

    def wait_for_workers(self, count: int) -> None:
        """Until so many are there."""
        with Client(scheduler_file=str(self.scheduler_file), set_as_default=False) as client:
            client.wait_for_workers(count, timeout=START_SECONDS)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """With all that it started, as a machine that loses its power."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def local_cluster(
    folder: Path,
    workers: int = 2,
    *,
    host: str = "127.0.0.1",
    prefix: Sequence[str] = (),
    **environment: str,
) -> Iterator[LocalCluster]:
    """A scheduler and so many workers, until the end."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = LocalCluster(folder, environment, host)
    try:
        cluster.start_scheduler(prefix=prefix)
        for _ in range(workers):
            cluster.start_worker()
        if workers:
            cluster.wait_for_workers(workers)
        yield cluster
    finally:
        for process in cluster.processes:
            cluster.kill(process)
