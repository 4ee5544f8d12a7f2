"""How much somebody hears: counted quietly, shown to that person alone."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from earwitness.desk.access.need_to_know import call_or_404
from earwitness.desk.acting import account_of, place_of, zone_of
from earwitness.desk.asking import whole_number
from earwitness.desk.call.finding import call_of_recording_or_404
from earwitness.desk.covering import is_restricted
from earwitness.desk.models import Account, Exposure
from earwitness.desk.roles import Right, needs

AT_MOST_MS = 60_000
"""Of one report: the page reports every 15 s, and at double speed hears 30 s of sound."""


@needs(Right.LISTEN)
@require_POST
def heard(request: HttpRequest, sha256: str) -> HttpResponse:
    """Add what was heard of a recording since the last report."""
    call_of_recording_or_404(request, sha256)
    ms = whole_number(request.POST.get("ms", ""))
    if ms is not None:
        _add(request, sha256, min(ms, AT_MOST_MS))
    return HttpResponse(status=204)


def _add(request: HttpRequest, sha256: str, ms: int) -> None:
    asked: Any = partial(is_restricted, sha256)  # called only where a row is made: it reads much
    row, _ = Exposure.objects.get_or_create(
        account_id=account_of(request),
        day=_today(request),
        recording=sha256,
        defaults={"is_restricted": asked},
    )
    Exposure.objects.filter(pk=row.pk).update(heard_ms=F("heard_ms") + ms)


def today_of(request: HttpRequest) -> dict[str, int]:
    """Minutes heard today, of all and of restricted sound, begun ones counted."""
    own = Exposure.objects.filter(account_id=account_of(request), day=_today(request))
    return {
        "minutes": _minutes(own.aggregate(ms=Sum("heard_ms"))["ms"]),
        "restricted": _minutes(own.filter(is_restricted=True).aggregate(ms=Sum("heard_ms"))["ms"]),
    }


@needs(Right.READ)
@require_POST
def mute(request: HttpRequest, call_id: str) -> HttpResponse:
    """Offer restricted sound to this person no longer, or again."""
    call_or_404(request, call_id)
    muted = request.POST.get("muted") == "1"
    Account.objects.filter(pk=account_of(request)).update(muted=muted)
    return redirect("call", call_id)


def _today(request: HttpRequest) -> date:
    return datetime.now(zone_of(place_of(request))).date()


def _minutes(ms: int | None) -> int:
    return -(-(ms or 0) // 60_000)
