"""How the gate's report looks."""

from dataclasses import asdict
from typing import Any

from rich.markup import escape
from rich.table import Table

from earwitness.cli.views import clock, out, print_json, say
from earwitness.records.gate import GateReport

WORDS = {
    "number": "number",
    "device": "device",
    "name": "name",
    "protected": "protected term",
    "user_name": "user name",
    "profile_id": "profile id",
    "file_name": "file name",
    "recording": "recording",
    "call_time": "time of a call",
    "machine": "this machine",
    "note": "note",
    "voice": "voice",
}


def report_answer(report: GateReport) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "clean": report.clean,
        "findings": [asdict(one) for one in report.findings],
        "unopened": list(dict.fromkeys(one.path for one in report.unopened)),
        "unopened_why": [asdict(one) for one in report.unopened],
        "not_looked_at": list(report.not_looked_at),
        "files": report.file_count,
        "bytes": report.byte_count,
        "heard_ms": report.heard_ms,
    }


def show_report(report: GateReport, as_json: bool) -> None:
    """Findings, then what was not opened, then what is not looked at."""
    if as_json:
        return print_json(report_answer(report))
    if report.findings:
        out.print(_findings(report))
    if report.unopened:
        out.print(_unopened(report))
    for line in report.not_looked_at:
        out.print(f"Not looked at: {escape(line)}.", style="dim", soft_wrap=True)
    heard = f", {clock(report.heard_ms)} of sound heard" if report.heard_ms else ""
    say(f"{report.file_count} files, {report.byte_count:,} bytes searched{heard}.")
    if report.clean:
        return say("Clean: nothing was found, and everything was opened.")
    return say(
        f"NOT CLEAN: {len(report.findings)} findings, {len(report.unopened)} not opened. "
        "Do not publish this."
    )


def _findings(report: GateReport) -> Table:
    table = Table(box=None, header_style="bold", title_justify="left")
    for heading in ("Finding", "File", "Place", "What", "How written", "Sure"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "Finding")
    for one in report.findings:
        what = f"{WORDS[one.identifier_kind]}: {one.what}"
        cells = (one.id, one.path, one.where, what, one.encoding, str(one.severity))
        table.add_row(*map(escape, cells))
    return table


def _unopened(report: GateReport) -> Table:
    table = Table(box=None, header_style="bold")
    for heading in ("Not opened", "Place", "Why"):
        table.add_column(heading, overflow="fold")
    for one in report.unopened:
        table.add_row(escape(one.path), escape(one.where), escape(one.why))
    return table
