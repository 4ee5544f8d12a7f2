"""The candidates of many sides, paired, scored at once, each with its match weight."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from earwitness.crossing.candidates import reached
from earwitness.crossing.decisions import NO_DECISIONS, Decisions
from earwitness.crossing.linkage.pairing import CallGraph, Pair, pair
from earwitness.crossing.linkage.scoring import Share, score
from earwitness.crossing.profile_index import ProfileIndex, first_name_share, full_name_key
from earwitness.crossing.sides import Side
from earwitness.records.attribution import EvidenceItem

SideKey = tuple[int, str]
"""The number of a call among those crossed together, and "caller" or "called"."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with what every comparison adds, and what voices do."""

    pair: Pair
    shares: tuple[Share, ...]
    voices: tuple[EvidenceItem, ...] = ()

    @property
    def match_weight(self) -> float:
        """Their sum, in log2 odds."""
        return sum(share.weight for share in self.shares) + sum(v.weight for v in self.voices)


def weigh(
    sides: Mapping[SideKey, Side],
    index: ProfileIndex,
    graph: CallGraph,
    decisions: Decisions = NO_DECISIONS,
) -> dict[SideKey, list[Weighed]]:
    """Everybody who was reached for each side, weighed."""
    pairs = {
        key: [pair(side, one, index, graph, decisions) for one in reached(side, index, decisions)]
        for key, side in sides.items()
    }
    flat = [one for found in pairs.values() for one in found]
    scores = iter(score([(one.speaker, one.person) for one in flat], _frequencies(flat, index)))
    return {key: [Weighed(one, next(scores)) for one in found] for key, found in pairs.items()}


def _frequencies(pairs: Iterable[Pair], index: ProfileIndex) -> Mapping[str, Mapping[str, float]]:
    """How frequent the values are that may agree. `family_surname` and `full_name` are counts of
    persons: see `comparisons`."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one in pairs:
        row = one.person
        if row.given:
            found["given"][row.given] = first_name_share(row.given)
        if row.surname:
            found["surname"][row.surname] = index.surname_share(row.surname)
        if row.family_surname:
            found["family_surname"][row.family_surname] = index.bearers(row.family_surname)
        if one.reached.clue:
            found["clue"]["|".join(one.reached.clue)] = index.expected_with_clue(*one.reached.clue)
        for name in (
            (given, stem) for given in one.reached.person.given for stem in one.reached.person.stems
        ):
            count = float(index.namesakes(name))
            found["full_name"][full_name_key(name)] = count
            found["own_name"][full_name_key(name)] = count
    return found
