"""How the examination of a recording looks at the terminal."""

from typing import Any

from rich.markup import escape

from earwitness.cli.views import clock, out, print_json, say
from earwitness.records.examination import Observation, worth_in_words
from earwitness.runtime.records_json import from_json

Answer = dict[str, Any]


def show_examination(answer: Answer, as_json: bool) -> None:
    """Facts first, then hints with what they are worth."""
    if as_json:
        return print_json(answer)
    for recording in answer["recordings"]:
        out.print(
            f"[bold]{escape(recording['source_name'])}[/] [dim]{recording['sha256'][:12]}[/]",
            soft_wrap=True,
        )
        if not recording["examined"]:
            say("Not examined yet. Run: earwitness process --stage decode --stage examine")
            continue
        seen = from_json(recording["observations"], tuple[Observation, ...])
        for one in seen:
            if not one.hint:
                _show_fact(one)
        hints = [one for one in seen if one.hint]
        for one in hints:
            _show_hint(one)
        if not hints:
            out.print("  No hints. That proves nothing: most edits leave none.")
    return say("Hints are reasons to listen, never proof. What each is worth: docs/examination.md")


def _show_fact(one: Observation) -> None:
    words = " ".join(filter(None, [_value(one), one.unit]))
    place = f" [dim]({escape(_place_of(one))})[/]" if _place_of(one) else ""
    kind = one.kind.replace("_", " ")
    out.print(f"  {kind}: {escape(words)}{place}  [dim]{escape(one.detail)}[/]", soft_wrap=True)


def _show_hint(one: Observation) -> None:
    place = f" ({_place_of(one)})" if _place_of(one) else ""
    out.print(
        f"  [yellow]hint[/] {escape(one.kind.replace('_', ' ') + place)}: {escape(one.detail)}",
        soft_wrap=True,
    )
    out.print(f"       {escape(worth_in_words(one))}", style="dim", soft_wrap=True)


def _value(one: Observation) -> str:
    return one.value if isinstance(one.value, str) else f"{one.value:g}"


def _place_of(one: Observation) -> str:
    parts = [one.where] if one.where else []
    if one.start_ms is not None and one.end_ms is not None:
        parts.append(f"{clock(one.start_ms)} to {clock(one.end_ms)}")
    return ", ".join(parts)
