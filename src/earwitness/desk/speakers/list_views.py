"""The list of speakers: what waits for somebody to judge it, the strongest first."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.desk.acting import place_of
from earwitness.desk.calls.reach import reach_of
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.asking import read_address
from earwitness.desk.speakers.lines import page_of


@needs(Right.READ)
@require_GET
def speakers(request: HttpRequest) -> HttpResponse:
    """The speakers that fit; for htmx the list alone."""
    place, asked, reach = place_of(request), read_address(request.GET), reach_of(request)
    is_new = list_calls_in_passing(place)
    page = page_of(asked.filter, asked.page, reach, ZoneInfo(place.settings.case.time_zone))
    shown = {
        "asked": asked,
        "page": page,
        "is_new": is_new,
        "zone": place.settings.case.time_zone,
        "before": asked.address(page.number - 1) if page.number > 1 else None,
        "after": asked.address(page.number + 1) if page.number < page.pages else None,
    }
    headers = request.headers
    if headers.get("HX-Request") and not headers.get("HX-History-Restore-Request"):
        return render(request, "speakers/_list.html", shown)
    return render(request, "speakers/speakers.html", shown)
