"""Clusters of voices that are joined as long as their members are alike on average.

Average linkage (Sokal and Michener 1958). The mean score of all pairs between two clusters is the
product of their sums of rows over the number of pairs, so it costs the same for any size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

from earwitness.crossing.voices.calibration import Calibration
from earwitness.crossing.voices.vectors import Rows


@dataclass(slots=True)
class Cluster:
    """Members by their places, the earliest first. `total` is the sum of the rows of the `compared`
    ones among them, `held_back` the sum of their bits held back; `recordings` whose voices they
    are, `apart` places that people decided to be other speakers."""

    members: list[int]
    total: Rows
    compared: int
    held_back: float
    recordings: set[str]
    apart: set[int] = field(default_factory=set)

    def bits_with(self, other: "Cluster", calibration: Calibration) -> float:
        """The mean over all pairs between both, in bits; minus infinity if nothing compares."""
        if not self.compared or not other.compared:
            return -np.inf
        score = float(self.total @ other.total) / (self.compared * other.compared)
        back = (self.held_back / self.compared + other.held_back / other.compared) / 2
        return calibration.bits(score) - back

    def may_join(self, other: "Cluster") -> bool:
        """Voices of one recording were told apart there; people's decisions hold anyhow."""
        few, many = sorted((self, other), key=lambda one: len(one.members))
        return (
            self.recordings.isdisjoint(other.recordings)
            and many.apart.isdisjoint(few.members)
            and few.apart.isdisjoint(many.members)
        )

    def take_in(self, other: "Cluster") -> None:
        """All members of the other one become members of this one."""
        self.members = sorted((*self.members, *other.members))
        self.total = self.total + other.total
        self.compared += other.compared
        self.held_back += other.held_back
        self.recordings |= other.recordings
        self.apart |= other.apart


Edge = tuple[int, int]


def agglomerate(
    clusters: dict[int, Cluster], edges: Iterable[Edge], needed: float, calibration: Calibration
) -> int:
    """Join, the most alike first, until no two along the edges are alike enough. Clusters are named
    by their earliest member and changed in place. Returns how often two were joined."""
    near: dict[int, set[int]] = {name: set() for name in clusters}
    heap: list[tuple[float, int, int, int, int]] = []
    age = dict.fromkeys(clusters, 0)

    def offer(one: int, other: int) -> None:
        first, second = min(one, other), max(one, other)
        bits = clusters[first].bits_with(clusters[second], calibration)
        if bits >= needed and clusters[first].may_join(clusters[second]):
            heappush(heap, (-bits, first, second, age[first], age[second]))

    for one, other in edges:
        if one != other and other not in near[one]:
            near[one].add(other)
            near[other].add(one)
            offer(one, other)
    joined = 0
    while heap:
        _, first, second, first_age, second_age = heappop(heap)
        if age.get(first) != first_age or age.get(second) != second_age:
            continue  # one of them has changed or gone since
        clusters[first].take_in(clusters.pop(second))
        del age[second]
        age[first] += 1
        joined += 1
        near[first] |= near.pop(second)
        near[first] -= {first, second}
        for other in sorted(near[first]):
            near[other].discard(second)
            near[other].add(first)
            offer(first, other)
    return joined
