"""The server of the database is started anew under commands and under a desk: both go on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from conftest import empty_case, fresh_database
from desk.conftest import LogIn
from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.roles import Role
from earwitness.desk.start import open_desk
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect, reading, writing
from postgresql_server import running_server, start_anew

THREADS = 4


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Path]:
    """A server of this module's own: other tests have connections to theirs."""
    with running_server() as folder:
        yield folder


@pytest.fixture
def store_address(postgresql_database: str) -> str:
    return postgresql_database


def note(place: Workplace) -> None:
    with writing(place.folder.database):
        journal.append(actor="a", action="view", subject="s", digest="d" * 64)


def test_commands_go_on_whatever_they_do_first(place: Workplace, postgresql: Path) -> None:
    def read_in_a_transaction() -> int:
        with reading(place.folder.database):
            return journal.count()

    note(place)
    start_anew(postgresql)
    note(place)
    start_anew(postgresql)
    assert journal.count() == 3
    start_anew(postgresql)
    assert read_in_a_transaction() == 3


def test_every_thread_gets_a_connection_of_its_own_again(
    place: Workplace, postgresql: Path
) -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda _: note(place), range(THREADS)))
        start_anew(postgresql)
        list(threads.map(lambda _: note(place), range(3 * THREADS)))
        list(threads.map(lambda _: connections.close_all(), range(THREADS)))
    entries = list(journal.entries())
    assert [one.sequence for one in entries] == list(range(1, 2 + 4 * THREADS))


def answered(path: str, cookies: str) -> str:
    """The status of a page, asked as the web server asks: connections are looked at first."""
    environ: dict[str, Any] = {
        "PATH_INFO": path,
        "HTTP_COOKIE": cookies,
        "REMOTE_ADDR": "127.0.0.1",
    }
    setup_testing_defaults(environ)
    environ |= {"HTTP_HOST": "localhost", "wsgi.url_scheme": "https"}
    told: list[str] = []
    answer = get_wsgi_application()(environ, lambda status, _headers: told.append(status))
    b"".join(answer)
    answer.close()
    return told[0]


@pytest.fixture
def team(tmp_path: Path, postgresql_database: str, store_address: str) -> Iterator[Workplace]:
    """A desk whose store and accounts lie on the server."""
    server = Path(store_address.partition("host=")[2])
    place = empty_case(tmp_path / "case", store_address)
    open_desk(place.folder.root, fresh_database(server, f"accounts_{tmp_path.name[:40]}"))
    serve_case(Desk(place=place, alone=False))
    yield place
    disconnect()


def test_a_desk_goes_on_and_nobody_logs_in_anew(
    team: Workplace, log_in: LogIn, postgresql: Path
) -> None:
    admin = log_in(Role.ADMIN)
    cookies = "; ".join(f"{name}={one.value}" for name, one in admin.cookies.items())
    assert answered("/calls/", cookies) == "200 OK"
    for _ in range(2):
        start_anew(postgresql)
        assert answered("/calls/", cookies) == "200 OK"
    assert answered("/calls/", "") != "200 OK"
