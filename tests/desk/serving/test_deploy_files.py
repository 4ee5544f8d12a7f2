"""The files of `deploy` are sound, and give commands that there are."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main

from earwitness.cli.commands import app

DEPLOY = Path(__file__).parents[3] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("earwitness-*.*[er]"))
PROGRAM = "/opt/earwitness/.venv/bin/earwitness"


def given(text: str) -> list[list[str]]:
    """The words of each command in a unit."""
    return [shlex.split(line) for line in re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)]


def parsed(words: list[str]) -> dict[str, Any]:
    """What the command line understands of them, without doing it."""
    program: Any = typer.main.get_command(app)
    context = program.make_context("earwitness", list(words), resilient_parsing=True)
    name, command, rest = program.resolve_command(
        context, [*context._protected_args, *context.args]
    )
    own = command.make_context(name, rest, parent=context)
    return {"command": name, **own.params}


def test_units_give_commands_that_there_are() -> None:
    found = [words for unit in UNITS for words in given(unit.read_text("utf-8"))]
    assert [words[0] for words in found] == [PROGRAM, PROGRAM]
    desk, verify = (parsed(words[1:]) for words in found)
    assert desk["command"] == "desk" and desk["team"] and str(desk["log_format"]) == "json"
    assert desk["socket"] == Path("/run/earwitness/desk.sock")
    assert verify["command"] == "verify"


def test_units_are_sound_to_systemd(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("There is no systemd-analyze on this machine.")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(PROGRAM, shutil.which("true") or "/bin/true")
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "earwitness" in line]
    assert len(units) == 3 and ours == []


@pytest.mark.parametrize("line", ["NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes"])
def test_units_let_go_of_what_they_do_not_need(line: str) -> None:
    services = [unit for unit in UNITS if unit.suffix == ".service"]
    for unit in services:
        text = unit.read_text("utf-8")
        assert {line, "IPAddressDeny=any", "LimitCORE=0"} <= set(text.splitlines()), unit.name
        assert "ReadWritePaths=/srv/earwitness/case" in text


def test_both_proxies_pass_on_to_the_socket_of_the_unit_and_keep_no_addresses() -> None:
    for proxy in (DEPLOY / "proxy").iterdir():
        text = proxy.read_text("utf-8")
        assert "/run/earwitness/desk.sock" in text and "X-Forwarded-Host" in text
    nginx = (DEPLOY / "proxy" / "nginx.conf").read_text("utf-8")
    assert nginx.count("access_log off;") == 2 and "proxy_buffering off;" in nginx
