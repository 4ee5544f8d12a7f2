"""The official story, and what soldiers say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.claims.contrast.matching import WINDOW_DAYS
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of
from earwitness.desk.covering import hidden_on
from earwitness.desk.findings.contrast_reading import contrasts_if_read
from earwitness.desk.findings.contrast_view import contrast_view
from earwitness.desk.findings.reach import board_of
from earwitness.desk.findings.tabs import tabs
from earwitness.desk.paging import page_address, page_of, wanted_page
from earwitness.desk.roles import Right, needs

SIZE = 20
"""Quotations on a page, each with what stands beside it."""


@needs(Right.READ)
@require_GET
def contrast(request: HttpRequest) -> HttpResponse:
    """Each quotation of television or officials, beside what soldiers say of the same."""
    found = contrasts_if_read(place_of(request), reach_of(request))
    wanted = wanted_page(request.GET.get("page", ""))
    page, board = page_of(found or (), wanted, SIZE), board_of(request)
    own = [contrast_view(board, one) for one in page.items]
    shown = {
        "at_work": found is None,
        "page": page,
        "found": own,
        **hidden_on(request, [call_id for one in own for call_id in one.call_ids]),
        "days": WINDOW_DAYS,
        **page.beside(page_address),
        "here": "contrast",
        "tabs": tabs(),
    }
    part = bool(request.headers.get("HX-Request"))
    return render(request, "findings/_contrast.html" if part else "findings/contrast.html", shown)
