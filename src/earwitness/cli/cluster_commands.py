"""`cluster`: the programs of a cluster, scheduler and workers."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli.commands import app
from earwitness.cli.stopping import said_when_stopped

cluster_app = typer.Typer(
    help="Several machines for `process --executor`: one scheduler, any number of workers.",
    no_args_is_help=True,
)
app.add_typer(cluster_app, name="cluster")

Unencrypted = Annotated[
    bool, typer.Option("--unencrypted", help="Calls may travel in the clear on this network.")
]
WORKERS_GO_ON = "The run that needs it waits for another one."


@cluster_app.command()
def scheduler(
    host: Annotated[str, typer.Option(help="Address of this machine to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.")] = 8786,
    scheduler_file: Annotated[
        Path | None, typer.Option(help="Write the address into this file, for workers to read.")
    ] = None,
    unencrypted: Unencrypted = False,
) -> None:
    """Run the scheduler of a cluster, until it is stopped."""
    from earwitness.runtime.executors.cluster_programs import (
        certificates_named,
        keep_running,
        scheduler_arguments,
    )

    arguments = scheduler_arguments(
        host,
        port,
        scheduler_file=scheduler_file,
        encrypted=certificates_named("scheduler"),
        unencrypted=unencrypted,
    )
    with said_when_stopped(WORKERS_GO_ON):
        keep_running("scheduler", arguments)


@cluster_app.command()
def worker(
    scheduler: Annotated[
        str, typer.Argument(help="Its address, dask+tls://HOST:PORT, or its scheduler file.")
    ],
    workers: Annotated[
        int, typer.Option(help="Processes, each with a model; 0: one a usable core, at most four.")
    ] = 0,
    card: Annotated[bool, typer.Option("--card", help="They may use the graphics card.")] = False,
    unencrypted: Unencrypted = False,
) -> None:
    """Run workers of a cluster on this machine, until they are stopped."""
    from earwitness.runtime.executors.cluster_programs import (
        certificates_named,
        keep_running,
        worker_arguments,
    )
    from earwitness.runtime.executors.local import worker_count

    certificates_named("worker")
    arguments = worker_arguments(
        scheduler, workers=worker_count(workers), card=card, unencrypted=unencrypted
    )
    with said_when_stopped(WORKERS_GO_ON):
        keep_running("worker", arguments)
