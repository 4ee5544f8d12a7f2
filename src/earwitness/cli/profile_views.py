"""How profile sources are shown: what was read, and what each says of itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from earwitness.cli.views import NEVER_WRAPPED, Answer, out, print_json, say, show_problems
from earwitness.records.profile import Coverage, ProfileSource
from earwitness.runtime.records_json import to_json

_COLUMNS = ("Source", "File", "Kind", "Profiles", "Coverage", "As of", "Origin")


def show_read(sources: Sequence[ProfileSource], met: Sequence[Answer], as_json: bool) -> None:
    """Which exports were read now."""
    if as_json:
        return print_json({"sources": to_json(list(sources)), "problems": list(met)})
    show_table([to_json(source) for source in sources])
    return show_problems(met, False) if met else None


def show_sources(found: Sequence[Answer], as_json: bool) -> None:
    """Every source of the case."""
    if as_json:
        return print_json(list(found))
    if not found:
        return say("No export was read yet. Read some with: earwitness profiles EXPORTS")
    show_table(found)
    if any(not one["origin"] for one in found):
        say("Whence a source comes can be said with: earwitness sources describe SOURCE --origin …")
    return None


def show_described(source: ProfileSource, as_json: bool) -> None:
    """A source after something was said of it."""
    if as_json:
        return print_json(to_json(source))
    show_table([to_json(source)])
    return say("Recorded as a new version; earlier ones are kept.")


def show_table(sources: Sequence[Mapping[str, Any]]) -> None:
    """Sources, one a row."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in _COLUMNS:
        table.add_column(column, overflow="fold", no_wrap=column in NEVER_WRAPPED)
    for one in sources:
        table.add_row(
            one["id"],
            escape(one["source_name"]),
            one["kind"],
            str(one["profile_count"]),
            coverage_in_words(one),
            one["as_of"] or "–",
            escape(one["origin"]) or "–",
        )
    out.print(table)


def coverage_in_words(source: Mapping[str, Any]) -> str:
    """`complete`, `partial`, or `asked 40, 3 unanswered`."""
    if source["coverage"] != Coverage.ASKED:
        return str(source["coverage"])
    unanswered = len(source["unanswered_numbers"])
    tail = f", {unanswered} unanswered" if unanswered else ""
    return f"asked {len(source['asked_numbers'])}{tail}"
