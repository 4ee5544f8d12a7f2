"""What lies in `deploy/` for clusters: it can be read, and says what the program understands."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from earwitness.cli.commands import app

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"


def parsed(arguments: list[str]) -> dict[str, Any]:
    """What a command of `earwitness` understands of these words, without running it."""
    command: Any = typer.main.get_command(app)
    context = command.make_context("earwitness", list(arguments))
    while getattr(command, "commands", None):
        name, command, rest = command.resolve_command(
            context, context._protected_args + context.args
        )
        context = command.make_context(name, rest, parent=context)
    return dict(context.params)


def documents(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes" / name).read_text("utf-8")))


def container(name: str) -> dict[str, Any]:
    (deployment,) = (one for one in documents(name) if one["kind"] == "Deployment")
    (found,) = deployment["spec"]["template"]["spec"]["containers"]
    return dict(found)


def test_the_pods_run_what_the_program_understands() -> None:
    assert parsed(["cluster", *container("scheduler.yaml")["args"]])["host"] == "0.0.0.0"
    assert parsed(["cluster", *container("workers.yaml")["args"]])["workers"] == 1


def test_the_pods_show_the_certificates_that_the_secret_holds() -> None:
    (settings,) = (one for one in documents("scheduler.yaml") if one["kind"] == "ConfigMap")
    comm = yaml.safe_load(settings["data"]["cluster.yaml"])["distributed"]["comm"]
    assert comm["require-encryption"] is True
    made = set(re.findall(r"--from-file=(\S+)", (DEPLOY / "kubernetes" / "README.md").read_text()))
    named = re.findall(r"/certificates/([\w.]+)", settings["data"]["cluster.yaml"])
    assert set(named) == made


@pytest.mark.parametrize("name", ["scheduler.yaml", "workers.yaml"])
def test_no_pod_may_more_than_it_needs(name: str) -> None:
    own = container(name)["securityContext"]
    assert own == {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
    assert container(name)["resources"]["limits"]["memory"]


def test_nobody_else_reaches_the_pods() -> None:
    (policy,) = documents("network.yaml")
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert policy["spec"]["ingress"] == [{"from": [{"podSelector": {}}]}]


def test_the_batch_script_is_sound_and_its_command_understood() -> None:
    script = DEPLOY / "slurm" / "earwitness-workers.sbatch"
    subprocess.run(["bash", "-n", str(script)], check=True)
    given = [
        "cluster",
        "worker",
        "dask+tls://login1:8786",
        "--workers",
        "8",
        "--card",
        "--workers",
        "1",
    ]
    assert parsed(given)["workers"] == 1
    assert parsed(given)["card"] is True
