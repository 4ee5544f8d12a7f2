"""The list of speakers: what waits for somebody to judge it, the strongest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of, zone_of
from earwitness.desk.asking import wants_part
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.asking import read_address
from earwitness.desk.speakers.lines import page_of


@needs(Right.READ)
@require_GET
def speakers(request: HttpRequest) -> HttpResponse:
    """The speakers that fit; for htmx the list alone."""
    place, asked, reach = place_of(request), read_address(request.GET), reach_of(request)
    is_new = list_calls_in_passing(place)
    page = page_of(asked.filter, asked.page, reach, zone_of(place))
    shown = {
        "asked": asked,
        "page": page,
        "is_new": is_new,
        "zone": place.settings.case.time_zone,
        **page.beside(asked.address),
    }
    template = "speakers/_list.html" if wants_part(request) else "speakers/speakers.html"
    return render(request, template, shown)
