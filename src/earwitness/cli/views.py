"""How answers look: tables for people, JSON for programs."""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from earwitness.cli.bag_view import bag_lines
from earwitness.cli.progress import ProgressBars
from earwitness.cli.sentence_lines import sentence_lines
from earwitness.records.bag import TakenBag
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.models import store
from earwitness.runtime.models.catalogue import built_in

if TYPE_CHECKING:
    from earwitness.app.intake import IntakeSummary

Answer = dict[str, Any]

COMMONEST = 20
"""Kinds of problems that are counted below a list of them."""

NEVER_WRAPPED = {"Call", "Attribution", "Started", "Caller", "Called", "Line", "Source"}
"""Columns that people copy from or compare."""

out = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
err = Console(stderr=True, highlight=False)


def progress(quiet: bool) -> ProgressBars:
    """Bars on standard error; none when asked for quiet or when it is no terminal."""
    return ProgressBars(err, shown=not quiet and err.is_terminal)


def say(text: str) -> None:
    """One line for the person at the terminal."""
    err.print(escape(text), soft_wrap=True)


def say_error(what: str, remedy: str) -> None:
    """What happened and what to do, in one line."""
    err.print(f"[bold]{escape(what)}[/] {escape(remedy)}", soft_wrap=True)


def say_model(model_id: str, what: str) -> None:
    """What happens to a model."""
    say(f"Model {model_id} {what}")


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def show_intake(summary: "IntakeSummary", as_json: bool, bags: Sequence[TakenBag] = ()) -> None:
    """What an intake did; of bags, what came out of each."""
    if as_json:
        return print_json({**asdict(summary), "bags": [asdict(bag) for bag in bags]})
    for line in bag_lines(bags):
        say(line)
    say(
        f"{summary.files} files: {summary.recordings} new recordings, "
        f"{summary.arrivals - summary.recordings} more copies of known ones, "
        f"{summary.known} taken in before, {summary.list_rows} new rows of call lists, "
        f"{summary.transcripts} transcripts, {summary.containers} archives opened, "
        f"{summary.problems} problems."
    )
    if summary.problems:
        say("See them with: earwitness calls --problems")
    return None


def show_counts(counts: Mapping[str, tuple[int, int]], as_json: bool) -> None:
    """What each stage made."""
    if as_json:
        return print_json(
            {stage: {"made": made, "failed": failed} for stage, (made, failed) in counts.items()}
        )
    if not any(made or failed for made, failed in counts.values()):
        return say("Nothing was left to do.")
    parts = (
        f"{stage} {made}" + (f" ({failed} failed)" if failed else "")
        for stage, (made, failed) in counts.items()
        if made or failed
    )
    return say("Made: " + ", ".join(parts) + ".")


def show_problems(found: Sequence[Answer], as_json: bool) -> None:
    """What could not be done, and what to do about it."""
    if as_json:
        return print_json(list(found))
    if not found:
        return say("There are no problems.")
    for problem in found:
        out.print(f"[bold]{problem['stage']}[/]  {escape(problem['what'])}", soft_wrap=True)
        out.print(f"      {escape(problem['remedy'])}", style="dim", soft_wrap=True)
    counts = Counter((problem["stage"], problem.get("kind") or "") for problem in found)
    if len(counts) < len(found):
        for (stage, kind), count in counts.most_common(COMMONEST):
            out.print(f"{count:>7} x {stage}  {escape(kind)}", soft_wrap=True)
    return None


def show_calls(found: Sequence[Answer], as_json: bool) -> None:
    """The list of calls."""
    if as_json:
        return print_json(list(found))
    table = _table("Call", "Started", "Caller", "Called", "Length", "State", "Recording")
    for call in found:
        names = ", ".join(recording["source_name"] for recording in call["recordings"])
        table.add_row(
            call["id"],
            (call["started_at"] or "–")[:19].replace("T", " "),
            call["caller"] or "–",
            call["called"] or "–",
            clock(call["duration_ms"]),
            call["state"],
            escape(names) or "–",
        )
    return out.print(table)


def show_call(answer: Answer, as_json: bool) -> None:
    """One call, turn by turn."""
    if as_json:
        return print_json(answer)
    call = answer["call"]
    out.print(
        f"[bold]{call['id']}[/]  {call['caller'] or '–'} → {call['called'] or '–'}  "
        f"{call['started_at'] or ''}"
    )
    for note in call["notes"]:
        out.print(f"  note: {escape(note)}", style="yellow", soft_wrap=True)
    for turn in answer["turns"]:
        flags = f"  [yellow]{', '.join(turn['flags'])}[/]" if turn["flags"] else ""
        label = escape(turn["speaker_label"])
        out.print(f"[dim]{clock(turn['start_ms'])}[/] {label}{flags}")
        if turn.get("sentences"):
            for line, style in sentence_lines(turn):
                out.print(f"    {line}", style=style, soft_wrap=True)
            continue
        out.print(f"    {escape(turn['text'])}", soft_wrap=True)
        if turn["translation"]:
            out.print(f"    {escape(turn['translation'])}", style="italic", soft_wrap=True)
    if not answer["turns"]:
        say("Nothing was heard yet. Run: earwitness process")
    else:
        say("Made by a machine: a way to find a call, not evidence. Listen to the recording.")
    return None


