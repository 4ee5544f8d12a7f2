"""A desk of a team in a process of its own, as it is served to a proxy on its socket."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desk.access.test_permissions import addresses
from desk.conftest import BACKEND, account, visitor
from earwitness.app.opening import open_case
from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.roles import Role
from earwitness.desk.start import open_desk
from earwitness.runtime.store.connection import disconnect
from fakes.command_line import COMMAND

HOST = "desk.example.org"
COOKIE = "__Host-earwitness"
FROM_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


@dataclass(frozen=True)
class CaseOfTeam:
    """A case, the session of somebody who may do most, and the addresses of its pages."""

    folder: Path
    session: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class OnSocket(http.client.HTTPConnection):
    """HTTP through a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=30)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(str(self._path))


class Process:
    """A served desk."""

    def __init__(self, case: Path, folder: Path) -> None:
        self.socket, self._log = folder / "desk.sock", folder / "log"
        words = ["-C", str(case), "desk", "--team", "--host", HOST, "--socket", str(self.socket)]
        with self._log.open("a") as log:
            self._child = subprocess.Popen(
                [*COMMAND, *words], stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._child.stdout is not None
        self.said = [self._child.stdout.readline(), self._child.stdout.readline()]
        assert "Ctrl-C stops the desk" in self.said[1], self._log.read_text()

    def ask(
        self, path: str, session: str = "", method: str = "GET", body: str = "", **other: str
    ) -> Answer:
        """Ask as the proxy does, on behalf of somebody."""
        headers = dict(FROM_PROXY)
        if session:
            headers["Cookie"] = f"{COOKIE}={session}"
        headers |= {name.replace("_", "-"): value for name, value in other.items()}
        return self.ask_plainly(path, method, body, headers)

    def ask_plainly(
        self, path: str, method: str = "GET", body: str = "", headers: dict[str, str] | None = None
    ) -> Answer:
        """Ask with these headers alone."""
        connection = OnSocket(self.socket)
        connection.request(method, path, body=body.encode() or None, headers=headers or {})
        answer = connection.getresponse()
        got = Answer(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return got

    def stop(self) -> tuple[int, str]:
        """End it as the system does; its exit code, and the rest of what it said."""
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)
        rest, _ = self._child.communicate(timeout=60)
        return self._child.returncode, rest

    @property
    def log(self) -> str:
        """All lines so far."""
        return self._log.read_text("utf-8")

    def lines(self) -> list[dict[str, Any]]:
        """The same, read."""
        return [json.loads(line) for line in self.log.splitlines()]


@pytest.fixture(scope="session")
def case_of_team(
    spoken_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CaseOfTeam]:
    """The tiny case with accounts."""
    folder = shutil.copytree(spoken_once, tmp_path_factory.mktemp("served") / "wives-archive")
    place = open_case(folder)
    open_desk(folder)
    serve_case(Desk(place=place, alone=False))
    account(Role.ADMIN)
    client = visitor()
    client.force_login(account(Role.PUBLISHER, "svitlana"), backend=BACKEND)
    session = client.cookies["earwitness"].value
    paths = tuple(one.path for one in addresses())
    disconnect()
    yield CaseOfTeam(folder, session, paths)


@pytest.fixture(scope="module")
def served(case_of_team: CaseOfTeam) -> Iterator[Process]:
    """It, served."""
    with tempfile.TemporaryDirectory(prefix="desk", dir=os.environ.get("TMPDIR")) as folder:
        process = Process(case_of_team.folder, Path(folder))
        yield process
        process.stop()
