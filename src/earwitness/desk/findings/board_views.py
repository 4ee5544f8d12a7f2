"""The board of claims."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.claim_board.asking import fitting
from earwitness.desk.findings import pages
from earwitness.desk.findings.asking import LATEST_FIRST, read_address
from earwitness.desk.findings.choices import chips, choices
from earwitness.desk.findings.claim_lines import lines
from earwitness.desk.findings.reach import board_of
from earwitness.desk.findings.tabs import tabs
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """The claims that fit what the address asks; for htmx the list alone."""
    board, asked = board_of(request), read_address(request.GET)
    found = fitting(board, asked.filter)
    if asked.latest_first:
        found = found[::-1]
    page = pages.page_of(found, asked.page)
    shown = {
        "asked": asked,
        "page": page,
        "lines": lines(board, page.items),
        "chips": chips(asked),
        "is_weighed": board.is_weighed,
        "any": bool(board.claims),
        "turned": asked.address(sort="" if asked.latest_first else LATEST_FIRST),
        "before": asked.address(page=str(page.number - 1)) if page.number > 1 else "",
        "after": asked.address(page=str(page.number + 1)) if page.number < page.pages else "",
        "here": "findings",
        "tabs": tabs(),
    }
    if _wants_a_part(request):
        return render(request, "findings/_list.html", shown)
    return render(request, "findings/board.html", shown | {"choices": choices(board)})


def _wants_a_part(request: HttpRequest) -> bool:
    """htmx asks for the whole page again when somebody goes back."""
    headers = request.headers
    return bool(headers.get("HX-Request")) and not headers.get("HX-History-Restore-Request")
