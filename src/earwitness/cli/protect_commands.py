"""Commands about the protect list of a case."""

from typing import Annotated

import typer

from earwitness.cli import protect_views
from earwitness.cli.commands import Json, _place, app

protect_app = typer.Typer(
    help="Names, places, units and addresses that must never go out.", no_args_is_help=True
)
app.add_typer(protect_app, name="protect")


@protect_app.command("list")
def protect_list(as_json: Json = False) -> None:
    """Every protected term of this case."""
    from earwitness.app.protecting import list_protected

    protect_views.show_protected(list_protected(_place()), as_json)


@protect_app.command("add")
def protect_add(
    term: Annotated[str, typer.Argument(help="The word or words, in dictionary form.")],
    kind: Annotated[str, typer.Option(help="name, place, unit, address or other.")] = "",
    as_json: Json = False,
) -> None:
    """Protect a term. The gate finds it in every inflection; the ledger keeps who did."""
    from earwitness.app.protecting import add_protected

    protect_views.show_added(add_protected(_place(), term, kind), as_json)


@protect_app.command("drop")
def protect_drop(
    term: Annotated[str, typer.Argument(help="The term, as `protect list` shows it.")],
    as_json: Json = False,
) -> None:
    """Take a term from the list. The ledger keeps who did."""
    from earwitness.app.protecting import drop_protected

    protect_views.show_dropped(drop_protected(_place(), term), as_json)
