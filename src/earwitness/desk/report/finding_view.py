"""The findings of a case as tables: persons, lines, and what made them."""

from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.desk.figures import probability
from earwitness.desk.report import wording
from earwitness.desk.report.lookups import Lookups
from earwitness.desk.report.report_data import ModelUsed, ReportLine, ReportPerson
from earwitness.desk.report.speaker_view import EvidenceView, evidence_views
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.profile import LineLookup, LookupAnswer, ProfileSource

# Enough to see why; the whole list stands with each call.
TOP_EVIDENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenCall:
    """A call in which a person may speak."""

    id: str
    target: str
    side: str
    probability: str
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person, where they may speak, and the weightiest reasons."""

    name: str
    anchor: str
    profiles: tuple[str, ...]
    lines: tuple[str, ...]
    calls: tuple[SpokenCall, ...]
    judged: bool
    evidence: tuple[EvidenceView, ...]
    against: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What one source says of one line."""

    source: str
    answer: str
    css: str
    profiles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line and the answer of every source, in the order of the sources."""

    line: str
    calls_as_caller: str
    calls_as_called: str
    times_said: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """One engine or model in words."""

    stage: str
    engine: str
    model: str
    licence: str
    accuracy: str
    weights_digest: str
    options: str


def person_view(person: ReportPerson, lookups: Lookups) -> PersonView:
    """A person; calls in order of probability."""
    ordered = sorted(person.attributions, key=lambda a: -a.probability)
    profiles = dict.fromkeys(reference for a in ordered for reference in a.profiles)
    return PersonView(
        name=person.name,
        anchor=wording.anchor("person", person.person_id),
        profiles=tuple(lookups.profile(reference) for reference in profiles),
        lines=tuple(dict.fromkeys(a.line for a in ordered if a.line)),
        calls=tuple(_spoken_call(a, lookups) for a in ordered),
        judged=any(lookups.judgement(a.id) for a in ordered),
        evidence=_top(item for a in ordered for item in a.evidence),
        against=_top(item for a in ordered for item in a.against),
    )


def _top(items: Iterable[EvidenceItem]) -> tuple[EvidenceView, ...]:
    """The weightiest reasons; one that holds in several calls is shown once."""
    once = {(item.kind, item.detail): item for item in reversed(tuple(items))}
    return evidence_views(once.values())[:TOP_EVIDENCE]


def _spoken_call(attribution: Attribution, lookups: Lookups) -> SpokenCall:
    return SpokenCall(
        id=attribution.call_id,
        target=wording.anchor("call", attribution.call_id),
        side=attribution.side,
        probability=probability(attribution.probability),
        judgement=lookups.judgement(attribution.id),
    )


def line_view(line: ReportLine, sources: tuple[ProfileSource, ...], lookups: Lookups) -> LineView:
    """A line; a source that says nothing of it was not checked."""
    said = {lookup.source_id: lookup for lookup in line.lookups}
    return LineView(
        line=line.line,
        calls_as_caller=wording.number(line.calls_as_caller),
        calls_as_called=wording.number(line.calls_as_called),
        times_said=wording.number(line.times_said),
        answers=tuple(_answer_view(source, said.get(source.id), lookups) for source in sources),
    )


def _answer_view(source: ProfileSource, lookup: LineLookup | None, lookups: Lookups) -> AnswerView:
    answer = lookup.answer if lookup else LookupAnswer.NOT_CHECKED
    names = (lookups.profile(reference) for reference in lookup.profiles) if lookup else ()
    return AnswerView(
        source=source.source_name,
        answer=wording.ANSWERS[answer],
        css=answer.value,
        profiles=", ".join(names),
    )


def model_view(used: ModelUsed) -> ModelView:
    """What made a result, with its provenance."""
    made = used.provenance
    return ModelView(
        stage=wording.kind(made.stage),
        engine=f"{made.engine} {made.version}".strip(),
        model=used.model_id,
        licence=used.licence,
        accuracy=used.accuracy,
        weights_digest=made.weights_digest[:16],
        options="" if made.options in ("", "{}") else made.options,
    )
