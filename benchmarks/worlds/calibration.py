"""Whether probabilities and weights mean what they say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from worlds.scoring import Judged

BINS = 10
"""Equal-width bins of probability, for the reliability table and the expected calibration error."""
WEIGHT_EDGES = (-30.0, -8.0, -6.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 30.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """`low` ≤ value < `high`; `said` the mean of what was said, `right` how many were right."""

    low: float
    high: float
    count: int
    right: int
    said: float

    @property
    def observed(self) -> float:
        """Share that was right."""
        return self.right / self.count

    @property
    def observed_weight(self) -> float:
        """log2 odds observed; half a case is added to either side (Haldane 1956)."""
        return log2((self.right + 0.5) / (self.count - self.right + 0.5))


def reliability(found: Sequence[Judged]) -> list[Bin]:
    """By probability, all candidates; empty bins are left out."""
    values = [(min(one.attribution.probability, 1.0), one.is_right) for one in found]
    edges = [*(number / BINS for number in range(BINS)), 1.0 + 1e-9]
    return _binned(values, edges)


def weight_bins(found: Sequence[Judged], *, against_nobody: bool = False) -> list[Bin]:
    """By match weight, all candidates.

    `against_nobody` leaves out candidates beside a right one: a weight is the log2 odds of its
    candidate against "nobody in the sources", and rivals share what is left.
    """
    kept = [one for one in found if not (against_nobody and one.rival_is_right)]
    return _binned([(one.attribution.match_weight, one.is_right) for one in kept], WEIGHT_EDGES)


def _binned(values: Sequence[tuple[float, bool]], edges: Sequence[float]) -> list[Bin]:
    bins = []
    for low, high in pairwise(edges):
        inside = [(value, right) for value, right in values if low <= value < high]
        if inside:
            said = sum(value for value, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), sum(right for _, right in inside), said))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean |said - observed| weighted by count (Naeini 2015)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.observed) for one in bins) / total if total else 0.0


def brier(found: Sequence[Judged]) -> float:
    """Mean squared error of the probabilities of all candidates (Brier 1950)."""
    if not found:
        return 0.0
    return sum((one.attribution.probability - one.is_right) ** 2 for one in found) / len(found)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """How often candidates with evidence of one kind (first items: one way) are right.

    `said` is the mean weight given; `shown` the log2 of (share of right candidates that bear it /
    share of wrong ones), half a case added to each count.
    """

    kind: str
    side: str
    right: int
    wrong: int
    said: float
    shown: float


def by_way(found: Sequence[Judged]) -> list[EvidenceRow]:
    """By the first item of the evidence, which says how the candidate was reached."""
    return _rows(found, first_only=True)


def by_evidence(found: Sequence[Judged]) -> list[EvidenceRow]:
    """By all kinds of items; positive and negative ones of one kind apart."""
    return _rows(found, first_only=False)


def _rows(found: Sequence[Judged], *, first_only: bool) -> list[EvidenceRow]:
    rights: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    wrongs: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for one in found:
        items = one.attribution.evidence[:1] if first_only else one.attribution.evidence
        into = rights if one.is_right else wrongs
        for item in items:
            sign = "" if first_only else " +" if item.weight > 0 else " -"
            into[item.kind + sign, one.attribution.side].append(item.weight)
    totals = {
        (side, right): sum(o.attribution.side == side and o.is_right == right for o in found)
        for side in ("caller", "called")
        for right in (True, False)
    }
    rows = []
    for kind, side in sorted({*rights, *wrongs}):
        right, wrong = rights[kind, side], wrongs[kind, side]
        shown = log2((len(right) + 0.5) / (totals[side, True] + 1)) - log2(
            (len(wrong) + 0.5) / (totals[side, False] + 1)
        )
        said = sum(right + wrong) / (len(right) + len(wrong))
        rows.append(EvidenceRow(kind, side, len(right), len(wrong), said, shown))
    return rows
