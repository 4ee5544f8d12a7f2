"""How deliveries are shown, and the caveat beside every count."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.cli.views import Answer, out, print_json, say

SHOWN = {
    "handed_over_by": "handed over by",
    "handed_over_at": "on",
    "received_by": "received by",
    "terms": "terms",
    "selection": "selection",
    "selection_unknown": "unknown about the selection",
    "note": "note",
}


def show_deliveries(found: Sequence[Answer], as_json: bool) -> None:
    """Every delivery with its counts and what is known of it."""
    if as_json:
        return print_json(list(found))
    if not found:
        return say("There is no delivery and no recording in this case yet.")
    for one in found:
        _show_one(one)
    return say("A selected archive is not a sample. Correct with: earwitness deliveries describe")


def show_described(delivery: Answer, as_json: bool) -> None:
    """The version that was just recorded."""
    if as_json:
        return print_json(delivery)
    say(f"Version {delivery['version']} of {delivery['id']} is recorded; earlier ones are kept.")
    return _show_fields(delivery)


def show_reminder(text: str, as_json: bool) -> None:
    """What is still to be said of a delivery."""
    if text and not as_json:
        say(text)


def show_selection(lines: Sequence[str]) -> None:
    """How what was just counted was selected."""
    for line in lines:
        say(line)


def _show_one(one: Answer) -> None:
    counts = f"{one['recordings']} recordings, {one['arrivals']} arrivals"
    if one["id"] is None:
        name = f"“{one['label']}” (typed before deliveries were recorded)" if one["label"] else ""
        out.print(f"[bold]{escape(name) or 'without a delivery'}[/]  {counts}", soft_wrap=True)
        out.print("  how they were selected is not recorded", style="yellow", soft_wrap=True)
        return
    version = f", version {one['version']}" if one["version"] > 1 else ""
    out.print(f"[bold]{one['id']}[/]  {escape(one['label'])}  {counts}{version}", soft_wrap=True)
    _show_fields(one)
    if one["not_recorded"]:
        missing = ", ".join(one["not_recorded"])
        out.print(f"  not recorded: {escape(missing)}", style="yellow", soft_wrap=True)


def _show_fields(delivery: Answer) -> None:
    for field, words in SHOWN.items():
        if delivery[field]:
            out.print(f"  {words}: {escape(delivery[field])}", soft_wrap=True)
