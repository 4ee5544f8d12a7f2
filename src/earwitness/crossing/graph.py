"""Builds the graph of a case from its records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from earwitness.crossing.persons import Person, person_of
from earwitness.crossing.profile_index import full_names
from earwitness.crossing.profile_links import is_about_profiles
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.call import Call
from earwitness.records.graph import EdgeKind, Graph, GraphEdge, GraphNode, NodeKind, Value
from earwitness.records.judgement import JudgementRecord
from earwitness.records.profile import Profile, ProfileSource
from earwitness.records.spoken_number import SpokenNumber
from earwitness.records.voice_groups import VoiceGroup

JUDGED = {Judgement.POSITIVE: EdgeKind.SAME_PERSON, Judgement.NEGATIVE: EdgeKind.OTHER_PERSON}


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphMaterial:
    """What a graph is built from. `profiles` are those of the attributions' persons, and those
    that know a line of a call; `judgements` the leading ones."""

    calls: Sequence[Call]
    sources: Sequence[ProfileSource]
    profiles: Sequence[Profile]
    attributions: Sequence[Attribution]
    judgements: Sequence[JudgementRecord] = ()
    voice_groups: Sequence[VoiceGroup] = ()
    spoken: Sequence[SpokenNumber] = ()
    judged_by: Mapping[str, str] = field(default_factory=dict)
    """Attribution → who decided about it."""


def persons_of(material: GraphMaterial) -> dict[str, Person]:
    """The persons of the attributions, as their profiles tell them, by their ids there."""
    known = {profile.reference: profile for profile in material.profiles}
    found: dict[str, Person] = {}
    for one in material.attributions:
        own = [known[reference] for reference in one.profiles if reference in known]
        if one.person_id and own and one.person_id not in found:
            found[one.person_id] = person_of(own)
    return found


def listed_relatives(persons: Mapping[str, Person]) -> Iterator[tuple[str, str, str, int]]:
    """(person, another who bears the name that it lists, relation, how many bear that name)."""
    bearers: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, person in persons.items():
        for name in full_names(person):
            bearers[name].append(key)
    for key, person in persons.items():
        for relative in person.relatives:
            names = {other for given in relative.given for other in bearers[given, relative.stem]}
            for other in sorted(names - {key}):
                yield key, other, relative.relation, len(names - {key})


def build_graph(material: GraphMaterial) -> Graph:
    """The graph, nodes and edges in a fixed order.

    A line has no id of its own in a case, and a hash of its number could be tried out: it is named
    after the first place where it stands, a side of a call before a profile.
    """
    lines = _line_ids(material)
    persons = persons_of(material)
    nodes = (
        *_call_nodes(material.calls),
        *(_line_node(line, key) for line, key in lines.items()),
        *_source_nodes(material.sources),
        *_profile_nodes(material.profiles),
        *_person_nodes(persons),
        *_voice_nodes(material.voice_groups),
    )
    known = {node.id for node in nodes}
    edges = (
        *_call_edges(material.calls, lines),
        *_profile_edges(material, lines),
        *_attribution_edges(material),
        *_relative_edges(persons),
        *_voice_edges(material.voice_groups),
        *_spoken_edges(material.spoken, lines),
        *_judged_edges(material.judgements),
    )
    kept = tuple(edge for edge in edges if edge.source in known and edge.target in known)
    return Graph(nodes=nodes, edges=kept)


def _line_ids(material: GraphMaterial) -> dict[str, str]:
    found: dict[str, str] = {}
    ordered = sorted(material.calls, key=lambda c: (c.started_at is None, c.started_at or 0, c.id))
    for call in ordered:
        for side, line in (("caller", call.caller), ("called", call.called)):
            if line:
                found.setdefault(line, f"line:{side} of {call.id}")
    for spoken in sorted(material.spoken, key=lambda s: (s.sha256, s.start_ms)):
        if spoken.line:
            found.setdefault(spoken.line, f"line:said in {spoken.call_id} at {spoken.start_ms}")
    for profile in sorted(material.profiles, key=lambda p: p.reference):
        for place, line in enumerate(profile.numbers, start=1):
            found.setdefault(line, f"line:{place} of {profile.reference}")
    return found


def _line_node(line: str, key: str) -> GraphNode:
    return GraphNode(id=key, kind=NodeKind.LINE, label=line, values={"number": line})


def _call_nodes(calls: Iterable[Call]) -> Iterator[GraphNode]:
    for call in calls:
        values: dict[str, Value] = {"recordings": " ".join(call.recordings)}
        if call.started_at:
            values["started_at"] = call.started_at.isoformat()
        if call.duration_ms is not None:
            values["duration_ms"] = call.duration_ms
        yield GraphNode(id=call.id, kind=NodeKind.CALL, label=call.id, values=values)


def _source_nodes(sources: Iterable[ProfileSource]) -> Iterator[GraphNode]:
    for source in sources:
        values = {"source_kind": source.kind, "as_of": source.as_of, "origin": source.origin}
        yield GraphNode(
            id=f"source:{source.id}",
            kind=NodeKind.SOURCE,
            label=source.source_name,
            values=_told(values),
        )


def _profile_nodes(profiles: Iterable[Profile]) -> Iterator[GraphNode]:
    for profile in profiles:
        values = {"name": profile.name, "city": profile.city, "user_name": profile.user_name}
        yield GraphNode(
            id=f"profile:{profile.reference}",
            kind=NodeKind.PROFILE,
            label=profile.name or profile.reference,
            values=_told(values),
        )


def _person_nodes(persons: Mapping[str, Person]) -> Iterator[GraphNode]:
    for key, person in persons.items():
        values = {"name": person.name}
        yield GraphNode(id=key, kind=NodeKind.PERSON, label=person.name, values=values)


def _voice_nodes(groups: Iterable[VoiceGroup]) -> Iterator[GraphNode]:
    for group in groups:
        yield GraphNode(
            id=group.id,
            kind=NodeKind.VOICE_GROUP,
            label=group.id,
            values={"members": len(group.members)},
        )
        for one in group.members:
            yield GraphNode(
                id=one.id,
                kind=NodeKind.VOICE,
                label=one.id,
                values={"speaker_label": one.speaker.speaker_label, "speech_ms": one.speech_ms},
            )


def _call_edges(calls: Iterable[Call], lines: Mapping[str, str]) -> Iterator[GraphEdge]:
    for call in calls:
        if call.caller:
            yield GraphEdge(kind=EdgeKind.CALLER, source=lines[call.caller], target=call.id)
        if call.called:
            yield GraphEdge(kind=EdgeKind.CALLED, source=call.id, target=lines[call.called])


def _profile_edges(material: GraphMaterial, lines: Mapping[str, str]) -> Iterator[GraphEdge]:
    days = {source.id: source.as_of for source in material.sources}
    for profile in material.profiles:
        own = f"profile:{profile.reference}"
        told = _told({"source": profile.source_id, "as_of": days.get(profile.source_id, "")})
        for line in dict.fromkeys(profile.numbers):
            yield GraphEdge(kind=EdgeKind.HOLDS_LINE, source=own, target=lines[line], values=told)
        source = f"source:{profile.source_id}"
        yield GraphEdge(kind=EdgeKind.FOUND_IN, source=own, target=source)
    pairs = dict.fromkeys(
        (reference, one.person_id)
        for one in material.attributions
        for reference in one.profiles
        if one.person_id
    )
    for reference, person_id in pairs:
        yield GraphEdge(kind=EdgeKind.PROFILE_OF, source=f"profile:{reference}", target=person_id)


def _attribution_edges(material: GraphMaterial) -> Iterator[GraphEdge]:
    for one in material.attributions:
        if one.person_id:
            values: dict[str, Value] = {
                "attribution": one.id,
                "side": one.side,
                "speaker_label": one.speaker_label,
                "match_weight": one.match_weight,
                "probability": one.probability,
                "judgement": one.judgement.value,
            }
            if one.id in material.judged_by:
                values["judged_by"] = material.judged_by[one.id]
            yield GraphEdge(
                kind=EdgeKind.ATTRIBUTION, source=one.person_id, target=one.call_id, values=values
            )


def _relative_edges(persons: Mapping[str, Person]) -> Iterator[GraphEdge]:
    for person, other, relation, namesakes in listed_relatives(persons):
        yield GraphEdge(
            kind=EdgeKind.RELATIVE_LISTED,
            source=person,
            target=other,
            values={"relation": relation, "namesakes": namesakes},
        )


def _voice_edges(groups: Iterable[VoiceGroup]) -> Iterator[GraphEdge]:
    for group in groups:
        for one in group.members:
            yield GraphEdge(kind=EdgeKind.MEMBER_OF, source=one.id, target=group.id)
            yield GraphEdge(kind=EdgeKind.SPEAKS_IN, source=one.id, target=one.speaker.call_id)


def _spoken_edges(spoken: Iterable[SpokenNumber], lines: Mapping[str, str]) -> Iterator[GraphEdge]:
    for one in spoken:
        if one.line:
            yield GraphEdge(
                kind=EdgeKind.SPOKEN_NUMBER,
                source=one.call_id,
                target=lines[one.line],
                values={
                    "start_ms": one.start_ms,
                    "end_ms": one.end_ms,
                    "speaker_label": one.speaker_label,
                },
            )


def _judged_edges(judgements: Iterable[JudgementRecord]) -> Iterator[GraphEdge]:
    for record in judgements:
        if is_about_profiles(record) and record.verdict in JUDGED:
            left, right = (f"profile:{reference}" for reference in record.profiles)
            yield GraphEdge(
                kind=JUDGED[record.verdict],
                source=left,
                target=right,
                values={"judgement": record.verdict.value, "judged_by": record.by},
            )


def _told(values: Mapping[str, str]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value}
