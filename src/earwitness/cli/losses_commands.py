"""Commands about what claims say together: `losses` and `contrast`."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import contrast_views, delivery_views, losses_views, views
from earwitness.cli.commands import Json, _place, app
from earwitness.records.errors import WrongUsage


@app.command()
def losses(
    unit: Annotated[
        str, typer.Option(help='Only of this unit and its parts, in English: "917 regiment".')
    ] = "",
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help="Only from this day on: 2022-03-01.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="DAY", help="Only up to this day, itself included.")
    ] = "",
    by: Annotated[
        str, typer.Option(metavar="PERIOD", help="A row for each month, week or day.")
    ] = "",
    as_json: Json = False,
    csv: Annotated[
        Path | None, typer.Option(help="Write the table to this new file, one line a claim.")
    ] = None,
) -> None:
    """What losses are claimed of each unit: ranges, never sums, with every claim behind them."""
    from earwitness.app.deliveries import selection_lines
    from earwitness.app.losses import asked, write_losses
    from earwitness.app.losses import losses as find_losses

    wanted = asked(unit=unit, first=first, last=last, by=by)
    if csv is not None and as_json:
        raise WrongUsage("--csv and --json do not go together.", remedy="Give one of them.")
    place = _place()
    table = find_losses(place, wanted)
    if csv is not None:
        write_losses(place, table, csv)
        return views.say(f"The table is in {csv}: what was said, word by word. Inside use only.")
    losses_views.show_losses(table, as_json)
    return delivery_views.show_selection(() if as_json else selection_lines())


@app.command()
def contrast(as_json: Json = False) -> None:
    """What is quoted from television and officials, beside what soldiers say of the same thing."""
    from earwitness.app.contrast import find_contrasts
    from earwitness.app.deliveries import selection_lines

    contrast_views.show_contrasts(find_contrasts(_place()), as_json)
    delivery_views.show_selection(() if as_json else selection_lines())
