"""A cluster with the certificates that the document shows how to make."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dask
import pytest
import yaml

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.executors.cluster import joined
from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.local import run_tasks
from fakes.clusters import LocalCluster, local_cluster
from fakes.tasks import doubled

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TESTS = Path(__file__).resolve().parents[2]
DOCUMENT = TESTS.parent / "docs" / "cluster.md"
HERE = Demand(code=code_here(), libraries=libraries_here())


def block(kind: str) -> str:
    """The one of this kind below the heading on certificates."""
    below = DOCUMENT.read_text("utf-8").split("## Certificates\n")[1]
    found = re.search(rf"^```{kind}\n(.*?)^```", below, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def certified(folder: Path) -> dict[str, Any]:
    """Settings of dask that name new certificates."""
    if shutil.which("openssl") is None:
        if os.environ.get("EARWITNESS_REQUIRE_OPENSSL") == "1":
            pytest.fail("There is no openssl.")
        pytest.skip("There is no openssl.")
    folder.mkdir()
    subprocess.run(["bash", "-e", "-c", block("")], cwd=folder, check=True, capture_output=True)
    text = block("yaml").replace("/path/to", str(folder))
    (folder / "cluster.yaml").write_text(text, "utf-8")
    return dict(yaml.safe_load(text))


def merged(settings: Mapping[str, Any]) -> dict[str, Any]:
    """All settings of dask with these among them."""
    return dict(dask.config.merge(dask.config.config, settings))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return certified(tmp_path_factory.mktemp("certificates") / "ours")


@pytest.fixture(scope="module")
def running(
    settings: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalCluster]:
    folder = Path(settings["distributed"]["comm"]["tls"]["ca-file"]).parent
    environment = {"DASK_CONFIG": str(folder)}
    with (
        dask.config.set(merged(settings)),
        local_cluster(tmp_path_factory.mktemp("cluster"), 1, **environment) as cluster,
    ):
        yield cluster


def double_one(running: LocalCluster, settings: Mapping[str, Any]) -> object:
    with (
        dask.config.set(merged(settings)),
        joined(str(running.scheduler_file), HERE, unencrypted=False, wait_seconds=30) as cluster,
    ):
        start = lambda: cluster.executor(Limits(), "cpu")  # noqa: E731
        ((_, answer),) = run_tasks(doubled, [(1,)], start=start, split=lambda task: ())
        return answer


def test_with_the_certificates_of_the_document_work_is_done(
    running: LocalCluster, settings: dict[str, Any]
) -> None:
    address = json.loads(running.scheduler_file.read_text())["address"]
    assert address.startswith("tls://")
    assert double_one(running, settings) == (2,)


def test_without_a_certificate_nobody_joins(running: LocalCluster) -> None:
    tls = {"ca-file": None, "client": {"cert": None, "key": None}}
    none = {"distributed": {"comm": {"require-encryption": None, "tls": tls}}}
    with pytest.raises(CaseUnusable, match="has no certificate to show"):
        double_one(running, none)


def test_with_the_certificate_of_another_authority_nobody_joins(
    running: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earwitness.runtime.executors.connection.CONNECT_SECONDS", 2.0)
    with pytest.raises(CaseUnusable, match="No scheduler answers"):
        double_one(running, certified(tmp_path / "theirs"))
