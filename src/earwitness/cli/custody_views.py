"""How the answers of custody look."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.markup import escape

from earwitness.archive.heads import head_json, head_line
from earwitness.cli.views import out, print_json, say
from earwitness.records.custody import LedgerHead, StampRequest
from earwitness.records.printable import printable

Answer = dict[str, Any]


def show_verification(answer: Answer, as_json: bool) -> None:
    """Whether the case is as the ledger says, and what was not looked at."""
    if as_json:
        return print_json(answer)
    for found in (*answer["problems"], *answer["notices"]):
        note = "notice: " if found in answer["notices"] else ""
        out.print(
            f"{note}[bold]{found['kind']}[/] {escape(found['subject'])}: {escape(found['detail'])}",
            soft_wrap=True,
        )
    for stamp in answer["stamps"]:
        say(_proof(stamp))
    if not answer["heads_compared"] and not answer["stamps"]:
        say(
            "The ledger was compared with nothing from elsewhere: whoever rewrote all of it would "
            "not be noticed. Keep what `earwitness ledger --heads` prints, and give it --against."
        )
    for part in answer["not_checked"]:
        say(f"Not checked: {part}.")
    return say(
        "Everything that was checked is as it was recorded."
        if answer["ok"]
        else f"{len(answer['problems'])} things are not as they were recorded."
    )


def _proof(stamp: Answer) -> str:
    entry = f"ledger entry {stamp['sequence']}"
    if stamp["chain"]:
        entry = f"entry {stamp['sequence']} of the ledger {stamp['chain'][:12]}… (from a bag)"
    return (
        f"Proven: {entry}, and all before it, existed at or before "
        f"{stamp['stamped_at']}, according to {stamp['authority']}."
    )


def show_ledger(entries: Iterable[Answer]) -> None:
    """One line for each entry; without colours, which cost time, where nobody sees them."""
    if not out.is_terminal:
        for entry in entries:
            number, moment, actor, action, subject = _columns(entry)
            sys.stdout.write(f"{number}  {moment}  {actor}  {action}  {subject}\n")
        return
    for entry in entries:
        number, moment, actor, action, subject = map(escape, _columns(entry))
        out.print(f"{number}  {moment}  {actor}  [bold]{action}[/]  {subject}", soft_wrap=True)


def _columns(entry: Answer) -> tuple[str, str, str, str, str]:
    """What is shown of an entry; the ledger of another case may hold signs that steer terminals."""
    moment = entry["at"][:19].replace("T", " ")
    shown = (f"{entry['sequence']:>7}", moment, entry["actor"], entry["action"], entry["subject"])
    number, moment, actor, action, subject = map(printable, shown)
    return number, moment, actor, action, subject


def show_head(head: LedgerHead, as_json: bool) -> None:
    """The head: one line on standard output."""
    if as_json:
        return print_json({"heads": [head_json(head)]})
    out.print(head_line(head), soft_wrap=True, markup=False)
    return say("Keep this line away from this machine: print it, mail it, write it down.")


def show_request(request: StampRequest, target: Path, as_json: bool) -> None:
    """What was asked, and what to do with it."""
    if as_json:
        return print_json({"sequence": request.sequence, "hash": request.head_hash})
    return say(
        f"A query over ledger entry {request.sequence} is in {target}. It holds a hash, nothing of "
        "the case. Carry it to an authority; then: earwitness anchor --response ANSWER --ca PEM"
    )


def show_stamp(answer: Answer, as_json: bool) -> None:
    """What an answer proves."""
    if as_json:
        return print_json(answer)
    if answer["state"] == "checked":
        return say(_proof(answer))
    return say(
        f"Kept: a stamp over ledger entry {answer['sequence']} that says {answer['stamped_at']}. "
        "Its signature was not checked: that needs --ca, here or with `earwitness verify`."
    )


def show_anchors(found: Sequence[Answer], as_json: bool) -> None:
    """Queries and stamps."""
    if as_json:
        return print_json(list(found))
    for one in found:
        told = f"stamped {one['stamped_at']} by {one['authority']}" if one["stamped_at"] else ""
        where = f"  of the ledger {one['chain'][:12]}… (from a bag)" if one["chain"] else ""
        out.print(
            f"entry {one['sequence']}{where}  [bold]{one['state']}[/]  {escape(told)}",
            soft_wrap=True,
        )
    return None if found else say("Nothing was stamped, and no query was made.")
