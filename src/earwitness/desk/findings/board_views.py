"""The board of claims."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.claim_board.asking import fitting
from earwitness.desk.access.limits import limited_listing
from earwitness.desk.asking import wants_part
from earwitness.desk.covering import hidden_on
from earwitness.desk.findings.asking import LATEST_FIRST, read_address
from earwitness.desk.findings.choices import chips, choices
from earwitness.desk.findings.claim_lines import lines
from earwitness.desk.findings.reach import board_of
from earwitness.desk.findings.tabs import tabs
from earwitness.desk.paging import page_of
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@limited_listing
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """The claims that fit what the address asks; for htmx the list alone."""
    board, asked = board_of(request), read_address(request.GET)
    found = fitting(board, asked.filter)
    if asked.latest_first:
        found = found[::-1]
    page = page_of(found, asked.page)
    shown = {
        "asked": asked,
        "page": page,
        "lines": lines(board, page.items),
        **hidden_on(request, [one.located.call_id for one in page.items]),
        "chips": chips(asked),
        "is_weighed": board.is_weighed,
        "any": bool(board.claims),
        "turned": asked.address(sort="" if asked.latest_first else LATEST_FIRST),
        **page.beside(lambda number: asked.address(page=str(number))),
        "here": "findings",
        "tabs": tabs(),
    }
    if wants_part(request):
        return render(request, "findings/_list.html", shown)
    return render(request, "findings/board.html", shown | {"choices": choices(board)})
