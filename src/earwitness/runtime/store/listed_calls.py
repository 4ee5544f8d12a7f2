"""Asking the list of calls: a page of what fits, and counts. No record of a call is read, and
what is out of `Reach` of whoever asks is in no page and in no count."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncWeek

from earwitness.records.call_listing import (
    CallFilter,
    CallState,
    Facet,
    FacetCount,
    FacetKind,
    ListedCall,
    Order,
    Reach,
    Standing,
)
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.listed_speakers import part_of_line
from earwitness.runtime.store.listing_models import CallFacetRow, ListedCallRow
from earwitness.runtime.store.models import CallRecordingRow, ProblemRow

Rows = QuerySet[ListedCallRow]

COLUMNS = {
    Order.START: "started_at",
    Order.DURATION: "duration_ms",
    Order.CALLER: "caller",
    Order.CALLED: "called",
    Order.CLAIMS: "claims",
    Order.TURNS: "turns",
}


def fitting(wanted: CallFilter, reach: Reach) -> Rows:
    """The calls that fit, in no order."""
    rows = ListedCallRow.objects.exclude(call_id__in=reach.hidden_calls)
    rows = _by_columns(rows, wanted)
    for condition in _facet_conditions(wanted):
        found = _facets(reach.hidden_persons).filter(condition)
        rows = rows.filter(call_id__in=found.values("call_id"))
    if wanted.has_problem is not None:
        rows = rows.filter(_has_problem()) if wanted.has_problem else rows.exclude(_has_problem())
    if wanted.restricted is not None:
        within = Q(call_id__in=reach.restricted)
        rows = rows.filter(within) if wanted.restricted else rows.exclude(within)
    return rows


def page(
    rows: Rows, reach: Reach, order: Order, *, descending: bool, start: int, size: int
) -> list[ListedCall]:
    """Some of these calls in this order, with their facets; what is not known comes last."""
    column = F(COLUMNS[order])
    by = column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)
    own = list(rows.order_by(by, "call_id")[start : start + size])
    ids = [row.call_id for row in own]
    facets, met = _facets_of(ids, reach), _with_problem(ids)
    return [_listed(row, facets[row.call_id], row.call_id in met) for row in own]


def beside(rows: Rows, call_ids: Sequence[str]) -> set[str]:
    """Which of these calls fit."""
    return set(rows.filter(call_id__in=call_ids).values_list("call_id", flat=True))


def facet_counts(kind: FacetKind, rows: Rows, reach: Reach, most: int) -> list[FacetCount]:
    """What there is of a kind among these calls, the commonest first."""
    found = _facets(reach.hidden_persons)
    found = found.filter(kind=kind.value, call_id__in=rows.values("call_id"))
    counted = found.values("value", "label").annotate(calls=Count("id"))
    return [FacetCount(**one) for one in counted.order_by("-calls", "label")[:most]]


def likely_speakers(rows: Rows, reach: Reach) -> int:
    """Persons who likely speak in one of these calls, where nobody has decided yet; counted once
    a call."""
    likely = {"kind": FacetKind.PERSON.value, "standing": Standing.LIKELY.value}
    found = _facets(reach.hidden_persons).filter(**likely)
    return found.filter(call_id__in=rows.values("call_id")).count()


def by_state(rows: Rows) -> dict[CallState, tuple[int, int]]:
    """How many calls, and how many ms of them, are in which state."""
    failed = rows.exclude(state=CallState.HEARD.value).filter(_has_problem())
    counted = {one["state"]: one for one in _sums(rows, "state")}
    found = {CallState(state): [one["calls"], one["length"] or 0] for state, one in counted.items()}
    for one in _sums(failed.exclude(state=CallState.LISTED.value), "state"):
        own = found[CallState(one["state"])]
        lost = found.setdefault(CallState.FAILED, [0, 0])
        for place, value in enumerate((one["calls"], one["length"] or 0)):
            own[place] -= value
            lost[place] += value
    return {state: (calls, length) for state, (calls, length) in found.items() if calls}


def by_time(rows: Rows, *, monthly: bool) -> list[tuple[date, bool, int]]:
    """(first day of the week or month, whether heard, calls), by time."""
    truncate = TruncMonth if monthly else TruncWeek
    dated = rows.filter(day__isnull=False).annotate(period=truncate("day"))
    counted = dated.values("period", "state").annotate(calls=Count("call_id"))
    found: dict[tuple[date, bool], int] = defaultdict(int)
    for one in counted:
        found[one["period"], one["state"] == CallState.HEARD.value] += one["calls"]
    return [(day, heard, calls) for (day, heard), calls in sorted(found.items())]


def by_day(rows: Rows) -> dict[date, int]:
    """How many of these calls began on each day."""
    counted = rows.filter(day__isnull=False).values("day").annotate(calls=Count("call_id"))
    return {one["day"]: one["calls"] for one in counted if one["day"]}


def recordings_in(rows: Rows) -> int:
    """How many recordings these calls have; one that is in two calls counts twice."""
    return rows.aggregate(total=Sum("recordings"))["total"] or 0


def with_facet(kind: FacetKind, call_ids: Sequence[str]) -> frozenset[str]:
    """Which of these calls have any facet of a kind."""
    found: set[str] = set()
    for chunk in in_chunks(call_ids):
        own = CallFacetRow.objects.filter(kind=kind.value, call_id__in=chunk)
        found.update(own.values_list("call_id", flat=True))
    return frozenset(found)


def starts(call_ids: Sequence[str]) -> dict[str, datetime]:
    """When each of these calls began, where that is known."""
    rows = ListedCallRow.objects.filter(call_id__in=call_ids, started_at__isnull=False)
    return {call_id: at for call_id, at in rows.values_list("call_id", "started_at") if at}


def days(rows: Rows) -> tuple[date, date] | None:
    """The first and the last day of these calls; None if none has a day."""
    dated = rows.filter(day__isnull=False).order_by("day").values_list("day", flat=True)
    first, last = dated.first(), dated.last()
    return None if first is None or last is None else (first, last)


def by_line(rows: Rows, reach: Reach, most: int) -> list[tuple[str, bool, int]]:
    """(line, whether heard, calls) of the lines with most calls."""
    lines = [one.value for one in facet_counts(FacetKind.LINE, rows, reach, most)]
    own = CallFacetRow.objects.filter(kind=FacetKind.LINE.value, value__in=lines)
    heard = rows.filter(state=CallState.HEARD.value).values("call_id")
    every = _counted(own.filter(call_id__in=rows.values("call_id")))
    listened = _counted(own.filter(call_id__in=heard))
    return [
        (line, is_heard, listened.get(line, 0) if is_heard else every[line] - listened.get(line, 0))
        for line in lines
        for is_heard in (True, False)
    ]


def _counted(rows: "QuerySet[CallFacetRow]") -> dict[str, int]:
    counted = rows.values("value").annotate(calls=Count("id"))
    return {one["value"]: one["calls"] for one in counted}


def _sums(rows: Rows, column: str) -> Iterator[dict[str, Any]]:
    yield from rows.values(column).annotate(calls=Count("call_id"), length=Sum("duration_ms"))


def _by_columns(rows: Rows, wanted: CallFilter) -> Rows:
    named = {
        "day__gte": wanted.first_day,
        "day__lte": wanted.last_day,
        "duration_ms__gte": wanted.at_least_ms,
        "duration_ms__lte": wanted.at_most_ms,
    }
    rows = rows.filter(**{name: value for name, value in named.items() if value is not None})
    if wanted.state is CallState.FAILED:
        outside = (CallState.HEARD.value, CallState.LISTED.value)
        return rows.exclude(state__in=outside).filter(_has_problem())
    return rows.filter(state=wanted.state.value) if wanted.state else rows


def _facet_conditions(wanted: CallFilter) -> Iterator[Q]:
    if wanted.line:
        yield Q(kind=FacetKind.LINE.value, value__contains=part_of_line(wanted.line))
    for kind, text in ((FacetKind.PERSON, wanted.person), (FacetKind.UNIT, wanted.unit)):
        if text:
            yield Q(kind=kind.value) & (Q(folded__contains=text.casefold()) | Q(value=text))
    exact = (
        (FacetKind.VOICE, wanted.voice),
        (FacetKind.THEME, wanted.theme),
        (FacetKind.LANGUAGE, wanted.language),
    )
    for kind, text in exact:
        if text:
            yield Q(kind=kind.value, value=text)


def _has_problem() -> Q:
    subjects = ProblemRow.objects.values("subject")
    own = CallRecordingRow.objects.filter(sha256__in=subjects).values("call_id")
    return Q(call_id__in=own) | Q(call_id__in=subjects)


def _with_problem(call_ids: Sequence[str]) -> set[str]:
    return beside(ListedCallRow.objects.filter(_has_problem()), call_ids)


def _facets(hidden_persons: Collection[str]) -> "QuerySet[CallFacetRow]":
    person = FacetKind.PERSON.value
    return CallFacetRow.objects.exclude(kind=person, value__in=hidden_persons)


def _facets_of(call_ids: Sequence[str], reach: Reach) -> dict[str, list[Facet]]:
    found: dict[str, list[Facet]] = defaultdict(list)
    for row in _facets(reach.hidden_persons).filter(call_id__in=call_ids).order_by("id"):
        found[row.call_id].append(
            Facet(
                kind=FacetKind(row.kind),
                value=row.value,
                label=row.label,
                standing=Standing(row.standing),
            )
        )
    return found


def _listed(row: ListedCallRow, facets: Sequence[Facet], has_problem: bool) -> ListedCall:
    state = CallState(row.state)
    if has_problem and state not in (CallState.HEARD, CallState.LISTED):
        state = CallState.FAILED
    return ListedCall(
        id=row.call_id,
        started_at=row.started_at,
        day=row.day,
        caller=row.caller,
        called=row.called,
        duration_ms=row.duration_ms,
        state=state,
        recordings=row.recordings,
        turns=row.turns,
        claims=row.claims,
        has_problem=has_problem,
        facets=tuple(facets),
    )
