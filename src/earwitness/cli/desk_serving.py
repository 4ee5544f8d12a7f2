"""Serving a desk from the command line, until Ctrl-C."""

import webbrowser
from pathlib import Path

import typer


def serve_alone_at(case: Path, port: int, *, browser: bool) -> None:
    """Serve a case to one person on this machine until Ctrl-C."""
    from earwitness.desk.serving import serve_alone

    serving = serve_alone(case, port=port)
    typer.echo(serving.address)
    typer.echo("This link logs in once. Ctrl-C stops the desk.", err=True)
    if browser:
        webbrowser.open(serving.address)
    try:
        serving.run()
    except KeyboardInterrupt:
        typer.echo("The desk is stopped.", err=True)
    finally:
        serving.stop()


def serve_team_at(case: Path, host: str, port: int | None) -> None:
    """Serve a case to a team until Ctrl-C."""
    from earwitness.desk.team import PORT, serve_team

    serving = serve_team(case, host=host, port=PORT if port is None else port)
    typer.echo(serving.address)
    typer.echo("The team logs in there. Ctrl-C stops the desk.", err=True)
    try:
        serving.run()
    except KeyboardInterrupt:
        typer.echo("The desk is stopped.", err=True)
    finally:
        serving.stop()
