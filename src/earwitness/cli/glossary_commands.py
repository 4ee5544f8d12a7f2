"""Commands about the glossary of a case."""

from typing import Annotated

import typer

from earwitness.cli import translation_views
from earwitness.cli.commands import Json, _place, app

glossary_app = typer.Typer(
    help="Words that a translation must get right, and what they mean.", no_args_is_help=True
)
app.add_typer(glossary_app, name="glossary")


@glossary_app.command("list")
def glossary_list(
    kind: Annotated[str | None, typer.Option(help="Only of this kind: slang, unit, slur …")] = None,
    as_json: Json = False,
) -> None:
    """Every term that holds in this case, shipped or its own."""
    from earwitness.app.glossary import list_glossary

    found = [one for one in list_glossary(_place()) if kind in (None, one["kind"])]
    translation_views.show_glossary(found, as_json)


@glossary_app.command("add")
def glossary_add(
    term: Annotated[str, typer.Argument(help="The word or words, in dictionary form.")],
    meaning: Annotated[str, typer.Argument(help="What it means; shown beside each sentence.")],
    rendering: Annotated[
        list[str] | None,
        typer.Option(help="English that a translation must have one of; can be given again."),
    ] = None,
    kind: Annotated[str, typer.Option(help="slang, unit, place, slur …")] = "",
    note: Annotated[str, typer.Option(help="Anything else to be shown.")] = "",
    source: Annotated[str, typer.Option(help="Who says so.")] = "",
    as_json: Json = False,
) -> None:
    """Add a term to the case's own glossary, or replace it. The ledger keeps who did."""
    from earwitness.app.glossary import add_term
    from earwitness.records.translation import GlossaryEntry

    entry = GlossaryEntry(
        term=term, meaning=meaning, renderings=tuple(rendering or ()), kind=kind, note=note,
        source=source,
    )  # fmt: skip
    translation_views.show_changed(add_term(_place(), entry), as_json)


@glossary_app.command("remove")
def glossary_remove(
    term: Annotated[str, typer.Argument(help="The term, as `glossary list` shows it.")],
    as_json: Json = False,
) -> None:
    """Take a term away for this case, also a shipped one. The ledger keeps who did."""
    from earwitness.app.glossary import remove_term

    translation_views.show_changed(remove_term(_place(), term), as_json)
