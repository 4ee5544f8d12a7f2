"""How right attributions are, side by side of the calls.

A side counts if a person speaks on it. The leading candidate of a side is its likeliest one that is
a person (not "nobody"). An attribution is RIGHT if more than half of its profiles mean one of the
people who speak on that side: a person put together from a right and a wrong entry of equal number
is wrong. Precision is right ones among the leading candidates at or over a threshold; recall is
right ones among the sides on which somebody speaks who is in the sources.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.records.attribution import Attribution
from worlds.world import Spoken, World

PROBABILITIES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)
WEIGHTS = (0.0, 2.0, 4.0, 6.0)
DECISION = 0.9
"""Probability from which a leading candidate is counted as an attribution (a judgement)."""
RESAMPLES = 1_000
FEWEST = 20
"""Attributions below which a share of right ones says too little (a judgement)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate of a side with the truth about it.

    `leads`: likeliest person of its side. `rival_is_right`: another candidate of the side is.
    """

    attribution: Attribution
    spoken: Spoken
    is_right: bool
    leads: bool
    rival_is_right: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts at one threshold; `*_interval`: 95 % bootstrap over callers."""

    threshold: str
    attributed: int
    right: int
    nobody: int
    findable: int
    precision_interval: tuple[float, float]
    recall_interval: tuple[float, float]

    @property
    def precision(self) -> float:
        """NaN where nothing is attributed."""
        return self.right / self.attributed if self.attributed else float("nan")

    @property
    def recall(self) -> float:
        """NaN where nobody can be found."""
        return self.right / self.findable if self.findable else float("nan")


def judged(world: World, attributions: Iterable[Attribution]) -> list[Judged]:
    """All candidates that are persons, on sides on which a person speaks."""
    by_side: defaultdict[tuple[str, str], list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        if attribution.person_id is not None:
            by_side[attribution.call_id, attribution.side].append(attribution)
    found = []
    for side, candidates in by_side.items():
        spoken = world.truth.get(side)
        if spoken is None or not spoken.speakers:
            continue
        leading = max(candidates, key=lambda a: (a.probability, a.match_weight))
        right = [is_right(world, one, spoken) for one in candidates]
        for one, fits in zip(candidates, right, strict=True):
            found.append(Judged(one, spoken, fits, one is leading, any(right) and not fits))
    return found


def is_right(world: World, attribution: Attribution, spoken: Spoken) -> bool:
    """The rule of this module."""
    profiles = [p for p in attribution.profiles if p not in world.unjudged]
    hits = max(
        (sum(world.owners.get(p) == who for p in profiles) for who in spoken.speakers), default=0
    )
    return 2 * hits > len(profiles)


def machine_sides(world: World, attributions: Iterable[Attribution]) -> int:
    """Attributions of people to a machine's voice at or over DECISION."""
    machines = {side for side, spoken in world.truth.items() if not spoken.speakers}
    return sum(
        a.person_id is not None and a.probability >= DECISION and (a.call_id, a.side) in machines
        for a in attributions
    )


def listed(world: World, found: Sequence[Judged], side: str = "") -> float:
    """Of the sides that can be found, the share whose right person is a candidate at any rank."""
    findable = {
        key for key, spoken in world.truth.items() if spoken.in_sources and side in {"", key[1]}
    }
    right = {(o.attribution.call_id, o.attribution.side) for o in found if o.is_right}
    return len(findable & right) / len(findable) if findable else float("nan")


def recall_at(world: World, found: Sequence[Judged], precision: float, side: str = "") -> float:
    """The highest recall at which leading candidates, surest first, keep that precision.

    It tells how well candidates are ranked, whatever their probabilities say. Equal probabilities
    stand or fall together; fewer than FEWEST attributions count as none.
    """
    leading = [o for o in found if o.leads and side in {"", o.attribution.side}]
    leading.sort(key=lambda o: -o.attribution.probability)
    findable = sum(
        bool(spoken.in_sources) and side in {"", key[1]} for key, spoken in world.truth.items()
    )
    best = right = 0
    for count, one in enumerate(leading, start=1):
        right += one.is_right
        is_last = count == len(leading) or (
            leading[count].attribution.probability != one.attribution.probability
        )
        if is_last and count >= FEWEST and right >= precision * count:
            best = right
    return best / findable if findable else float("nan")


def rates(world: World, found: Sequence[Judged], side: str = "") -> list[Rates]:
    """One row per threshold; of one side ("caller", "called") or both."""
    rows = [(f"probability ≥ {t}", _by_probability(t)) for t in PROBABILITIES]
    rows += [(f"weight ≥ {t:g}", _by_weight(t)) for t in WEIGHTS]
    return [_rates(world, found, name, accepts, side) for name, accepts in rows]


def _by_probability(threshold: float) -> Callable[[Attribution], bool]:
    return lambda attribution: attribution.probability >= threshold


def _by_weight(threshold: float) -> Callable[[Attribution], bool]:
    return lambda attribution: attribution.match_weight >= threshold


def _rates(
    world: World,
    found: Sequence[Judged],
    name: str,
    accepts: Callable[[Attribution], bool],
    side: str,
) -> Rates:
    place = _clusters(world)
    counts = np.zeros(
        (len(set(place.values())), 4), dtype=int
    )  # attributed, right, nobody, findable
    for (call_id, of_side), spoken in world.truth.items():
        if spoken.in_sources and side in {"", of_side}:
            counts[place[call_id], 3] += 1
    for one in found:
        if one.leads and accepts(one.attribution) and side in {"", one.attribution.side}:
            counts[place[one.attribution.call_id], 0] += 1
            counts[place[one.attribution.call_id], 1] += one.is_right
            counts[place[one.attribution.call_id], 2] += not one.spoken.in_sources
    totals = counts.sum(axis=0)
    return Rates(
        name,
        attributed=int(totals[0]),
        right=int(totals[1]),
        nobody=int(totals[2]),
        findable=int(totals[3]),
        precision_interval=_interval(counts[:, 1], counts[:, 0]),
        recall_interval=_interval(counts[:, 1], counts[:, 3]),
    )


def _clusters(world: World) -> dict[str, int]:
    """Call → number of its cluster: calls of one calling speaker hang together, for they find or
    miss the same entries of the same family."""
    numbers: dict[tuple[str, ...], int] = {}
    found = {}
    for call in world.calls:
        caller = world.truth.get((call.id, "caller"))
        key = caller.speakers[-1:] if caller and caller.speakers else ("call", call.id)
        found[call.id] = numbers.setdefault(key, len(numbers))
    return found


def _interval(numerators: np.ndarray, denominators: np.ndarray) -> tuple[float, float]:
    """95 % percentile bootstrap of a ratio of sums, clusters drawn with replacement."""
    random = np.random.default_rng(0)
    drawn = random.integers(len(numerators), size=(RESAMPLES, len(numerators)))
    below = denominators[drawn].sum(axis=1)
    ratios = numerators[drawn].sum(axis=1)[below > 0] / below[below > 0]
    if not len(ratios):
        return float("nan"), float("nan")
    low, high = np.quantile(ratios, [0.025, 0.975])
    return float(low), float(high)
