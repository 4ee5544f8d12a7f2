"""Commands about deliveries: what is known of them, and saying it."""

from typing import Annotated

import typer

from earwitness.cli import delivery_views
from earwitness.cli.commands import Json, _place, app

deliveries_app = typer.Typer(
    help="List the deliveries: who handed them over, and how they were selected.",
    invoke_without_command=True,
)
app.add_typer(deliveries_app, name="deliveries")


@deliveries_app.callback()
def deliveries(context: typer.Context, as_json: Json = False) -> None:
    """List the deliveries: who handed them over, and how they were selected."""
    if context.invoked_subcommand is not None:
        return
    from earwitness.app.deliveries import list_deliveries

    _place()
    delivery_views.show_deliveries(list_deliveries(), as_json)


@deliveries_app.command()
def describe(
    delivery: Annotated[str, typer.Argument(help="Its id, the beginning of it, or its label.")],
    by: Annotated[str | None, typer.Option(help="Who handed it over.")] = None,
    on: Annotated[str | None, typer.Option(help="When: a date, or as far as known.")] = None,
    to: Annotated[str | None, typer.Option(help="Who received it.")] = None,
    terms: Annotated[str | None, typer.Option(help="On what terms.")] = None,
    selection: Annotated[str | None, typer.Option(help="How it was selected, from what.")] = None,
    unknown: Annotated[
        str | None, typer.Option(help="What is unknown about the selection.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    label: Annotated[str | None, typer.Option(help="A better label.")] = None,
    as_json: Json = False,
) -> None:
    """Say what is known of a delivery: a new version, beside the earlier ones."""
    from earwitness.app import deliveries as use
    from earwitness.runtime.records_json import to_json

    said = {
        "handed_over_by": by,
        "handed_over_at": on,
        "received_by": to,
        "terms": terms,
        "selection": selection,
        "selection_unknown": unknown,
        "note": note,
        "label": label,
    }
    given = {field: value for field, value in said.items() if value is not None}
    delivery_views.show_described(to_json(use.describe(_place(), delivery, given)), as_json)
