"""The graph of lines, persons and voices: a neighbourhood, and further ones as JSON."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.app.neighbours import AT_ONCE, first_node, neighbours
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of
from earwitness.desk.asking import whole_number
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.graph_view import as_json, list_of_near, node_id
from earwitness.records.neighbours import NearKind, Neighbourhood

LONGEST = 100
"""Letters of what names a node."""


@needs(Right.READ)
@require_GET
def graph(request: HttpRequest) -> HttpResponse:
    """The page of the graph, from the node that is asked for or the busiest line."""
    reach = reach_of(request)
    is_new = list_calls_in_passing(place_of(request))
    asked = request.GET.get("find", "")[:LONGEST]
    found = _asked(request, 0)
    if found is None and not request.GET.get("key"):
        first = first_node(reach, asked)
        found = neighbours(*first, reach) if first else None
    shown = {
        "asked": asked,
        "found": found,
        "node": node_id(found.kind, found.key) if found else "",
        "near": list_of_near(found) if found else (),
        "data": as_json(found, 0) if found else None,
        "left": found.total - len(found.near) if found else 0,
        "is_new": is_new,
    }
    return render(request, "speakers/graph.html", shown)


@needs(Right.READ)
@require_GET
def near(request: HttpRequest) -> HttpResponse:
    """Some neighbours of a node as JSON, from `start` on."""
    start = whole_number(request.GET.get("start", ""), 6) or 0
    found = _asked(request, start)
    if found is None:
        raise Http404
    return JsonResponse(as_json(found, start))


def _asked(request: HttpRequest, start: int) -> Neighbourhood | None:
    kind, key = request.GET.get("kind", ""), request.GET.get("key", "")[:LONGEST]
    if kind not in set(NearKind) or not key:
        return None
    return neighbours(NearKind(kind), key, reach_of(request), start=start, most=AT_ONCE)
