"""Loss claims side by side, by unit. Figures that overlap are never added."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from earwitness.desk.report_data import FigureRange, ReportLoss
from earwitness.records.claim import Claim, LocatedClaim

FIGURES = ("killed", "wounded", "missing", "captured", "refused", "remaining", "total", "fraction")
UNKNOWN_UNIT = "unit not said"


def losses_by_unit(
    claims: Sequence[LocatedClaim], said_at: Mapping[str, datetime | None]
) -> tuple[ReportLoss, ...]:
    """One row for each unit and kind of thing lost; `said_at` is the start of each call."""
    groups: dict[str, list[LocatedClaim]] = defaultdict(list)
    for located in claims:
        if located.claim.kind == "loss":
            groups[_heading(located.claim)].append(located)
    return tuple(_loss(heading, groups[heading], said_at) for heading in sorted(groups))


def _heading(claim: Claim) -> str:
    unit = claim.unit or UNKNOWN_UNIT
    return unit if claim.object in (None, "people") else f"{unit} ({claim.object})"


def _loss(
    heading: str, own: Sequence[LocatedClaim], said_at: Mapping[str, datetime | None]
) -> ReportLoss:
    times = sorted(time for located in own if (time := said_at.get(located.call_id)))
    figures = []
    for name in FIGURES:
        said = [
            str(value) for located in own if (value := getattr(located.claim, name)) is not None
        ]
        if said:
            low, high = min(said, key=_low_end), max(said, key=_high_end)
            figures.append(FigureRange(name=name, low=low, high=high))
    return ReportLoss(
        unit=heading,
        first_said_at=times[0] if times else None,
        last_said_at=times[-1] if times else None,
        claim_ids=tuple(located.id for located in own),
        figures=tuple(figures),
    )


def _low_end(figure: str) -> float:
    return _size(figure.split("-")[0])


def _high_end(figure: str) -> float:
    return _size(figure.split("-")[-1])


def _size(figure: str) -> float:
    """Where a figure stands among others; a fraction or percentage by its share."""
    text = figure.lstrip("<>~")
    if text.endswith("%"):
        return _number(text[:-1]) / 100
    if "/" in text:
        upper, _, lower = text.partition("/")
        return _number(upper) / (_number(lower) or 1)
    return _number(text)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
