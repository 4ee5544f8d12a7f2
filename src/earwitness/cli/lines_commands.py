"""Commands about lines: what the case knows of each, and tables of number ranges."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import lines_views, views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place, app


@app.command()
def lines(
    number: Annotated[
        str | None, typer.Option(help="One number, written in any way; in the case or not.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Every line: calls, where it is said, country and operator of its range, what sources say."""
    from earwitness.app.lines import list_lines

    lines_views.show_lines(list_lines(_place(), number), as_json)


@app.command()
def ranges(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Tables of number ranges (CSV). Without any: those taken in so far."),
    ] = None,
    as_of: Annotated[str, typer.Option(help="The day that the tables describe: 2022-03-01.")] = "",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take in registry tables of number ranges, each beside earlier ones; or list them."""
    from earwitness.app.answers import list_problems
    from earwitness.app.number_ranges import list_ranges, read_ranges

    place = _place()
    if not paths:
        return lines_views.show_ranges(list_ranges(), as_json)
    with views.progress(quiet) as bars:
        tables = read_ranges(place, paths, as_of, progress=bars)
    met = [
        problem
        for problem in list_problems(stage="ranges")
        if any(Path(problem["subject"]).is_relative_to(path) for path in paths)
    ]
    lines_views.show_ranges_read(tables, met, as_json)
    return _leave_if(bool(met))
