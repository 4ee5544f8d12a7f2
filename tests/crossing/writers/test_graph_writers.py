"""The graph of a case in formats of others: complete, typed, and with no identity nobody judged."""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.conversation import conversation, count_called_lines
from earwitness.crossing.decisions import decisions_of
from earwitness.crossing.graph import GraphMaterial, build_graph
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.writers.follow_the_money import Entity, entities
from earwitness.crossing.writers.graphml import graphml
from earwitness.records.attribution import Judgement
from earwitness.records.call import Call
from earwitness.records.graph import EdgeKind, Graph, GraphEdge, GraphNode, NodeKind
from earwitness.records.hearing import Turn
from earwitness.records.judgement import JudgementRecord
from earwitness.records.profile import Profile, ProfileSource
from earwitness.records.spoken_number import Certainty, SpokenNumber
from earwitness.records.voice_groups import VoiceGroup, VoiceMember
from earwitness.records.voice_links import SpeakerInCall
from fakes.ftm_schema import ENTITY_ID, SCHEMATA

PHONE, MOTHER, SAID = "+380970001127", "+79552110001", "+79552110077"
AT = datetime(2022, 3, 5, 19, 42, 10, tzinfo=UTC)
CALL = Call(
    id="call-1", caller=PHONE, called=MOTHER, started_at=AT, duration_ms=61_400,
    recordings=("ab" * 32,),
)  # fmt: skip
BARE = Call(id="call-2", called=MOTHER)
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,))
TANYA = Profile(source_id="tags", profile_id="t=7", name="Таня Кубышкина", numbers=(MOTHER,))
FEDYA = Profile(
    source_id="social", profile_id="2", name="Фёдор Кубышкин", user_name="fedya",
    relatives=("мать: Татьяна Кубышкина",),
)  # fmt: skip
SOURCES = (
    ProfileSource(id="book", kind="vcard", source_name="book.vcf", sha256="0" * 64, as_of="2021"),
    ProfileSource(id="tags", kind="tags", source_name="tags.json", sha256="2" * 64),
    ProfileSource(id="social", kind="social", source_name="social.csv", sha256="1" * 64),
)
GREETING = Turn(
    start_ms=0, end_ms=900, channel=0, language="ru", text="Мам, это Федя.", speaker_label="unknown"
)


def decided(subject: str, verdict: Judgement, **about: Any) -> JudgementRecord:
    return JudgementRecord(
        id=f"judgement-{subject}", subject=subject, verdict=verdict, why="Known.", by="Olena",
        at=AT, **about,
    )  # fmt: skip


FEDYA_CALLS = decided(
    "attr-1", Judgement.POSITIVE, call_id="call-1", side="caller", profiles=(FEDYA.reference,)
)
ONE_WOMAN = decided(
    "book:1=tags:t=7", Judgement.POSITIVE, profiles=(TATYANA.reference, TANYA.reference)
)


def material(*records: JudgementRecord, first: Profile = TATYANA) -> GraphMaterial:
    calls, known = (CALL, BARE), (first, TANYA, FEDYA)
    lines = count_called_lines(calls)
    decisions = decisions_of(records, calls, lines)
    index = ProfileIndex.build(known, SOURCES, links=decisions.links)
    talks = [conversation(call, [GREETING], {}, lines) for call in calls]
    found = attribute_all(talks, index, call_graph(calls), decisions)
    voices = tuple(
        VoiceMember(
            id=f"voice-{number}", sha256="ab" * 32, speech_ms=900,
            speaker=SpeakerInCall(call_id=call.id, speaker_label="voice-1"),
        )
        for number, call in enumerate(calls)
    )  # fmt: skip
    said = SpokenNumber(
        call_id="call-1", sha256="ab" * 32, start_ms=3000, end_ms=5000, turn_starts_ms=(3000,),
        speaker_label="unknown", quote="…", digits=SAID, certainty=Certainty.COMPLETE, line=SAID,
    )  # fmt: skip
    return GraphMaterial(
        calls=calls,
        sources=SOURCES,
        profiles=known,
        attributions=[one for own in found for one in own],
        judgements=records,
        voice_groups=[VoiceGroup(id="voices-1", members=voices)],
        spoken=[said],
    )


def opened(graph: Graph) -> Any:
    return networkx.read_graphml(io.BytesIO("".join(graphml(graph)).encode()))


def edges(graph: Graph, kind: EdgeKind) -> list[GraphEdge]:
    return [edge for edge in graph.edges if edge.kind is kind]


