"""Declarations of call lists, file names, sound and file system about one call, compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from earwitness.archive.call_facts import number_tail
from earwitness.archive.call_list_rows import direction_of
from earwitness.archive.call_notes import MAX_APART
from earwitness.records.declaration import Declaration, Disagreement
from earwitness.records.examination import StatedTime
from earwitness.records.recording import CallListRow, FileNameFacts

# Estimate: a recording may begin three ring-back tones (5 s each, ITU-T E.180) before the list
# begins to count. Billing by whole minutes lies beyond it and is shown.
DURATION_APART_MS = 15_000
ROLES = ("caller", "called")


def declared_by_row(row: CallListRow) -> Iterator[Declaration]:
    """What a row of a call list declares."""
    source = f"call list {row.list_name}, row {row.row_number}"
    yield from declared(source, "start", row.started_at and row.started_at.isoformat())
    yield from declared(source, "duration_ms", row.duration_ms)
    yield from declared(source, "caller", row.untrusted_caller)
    yield from declared(source, "called", row.untrusted_called)
    yield from declared(source, "direction", direction_of(row.direction))


def declared_by_name(source_name: str, facts: FileNameFacts) -> Iterator[Declaration]:
    """What a file name declares."""
    source = f"file name “{source_name}”"
    yield from declared(source, "start", facts.started_at and facts.started_at.isoformat())
    yield from declared(source, "caller", facts.untrusted_caller)
    yield from declared(source, "called", facts.untrusted_called)
    for number in facts.untrusted_numbers:
        yield from declared(source, "number", number)
    yield from declared(source, "direction", facts.direction)


def declared_by_sound(source_name: str, duration_ms: int) -> Iterator[Declaration]:
    """What decoding showed."""
    yield from declared(f"sound of “{source_name}”", "duration_ms", duration_ms)


def declared_by_tags(source_name: str, stated: Sequence[StatedTime]) -> Iterator[Declaration]:
    """What the tags of a file declare."""
    for one in stated:
        yield from declared(f"{one.source} of “{source_name}”", "start", one.at.isoformat())


def declared_by_file(source_name: str, modified_at: datetime) -> Iterator[Declaration]:
    """What the file system declares: when the file was last written, the call was over."""
    source = f"modification time of “{source_name}”"
    yield from declared(source, "ended_by", modified_at.isoformat())


def declared(source: str, field: str, value: object) -> Iterator[Declaration]:
    """One declaration, none if the source does not say."""
    if value is not None and value != "":
        yield Declaration(source=source, field=field, value=str(value))


def disagreements(declarations: Iterable[Declaration]) -> tuple[Disagreement, ...]:
    """Every field whose declarations cannot all be true, with all of them in their order.

    What cannot be read (a mangled number, a time that is none) contradicts nothing.
    """
    by_field: dict[str, list[Declaration]] = {}
    for one in dict.fromkeys(declarations):
        by_field.setdefault(one.field, []).append(one)
    special = {"start", "ended_by", "duration_ms", "caller", "called", "number"}
    found = [*starts_apart(by_field), *durations_apart(by_field.get("duration_ms", []))]
    for role in ROLES:
        found += different(role, by_field.get(role, []), number_tail)
    found += strange_numbers(by_field)
    for field in by_field.keys() - special:
        found += different(field, by_field[field], str.casefold)
    return tuple(sorted(found, key=lambda one: list(by_field).index(one.field)))


def starts_apart(by_field: dict[str, list[Declaration]]) -> Iterator[Disagreement]:
    """Starts more than two minutes apart, and files that were finished before the start."""
    starts = by_field.get("start", [])
    moments = [moment for one in starts if (moment := moment_of(one.value)) is not None]
    apart = max((distance(one, two) for one in moments for two in moments), default=timedelta())
    ends = [
        one
        for one in by_field.get("ended_by", [])
        if (end := moment_of(one.value)) is not None
        and any(before(end, start) > MAX_APART for start in moments)
    ]
    details = [f"{span(apart)} apart"] if apart > MAX_APART else []
    details += ["the file was last written before the call began"] if ends else []
    if details:
        both = (*starts, *ends)
        yield Disagreement(field="start", detail="; ".join(details), declarations=both)


def moment_of(value: str) -> datetime | None:
    """A moment in ISO 8601, None if it is none."""
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def before(end: datetime, start: datetime) -> timedelta:
    """How long before the start the end lies; without a zone on one side by the clocks."""
    if (end.tzinfo is None) != (start.tzinfo is None):
        return start.replace(tzinfo=None) - end.replace(tzinfo=None)
    return start - end


def distance(one: datetime, two: datetime) -> timedelta:
    """How far apart two starts are."""
    return abs(before(one, two))


def span(apart: timedelta) -> str:
    """A span in words: "2 h 0 min", "3 min 5 s"."""
    minutes, seconds = divmod(round(apart.total_seconds()), 60)
    hours, left = divmod(minutes, 60)
    days, rest = divmod(hours, 24)
    if days:
        return f"{days} d {rest} h"
    return f"{hours} h {left} min" if hours else f"{minutes} min {seconds} s"


def durations_apart(declarations: Sequence[Declaration]) -> Iterator[Disagreement]:
    """Durations that differ by more than ring-back explains."""
    known = [int(one.value) for one in declarations if one.value.isascii() and one.value.isdigit()]
    apart = max(known, default=0) - min(known, default=0)
    if apart > DURATION_APART_MS:
        detail = f"{span(timedelta(milliseconds=apart))} apart"
        yield Disagreement(field="duration_ms", detail=detail, declarations=tuple(declarations))


def different(
    field: str, declarations: Sequence[Declaration], meaning: Callable[[str], str]
) -> Iterator[Disagreement]:
    """Declarations that mean different things; those without a meaning count for none."""
    meanings = {meaning(one.value) for one in declarations} - {""}
    if len(meanings) > 1:
        yield Disagreement(
            field=field, detail=f"{len(meanings)} values", declarations=tuple(declarations)
        )


def strange_numbers(by_field: dict[str, list[Declaration]]) -> Iterator[Disagreement]:
    """Numbers without a role that are neither of two lines which can both be read."""
    roles = {role: by_field.get(role, []) for role in ROLES}
    tails = {role: {number_tail(one.value) for one in own} - {""} for role, own in roles.items()}
    if not all(tails.values()):
        return
    known = set().union(*tails.values())
    strange = [
        one
        for one in by_field.get("number", [])
        if number_tail(one.value) and number_tail(one.value) not in known
    ]
    if strange:
        yield Disagreement(
            field="number",
            detail="a number that is neither line",
            declarations=(*roles["caller"], *roles["called"], *strange),
        )


def in_words(one: Declaration) -> str:
    """A declared value as people read it: moments to the second, durations as m:ss."""
    if one.field in ("start", "ended_by") and (moment := moment_of(one.value)) is not None:
        return moment.isoformat(sep=" ", timespec="seconds")
    if one.field == "duration_ms" and one.value.isascii() and one.value.isdigit():
        minutes, seconds = divmod(int(one.value) // 1000, 60)
        return f"{minutes}:{seconds:02d}"
    return f"{one.value} ({one.field})" if one.field in ROLES else one.value