def show_hits(hits: Sequence[Answer], as_json: bool) -> None:
    """What a search found."""
    if as_json:
        return print_json(list(hits))
    for hit in hits:
        out.print(f"[bold]{hit['call']}[/] [dim]{clock(hit['start_ms'])}[/] {escape(hit['text'])}")
        if hit["translation"]:
            out.print(f"    {escape(hit['translation'])}", style="italic", soft_wrap=True)
    return say(f"{len(hits)} found." if hits else "Nothing was found.")


def show_attributions(found: Sequence[Answer], as_json: bool) -> None:
    """Who may speak."""
    if as_json:
        return print_json(list(found))
    table = _table(
        "Attribution", "Call", "Side", "Line", "Candidate", "Weight", "Probability", "Judged"
    )
    for one in found:
        table.add_row(
            one["id"],
            one["call"],
            one["side"],
            one["line"] or "–",
            escape(one["person"]["name"]) if one["person"] else "nobody in the sources",
            f"{one['match_weight']:+.1f}",
            f"{one['probability']:.2f}",
            "" if one["judgement"] == "none" else one["judgement"],
        )
    out.print(table)
    return say("Suggestions, for people to judge. Reasons: earwitness why ATTRIBUTION")


def show_why(answer: Answer, as_json: bool) -> None:
    """The evidence of one attribution."""
    if as_json:
        return print_json(
            {
                name: answer[name]
                for name in ("id", "evidence", "against", "next_check", "judgements")
            }
        )
    one = answer["attribution"]
    name = one["person"]["name"] if one["person"] else "nobody in the sources"
    out.print(f"[bold]{escape(name)}[/] as the {one['side']} of {one['call']}")
    for title, items in (("For and against", answer["evidence"]), ("Against", answer["against"])):
        for item in items:
            out.print(
                f"  {item['weight']:+5.1f}  {item['kind']}: {escape(item['detail'])} "
                f"[dim]({escape(item['source'])})[/]",
                soft_wrap=True,
            )
        if not items:
            out.print(f"  {title}: nothing.")
    return out.print(f"Next check: {escape(answer['next_check'])}", soft_wrap=True)


def show_models(as_json: bool) -> None:
    """The catalogue."""
    answers: list[Answer] = [
        {
            "id": model.id,
            "task": model.task,
            "languages": list(model.languages),
            "licence": model.licence,
            "size": model.size,
            "accuracy": model.accuracy,
            "installed": _is_installed(model.id),
            "default": model.id in built_in().default_ids,
        }
        for model in built_in().models
    ]
    if as_json:
        return print_json(answers)
    table = _table("Model", "Task", "Licence", "Size", "Installed", "Published accuracy")
    for one in answers:
        table.add_row(
            one["id"],
            one["task"],
            one["licence"],
            f"{one['size'] / 1e6:.0f} MB",
            "yes" if one["installed"] else "no",
            one["accuracy"],
        )
    return out.print(table)


def verify_models() -> bool:
    """Hash the files of every installed model; whether all are intact."""
    intact = True
    for model in built_in().models:
        if not _is_installed(model.id):
            continue
        try:
            store.verify(model.id)
            say_model(model.id, "is intact")
        except EarwitnessError as error:
            say_error(error.what, error.remedy)
            intact = False
    return intact


def show_demo_summary(lines: Sequence[str], folder: Path, report_file: Path) -> None:
    """What the demo made, and what to try next."""
    say("")
    for line in lines:
        say(line)
    say("")
    say(f"The report: {report_file}  (open it in a browser)")
    say("Try next:")
    for command in (
        f"earwitness -C {folder} calls",
        f"earwitness -C {folder} search рота",
        f"earwitness -C {folder} search battalion",
        f"earwitness -C {folder} claims --kind loss",
        f"earwitness -C {folder} attributions",
        f"earwitness -C {folder} verify",
    ):
        say(f"  uv run {command}")


def clock(milliseconds: int | None) -> str:
    """Milliseconds as m:ss, or a dash."""
    if milliseconds is None:
        return "–"
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in NEVER_WRAPPED)
    return table


def _is_installed(model_id: str) -> bool:
    try:
        store.require(model_id)
    except EarwitnessError:
        return False
    return True
