"""Serving the desk on this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waitress.server import create_server

from earwitness.desk.loop import Loop
from earwitness.desk.start import open_desk, set_up
from earwitness.records.errors import WrongUsage

LOOPBACK = "127.0.0.1"
THREADS = 8
"""Requests at once. Estimate: ten people do not click in the same second."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A desk that is ready: `address` is the login link, `run` serves until `stop` is called, and
    then finishes what runs."""

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

    from earwitness.app.call_listing import list_calls_if_possible
    from earwitness.app.opening import open_case
    from earwitness.desk.access.one_time_link import links
    from earwitness.desk.acting import Desk, serve_case

    place = open_case(case)
    open_desk(place.folder.root)
    list_calls_if_possible(place)
    serve_case(Desk(place=place, alone=True))
    sockets: dict[int, Any] = {}
    application = get_wsgi_application()
    server = server_at(LOOPBACK, port, application, threads=THREADS, sockets=sockets)
    address = f"http://{LOOPBACK}:{server.effective_port}/enter/{links.new()}"
    loop = Loop(server, sockets)
    return Serving(address, loop.run, loop.stop)


def server_at(
    listen: str,
    port: int,
    application: Any,
    *,
    threads: int,
    sockets: dict[int, Any] | None = None,
    proxy: str | None = None,
) -> Any:
    """A server that is ready to run; its sockets come into `sockets`, by their numbers. Of `proxy`
    alone it believes who asks, and over HTTPS.

    Raises:
        WrongUsage: the address or the port cannot be used.
    """
    trusted: dict[str, Any] = {}
    if proxy is not None:
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        trusted = {"trusted_proxy": proxy, "trusted_proxy_headers": headers}
    try:
        return create_server(
            application,
            map=sockets,
            host=listen,
            port=port,
            threads=threads,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **trusted,
        )
    except OSError as error:
        raise WrongUsage(
            f"Port {port} of {listen} cannot be used: {error.strerror}.",
            remedy="Give another one with --port.",
        ) from error
