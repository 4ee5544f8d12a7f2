"""How call lists are shown: how each was read, its rows beside a call, and disagreements."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.archive.declarations import in_words
from earwitness.cli.views import Answer, out, print_json, say
from earwitness.records.declaration import Declaration

KEPT = {
    "direction": "direction",
    "imei": "IMEI",
    "imsi": "IMSI",
    "cell": "first cell",
    "last_cell": "last cell",
}


def show_readings(found: Sequence[Answer], as_json: bool = False) -> None:
    """How each list was read: rows, columns, and what was assumed."""
    if as_json:
        return print_json(list(found))
    for one in found:
        say(f"{one['list_name']}: {one['row_count']} rows, reading {one['reading']}{_leads(one)}.")
        columns = ", ".join(f"{field} = «{name}»" for field, name in one["columns_used"].items())
        say(f"    columns {_mapped(one)}: {columns}")
        for note in one["notes"]:
            say(f"    {note}")
        if one["stale"]:
            say("    Its columns were mapped otherwise since. Hand it in again to read it anew.")
    return None


def show_declared(answer: Answer, as_json: bool) -> None:
    """What call lists keep of a call beside its lines, and where sources disagree."""
    if as_json:
        return
    for row in answer["list_rows"]:
        told = "; ".join(f"{words} {row[field]}" for field, words in KEPT.items() if row[field])
        name = f"{row['list_name']}, row {row['row_number']}"
        out.print(f"[bold]{escape(name)}[/]  {escape(told)}", soft_wrap=True)
        for observation in row["observations"]:
            out.print(f"    {escape(observation)}", style="yellow", soft_wrap=True)
    for one in answer["disagreements"]:
        words = one["field"].removesuffix("_ms")
        out.print(f"[yellow]{escape(words)} differs: {one['detail']}[/]", soft_wrap=True)
        for said in one["declarations"]:
            value = in_words(Declaration(**said))
            out.print(f"    {escape(value)}  [dim]{escape(said['source'])}[/]", soft_wrap=True)


def show_differences(listed: Sequence[Answer], as_json: bool) -> None:
    """How many of the listed calls are declared differently by their sources."""
    differing = [one for one in listed if one["differs"]]
    if not as_json and differing:
        say(
            f"Sources disagree on {len(differing)} calls, the first is {differing[0]['id']} "
            f"({', '.join(differing[0]['differs'])}). See both sides: earwitness show CALL"
        )


def _leads(one: Answer) -> str:
    return "" if one["leads"] else ", superseded"


def _mapped(one: Answer) -> str:
    if one["mapping"] == "remembered":
        return f"as mapped for {one['remembered_from']}"
    return "as mapped by you" if one["mapping"] == "given" else "by their headings"
