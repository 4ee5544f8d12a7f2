"""Ctrl-C, or the wish of the system, is the clean end of a desk."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from desk.serving.conftest import CaseOfTeam
from earwitness.desk.loop import Loop
from earwitness.desk.serving import server_at
from fakes.command_line import begun

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Ask = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
ALONE = ("desk", "--no-browser")
TEAM = (*["desk", "--team", "--host", "desk.example.org", "--port", "0", "--log-format", "plain"],)


@pytest.mark.parametrize(
    ("served", "how"),
    [(ALONE, signal.SIGTERM), (TEAM, signal.SIGINT)],
    ids=["alone", "team"],
)
def test_a_desk_that_is_stopped_says_so_and_all_is_well(
    case_of_team: CaseOfTeam, served: tuple[str, ...], how: signal.Signals
) -> None:
    child = begun("-C", case_of_team.folder, *served)
    assert child.stderr is not None
    told = ["-"]
    while told[-1] and "Ctrl-C stops the desk" not in told[-1]:
        told.append(child.stderr.readline())
    os.killpg(child.pid, how) if how == signal.SIGINT else child.send_signal(how)
    _, rest = child.communicate(timeout=60)
    assert child.returncode == 0, told
    assert rest.endswith("The desk is stopped.\n")


@pytest.fixture
def slow() -> Iterator[tuple[int, Loop, threading.Event, threading.Thread]]:
    """A server that answers when it is let; its port, its loop."""
    let = threading.Event()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "6")])
        if environ["PATH_INFO"] == "/slow":
            let.wait(timeout=30)
        return [b"whole\n"]

    sockets: dict[int, Any] = {}
    server = server_at("127.0.0.1", 0, answer, threads=2, sockets=sockets)
    loop = Loop(server, sockets)
    thread = threading.Thread(target=loop.run, daemon=True)
    thread.start()
    yield server.effective_port, loop, let, thread
    let.set()
    loop.stop()
    thread.join(timeout=10)


def test_a_running_request_is_finished_and_nobody_new_comes_in(
    slow: tuple[int, Loop, threading.Event, threading.Thread],
) -> None:
    port, loop, let, thread = slow
    idle = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    idle.request("GET", "/")
    assert idle.getresponse().read() == b"whole\n"  # the connection stays open
    running = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    running.request("GET", "/slow")
    time.sleep(0.3)
    loop.stop()
    refused = False
    for _ in range(200):
        try:
            newcomer = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            newcomer.connect()
            newcomer.close()
        except ConnectionRefusedError:
            refused = True
            break
        time.sleep(0.02)
    assert refused and thread.is_alive()
    let.set()
    assert running.getresponse().read() == b"whole\n"
    thread.join(timeout=20)
    assert not thread.is_alive()


def test_what_else_runs_is_ended_after_the_last_request() -> None:
    ended: list[str] = []
    sockets: dict[int, Any] = {}

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return [b""]

    server = server_at("127.0.0.1", 0, answer, threads=1, sockets=sockets)
    loop = Loop(server, sockets, at_end=lambda: ended.append("work"))
    thread = threading.Thread(target=loop.run)
    thread.start()
    assert ended == []
    loop.stop()
    thread.join(timeout=20)
    assert ended == ["work"] and not sockets


def test_the_first_wish_of_either_kind_is_heard_and_the_second_ends_the_command_at_once() -> None:
    code = (
        "import os, signal, time\n"
        "from earwitness.cli.stopping import instead_of_stopping\n"
        "with instead_of_stopping(lambda: print('asked', flush=True)):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    time.sleep(30)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGTERM, "asked\n")
