"""Exports of the graph: GraphML, and FollowTheMoney as JSON lines. For inside use."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from earwitness.app.answers import all_attributions
from earwitness.app.custody import record_export
from earwitness.app.table_exports import claims_as_entities
from earwitness.archive.handing_out import new_file
from earwitness.crossing.graph import GraphMaterial, build_graph
from earwitness.crossing.writers.follow_the_money import Entity, entities
from earwitness.crossing.writers.graphml import graphml
from earwitness.pipeline.voice_groups import stored_voice_groups
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.errors import WrongUsage
from earwitness.records.graph import GraphSummary
from earwitness.records.profile import Profile
from earwitness.records.spoken_number import SpokenNumber
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, judgements, profiles, results

LINKS = frozenset({"UnknownLink", "Family", "Membership"})
GRAPHML, FTM = "graphml", "ftm"
GRAPH_FORMS = (GRAPHML, FTM)


def export_graph(
    form: str, place: Workplace, out: Path, *, judged_only: bool = False
) -> GraphSummary:
    """Write the graph of the case to a new file, for its owner only, and record the act.

    `judged_only` (of `ftm`) leaves out what only a machine suggests.

    Raises:
        WrongUsage: the file is there already, or lies in the case.
        CaseUnusable: it cannot be written.
    """
    if out.absolute().resolve().is_relative_to(place.folder.root.resolve()):
        raise WrongUsage(
            f"{out} lies inside the case.", remedy="Name a file outside, best on another disk."
        )
    material = gather_graph()
    counts: Counter[str] = Counter()
    if form == FTM:
        found = chain(
            entities(material, judged_only=judged_only),
            claims_as_entities(place, judged_only=judged_only),
        )
        text = _json_lines(found, counts)
    else:
        graph = build_graph(material)
        counts.update(nodes=len(graph.nodes), edges=len(graph.edges))
        text = graphml(graph)
    sha256 = _write_new(out, text, place, form)
    return GraphSummary(form=form, sha256=sha256, nodes=counts["nodes"], edges=counts["edges"])


def gather_graph() -> GraphMaterial:
    """What the case knows, as far as it stands in its graph."""
    all_calls = calls.all_calls()
    living = {call.id for call in all_calls}
    suggested = tuple(one for one in all_attributions() if one.call_id in living)
    found = stored_voice_groups()
    spoken = tuple(
        one
        for _, output in results.outputs("spoken")
        for one in from_json(output, tuple[SpokenNumber, ...])
    )
    led = judgements.judgements_in_force()
    by = {record.id: record.by for record in led}
    return GraphMaterial(
        calls=all_calls,
        sources=profiles.all_sources(),
        profiles=tuple(_profiles(all_calls, suggested, spoken)),
        attributions=suggested,
        judgements=led,
        voice_groups=[group for one in found.groupings for group in one.groups] if found else (),
        spoken=spoken,
        judged_by={
            one.id: by[item.source.partition(" ")[2]]
            for one in suggested
            for item in one.evidence
            if item.kind == "judgement" and item.source.partition(" ")[2] in by
        },
    )


def _profiles(
    all_calls: Iterable[Call], suggested: Iterable[Attribution], spoken: Iterable[SpokenNumber]
) -> Iterator[Profile]:
    """Profiles of candidates, and those that know a line of the case."""
    named = {reference for one in suggested for reference in one.profiles}
    lines = {line for call in all_calls for line in (call.caller, call.called) if line}
    lines |= {one.line for one in spoken if one.line}
    for profile in profiles.all_profiles():
        if profile.reference in named or not lines.isdisjoint(profile.numbers):
            yield profile


def _json_lines(found: Iterable[Entity], counts: Counter[str]) -> Iterator[str]:
    for entity in found:
        counts["edges" if entity["schema"] in LINKS else "nodes"] += 1
        yield json.dumps(entity, ensure_ascii=False) + "\n"


def _write_new(out: Path, text: Iterable[str], place: Workplace, form: str) -> str:
    """The SHA-256 of the new file. It appears whole, after the ledger holds the act."""
    hashed = hashlib.sha256()
    with new_file(out) as file:
        for piece in text:
            raw = piece.encode("utf-8", "replace")
            hashed.update(raw)
            file.write(raw)
        file.flush()
        record_export(place, form, hashed.hexdigest())
    return hashed.hexdigest()
