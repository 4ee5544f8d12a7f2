"""The process beside a worker: it stays for a run, and forgets it afterwards."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.runtime.executors.attempts import attempt
from earwitness.runtime.executors.beside_worker import BesideWorker
from earwitness.runtime.executors.fitness import Demand
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.parcels import Parcel, packed
from fakes.tasks import worker

RUN = Demand(code="", libraries=(), told="one run")


def parcel(demand: Demand = RUN) -> Parcel:
    return packed(attempt, (worker, (1,)), demand=demand, limits=Limits())


@pytest.fixture
def beside() -> Iterator[BesideWorker]:
    made = BesideWorker(idle_seconds=0.2)
    yield made
    made.rested()
    time.sleep(0.5)


def worked(beside: BesideWorker, one: Parcel, scratch: Path) -> object:
    try:
        return beside.submit(one, 0, scratch).result(timeout=60)
    finally:
        beside.rested()


def test_it_stays_for_the_run_and_another_run_gets_another_one(
    beside: BesideWorker, tmp_path: Path
) -> None:
    beside._idle_seconds = 60
    first = worked(beside, parcel(), tmp_path)
    assert worked(beside, parcel(), tmp_path) == first
    assert worked(beside, parcel(replace(RUN, told="another")), tmp_path) != first
    beside._idle_seconds = 0.2


def test_it_is_ended_when_nothing_comes(beside: BesideWorker, tmp_path: Path) -> None:
    first = worked(beside, parcel(), tmp_path)
    deadline = time.monotonic() + 30
    while Path(f"/proc/{first}/stat").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{first}/stat").exists()
    assert worked(beside, parcel(), tmp_path) != first


def test_what_is_in_a_parcel_is_not_shown() -> None:
    shown = repr(packed(attempt, (worker, "said in a call"), demand=RUN, limits=Limits()))
    assert "call" not in shown
    assert shown == "Parcel(seconds=None, memory_mib=0)"
