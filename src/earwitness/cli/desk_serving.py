"""Serving a desk from the command line, until Ctrl-C."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from earwitness.desk.serving import Serving


def serve_alone_at(case: Path, port: int, *, browser: bool) -> None:
    """Serve a case to one person on this machine until Ctrl-C."""
    from earwitness.desk.serving import serve_alone

    serving = serve_alone(case, port=port)
    _tell(serving, "This link logs in once.")
    if browser:
        webbrowser.open(serving.address)
    _serve(serving)


def serve_team_at(case: Path, host: str, port: int | None) -> None:
    """Serve a case to a team until Ctrl-C."""
    from earwitness.desk.team import PORT, serve_team

    serving = serve_team(case, host=host, port=PORT if port is None else port)
    _tell(serving, "The team logs in there.")
    _serve(serving)


def _tell(serving: "Serving", how: str) -> None:
    typer.echo(serving.address)
    typer.echo(f"{how} Ctrl-C stops the desk.", err=True)


def _serve(serving: "Serving") -> None:
    try:
        serving.run()
    except KeyboardInterrupt:
        typer.echo("The desk is stopped.", err=True)
    finally:
        serving.stop()
