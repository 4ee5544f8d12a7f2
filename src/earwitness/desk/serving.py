"""Serving the desk on this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waitress.server import create_server

from earwitness.desk.start import open_desk, set_up
from earwitness.records.errors import CaseUnusable, WrongUsage

LOOPBACK = "127.0.0.1"
THREADS = 8
"""Requests at once. Estimate: ten people do not click in the same second."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A desk that is ready: `address` is the login link, `run` serves until it is stopped."""

    address: str
    run: Callable[[], None]
    stop: Callable[[], None]


def serve_alone(case: Path, *, port: int = 0) -> Serving:
    """A desk for one person, on this machine alone; port 0 is any free one.

    Raises:
        CaseUnusable: there is no case, or the folder cannot be written.
        WrongUsage: the port is taken.
    """
    set_up()
    from django.core.wsgi import get_wsgi_application

    from earwitness.app.opening import open_case
    from earwitness.desk.access.one_time_link import links
    from earwitness.desk.acting import Desk, serve_case

    place = open_case(case)
    try:
        open_desk(place.folder.root)
    except OSError as error:
        raise CaseUnusable(
            f"The desk cannot keep its accounts in {place.folder.root}: {error.strerror}.",
            remedy="Make the case folder writable, on a disk with free space.",
        ) from error
    serve_case(Desk(place=place, alone=True))
    server = _server(get_wsgi_application(), port)
    address = f"http://{LOOPBACK}:{server.effective_port}/enter/{links.new()}"
    return Serving(address, server.run, server.close)


def _server(application: Any, port: int) -> Any:
    try:
        return create_server(
            application,
            host=LOOPBACK,
            port=port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise WrongUsage(
            f"Port {port} cannot be used: {error.strerror}.",
            remedy="Give another one with --port, or none.",
        ) from error
