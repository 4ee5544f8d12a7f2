"""How much people opened, played and took out, counted by the ledger."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Substr

from earwitness.runtime.store.models import LedgerRow

_OF_USE = ("open", "play", "export", "view")
_COUNTED = {
    "calls": Q(action="open", subject__startswith="call-"),
    "others": Q(action="open") & ~Q(subject__startswith="call-"),
    "recordings": Q(action="play"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfUse:
    """What one actor did on one day (ISO 8601, UTC): how many different calls they opened, other
    things (persons, releases), and recordings they played; and how often they took a file out."""

    actor: str
    day: str
    calls: int
    others: int
    recordings: int
    taken: int


def use_since(first_day: str) -> list[DayOfUse]:
    """How much each actor opened, played and took out on each day of UTC since `first_day` (ISO
    8601), the latest first."""
    rows = LedgerRow.objects.filter(
        sequence__gte=_first_since(first_day), at__gte=first_day, action__in=_OF_USE
    )
    counted: Any = (
        rows.values("actor", day=Substr("at", 1, 10))
        .annotate(
            **{
                name: Count("subject", distinct=True, filter=condition)
                for name, condition in _COUNTED.items()
            },
            taken=Count("sequence", filter=Q(action__in=("export", "view"))),
        )
        .order_by("-day", "actor")
    )
    return [DayOfUse(**one) for one in counted]


def _first_since(at: str) -> int:
    """A number of an entry before which none is as late as `at`: entries stand by time."""
    low, high = 1, (LedgerRow.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = LedgerRow.objects.filter(sequence=middle).values_list("at", flat=True).first()
        if found is not None and found < at:
            low = middle + 1
        else:
            high = middle
    return low
