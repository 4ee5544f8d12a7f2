"""Commands of custody: the ledger, its verification, its stamps, copies of originals."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import custody_views, views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place, app
from earwitness.records.errors import WrongUsage

Ca = Annotated[
    Path | None,
    typer.Option("--ca", help="The authority's root certificates, PEM, from elsewhere."),
]


@app.command()
def verify(
    fast: Annotated[
        bool, typer.Option("--fast", help="Do not hash the originals again; all the rest.")
    ] = False,
    against: Annotated[
        list[Path] | None,
        typer.Option(help="A file of heads that was kept elsewhere; can be given again."),
    ] = None,
    ca: Ca = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Hash every original again, recompute the ledger, and say what differs."""
    from earwitness.app.anchors import roots_of
    from earwitness.app.custody import verify as ask
    from earwitness.archive.heads import read_heads

    heads = [head for path in against or () for head in read_heads(path)]
    roots, place = roots_of(ca), _place()
    with views.progress(quiet) as bars:
        answer = ask(place, fast=fast, heads=heads, roots=roots, progress=bars)
    custody_views.show_verification(answer, as_json)
    _leave_if(not answer["ok"])


@app.command()
def ledger(
    heads: Annotated[
        bool, typer.Option("--heads", help="Only the head, in one line, to be kept elsewhere.")
    ] = False,
    of: Annotated[
        str,
        typer.Option(help="The ledger of another case, from a bag: the beginning of its head."),
    ] = "",
    subject: Annotated[str, typer.Option(help="Only subjects that begin so.")] = "",
    action: Annotated[str, typer.Option(help="Only actions that begin so: intake, made: …")] = "",
    actor: Annotated[str, typer.Option(help="Only acts of this account.")] = "",
    since: Annotated[str, typer.Option(help="Only since this day or moment: 2026-11-25.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document a line; with --heads, one document.")
    ] = False,
) -> None:
    """Every act by whom and when, oldest first."""
    from earwitness.app import custody

    place = _place()
    if heads:
        return custody_views.show_head(custody.ledger_head(), as_json)
    found = custody.ledger(place, of=of, subject=subject, action=action, actor=actor, since=since)
    if not as_json:
        return custody_views.show_ledger(found)
    for entry in found:
        sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return None


@app.command()
def original(
    recording: Annotated[str, typer.Argument(help="SHA-256 of a recording, or its beginning.")],
    out: Annotated[Path, typer.Option(help="The file to write; must not be there yet.")],
) -> None:
    """Hand out a checked copy of an original, and record it in the ledger."""
    from earwitness.app.custody import hand_out

    handed = hand_out(_place(), recording, out)
    views.say(
        f"A copy of {handed.source_name} is in {out}. Its SHA-256 is {handed.sha256}, as received."
    )


@app.command()
def anchor(
    request: Annotated[
        Path | None,
        typer.Option(help="Write a query over the head, to be carried to an authority."),
    ] = None,
    response: Annotated[
        Path | None, typer.Option(help="Take an authority's answer in; best with --ca.")
    ] = None,
    url: Annotated[str, typer.Option(help="Ask this authority over the network; needs --ca.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="Queries and stamps.")] = False,
    ca: Ca = None,
    as_json: Json = False,
) -> None:
    """Have the ledger's head stamped by a time-stamping authority (RFC 3161)."""
    from earwitness.app import anchors

    if sum(map(bool, (request, response, url, listed))) != 1:
        raise WrongUsage(
            "Say one thing to do.", remedy="Give --request, --response, --url or --list."
        )
    place = _place()
    if request:
        asked = anchors.request_stamp(place, request)
        return custody_views.show_request(asked, request, as_json)
    if listed:
        return custody_views.show_anchors(anchors.list_anchors(), as_json)
    if response:
        return custody_views.show_stamp(anchors.take_answer(place, response, ca), as_json)
    if ca is None:
        raise WrongUsage(
            "--url needs --ca.", remedy="Get the authority's root certificate and give it as PEM."
        )
    return custody_views.show_stamp(anchors.ask(place, url, ca), as_json)
