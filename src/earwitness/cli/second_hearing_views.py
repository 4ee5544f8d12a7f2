"""How the disputed words of a call look at the terminal."""

from collections import Counter
from typing import Any

from rich.markup import escape

from earwitness.cli.views import clock, out, say

Answer = dict[str, Any]

SAID = {
    "number": "[bold]number[/] ",
    "word": "",
    "ending": "ending ",
    "only_leading": "",
    "only_second": "",
}


def show_second_hearing(answer: Answer, as_json: bool) -> None:
    """Counts, then each disputed place with both readings; nothing after a JSON document."""
    if as_json:
        return
    for compared in answer["second_hearing"]:
        kinds = Counter(one["kind"] for one in compared["disputes"])
        words, disputed = compared["words"], compared["disputed"]
        numbers = f", {kinds['number']} of them numbers" if kinds["number"] else ""
        out.print(
            f"[yellow]Second hearing ({escape(compared['model'])}): {disputed} of {words} words "
            f"disputed in {len(compared['disputes'])} places{numbers}.[/]"
        )
        for one in compared["disputes"]:
            first, second = one["text"] or "–", one["other"] or "–"
            out.print(
                f"  [dim]{clock(one['start_ms'])}[/] {SAID[one['kind']]}"
                f"«{escape(first)}» or «{escape(second)}»",
                soft_wrap=True,
            )
    if answer["second_hearing"]:
        say("Neither reading is proof. Listen to the recording.")
