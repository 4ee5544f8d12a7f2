"""Serving a desk from the command line, until Ctrl-C."""

import logging
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from earwitness.cli.stopping import Stopped, instead_of_stopping
from earwitness.desk.log.lines import LogFormat, write_log

if TYPE_CHECKING:
    from earwitness.desk.serving import Serving


def serve_alone_at(
    case: Path, port: int, *, browser: bool, log_format: LogFormat | None = None
) -> None:
    """Serve a case to one person on this machine until Ctrl-C. Without a form of log only errors
    are told."""
    from earwitness.desk.serving import serve_alone

    level = logging.ERROR if log_format is None else logging.INFO
    form = log_format or LogFormat.PLAIN
    write_log(form, level)
    with _stopped_in_words(form):
        _serve(serve_alone(case, port=port), "This link logs in once.", form, browser=browser)


def serve_team_at(
    case: Path, *, host: str, port: int | None, socket: Path | None, form: LogFormat
) -> None:
    """Serve a case to a team until Ctrl-C."""
    from earwitness.desk.team import PORT, serve_team

    write_log(form)
    port = PORT if port is None else port
    with _stopped_in_words(form):
        serving = serve_team(case, host=host, port=port, socket=socket)
        _serve(serving, "The team logs in there.", form)


@contextmanager
def _stopped_in_words(form: LogFormat) -> Iterator[None]:
    """Ctrl-C and SIGTERM are the end that everybody wishes: all is well."""
    with suppress(Stopped):  # while it was only starting
        yield
    _say("The desk is stopped.", form)


def _serve(serving: "Serving", how: str, form: LogFormat, *, browser: bool = False) -> None:
    with instead_of_stopping(serving.stop):
        typer.echo(serving.address)
        _say(f"{how} Ctrl-C stops the desk.", form)
        if browser:
            webbrowser.open(serving.address)
        serving.run()


def _say(words: str, form: LogFormat) -> None:
    """To the person at the terminal; a log for programs has the error channel for itself."""
    typer.echo(words, err=form is not LogFormat.JSON)