def test_all_that_is_tied_together_is_in_the_graph() -> None:
    graph = build_graph(material(FEDYA_CALLS, ONE_WOMAN))
    assert {node.kind for node in graph.nodes} == set(NodeKind)
    assert {edge.kind for edge in graph.edges} == set(EdgeKind) - {EdgeKind.OTHER_PERSON}
    (caller,) = edges(graph, EdgeKind.CALLER)
    number = {node.id: node.values.get("number") for node in graph.nodes}
    assert (number[caller.source], caller.target) == (PHONE, "call-1")
    judged = [e for e in edges(graph, EdgeKind.ATTRIBUTION) if e.values["judgement"] == "positive"]
    assert [(e.target, e.values["side"], e.values["probability"]) for e in judged] == [
        ("call-1", "caller", 1.0)
    ]
    (relative,) = edges(graph, EdgeKind.RELATIVE_LISTED)
    assert relative.values == {"relation": "mother", "namesakes": 1}
    held = [e for e in edges(graph, EdgeKind.HOLDS_LINE) if e.values["source"] == "book"]
    assert [(number[e.target], e.values["as_of"]) for e in held] == [(MOTHER, "2021")]


def test_ids_are_there_once_stable_and_no_number_or_hash_of_one() -> None:
    graph = build_graph(material())
    ids = [node.id for node in graph.nodes]
    assert len(set(ids)) == len(ids)
    assert ids == [node.id for node in build_graph(material()).nodes]
    assert not [one for one in ids if re.search(r"\d{7}", one)]


def test_networkx_opens_it_with_every_value_in_its_type() -> None:
    graph = build_graph(material(FEDYA_CALLS, ONE_WOMAN))
    found = opened(graph)
    assert set(found.nodes) == {node.id for node in graph.nodes}
    for node in graph.nodes:
        assert found.nodes[node.id] == {
            "kind": node.kind.value, "label": node.label, **node.values,
        }  # fmt: skip
    read = sorted((s, t, sorted(map(str, v.items()))) for s, t, v in found.edges(data=True))
    written = sorted(
        (e.source, e.target, sorted(map(str, {"kind": e.kind.value, **e.values}.items())))
        for e in graph.edges
    )
    ids = [re.sub(r"\('id', 'e\d+'\)", "", str(one)) for one in read]
    assert len(ids) == len(written)
    for source, target, values in read:
        assert (source, target, [v for v in values if not v.startswith("('id',")]) in written


@given(st.text(), st.text())
def test_whatever_stands_in_a_name_the_document_opens(name: str, key: str) -> None:
    node = GraphNode(id=f"n{key}", kind=NodeKind.PERSON, label=name, values={"name": name})
    other = GraphNode(id="m", kind=NodeKind.CALL, label="]]> <b>&amp;")
    edge = GraphEdge(kind=EdgeKind.ATTRIBUTION, source=node.id, target="m", values={"side": name})
    found = opened(Graph(nodes=(node, other), edges=(edge,)))
    assert len(found.nodes) == 2 and len(found.edges) == 1
    told = next(v for n, v in found.nodes(data=True) if n != "m")
    if name.isprintable() and name:
        assert told["label"] == name
    assert found.nodes["m"]["label"] == "]]> <b>&amp;"


def check_by_excerpt(found: Sequence[Entity]) -> None:
    schema_of = {entity["id"]: entity["schema"] for entity in found}
    assert len(schema_of) == len(found)
    for entity in found:
        assert ENTITY_ID.fullmatch(entity["id"]) and len(entity["id"]) <= 200
        _, required, properties = SCHEMATA[entity["schema"]]
        assert set(required) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            kind = properties[name]
            if kind.startswith("-> "):
                for value in values:
                    assert kind[3:] in SCHEMATA[schema_of[value]][0]
            if kind == "date":
                assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", v) for v in values)
            if kind == "number":
                assert all(v.isdigit() for v in values)
            if kind == "phone":
                assert all(re.fullmatch(r"\+\d{7,15}", v) for v in values)


CASES = [(), (FEDYA_CALLS,), (ONE_WOMAN,), (FEDYA_CALLS, ONE_WOMAN)]


@pytest.mark.parametrize("records", CASES)
@pytest.mark.parametrize("judged_only", [False, True])
def test_every_entity_fits_its_schema(
    records: tuple[JudgementRecord, ...], judged_only: bool
) -> None:
    found = list(entities(material(*records), judged_only=judged_only))
    assert {"Person", "Call", "UserAccount", "Audio"} <= {one["schema"] for one in found}
    check_by_excerpt(found)


