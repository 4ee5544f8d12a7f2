"""Commands of retention and of handing on: `forget` and `export`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import handing_views, views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place, app
from earwitness.records.errors import WrongUsage


@app.command()
def forget(
    recording: Annotated[
        str,
        typer.Argument(help="Its SHA-256, or eight digits of it or more; or the id of its call."),
    ],
    why: Annotated[str, typer.Option(help="It stays for good: no names, no numbers.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Remove a recording and all that was made of it. Leaves a tombstone. Cannot be undone."""
    from earwitness.app import forgetting, forgotten

    place = _place()
    if forgotten.finish_forgetting(place):
        views.say("A forgetting that had been interrupted is finished.")
        if forgetting.is_forgotten(recording):
            return
    sha256 = forgetting.find_recording(recording)
    own = forgetting.belongings(sha256)
    forgetting.refuse_telling_reason(why, own)
    if not as_json:
        handing_views.show_belongings(own, place.folder.names_by_people())
    if not yes:
        _ask()
    handing_views.show_tombstone(forgetting.forget(place, sha256, why=why), as_json)


def _ask() -> None:
    if not sys.stdin.isatty():
        raise WrongUsage(
            "Nothing was removed: nobody is there to ask.",
            remedy="Say --yes if you are sure.",
        )
    if not typer.confirm("Remove it for good?", default=False, err=True):
        views.say("Nothing was removed.")
        _leave_if(True)


@app.command()
def export(
    out: Annotated[
        Path,
        typer.Option(
            help="What to make, not there yet: a folder for `bag` and `csv`, a file for others."
        ),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--as",
            help="bag (BagIt, RFC 8493), graphml (GraphML), ftm (FollowTheMoney, JSON lines), "
            "csv (claims and losses).",
        ),
    ],
    judged_only: Annotated[
        bool, typer.Option("--judged-only", help="With ftm: leave out what a machine suggests.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Hand the inner material on. It holds names, numbers and every word: it is no release."""
    from earwitness.app.exporting import export_as
    from earwitness.app.graph_exports import FTM, GRAPH_FORMS, export_graph
    from earwitness.app.table_exports import CSV, export_tables

    if judged_only and form != FTM:
        raise WrongUsage("--judged-only is for --as ftm.", remedy="Leave it out.")
    if form in GRAPH_FORMS:
        found = export_graph(form, _place(), out, judged_only=judged_only)
        return handing_views.show_graph(found, out, as_json)
    place = _place()
    if form == CSV:
        return handing_views.show_tables(export_tables(place, out), out, as_json)
    with views.progress(quiet) as bars:
        bag = export_as(form, place, out, progress=bars)
    return handing_views.show_export(bag, out, as_json)
