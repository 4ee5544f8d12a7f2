"""How transcripts, their versions and differences are shown."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.cli.views import Answer, out, print_json, say

CLASHES = {
    "heard_anew": "the machine hears this span differently now",
    "cut_word": "a word crosses the edge of the edited span; listen whether one stands twice",
    "concurrent": "somebody else edited this span at the same time",
}
FIELDS = {"speaker_label": "speaker", "language": "language", "translation": "translation"}


def show_turns(answer: Answer, as_json: bool) -> None:
    """One version, turn by turn, with exact times for editing."""
    if as_json:
        return print_json(answer)
    out.print(f"[bold]{answer['call']}[/]  {answer['sha256'][:12]}  version {answer['version']}")
    for turn in answer["turns"]:
        span = f"{seconds(turn['start_ms'])} – {seconds(turn['end_ms'])}"
        by = f"  by {turn['edited_by']} (version {turn['version']})" if turn["edited_by"] else ""
        told = ", ".join(filter(None, (_languages(turn), *turn["flags"])))
        label = escape(turn["speaker_label"])
        out.print(f"[dim]{span}[/] {label}[dim] {escape(told)}{escape(by)}[/]", soft_wrap=True)
        out.print(f"    {escape(turn['text'])}", soft_wrap=True)
        if turn["translation"]:
            out.print(f"    {escape(turn['translation'])}", style="italic", soft_wrap=True)
    _show_conflicts(answer["conflicts"])
    return None if answer["turns"] else say("Nothing is written here yet.")


def show_history(answer: Answer, as_json: bool) -> None:
    """Every version with its edits."""
    if as_json:
        return print_json(answer)
    for version in answer["versions"]:
        _show_version(version)
    _show_conflicts(answer["conflicts"])
    if not answer["versions"]:
        return say("No person has edited this transcript.")
    return say("Version 0 is what stands without edits. Nothing of the above is ever removed.")


def show_recorded(answer: Answer, as_json: bool) -> None:
    """The version that was just recorded."""
    if as_json:
        return print_json(answer)
    _show_version(answer["version"])
    _show_conflicts(answer["conflicts"])
    return say("Recorded. Search, claims and people follow with: earwitness process")


def show_changes(answer: Answer, as_json: bool) -> None:
    """What differs, in time order: what went in red, what came in green."""
    if as_json:
        return print_json(answer)
    for change in answer["changes"]:
        before = f"[red]\\[-{escape(change['before'])}-][/]" if change["before"] else ""
        after = f"[green]{{+{escape(change['after'])}+}}[/]" if change["after"] else ""
        what = FIELDS.get(change["field"], "")
        parts = (what, escape(change["left"]), before, after, escape(change["right"]))
        time = seconds(change["start_ms"])
        out.print(f"[dim]{time}[/] {' '.join(part for part in parts if part)}", soft_wrap=True)
    count = len(answer["changes"])
    return say(f"{count} changes from version {answer['from']} to {answer['to']}.")


def seconds(milliseconds: int) -> str:
    """Milliseconds as seconds, as `--from` and `--to` take them."""
    return f"{milliseconds / 1000:.3f}"


def _languages(turn: Answer) -> str:
    detected = turn["detected_language"]
    if not detected or detected == turn["language"]:
        return str(turn["language"])
    return f"{turn['language'] or '?'} (detected: {detected})"


def _show_version(version: Answer) -> None:
    state = "" if version["in_force"] or version["kind"] == "revert" else "  (taken back)"
    source = f" from {version['source']}" if version["source"] else ""
    out.print(
        f"[bold]{version['number']}[/]  {version['kind']}{escape(source)}  "
        f"{version['at'][:19].replace('T', ' ')}  {escape(version['author'])}{state}",
        soft_wrap=True,
    )
    if version["why"]:
        out.print(f"    why: {escape(version['why'])}", soft_wrap=True)
    if version["kind"] == "revert":
        left = ", ".join(map(str, version["standing"])) or "none"
        out.print(f"    in force since then: {left}")
    for edit in version["edits"]:
        span = f"{seconds(edit['start_ms'])} – {seconds(edit['end_ms'])}"
        out.print(f"    [dim]{span}[/]  {escape(_said(edit))}", soft_wrap=True)


def _said(edit: Answer) -> str:
    if edit["turns"] is not None and edit["channel"] is None:
        return f"{edit['turns']} turns"
    parts = (
        [] if edit["text"] is None else [f"«{edit['text']}»" if edit["text"] else "nothing said"]
    )
    parts += [f"{FIELDS[field]}: {edit[field]}" for field in FIELDS if edit[field]]
    return ", ".join(parts)


def _show_conflicts(found: Sequence[Answer]) -> None:
    for one in found:
        span = f"{seconds(one['start_ms'])} – {seconds(one['end_ms'])}"
        told = CLASHES[one["kind"]]
        other = f" (version {one['other']})" if one["other"] else ""
        text = f"look again: {span}, version {one['version']}: {told}{other}"
        out.print(escape(text), style="yellow", soft_wrap=True)
        if one["heard_now"] and one["kind"] == "heard_anew":
            out.print(f"    now: {escape(one['heard_now'])}", soft_wrap=True)
