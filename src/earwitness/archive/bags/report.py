"""The report of a bag: what it holds, what it answers, how to check it. For inside use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from earwitness.archive.bags.layout import LEDGER
from earwitness.archive.bags.protocol_points import PROTOCOLS, Answered, Point, Protocol
from earwitness.records.tombstone import Tombstone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What the report tells. `rows`, `acts` and `engines` are counts by name; `has` names what
    the case has of `deliveries`, `anchors`, `examinations`."""

    made_at: datetime
    made_by: str
    version: str
    time_zone: str
    head: str
    recordings: int
    bytes: int
    rows: Mapping[str, int]
    acts: Mapping[str, int]
    engines: Mapping[str, int]
    tombstones: tuple[Tombstone, ...] = ()
    has: frozenset[str] = field(default_factory=frozenset)


def report_text(facts: ReportFacts) -> str:
    """The report as Markdown."""
    return "\n".join(
        [*_opening(facts), *_contents(facts), *_forgotten(facts), *_protocols(facts), *_checking()]
    )


def _opening(facts: ReportFacts) -> Iterator[str]:
    yield "# What this bag is"
    yield ""
    yield "**Inner material. It holds names, telephone numbers and everything that was said.**"
    yield "It was packed for people who may see all of it. It is no release, not even in part."
    yield ""
    yield f"Packed {facts.made_at:%Y-%m-%d %H:%M} UTC by the account `{_cell(facts.made_by)}`"
    yield f"with Earwitness {facts.version}. Times without a zone are of {facts.time_zone}."
    yield f"The ledger ends with `{facts.head}`."
    yield ""


def _contents(facts: ReportFacts) -> Iterator[str]:
    yield "## What it holds"
    yield ""
    yield f"{facts.recordings} recordings, {facts.bytes} bytes, in `data/originals`, each under"
    yield "its SHA-256. Their own names are in `data/tables/intake.jsonl`."
    yield ""
    yield from _table("Table", "Rows", facts.rows)
    yield from _table("Act in the ledger", "Times", facts.acts)
    yield from _table("Made by", "Results", facts.engines)
    yield "Not in it: decoded sound, the search index, reports. They can be made again."
    yield ""


def _forgotten(facts: ReportFacts) -> Iterator[str]:
    yield "## What was removed before"
    yield ""
    if not facts.tombstones:
        yield "Nothing, by the ledger."
    for stone in facts.tombstones:
        done = f"on {stone.at:%Y-%m-%d} by `{_cell(stone.by)}`"
        yield f"- `{stone.sha256}` {done}: {_cell(stone.why)}"
    yield ""


def _protocols(facts: ReportFacts) -> Iterator[str]:
    for protocol in PROTOCOLS:
        yield from _protocol(protocol, facts)


def _protocol(protocol: Protocol, facts: ReportFacts) -> Iterator[str]:
    yield f"## {protocol.name}"
    yield ""
    yield protocol.source
    yield ""
    yield "| point | how far | by what |"
    yield "|---|---|---|"
    for point in protocol.points:
        how_far, by = _answer(point, facts)
        yield f"| {point.name} | {how_far} | {by} |"
    yield ""


def _answer(point: Point, facts: ReportFacts) -> tuple[Answered, str]:
    if point.needs and point.needs not in facts.has:
        return Answered.NO, f"The case has no {point.needs}."
    return point.how_far, point.by


def _checking() -> Iterator[str]:
    yield "## How to check it without Earwitness"
    yield ""
    yield "- `sha256sum -c manifest-sha256.txt` and `sha256sum -c tagmanifest-sha256.txt`, in the"
    yield "  folder of the bag; or any program for BagIt (RFC 8493)."
    yield "- `sha256sum tagmanifest-sha256.txt` is the id of the bag. Compare it with what the"
    yield "  sender told you by another way: whoever can rewrite a bag can rewrite all its hashes."
    yield f"- Each line of `{LEDGER}` is canonical JSON (RFC 8785). Its `hash` is the SHA-256 of"
    yield "  the line without `hash`; `previous_hash` is the `hash` of the line before. In the"
    yield "  first line it is 64 zeros."
    yield "- A row of an arrival, a transcript or an archive is what the ledger recorded if the"
    yield "  SHA-256 of `[salt, SHA-256 of its body]` is the `digest` of an entry, both over"
    yield "  canonical JSON; the salt of its subject is in `data/tables/salt.jsonl`. A delivery,"
    yield "  query or tombstone is, if the SHA-256 of its body is."
    yield ""


def _table(name: str, count: str, rows: Mapping[str, int]) -> Iterator[str]:
    yield f"| {name} | {count} |"
    yield "|---|---|"
    yield from (f"| {_cell(key)} | {value} |" for key, value in rows.items())
    yield ""


def _cell(text: str) -> str:
    """Text that cannot break out of its place in Markdown."""
    return "".join(f"&#{ord(c)};" if c in "`|<>[]\\*\n\r" else c for c in text)
