"""Evidence as a waterfall: each item moves the sum, left or right of nought."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from earwitness.desk.access.need_to_know import hidden_calls, hidden_profiles
from earwitness.desk.covering import covered_for
from earwitness.desk.figures import weight
from earwitness.desk.speakers.wording import kind_name
from earwitness.records.attribution import EvidenceItem

WIDTH = 220
"""Of the drawing, in its own units."""
LEAST_SPAN = 8.0
"""Bits that the drawing spans at least, so that little evidence looks little. Estimate."""
QUOTED = re.compile(r"“[^”]*”")
PLACE = re.compile(r"call (?P<call>call-[0-9a-f]+)(?: (?P<start>\d+)-(?P<end>\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One item: `weight` and `total` in bits as text; the bar begins at `left` and is `width` wide.
    `way` is "for", "against" or "neither"."""

    kind: str
    detail: str
    weight: str
    total: str
    way: str
    left: str
    width: str
    source: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """All items of a candidate; `nought` is where 0 lies in the drawing."""

    steps: Sequence[Step]
    nought: str
    total: str


def waterfall(
    request: HttpRequest, items: Sequence[EvidenceItem], span: tuple[float, float]
) -> Waterfall:
    """The drawing of these items on a scale from `span`, in bits."""
    low, high = span

    def place(value: float) -> float:
        return round(WIDTH * (value - low) / (high - low), 1)

    steps, total = [], 0.0
    for item in items:
        before, total = total, total + item.weight
        left, right = sorted((place(before), place(total)))
        source, address = _source(item.source)
        steps.append(
            Step(
                kind=kind_name(item.kind),
                detail=_bearable(request, item),
                weight=weight(item.weight),
                total=weight(total),
                way=_way(item.weight),
                left=str(left),
                width=str(round(max(right - left, 1.5), 1)),
                source=source,
                address=address,
            )
        )
    return Waterfall(steps=steps, nought=str(place(0)), total=weight(total))


def span_of(several: Sequence[Sequence[EvidenceItem]]) -> tuple[float, float]:
    """A scale on which all of these fit, so that candidates can be compared by eye."""
    low, high = -LEAST_SPAN / 2, LEAST_SPAN / 2
    for items in several:
        total = 0.0
        for item in items:
            total += item.weight
            low, high = min(low, total), max(high, total)
    return low * 1.02, high * 1.02


def seen_by(
    request: HttpRequest, items: Sequence[EvidenceItem], secret_names: Sequence[str]
) -> list[EvidenceItem]:
    """The items that tell of no hidden call, profile or person."""
    return [
        item
        for item in items
        if not any(name in item.detail for name in secret_names)
        and not _is_hidden(request, item.source)
    ]


def calls_heard_in(items: Iterable[EvidenceItem]) -> list[str]:
    """Ids of the calls whose words the items quote."""
    return [match["call"] for item in items if (match := PLACE.fullmatch(item.source))]


def _is_hidden(request: HttpRequest, source: str) -> bool:
    match = PLACE.fullmatch(source)
    if match:
        return match["call"] in hidden_calls(request)
    return source.removeprefix("profile ") in hidden_profiles(request)


def _bearable(request: HttpRequest, item: EvidenceItem) -> str:
    """What it says, without the words of a call that is covered."""
    match = PLACE.fullmatch(item.source)
    if match is None or match["call"] not in covered_for(request):
        return item.detail
    return QUOTED.sub("“…”", item.detail)


def _way(weight: float) -> str:
    return "for" if weight > 0 else "against" if weight < 0 else "neither"


def _source(source: str) -> tuple[str, str]:
    """What it rests on in a few words, and where that can be looked at."""
    match = PLACE.fullmatch(source)
    if match:
        at = f"#t={int(match['start']) / 1000:.1f}" if match["start"] else ""
        clock = (
            f" {int(match['start']) // 60000}:{int(match['start']) // 1000 % 60:02}" if at else ""
        )
        return f"{match['call']}{clock}", reverse("call", args=[match["call"]]) + at
    if source.startswith("profile "):
        reference = source.removeprefix("profile ")
        return reference, f"{reverse('profile')}?{urlencode({'reference': reference})}"
    return source, ""
