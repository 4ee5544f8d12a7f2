"""The list of calls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.desk.access.limits import limited_listing
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of, zone_of
from earwitness.desk.asking import wants_part
from earwitness.desk.calls.addresses import chips, columns
from earwitness.desk.calls.asking import read_address
from earwitness.desk.calls.choices import choices
from earwitness.desk.calls.lines import page_of
from earwitness.desk.calls.saved import searches_of
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@limited_listing
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """The calls that fit what the address asks; for htmx the list alone."""
    place, asked, reach = place_of(request), read_address(request.GET), reach_of(request)
    is_new = list_calls_in_passing(place)
    page = page_of(asked, reach, zone_of(place))
    shown = {
        "asked": asked,
        "page": page,
        "chips": chips(asked),
        "columns": columns(asked),
        "query": asked.address(),
        "is_new": is_new,
        "zone": place.settings.case.time_zone,
        **page.beside(lambda number: asked.address(page=str(number))),
        "searches": searches_of(request),
    }
    if wants_part(request):
        return render(request, "calls/_list.html", shown)
    return render(request, "calls/calls.html", shown | {"choices": choices(reach)})
