"""How lines and tables of ranges are shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from earwitness.cli.views import NEVER_WRAPPED, Answer, clock, out, print_json, say, show_problems
from earwitness.records.number_range import RangeTable
from earwitness.runtime.records_json import to_json

_COLUMNS = ("Line", "Range", "Calls from", "Calls to", "Said", "Sources")
FEW = 3
"""So many lines are shown with all that is known of each."""


def show_lines(answer: Mapping[str, Any], as_json: bool) -> None:
    """Lines in a table, or one by one if they are few; then what is no line."""
    if as_json:
        return print_json(answer)
    if 0 < len(answer["lines"]) <= FEW:
        for one in answer["lines"]:
            _show_one(one)
    elif answer["lines"]:
        _show_table(answer["lines"])
    else:
        say("No line is known in this case yet. Take in recordings or call lists first.")
    _show_pieces(answer["spoken_pieces"])
    for one in answer["not_lines"]:
        written = escape(one["written"]) or "(nothing)"
        counts = f"{one['as_caller']} times as caller, {one['as_called']} as called"
        out.print(f"{one['kind']}: {written}  [dim]{counts}[/]", soft_wrap=True)
    return say(answer["caveat"]) if answer["lines"] else None


def show_ranges(found: Sequence[Answer], as_json: bool) -> None:
    """Every table that was taken in."""
    if as_json:
        return print_json(list(found))
    if not found:
        return say(
            "No table of number ranges was taken in. The built-in data knows countries, and no "
            "regions or operators of Russian mobile numbers. "
            "Take one in with: earwitness ranges TABLE.csv --as-of DAY"
        )
    return _show_tables(found)


def show_ranges_read(tables: Sequence[RangeTable], met: Sequence[Answer], as_json: bool) -> None:
    """Which tables were taken in now."""
    told = [to_json(table) for table in tables]
    if as_json:
        return print_json({"tables": told, "problems": list(met)})
    if told:
        _show_tables(told)
    else:
        say("No new table was taken in.")
    return show_problems(met, False) if met else None


def _show_tables(found: Sequence[Mapping[str, Any]]) -> None:
    table = _table("Source", "File", "As of", "Ranges")
    for one in found:
        partly = " (some rows could not be read)" if one["partial"] else ""
        count = f"{one['range_count']}{partly}"
        table.add_row(one["id"], escape(one["source_name"]), one["as_of"], count)
    out.print(table)


def _show_table(found: Sequence[Mapping[str, Any]]) -> None:
    table = _table(*_COLUMNS)
    for one in found:
        shared = " (shared)" if one["as_caller"]["shared"] else ""
        table.add_row(
            one["line"],
            escape(_range(one)),
            f"{one['as_caller']['calls'] or '–'}{shared}",
            str(one["as_called"]["calls"] or "–"),
            str(sum("duplicate_of" not in said for said in one["spoken"]) or "–"),
            _sources_in_short(one["sources"]),
        )
    out.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in NEVER_WRAPPED)
    return table


def _range(one: Mapping[str, Any]) -> str:
    parts = [one["country"] or "country unknown", one["region"], one["operator"]]
    foreign = " (foreign)" if one["foreign"] else ""
    disputed = " (the table contradicts itself)" if one["disputed"] else ""
    return ", ".join(part for part in parts if part) + foreign + disputed


def _sources_in_short(sources: Sequence[Mapping[str, Any]]) -> str:
    if not sources:
        return "not checked"
    counts = Counter(one["answer"].replace("_", " ") for one in sources)
    return ", ".join(f"{answer} {count}" for answer, count in sorted(counts.items()))


def _show_one(one: Mapping[str, Any]) -> None:
    out.print(f"[bold]{one['line']}[/]  {escape(_range(one))}", soft_wrap=True)
    out.print(
        f"  range: by {one['range_source']} as of {one['as_of']}", style="dim", soft_wrap=True
    )
    for entry in one["ranges"]:
        out.print(f"    {escape(_entry(entry))}", style="dim", soft_wrap=True)
    shared = "; a shared phone" if one["as_caller"]["shared"] else ""
    out.print(f"  as caller: {_use(one['as_caller'])}{shared}", soft_wrap=True)
    out.print(f"  as called: {_use(one['as_called'])}", soft_wrap=True)
    for said in one["spoken"]:
        again = ", corrected while speaking" if said["corrected"] else ""
        again += ", a copy" if "duplicate_of" in said else ""
        out.print(f"  said in {_where(said)}{again}: {escape(said['quote'])}", soft_wrap=True)
    if not one["sources"]:
        out.print("  sources: not checked, none was read", soft_wrap=True)
    for source in one["sources"]:
        found = f": {escape(', '.join(source['profiles']))}" if source["profiles"] else ""
        answer = source["answer"].replace("_", " ")
        out.print(f"  {answer} in {source['source']}{found}", soft_wrap=True)


def _entry(entry: Mapping[str, Any]) -> str:
    span = f"{entry['first']} to {entry['last']}" if entry["first"] else "given to nobody"
    facts = ", ".join(filter(None, (entry["country"], entry["region"], entry["operator"])))
    used = " (nearest before the last call)" if entry["for_last_call"] else ""
    used = " (later than the calls)" if entry["after_the_call"] else used
    return f"{entry['as_of']} {entry['source']}: {span} {facts}{used}".replace("  ", " ")


def _use(use: Mapping[str, Any]) -> str:
    if not use["calls"]:
        return "no call"
    when = ""
    if use["first"]:
        when = f", {use['first'][:16].replace('T', ' ')} to {use['last'][:16].replace('T', ' ')}"
    calls = "1 call" if use["calls"] == 1 else f"{use['calls']} calls"
    others = "1 other line" if use["other_lines"] == 1 else f"{use['other_lines']} other lines"
    return f"{calls} with {others}{when}"


def _where(said: Mapping[str, Any]) -> str:
    return f"{said['call']} {clock(said['start_ms'])} by {said['speaker_label']}"


def _show_pieces(pieces: Sequence[Mapping[str, Any]]) -> None:
    for one in pieces:
        where = _where(one)
        maybe = f"; perhaps {', '.join(one['candidates'])}" if one["candidates"] else ""
        words = "only these digits" if one["certainty"] == "partial" else "unclear digits"
        told = f"{words} {one['digits']}{maybe}, in {where}: {escape(one['quote'])}"
        out.print(told, style="yellow", soft_wrap=True)
