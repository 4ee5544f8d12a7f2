"""Claims and calls by day."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.app.claim_board.asking import fitting
from earwitness.app.claim_board.days import Period, Timeline, timeline
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of
from earwitness.desk.findings import wording
from earwitness.desk.findings.asking import Asked, read_address
from earwitness.desk.findings.choices import chips
from earwitness.desk.findings.reach import board_of
from earwitness.desk.findings.tabs import tabs
from earwitness.desk.paging import page_of
from earwitness.desk.roles import Right, needs

ROWS = 120
"""Periods in the table on one page."""


@needs(Right.READ)
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """What is claimed over time: a chart, and the same as a table."""
    place, asked = place_of(request), read_address(request.GET)
    list_calls_in_passing(place)
    found = timeline(fitting(board_of(request), asked.filter), reach_of(request))
    page = page_of(found.periods, asked.page, ROWS)
    shown = {
        "asked": asked,
        "chips": chips(asked),
        "found": found,
        "page": page,
        "rows": [_row(asked, one) for one in page.items],
        "data": chart_data(asked, found),
        "zone": place.settings.case.time_zone,
        **page.beside(lambda number: asked.address(page=str(number))),
        "here": "days",
        "tabs": tabs(),
    }
    return render(request, "findings/days.html", shown)


def chart_data(asked: Asked, found: Timeline) -> dict[str, Any]:
    """The numbers of the chart, and its words in the language of the page."""
    kinds: Counter[str] = Counter()
    for one in found.periods:
        kinds.update(one.kinds)
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return {
        "claims": [
            {"from": one.first.isoformat(), "kind": wording.kind(kind), "number": number}
            for one in found.periods
            for kind, number in one.kinds.items()
        ],
        "calls": [
            {"from": one.first.isoformat(), "number": one.calls}
            for one in found.periods
            if one.calls
        ],
        "kinds": [wording.kind(kind) for kind in order],
        "weekly": found.weekly,
        "filters": asked.address(**{"from": "", "to": "", "sort": ""}),
        "words": {
            "claims": _("claims"),
            "calls": _("calls"),
            "claims_title": _("Claims over time, by kind"),
            "calls_title": _("Calls over time"),
            "open": _("Open the claims of {from} to {to}"),
        },
    }


def _row(asked: Asked, one: Period) -> dict[str, Any]:
    ends = {"from": one.first.isoformat(), "to": one.last.isoformat()}
    return {
        "period": one,
        "claims": one.kinds.total(),
        "kinds": ", ".join(f"{wording.kind(kind)} {n}" for kind, n in one.kinds.most_common()),
        "address": asked.address(**ends),
    }
