"""Tasks on the workers of a real cluster: a bad item costs only itself, a lost part nothing."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from earwitness.records.errors import CaseUnusable, EngineFailed, InputUnusable
from earwitness.runtime.executors.attempts import EngineDied
from earwitness.runtime.executors.cluster import Cluster, Resource, joined
from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.local import run_tasks
from fakes.clusters import LocalCluster, local_cluster
from fakes.tasks import (
    DEADLY,
    POWER_CUT,
    RAISING,
    UNUSABLE,
    Numbers,
    doubled,
    environment,
    nap,
    worker,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HERE = Demand(code=code_here(), libraries=libraries_here())
SECOND = Limits(seconds=lambda task: 1.0)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Two workers. A task that loses one worker is not tried on another one by dask."""
    folder = tmp_path_factory.mktemp("cluster")
    settings = {
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    with local_cluster(folder, 2, **settings) as cluster:
        yield cluster


@pytest.fixture
def cluster(running: LocalCluster) -> Iterator[Cluster]:
    with at_work(running) as cluster:
        yield cluster


def at_work(
    running: LocalCluster, wait_seconds: float = 60.0, demand: Demand = HERE
) -> AbstractContextManager[Cluster]:
    return joined(str(running.scheduler_file), demand, unencrypted=False, wait_seconds=wait_seconds)


def singles(task: Numbers) -> Sequence[Numbers]:
    return [(number,) for number in task] if len(task) > 1 else []


def run(
    cluster: Cluster,
    tasks: Sequence[Numbers],
    work: Callable[[Numbers], object] = doubled,
    limits: Limits = Limits(),
    resource: Resource = "cpu",
) -> dict[Numbers, object]:
    def start() -> Executor:
        return cluster.executor(limits, resource)

    return dict(run_tasks(work, tasks, start=start, split=singles))


def test_every_task_is_answered_and_a_bad_item_costs_only_itself(cluster: Cluster) -> None:
    answers = run(cluster, [(1, 2), (3, DEADLY, 4), (5, RAISING), (UNUSABLE,)])
    died, raised = answers.pop((DEADLY,)), answers.pop((RAISING,))
    unusable = answers.pop((UNUSABLE,))
    assert answers == {(1, 2): (2, 4), (3,): (6,), (4,): (8,), (5,): (10,)}
    assert isinstance(died, EngineDied)
    assert isinstance(raised, EngineFailed)
    assert "secret" not in str(raised)
    assert isinstance(unusable, InputUnusable)
    assert unusable.remedy == "Take another."


def test_a_task_that_overruns_is_ended_and_told(cluster: Cluster) -> None:
    answer = run(cluster, [(600,)], nap, SECOND)[(600,)]
    assert isinstance(answer, EngineFailed)
    assert "longer than allowed" in answer.what


def test_the_process_beside_a_worker_stays_with_its_models(cluster: Cluster) -> None:
    tasks = [(number,) for number in range(8)]
    first, second = (set(run(cluster, tasks, worker).values()) for _ in range(2))
    assert first == second
    assert len(first) == 2
    assert set(run(cluster, [(1,)], environment).values()) == {("1", True)}


def test_leaving_early_frees_the_workers(cluster: Cluster) -> None:
    tasks = [(0,), *((600 + number,) for number in range(4))]
    left = run_tasks(nap, tasks, start=lambda: cluster.executor(Limits(), "cpu"), split=singles)
    assert next(left)[0] == (0,)
    left.close()  # type: ignore[attr-defined]
    assert len(run(cluster, [(1,), (2,), (3,)])) == 3


def test_a_worker_that_does_not_fit_is_refused_by_name(running: LocalCluster) -> None:
    other = replace(HERE, libraries=(*HERE.libraries, ("our-recogniser", "2")))
    with pytest.raises(CaseUnusable) as refused, at_work(running, demand=other):
        pytest.fail("it began")
    assert refused.value.what.startswith("The worker ")
    assert "our-recogniser none instead of 2" in refused.value.what


def test_what_no_worker_offers_is_told_after_a_while(running: LocalCluster) -> None:
    with at_work(running, wait_seconds=1.0) as cluster, pytest.raises(CaseUnusable) as told:
        run(cluster, [(1,)], resource="gpu")
    assert "no worker with a free gpu" in told.value.what


def test_an_item_that_takes_whole_workers_along_costs_only_itself(running: LocalCluster) -> None:
    """As the system does that ends a machine's largest program when memory is short."""
    running.start_worker("--nanny", "--resources", "cpu=1 gpu=1")
    running.wait_for_workers(3)
    with at_work(running) as cluster:
        assert cluster.offers("gpu")
        heard = run(cluster, [(1,), (2,), (3,)], worker, resource="gpu")
    assert len(set(heard.values())) == 1, "on the one worker that has a card"
    running.kill(running.processes[1])
    running.kill(running.processes[2])
    with at_work(running) as cluster:
        answers = run(cluster, [(1, POWER_CUT, 2), (3,)])
    assert isinstance(answers.pop((POWER_CUT,)), EngineDied)
    assert answers == {(1,): (2,), (2,): (4,), (3,): (6,)}


def test_a_scheduler_that_comes_again_finds_the_run_waiting(running: LocalCluster) -> None:
    answers: dict[Numbers, object] = {}
    running.wait_for_workers(1)
    with at_work(running) as cluster:
        tasks = [(0.3 + number / 100,) for number in range(8)]
        going = threading.Thread(target=lambda: answers.update(run(cluster, tasks, nap)))
        going.start()
        while not cluster.connection.client.futures:
            time.sleep(0.05)
        running.restart_scheduler()
        running.start_worker()
        going.join()
    assert answers == {task: task for task in tasks}


def test_a_scheduler_that_stays_away_ends_the_run_with_a_plain_message(
    running: LocalCluster,
) -> None:
    with at_work(running, wait_seconds=1.0) as cluster:
        running.kill_scheduler()
        with pytest.raises(CaseUnusable) as told:
            run(cluster, [(600,)], nap)
    assert "scheduler" in told.value.what
    assert "go on" in told.value.remedy
    assert running.processes[-1].wait(timeout=120) is not None, (
        "its worker ends, to be started anew"
    )