@pytest.mark.parametrize("records", CASES)
def test_the_package_itself_takes_every_entity(records: tuple[JudgementRecord, ...]) -> None:
    reason = "followthemoney is not installed: it needs a compiler and the headers of ICU"
    package = pytest.importorskip("followthemoney", reason=reason)
    for entity in entities(material(*records), judged_only=False):
        schema = package.model.get(entity["schema"])
        schema.validate(entity)
        proxy = package.model.get_proxy(json.loads(json.dumps(entity)), cleaned=False)
        for name, values in entity["properties"].items():
            assert len(proxy.get(name)) == len(values), (entity["schema"], name)


def by_schema(found: Sequence[Entity], schema: str) -> list[Entity]:
    return [entity for entity in found if entity["schema"] == schema]


def test_only_whom_people_judged_speaks_in_a_call_the_others_are_linked_as_unknown() -> None:
    found = list(entities(material(FEDYA_CALLS), judged_only=False))
    people = {e["properties"]["name"][0]: e["id"] for e in by_schema(found, "Person")}
    call = next(e for e in by_schema(found, "Call") if e["id"] == "call-1")["properties"]
    assert call["caller"] == [people[FEDYA.name]]
    assert call["receiver"] == ["call-1-called"]
    assert (call["duration"], call["date"]) == (["61"], ["2022-03-05T19:42:10"])
    assert (call["callerNumber"], call["receiverNumber"]) == ([PHONE], [MOTHER])
    links = [e["properties"] for e in by_schema(found, "UnknownLink")]
    assert {link["object"][0] for link in links} >= {"call-1-called"}
    assert "call-1-caller" not in {link["object"][0] for link in links}
    assert any("match weight" in link.get("summary", [""])[0] for link in links)
    (family,) = by_schema(found, "Family")
    assert family["properties"]["relationship"] == ["mother"]


def test_with_judged_only_no_suggestion_is_left() -> None:
    found = list(entities(material(FEDYA_CALLS), judged_only=True))
    assert {e["schema"] for e in found} == {"Person", "Call", "UserAccount", "Audio"}
    ends = [e["properties"] for e in by_schema(found, "Call")]
    assert [("caller" in e, "receiver" in e) for e in ends] == [(True, False), (False, False)]


def test_profiles_that_a_machine_joined_are_owned_by_nobody_until_people_say_so() -> None:
    def owned(found: Sequence[Entity]) -> set[str]:
        accounts = by_schema(found, "UserAccount")
        return {e["id"] for e in accounts if "owner" in e["properties"]}

    before = list(entities(material(), judged_only=False))
    assert owned(before) == {"profile-social.3a2"}
    roles = [e["properties"]["role"][0] for e in by_schema(before, "UnknownLink")]
    assert roles.count("suggested: a profile of this person") == 2
    after = list(entities(material(ONE_WOMAN), judged_only=True))
    assert len(owned(after)) == 3
    both = (TATYANA.reference, "gone:1")
    about_another = decided("book:1=gone:1", Judgement.POSITIVE, profiles=both)
    found = list(entities(material(about_another), judged_only=True))
    assert owned(found) == {"profile-social.3a2"}


def test_who_was_ruled_out_is_not_suggested_any_more() -> None:
    against = replace(FEDYA_CALLS, verdict=Judgement.NEGATIVE)
    found = list(entities(material(against), judged_only=False))
    fedya = next(e["id"] for e in by_schema(found, "Person") if FEDYA.name in str(e))
    links = [e["properties"] for e in by_schema(found, "UnknownLink")]
    assert (fedya, "call-1-caller") not in {(p["subject"][0], p["object"][0]) for p in links}


@given(st.lists(st.text(max_size=60) | st.text(min_size=150, max_size=200), unique=True))
def test_every_profile_has_an_id_of_its_own_whatever_its_reference(keys: list[str]) -> None:
    known = [Profile(source_id="s-1", profile_id=key, name="Анна") for key in keys]
    found = list(entities(GraphMaterial(
        calls=(), sources=(), profiles=known, attributions=()), judged_only=False))  # fmt: skip
    assert len({entity["id"] for entity in found}) == len(keys)
    check_by_excerpt(found)


def test_hostile_names_stay_one_line_each() -> None:
    bad = replace(TATYANA, name='Тать\x00яна "\n\u2028{}')
    for entity in entities(material(first=bad), judged_only=False):
        line = json.dumps(entity, ensure_ascii=False)
        assert "\n" not in line and "\x00" not in line and "\\u0000" not in line
