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
LARGEST_REQUEST = 4 * 1024 * 1024
"""In bytes; a form may hold half of it. All of it is kept in memory: what people type must not lie
in a file of the server."""
LARGEST_WAITING = 32 * 1024 * 1024
"""In bytes of one answer that waits for a slow reader; twice what waitress lets wait, so that
nothing of it is ever written to a file."""
NAME_ON_SOCKETS = "localhost"
"""What waitress calls whoever comes through a Unix socket."""


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
    from earwitness.desk.ending import end_work

    place = open_case(case)
    open_desk(place.folder.root)
    list_calls_if_possible(place)
    serve_case(Desk(place=place, alone=True))
    sockets: dict[int, Any] = {}
    application = get_wsgi_application()
    server = server_at(LOOPBACK, port, application, threads=THREADS, sockets=sockets)
    address = f"http://{LOOPBACK}:{server.effective_port}/enter/{links.new()}"
    loop = Loop(server, sockets, at_end=end_work)
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
    try:
        return _server(application, threads, sockets, proxy, host=listen, port=port)
    except OSError as error:
        raise WrongUsage(
            f"Port {port} of {listen} cannot be used: {error.strerror}.",
            remedy="Give another one with --port.",
        ) from error


def server_on(
    socket: Path, application: Any, *, threads: int, sockets: dict[int, Any] | None = None
) -> Any:
    """The same on a Unix socket, which its owner and their group may open. Whoever can is the
    proxy, and is believed.

    Raises:
        WrongUsage: the socket cannot be made there.
    """
    try:
        return _server(
            application,
            threads,
            sockets,
            NAME_ON_SOCKETS,
            unix_socket=str(socket),
            unix_socket_perms="660",
        )
    except OSError as error:
        raise WrongUsage(
            f"The socket {socket} cannot be made: {error.strerror or error}.",
            remedy="Name one in a folder that is there, that you may write, and that the proxy "
            "may enter; the whole name may have 100 bytes.",
        ) from error


def _server(
    application: Any,
    threads: int,
    sockets: dict[int, Any] | None,
    proxy: str | None,
    **where: Any,
) -> Any:
    trusted: dict[str, Any] = {}
    if proxy is not None:
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        trusted = {"trusted_proxy": proxy, "trusted_proxy_headers": headers}
    return create_server(
        application,
        map=sockets,
        threads=threads,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=LARGEST_REQUEST,
        inbuf_overflow=LARGEST_REQUEST,
        outbuf_overflow=LARGEST_WAITING,
        **trusted,
        **where,
    )
