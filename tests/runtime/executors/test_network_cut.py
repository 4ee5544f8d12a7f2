"""Hosts that lose each other: network namespaces of Linux stand for the machines."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dask
import pytest

from earwitness.runtime.executors.cluster import Cluster, joined
from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.local import run_tasks
from fakes.clusters import local_cluster
from fakes.tasks import Numbers, nap

OWN = os.getpid()
"""In every name, so that two runs of the tests do not meet."""

HERE, THERE = f"198.18.{OWN % 251}.1", f"198.18.{OWN % 251}.2"
"""Of RFC 2544: addresses for tests of devices, which no network uses."""

pytestmark = pytest.mark.allow_hosts([HERE, THERE])

SECONDS = 11
"""Until dask gives a connection up; it takes no less."""

QUICK = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": f"{SECONDS}s"}
NAMESPACE, CABLE = f"earwitness-{OWN}", f"ew-{OWN}"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class OtherHost:
    """A host of its own, by a cable that can be pulled."""

    prefix: tuple[str, ...] = ("ip", "netns", "exec", NAMESPACE)

    def pull(self) -> None:
        ip("link", "set", CABLE, "down")

    def plug_in(self) -> None:
        ip("link", "set", CABLE, "up")


@pytest.fixture
def other_host() -> Iterator[OtherHost]:
    try:
        ip("netns", "add", NAMESPACE)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"No network namespace can be made here ({error}).")
    try:
        ip("link", "add", CABLE, "type", "veth", "peer", "name", "eth0", "netns", NAMESPACE)
        ip("addr", "add", f"{HERE}/24", "dev", CABLE)
        ip("link", "set", CABLE, "up")
        for words in (f"addr add {THERE}/24 dev eth0", "link set eth0 up", "link set lo up"):
            ip("-n", NAMESPACE, *words.split())
        yield OtherHost()
    finally:
        ip("netns", "del", NAMESPACE)
        subprocess.run(["ip", "link", "del", CABLE], check=False, capture_output=True)


def singles(task: Numbers) -> list[Numbers]:
    return [(number,) for number in task] if len(task) > 1 else []


def run(cluster: Cluster, tasks: list[Numbers]) -> list[tuple[Numbers, object]]:
    return list(
        run_tasks(nap, tasks, start=lambda: cluster.executor(Limits(), "cpu"), split=singles)
    )


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    with dask.config.set({"distributed.comm.timeouts.tcp": f"{SECONDS}s"}):
        yield


@pytest.mark.parametrize("lost", ["a worker", "the scheduler"])
def test_a_cut_cable_costs_nothing(lost: str, other_host: OtherHost, tmp_path: Path) -> None:
    demand = Demand(code=code_here(), libraries=libraries_here())
    answers: list[tuple[Numbers, object]] = []
    tasks = [(1 + number / 100,) for number in range(6)]
    beyond = lost == "the scheduler"
    with local_cluster(
        tmp_path,
        0,
        host=THERE if beyond else HERE,
        prefix=other_host.prefix if beyond else (),
        **QUICK,
    ) as running:
        running.start_worker("--host", THERE, prefix=other_host.prefix)
        if not beyond:
            running.start_worker("--host", HERE)
        running.wait_for_workers(1 if beyond else 2)
        with joined(
            str(running.scheduler_file), demand, unencrypted=True, wait_seconds=60
        ) as cluster:
            going = threading.Thread(target=lambda: answers.extend(run(cluster, tasks)))
            going.start()
            time.sleep(1.5)
            other_host.pull()
            if beyond:
                time.sleep(SECONDS + 3)
                other_host.plug_in()
            going.join()
    assert sorted(answers) == [(task, task) for task in tasks]
