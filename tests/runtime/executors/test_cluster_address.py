"""Which scheduler is meant, and whether calls may travel to it."""

import json
import sys
from pathlib import Path

import pytest

from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.executors.cluster import joined
from earwitness.runtime.executors.cluster_address import scheduler_address
from earwitness.runtime.executors.cluster_programs import scheduler_arguments, worker_arguments
from earwitness.runtime.executors.fitness import Demand


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("dask://127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("dask://localhost:8786", "tcp://localhost:8786"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
        ("dask+tls://10.1.0.1:8786", "tls://10.1.0.1:8786"),
        ("tls://scheduler.example.org:1", "tls://scheduler.example.org:1"),
    ],
)
def test_addresses_are_those_of_dask(named: str, address: str) -> None:
    assert scheduler_address(named) == address


@pytest.mark.parametrize("host", ["10.1.0.1", "scheduler.example.org", "0.0.0.0", "[fe80::1]"])
def test_calls_do_not_travel_in_the_clear_without_a_word(host: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        scheduler_address(f"dask://{host}:8786")
    assert "without encryption" in refused.value.what
    assert scheduler_address(f"dask://{host}:8786", unencrypted=True) == f"tcp://{host}:8786"


@pytest.mark.parametrize("named", ["cluster", "dask://", "dask://host", "ssh://host:22", ""])
def test_what_is_no_executor_is_told(named: str) -> None:
    with pytest.raises(WrongUsage, match="There is no executor"):
        scheduler_address(named)


def test_a_scheduler_file_tells_the_address_and_is_no_way_around_encryption(
    tmp_path: Path,
) -> None:
    file = tmp_path / "scheduler.json"
    file.write_text(json.dumps({"address": "tls://10.1.0.1:8786"}))
    assert scheduler_address(str(file)) == "tls://10.1.0.1:8786"
    file.write_text(json.dumps({"address": "tcp://10.1.0.1:8786"}))
    with pytest.raises(WrongUsage):
        scheduler_address(str(file))
    file.write_text("no JSON")
    with pytest.raises(CaseUnusable, match="no scheduler file"):
        scheduler_address(str(file))


def test_a_scheduler_does_not_listen_in_the_clear_without_a_word() -> None:
    def arguments(*, encrypted: bool = False, unencrypted: bool = False) -> list[str]:
        return scheduler_arguments(
            "0.0.0.0", 8786, scheduler_file=None, encrypted=encrypted, unencrypted=unencrypted
        )

    with pytest.raises(WrongUsage, match="without certificates"):
        arguments()
    assert arguments(encrypted=True)[-1] == "tls"
    assert arguments(unencrypted=True)[-1] == "tcp"


def test_a_worker_takes_one_task_at_once_and_says_what_it_has() -> None:
    given = worker_arguments("dask://127.0.0.1:1", workers=3, card=True, unencrypted=False)
    for pair in (["--nthreads", "1"], ["--nworkers", "3"], ["--resources", "cpu=1 gpu=1"]):
        assert " ".join(pair) in " ".join(given)
    assert "--no-dashboard" in given


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_workers_of_a_scheduler_on_this_machine_cannot_be_reached_from_others(host: str) -> None:
    given = worker_arguments(f"dask://{host}:1", workers=1, card=False, unencrypted=False)
    assert given[given.index("--host") + 1] == host.strip("[]")


def test_workers_of_a_scheduler_elsewhere_can_be_reached_by_it() -> None:
    given = worker_arguments("dask+tls://10.1.0.1:1", workers=1, card=False, unencrypted=False)
    assert "--host" not in given


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "earwitness.runtime.executors.connection", raising=False)
    demand = Demand(code="", libraries=())
    with (
        pytest.raises(WrongUsage) as told,
        joined("dask://127.0.0.1:1", demand, unencrypted=False, wait_seconds=1),
    ):
        pytest.fail("it began")
    assert "earwitness[cluster]" in told.value.remedy
