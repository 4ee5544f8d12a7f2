"""Voices of a whole archive become groups: hypotheses of one speaker each.

A pure function of voices and leading decisions: a decision taken back leaves nothing behind.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import NormalDist

import numpy as np

from earwitness.crossing.voices.calibration import Calibration
from earwitness.crossing.voices.clusters import Cluster, Edge, agglomerate
from earwitness.crossing.voices.comparison import ComparableVoices
from earwitness.crossing.voices.decided import Decided, constraints
from earwitness.crossing.voices.links import by_encoder
from earwitness.crossing.voices.nearest import nearest
from earwitness.records.voice_groups import (
    CallVoice,
    LeftOutVoices,
    VoiceDecision,
    VoiceGroup,
    VoiceGrouping,
    VoiceGroups,
    voices_of_pair,
)

STRANGERS = 0.5
"""Two groups are joined if among all voices compared at most so many strangers of one voice are
expected to be as alike. Estimate."""

LEAST_BITS, MOST_BITS = 1.0, 1.5
"""But never at fewer bits, in an archive however small, nor only at more, in one however large:
beyond the second hardly anything is found, and groups are leads that say how many strangers
are to be expected. Chosen on made voices (docs/voices.md)."""

NEIGHBOURS = 10
"""Of each voice, its most alike ones are tried at first; then whole groups, until nothing joins."""

GROUP = "voice-group-"


def group_voices(
    voices: Sequence[CallVoice], decisions: Iterable[VoiceDecision] = (), *, copies: int = 0
) -> VoiceGroups:
    """The groups among these voices, in whatever order they come. Those of different encoders are
    never compared, and a decision that would join two of them counts as outdated."""
    taken = tuple(decisions)
    groupings = [group_comparable(own, taken) for own in by_encoder(voices)]
    outdated = [set(decided.outdated) for _, decided in groupings]
    contradicted = [one for _, decided in groupings for one in decided.contradicted]
    unknown = constraints(taken, {}).outdated
    return VoiceGroups(
        groupings=tuple(grouping for grouping, _ in groupings),
        copies=copies,
        outdated=tuple(sorted(set(unknown).intersection(*outdated))),
        contradicted=tuple(sorted(contradicted)),
    )


def group_comparable(
    own: ComparableVoices, decisions: Iterable[VoiceDecision]
) -> tuple[VoiceGrouping, Decided]:
    """The groups among voices of one encoder, and what became of the decisions."""
    nodes = sorted(_all(own), key=lambda one: (one.arrival, one.member.id))
    row_of = {voice.member.id: row for row, voice in enumerate(own.voices)}
    decided = constraints(decisions, {one.member.id: place for place, one in enumerate(nodes)})
    clusters = _beginnings(own, nodes, row_of, decided)
    needed = None
    if own.calibration is not None:
        needed = bits_needed(len(own.voices), own.calibration)
        _join(clusters, own.calibration.score(needed + own.held_back))
    kept = sorted((one for one in clusters.values() if len(one.members) > 1), key=_first)
    groups = [_group([nodes[place] for place in one.members], own, row_of, decided) for one in kept]
    reasons = Counter(reason for _, reason in own.left_out)
    grouping = VoiceGrouping(
        encoder=nodes[0].encoder,
        compared=len(own.voices),
        needed=None if needed is None else round(needed, 2),
        held_back=round(own.held_back, 2),
        left_out=tuple(LeftOutVoices(reason=why, voices=n) for why, n in sorted(reasons.items())),
        groups=tuple(groups),
    )
    return grouping, decided


def bits_needed(voices: int, calibration: Calibration) -> float:
    """From how many bits, on average, two groups are joined among so many voices.

    The scores of strangers are taken as normal, with mean and deviation of the fit. That goes
    further out than the few speakers of the fit can show; so it decides what is shown as a group,
    and is in no likelihood ratio.
    """
    strangers = NormalDist(calibration.stranger_mean, calibration.stranger_deviation)
    share = min(0.5, STRANGERS / max(1, voices - 1))
    return min(max(LEAST_BITS, calibration.bits(strangers.inv_cdf(1 - share))), MOST_BITS)


def _all(own: ComparableVoices) -> Iterator[CallVoice]:
    yield from own.voices
    yield from (voice for voice, _ in own.left_out)


def _beginnings(
    own: ComparableVoices,
    nodes: Sequence[CallVoice],
    row_of: Mapping[str, int],
    decided: Decided,
) -> dict[int, Cluster]:
    """Each voice by itself, but for those that people joined."""
    empty = np.zeros(own.rows.shape[1], np.float32)
    clusters: dict[int, Cluster] = {}
    for place, voice in enumerate(nodes):
        row = row_of.get(voice.member.id)
        clusters[place] = Cluster(
            members=[place],
            total=empty if row is None else own.rows[row],
            compared=0 if row is None else 1,
            recordings={voice.member.sha256},
            apart=set(decided.apart.get(place, ())),
        )
    for places in decided.joined:
        first, *others = sorted(places)
        for other in others:
            clusters[first].take_in(clusters.pop(other))
    return clusters


def _join(clusters: dict[int, Cluster], least: float) -> None:
    """Rounds over whole clusters. Two that are alike enough have members that are; so one round
    does, unless somebody had more neighbours than were looked at."""
    whole = False
    while not whole:
        edges, whole = _edges(clusters, least)
        if not agglomerate(clusters, edges, least):
            break


def _edges(clusters: dict[int, Cluster], least: float) -> tuple[list[Edge], bool]:
    """Pairs of clusters whose mean score is high enough, and whether these are all."""
    names = [name for name, one in clusters.items() if one.compared]
    edges: list[Edge] = []
    whole = True
    if names:
        totals = (clusters[name].total / np.float32(clusters[name].compared) for name in names)
        for place, others, _ in nearest(np.stack(list(totals)), least, NEIGHBOURS):
            edges += ((names[place], names[other]) for other in others.tolist())
            whole = whole and len(others) < NEIGHBOURS
    return edges, whole


def _first(cluster: Cluster) -> int:
    return cluster.members[0]


def _group(
    voices: Sequence[CallVoice], own: ComparableVoices, row_of: Mapping[str, int], decided: Decided
) -> VoiceGroup:
    members = tuple(voice.member for voice in voices)
    ids = {member.id for member in members}
    rows = [row_of[member.id] for member in members if member.id in row_of]
    cohesion, weakest, strangers = _likeness(rows, own)
    return VoiceGroup(
        id=GROUP + members[0].id.partition("-")[2],
        members=members,
        cohesion=cohesion,
        weakest=weakest,
        strangers=strangers,
        decisions=tuple(
            one for one in decided.followed if ids.issuperset(voices_of_pair(one) or ("",))
        ),
    )


def _likeness(
    places: Sequence[int], own: ComparableVoices
) -> tuple[float | None, float | None, float | None]:
    """Mean and weakest likeness in bits, and strangers expected to be as alike as the mean."""
    fitted, others = own.calibration, len(places) - 1
    if fitted is None or others < 1:
        return None, None, None
    rows = own.rows[places]
    scores = (rows @ rows.sum(axis=0) - np.einsum("ij,ij->i", rows, rows)) / others
    bits = fitted.intercept + fitted.slope * scores - own.held_back
    mean = float(bits.mean())
    strangers = NormalDist(fitted.stranger_mean, fitted.stranger_deviation)
    expected = (len(own.voices) - 1) * (1 - strangers.cdf(fitted.score(mean)))
    return round(mean, 2), round(float(bits.min()), 2), round(expected, 3)
