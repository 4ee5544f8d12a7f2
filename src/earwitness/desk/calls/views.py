"""The list of calls."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.desk.acting import place_of
from earwitness.desk.calls.addresses import address, chips, columns
from earwitness.desk.calls.asking import read_address
from earwitness.desk.calls.choices import choices
from earwitness.desk.calls.lines import page_of
from earwitness.desk.calls.reach import reach_of
from earwitness.desk.calls.saved import searches_of
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """The calls that fit what the address asks; for htmx the list alone."""
    place, asked, reach = place_of(request), read_address(request.GET), reach_of(request)
    is_new = list_calls_in_passing(place)
    page = page_of(asked, reach, ZoneInfo(place.settings.case.time_zone))
    shown = {
        "asked": asked,
        "page": page,
        "chips": chips(asked),
        "columns": columns(asked),
        "query": address(asked),
        "is_new": is_new,
        "zone": place.settings.case.time_zone,
        "before": address(asked, page=str(page.number - 1)) if page.number > 1 else "",
        "after": address(asked, page=str(page.number + 1)) if page.number < page.pages else "",
        "searches": searches_of(request),
    }
    if _wants_a_part(request):
        return render(request, "calls/_list.html", shown)
    return render(request, "calls/calls.html", shown | {"choices": choices(reach)})


def _wants_a_part(request: HttpRequest) -> bool:
    """htmx asks for the whole page again when somebody goes back."""
    headers = request.headers
    return bool(headers.get("HX-Request")) and not headers.get("HX-History-Restore-Request")
