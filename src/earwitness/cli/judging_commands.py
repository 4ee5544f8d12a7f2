"""Commands of judgement: `judge` and `judgements`."""

from typing import Annotated

import typer

from earwitness.cli import judging_views, views
from earwitness.cli.commands import Json, Quiet, _place, app
from earwitness.records.attribution import Judgement
from earwitness.records.errors import WrongUsage


@app.command()
def judge(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An attribution; a claim; two profiles as SOURCE:ID=SOURCE:ID; two voices as "
            "VOICE+VOICE.",
        ),
    ],
    verdict: Annotated[
        Judgement, typer.Argument(help="Is it so? `none` takes back the decision that leads.")
    ],
    why: Annotated[str, typer.Option(help="What you heard, saw or know. It stays.")],
    by: Annotated[
        str, typer.Option(help="Your name; without it, the account on this machine.")
    ] = "",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Record a person's decision, beside all earlier ones; cross anew; say what changed."""
    from earwitness.app import judging

    place = _place()
    with views.progress(quiet) as bars:
        judged = judging.judge(place, subject, verdict, why=why, by=by, progress=bars)
    judging_views.show_judged(judging.judged_answer(judged), as_json)


@app.command()
def judgements(
    subject: Annotated[
        str, typer.Argument(metavar="ID", help="Only this decision, or those on this subject.")
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also those that are superseded or taken back.")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="Of one decision: which attributions it changed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """What people decided, by whom, when and why."""
    from earwitness.app import judging

    if changes and (everything or not subject):
        raise WrongUsage("--changes is for one decision.", remedy="Name it by its id.")
    place = _place()
    if changes:
        return judging_views.show_effects(judging.list_changes(place, subject), as_json)
    found = judging.list_judgements(subject, everything=everything)
    return judging_views.show_judgements(found, as_json)
