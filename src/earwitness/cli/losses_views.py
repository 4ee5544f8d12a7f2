"""How the table of losses looks: for people and as JSON."""

from collections.abc import Iterator

from rich.markup import escape

from earwitness.claims.loss_table.json_shape import table_to_json
from earwitness.claims.loss_table.wording import (
    said_of,
    time_of,
    unit_note,
    within_note,
    words_of_figures,
    words_of_independence,
)
from earwitness.claims.wording import unit_in_words
from earwitness.cli.views import clock, out, print_json, say
from earwitness.records.losses import LossRow, LossStatement, LossTable


def show_losses(table: LossTable, as_json: bool) -> None:
    """Row by row, every claim with its quote and its place."""
    if as_json:
        print_json(table_to_json(table))
    else:
        for row in table.rows:
            _show_row(row)
        say(f"{len(table.rows)} rows. Ranges of what is said. Nothing is summed.")
    if table.undated:
        say(f"{table.undated} claims have no day and are left out.")


def _show_row(row: LossRow) -> None:
    thing = "" if row.object == "people" else f" · {row.object}"
    period = f" · {row.period}" if row.period else ""
    indent = "  " * len(row.within)
    out.print(
        f"{indent}[bold]{escape(unit_in_words(row.unit))}[/]{escape(thing + period)}",
        soft_wrap=True,
    )
    for line in _lines_of(row):
        out.print(f"{indent}  {escape(line)}", soft_wrap=True)
    for one in row.statements:
        _show_statement(one, indent)
    for one in row.asides:
        _show_statement(one, indent, f"not in the range, {one.aside}: ")


def _lines_of(row: LossRow) -> Iterator[str]:
    yield words_of_figures(row)
    yield f"{time_of(row)}; {words_of_independence(row)}"
    yield from filter(None, (unit_note(row), within_note(row)))
    for one in row.contradictions:
        yield f"contradiction: {one.left} and {one.right}: {one.why}"


def _show_statement(one: LossStatement, indent: str, before: str = "") -> None:
    located = one.located
    where = f"{located.id}  {located.call_id} {clock(located.start_ms)}"
    marks = escape(before + ", ".join(said_of(one)))
    out.print(f"{indent}    [dim]{escape(where)}[/] {marks}", soft_wrap=True)
    out.print(f"{indent}      «{escape(located.claim.quote)}»", soft_wrap=True)
    if located.translation:
        out.print(f"{indent}      {escape(located.translation)}", style="italic", soft_wrap=True)
