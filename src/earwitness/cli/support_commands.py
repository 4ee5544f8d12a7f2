"""Commands of support: `support`, `facts`, `grade`."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import support_views
from earwitness.cli.commands import Json, _leave_if, _place, app
from earwitness.records.errors import WrongUsage


@app.command()
def support(
    subject: Annotated[
        str, typer.Argument(metavar="[CLAIM]", help="Only matters of this claim, fact or matter.")
    ] = "",
    as_json: Json = False,
) -> None:
    """What supports and contradicts each claim, and from how many men it comes."""
    from earwitness.app.support import list_support

    _place()
    support_views.show_support(list_support(subject), as_json, in_full=bool(subject))


@app.command()
def facts(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Tables of published facts (CSV, XLSX). Without any: those here."),
    ] = None,
    source: Annotated[
        str, typer.Option(help="Who published it, for rows that do not say so.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Take in published facts, each row a sourced claim of its own; or list them."""
    from earwitness.app.facts import list_facts, read_facts

    place = _place()
    if not paths:
        return support_views.show_facts(list_facts(), as_json)
    read = [read_facts(place, path, source) for path in paths]
    own = {file.sha256 for file in read}
    support_views.show_facts([one for one in list_facts() if one["sha256"] in own], as_json)
    return _leave_if(any(file.bad_rows for file in read))


@app.command()
def grade(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="A claim, a fact, or a speaker as CALL/LABEL. None: lists grades."
        ),
    ] = "",
    source: Annotated[str, typer.Option(help="Reliability of the source, A to F.")] = "",
    information: Annotated[str, typer.Option(help="Credibility of what it says, 1 to 6.")] = "",
    why: Annotated[str, typer.Option(help="What you know of it. It stays.")] = "",
    by: Annotated[
        str, typer.Option(help="Your name; without it, the account on this machine.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Grade a source and what it says (Admiralty code), beside all earlier grades; or list them."""
    from earwitness.app import grading

    place = _place()
    if not subject and (source or information or why):
        raise WrongUsage(
            "A grade needs what it is of.",
            remedy="Give the id of a claim or of a fact, or a speaker as CALL/LABEL.",
        )
    if not subject:
        return support_views.show_grades(grading.list_grades(), as_json)
    record = grading.grade(place, subject, source=source, information=information, why=why, by=by)
    return support_views.show_grade(grading.grade_answer(record), as_json)
