"""The figures of one world and one way as text, and as JSON for later comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from earwitness.records.attribution import Attribution
from worlds.calibration import (
    Bin,
    EvidenceRow,
    brier,
    by_evidence,
    by_way,
    calibration_error,
    reliability,
    weight_bins,
)
from worlds.scoring import DECISION, Judged, Rates, judged, listed, machine_sides, rates, recall_at
from worlds.world import World

PRECISIONS = (0.9, 0.95, 0.99)
"""Precisions for which the highest recall is told."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything measured of one way on one world."""

    world: str
    way: str
    rates: dict[str, list[Rates]]
    reliability: list[Bin]
    weight_bins: list[Bin]
    weight_bins_against_nobody: list[Bin]
    calibration_error: float
    brier: float
    ways: list[EvidenceRow]
    evidence: list[EvidenceRow]
    machines: int
    listed: dict[str, float]
    recall_at: dict[float, float]
    judged: list[Judged]


def report(world: World, way: str, attributions: Sequence[Attribution]) -> Report:
    """Score the attributions of one way on one world."""
    found = judged(world, attributions)
    bins = reliability(found)
    return Report(
        world=world.name,
        way=way,
        rates={side: rates(world, found, side) for side in ("", "caller", "called")},
        reliability=bins,
        weight_bins=weight_bins(found),
        weight_bins_against_nobody=weight_bins(found, against_nobody=True),
        calibration_error=calibration_error(bins),
        brier=brier(found),
        ways=by_way(found),
        evidence=by_evidence(found),
        machines=machine_sides(world, attributions),
        listed={side: listed(world, found, side) for side in ("", "caller", "called")},
        recall_at={p: recall_at(world, found, p) for p in PRECISIONS},
        judged=found,
    )


def as_json(one: Report) -> dict[str, Any]:
    """The report without its candidates."""
    return {
        "world": one.world,
        "way": one.way,
        "rates": {
            side or "both": [
                {**asdict(row), "precision": row.precision, "recall": row.recall} for row in rows
            ]
            for side, rows in one.rates.items()
        },
        "reliability": [{**asdict(b), "observed": b.observed} for b in one.reliability],
        "weight_bins": _weights_as_json(one.weight_bins),
        "weight_bins_against_nobody": _weights_as_json(one.weight_bins_against_nobody),
        "calibration_error": one.calibration_error,
        "brier": one.brier,
        "ways": [asdict(row) for row in one.ways],
        "evidence": [asdict(row) for row in one.evidence],
        "machines": one.machines,
        "recall_at_precision": {str(p): share for p, share in one.recall_at.items()},
        "listed": {side or "both": share for side, share in one.listed.items()},
    }


def _weights_as_json(bins: Sequence[Bin]) -> list[dict[str, Any]]:
    return [{**asdict(b), "observed_weight": b.observed_weight} for b in bins]


def summary_line(one: Report) -> str:
    """World, way, then precision and recall at DECISION: both sides, caller, called; ECE, Brier."""
    cells = []
    for rows in one.rates.values():
        row = next(r for r in rows if r.threshold == f"probability ≥ {DECISION}")
        cells.append(f"{row.precision:6.3f} {row.recall:6.3f} {row.nobody:4d}")
    return (
        f"{one.world:22} {one.way:8} | {' | '.join(cells)} | "
        f"{' '.join(f'{share:.3f}' for share in one.recall_at.values())} | "
        f"{one.calibration_error:.3f} {one.brier:.3f}"
    )


HEADER = (
    f"{'world':22} {'way':8} | {'both: P  R  strangers':18} | caller: P  R  str. | "
    "called: P  R  str. | "
    "R at P .90 .95 .99 | ECE Brier"
)


def details(one: Report) -> Iterator[str]:
    """The tables, line by line."""
    yield f"\n== {one.world}, {one.way}: people attributed to a machine's voice: {one.machines}"
    for side, rows in one.rates.items():
        yield f"-- {side or 'both sides'}: threshold, attributed, of them strangers, P, R"
        yield f"   right one among the candidates at all: {one.listed[side]:.3f} of the findable"
        yield from (_rate_line(row) for row in rows)
    yield "-- probability said, candidates, share right"
    for b in one.reliability:
        yield f"   {b.low:.1f}-{b.high:.1f}  said {b.said:.3f}  n {b.count:6d}  {b.observed:.3f}"
    yield "-- match weight said, candidates, observed log2 odds against nobody of the candidates"
    for b in one.weight_bins_against_nobody:
        bounds = f"{b.low:5.0f}…{b.high:3.0f}"
        yield f"   {bounds}  said {b.said:6.2f}  n {b.count:6d}  {b.observed_weight:6.2f}"
    for title, table in (("way", one.ways), ("evidence", one.evidence)):
        yield f"-- {title}, side, right, wrong, weight said (mean), weight shown (log2 m/u)"
        for row in table:
            yield (
                f"   {row.kind:28} {row.side:7} {row.right:5d} {row.wrong:5d} "
                f"{row.said:6.2f} {row.shown:6.2f}"
            )


def _rate_line(row: Rates) -> str:
    (p_low, p_high), (r_low, r_high) = row.precision_interval, row.recall_interval
    return (
        f"   {row.threshold:18} {row.attributed:5d} {row.nobody:4d}  "
        f"P {row.precision:.3f} [{p_low:.3f}, {p_high:.3f}]  "
        f"R {row.recall:.3f} [{r_low:.3f}, {r_high:.3f}]"
    )


def examples(world: World, one: Report, count: int) -> Iterator[str]:
    """The surest wrong attributions with their evidence, and what was said in the call."""
    wrong = [j for j in one.judged if j.leads and not j.is_right]
    wrong.sort(key=lambda j: -j.attribution.probability)
    for bad in wrong[:count]:
        a = bad.attribution
        known = "in sources" if bad.spoken.in_sources else "in NO source"
        yield (
            f"\n!! {world.name} {a.call_id} {a.side} ({bad.spoken.scene}, speaker {known}): "
            f"{a.person_name!r} p={a.probability} w={a.match_weight}"
        )
        yield from (f"     {i.weight:+.1f} {i.kind}: {i.detail}" for i in a.evidence)
        yield from (f"     > {t.speaker_label} {t.text}" for t in world.turns[a.call_id][:6])
