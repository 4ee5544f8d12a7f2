"""The command that serves the desk."""

import webbrowser
from typing import Annotated

import typer

from earwitness.cli.commands import app, case_option


@app.command()
def desk(
    port: Annotated[
        int, typer.Option(help="The port; without it, any free one.", min=0, max=65535)
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Serve the desk on this machine, for one person. Prints the one-time login address."""
    from earwitness.desk.serving import serve_alone

    serving = serve_alone(case_option(), port=port)
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
