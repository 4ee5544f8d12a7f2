"""Clusters of voices that are joined as long as their members are alike on average.

Average linkage (Sokal and Michener 1958). The mean score of all pairs between two clusters is the
product of their sums of rows over the number of pairs, so it costs the same for any size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

from earwitness.crossing.voices.vectors import Rows


@dataclass(slots=True)
class Cluster:
    """Members by their places, the earliest first. `total` is the sum of the rows of the `compared`
    ones among them; `recordings` whose voices they are, `apart` places that people decided to be
    other speakers."""

    members: list[int]
    total: Rows
    compared: int
    recordings: set[str]
    apart: set[int] = field(default_factory=set)

    def score_with(self, other: "Cluster") -> float:
        """The mean score over all pairs between both; minus infinity if nothing compares."""
        if not self.compared or not other.compared:
            return -np.inf
        return float(self.total @ other.total) / (self.compared * other.compared)

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
        self.recordings |= other.recordings
        self.apart |= other.apart


Edge = tuple[int, int]


def agglomerate(clusters: dict[int, Cluster], edges: Iterable[Edge], least: float) -> int:
    """Join, the most alike first, until no two along the edges have a mean score of `least`.
    Clusters are named by their earliest member and changed in place. Returns how often two were
    joined."""
    near: dict[int, set[int]] = {name: set() for name in clusters}
    heap: list[tuple[float, int, int, int, int]] = []
    age = dict.fromkeys(clusters, 0)

    def offer(one: int, other: int) -> None:
        first, second = min(one, other), max(one, other)
        score = clusters[first].score_with(clusters[second])
        if score >= least and clusters[first].may_join(clusters[second]):
            heappush(heap, (-score, first, second, age[first], age[second]))

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
