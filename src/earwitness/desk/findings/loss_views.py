"""The table of losses, and its file."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from earwitness.app.claim_board.losses import losses_file, losses_of
from earwitness.app.losses import asked
from earwitness.claims.loss_table.periods import PERIODS
from earwitness.claims.loss_table.table import Wanted
from earwitness.desk.access.limits import limited_taking
from earwitness.desk.acting import place_of
from earwitness.desk.asking import Filters, query
from earwitness.desk.covering import hidden_on
from earwitness.desk.findings.loss_view import loss_view
from earwitness.desk.findings.reach import board_of
from earwitness.desk.findings.tabs import tabs
from earwitness.desk.paging import page_of, wanted_page
from earwitness.desk.roles import Right, needs
from earwitness.records.errors import WrongUsage

ROWS = 25
"""On a page, each with its claims."""
NAMES = ("unit", "from", "to", "by")


@needs(Right.READ)
@require_GET
def losses(request: HttpRequest) -> HttpResponse:
    """What is claimed of each unit, side by side."""
    said, wanted, error = _asked(request.GET)
    board = board_of(request)
    table = losses_of(place_of(request), board, wanted)
    page = page_of(table.rows, wanted_page(request.GET.get("page", "")), ROWS)
    rows = [loss_view(board, row) for row in page.items]
    shown: dict[str, Any] = {
        "said": said,
        "error": error,
        "page": page,
        "rows": rows,
        **hidden_on(request, [call_id for row in rows for call_id in row.call_ids]),
        "undated": table.undated,
        "periods": PERIODS,
        **page.beside(lambda number: query({**said, "page": str(number)})),
        "here": "losses",
        "tabs": tabs(),
    }
    return render(request, "findings/losses.html", shown)


@needs(Right.EXPORT)
@limited_taking
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The table as CSV: one line a claim. It is recorded as an export before it goes out."""
    _said, wanted, error = _asked(request.POST)
    if error:
        raise error
    place = place_of(request)
    content = losses_file(place, losses_of(place, board_of(request), wanted))
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="losses.csv"'},
    )


def _asked(untrusted: Mapping[str, str]) -> tuple[dict[str, str], Wanted, WrongUsage | None]:
    said = Filters(untrusted, NAMES).said
    try:
        wanted = asked(
            unit=said.get("unit", ""),
            first=said.get("from", ""),
            last=said.get("to", ""),
            by=said.get("by", ""),
        )
    except WrongUsage as error:
        return said, Wanted(unit=said.get("unit", "")), error
    return said, wanted, None
