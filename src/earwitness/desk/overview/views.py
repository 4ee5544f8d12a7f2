"""The first page, and the part of it that changes while something is at work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.app.overview import (
    charts,
    holdings,
    problem_kinds,
    selections,
    waiting,
)
from earwitness.app.stage_progress import progress_mark, stage_progress
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of
from earwitness.desk.overview.drawing import chart_data, state_rows
from earwitness.desk.overview.figures import figures_of
from earwitness.desk.roles import Right, needs


@needs(Right.READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What the case holds, how far the work is, and what waits for people."""
    place, reach = place_of(request), reach_of(request)
    list_calls_in_passing(place)
    kinds, problems = problem_kinds(reach)
    drawn = charts(reach)
    shown = {
        "figures": figures_of(holdings(reach), problems),
        "batches": selections(),
        "is_whole": not reach.hidden_calls,
        "progress": stage_progress(place),
        "kinds": kinds,
        "problems": problems,
        "waiting": waiting(reach),
        "charts": drawn,
        "data": chart_data(drawn),
        "states": state_rows(drawn),
        "zone": place.settings.case.time_zone,
    }
    return render(request, "overview/overview.html", shown)


@needs(Right.READ)
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """The progress and the figures, if they are others than those of the mark; else nothing."""
    if request.GET.get("mark") == progress_mark():
        return HttpResponse(status=204)
    place, reach = place_of(request), reach_of(request)
    list_calls_in_passing(place)
    _, problems = problem_kinds(reach)
    shown = {
        "progress": stage_progress(place),
        "figures": figures_of(holdings(reach), problems),
        "is_whole": not reach.hidden_calls,
        "out_of_band": True,
    }
    return render(request, "overview/_progress.html", shown)
