"""How forgetting and handing on look: for people and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from earwitness.cli.views import out, print_json, say
from earwitness.records.bag import BagSummary
from earwitness.records.graph import GraphSummary
from earwitness.records.tombstone import Tombstone
from earwitness.runtime.records_json import to_json

if TYPE_CHECKING:  # they load the whole pipeline, which no other command needs
    from earwitness.app.table_exports import TableSummary
    from earwitness.runtime.store.tombstones import Belongings

OUTSIDE = (
    "Not reached: backups, bags and reports made before, other copies of the file, "
    "and what the disk itself keeps of deleted files."
)


def show_belongings(own: "Belongings", beside: Sequence[str]) -> None:
    """What will go, and what will not, before the question is asked. `beside` are names of files
    in the case folder that people wrote."""
    names = ", ".join(own.names)
    rows = ", ".join(f"{count} {name}" for name, count in own.rows.items())
    out.print(f"[bold]{own.sha256}[/]  {escape(names)}", soft_wrap=True)
    say(f"Goes for good: the original, its decoded sound, and rows of the store: {rows}.")
    say("The search index goes as a whole; `earwitness process` makes it anew.")
    if own.listed:
        say(f"Stays: {own.listed} rows of call lists about its call. A list is another paper.")
    say("Stays: the ledger, and a tombstone with hash, time, your account and your reason.")
    if beside:
        say(f"Not looked into; delete what holds its words there: {', '.join(beside)}.")
    say(OUTSIDE)


def show_tombstone(tombstone: Tombstone, as_json: bool) -> None:
    """What was forgotten."""
    if as_json:
        return print_json(to_json(tombstone))
    return say(f"{tombstone.sha256[:12]}… is forgotten. Next: earwitness process")


def show_graph(found: GraphSummary, file: Path, as_json: bool) -> None:
    """What was written. That it holds names is said in any case, beside the JSON."""
    say("It holds names and numbers, and suggestions of a machine. For inside use only.")
    if as_json:
        return print_json({"path": str(file), **asdict(found)})
    return say(f"The graph is in {file}: {found.nodes} nodes, {found.edges} edges.")


def show_tables(made: "Sequence[TableSummary]", folder: Path, as_json: bool) -> None:
    """What was written, table by table. That it holds words is said in any case."""
    say("They hold what was said, word by word. For inside use only. No column may be summed.")
    if as_json:
        files = [asdict(one) for one in made]
        return print_json({"path": str(folder), "form": "csv", "files": files})
    told = ", ".join(f"{one.name} ({one.lines} lines)" for one in made)
    return say(f"The tables are in {folder}: {told}.")


def show_export(bag: BagSummary, folder: Path, as_json: bool) -> None:
    """What was written, and what to tell the receiver by another way."""
    if as_json:
        return print_json({"path": str(folder), **asdict(bag)})
    say(f"The bag is in {folder}: {bag.recordings} recordings, {bag.entries} ledger entries.")
    say("It holds names, numbers and everything that was said. It is no release.")
    say("Tell the receiver these two by another way than the bag goes:")
    out.print(f"bag   {bag.id}", soft_wrap=True)
    out.print(f"head  {bag.head}", soft_wrap=True)
    return None
