"""Places that claims name, on a map and as a list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earwitness.app.claim_board.asking import fitting
from earwitness.app.claim_board.places import NamedPlace, places_of
from earwitness.claims.place_locations import PlaceLocation, large_towns
from earwitness.desk.findings import wording
from earwitness.desk.findings.asking import Asked, read_address
from earwitness.desk.findings.choices import chips
from earwitness.desk.findings.reach import board_of
from earwitness.desk.findings.tabs import tabs
from earwitness.desk.roles import Right, needs

MOST_LISTED = 300
"""Places beside the map, those with most claims; the board finds all. Estimate."""


@needs(Right.READ)
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Where claims say that something happened."""
    asked = read_address(request.GET)
    claims = fitting(board_of(request), asked.filter)
    found = places_of(claims)
    rows = [_row(asked, one) for one in found]
    shown = {
        "asked": asked,
        "chips": chips(asked),
        "rows": rows[:MOST_LISTED],
        "left": max(0, len(rows) - MOST_LISTED),
        "without": sum(not one.place for one in claims),
        "data": {
            "points": [
                _point(row, own.location)
                for row, own in zip(rows, found, strict=True)
                if own.location
            ],
            "towns": [
                {"name": town.name, "latitude": town.latitude, "longitude": town.longitude}
                for town in large_towns()
            ],
            "title": _("Places that claims name; the same as the list beside it"),
        },
        "here": "places",
        "tabs": tabs(),
    }
    return render(request, "findings/places.html", shown)


def _row(asked: Asked, one: NamedPlace) -> dict[str, Any]:
    return {
        "place": one,
        "name": one.names[0],
        "others": one.names[1:5],
        "kinds": ", ".join(f"{wording.kind(kind)} {n}" for kind, n in one.kinds.most_common()),
        "address": asked.address(place=one.names[0], sort=""),
    }


def _point(row: dict[str, Any], location: PlaceLocation) -> dict[str, Any]:
    return {
        "name": row["name"],
        "latitude": location.latitude,
        "longitude": location.longitude,
        "sure": location.is_sure,
        "claims": row["place"].claims,
        "kinds": row["kinds"],
        "address": row["address"],
    }
