"""Serving a desk from the command line, until Ctrl-C."""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from earwitness.cli.stopping import Stopped, instead_of_stopping

if TYPE_CHECKING:
    from earwitness.desk.serving import Serving


def serve_alone_at(case: Path, port: int, *, browser: bool) -> None:
    """Serve a case to one person on this machine until Ctrl-C."""
    from earwitness.desk.serving import serve_alone

    with _stopped_in_words():
        _serve(serve_alone(case, port=port), "This link logs in once.", browser=browser)


def serve_team_at(case: Path, host: str, port: int | None) -> None:
    """Serve a case to a team until Ctrl-C."""
    from earwitness.desk.team import PORT, serve_team

    with _stopped_in_words():
        serving = serve_team(case, host=host, port=PORT if port is None else port)
        _serve(serving, "The team logs in there.")


@contextmanager
def _stopped_in_words() -> Iterator[None]:
    """Ctrl-C and SIGTERM are the end that everybody wishes: all is well."""
    with suppress(Stopped):  # while it was only starting
        yield
    typer.echo("The desk is stopped.", err=True)


def _serve(serving: "Serving", how: str, *, browser: bool = False) -> None:
    with instead_of_stopping(serving.stop):
        typer.echo(serving.address)
        typer.echo(f"{how} Ctrl-C stops the desk.", err=True)
        if browser:
            webbrowser.open(serving.address)
        serving.run()
