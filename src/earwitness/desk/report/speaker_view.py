"""Who may speak: the candidates of each speaker of a call, with the reasons for the first."""

from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.desk.figures import probability, weight
from earwitness.desk.report import wording
from earwitness.desk.report.lookups import Lookups, candidate
from earwitness.records.attribution import Attribution, EvidenceItem

_SIDES = {"caller": 0, "called": 1}
NOBODY = "nobody in the sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One reason in words, with its weight and where to check it."""

    detail: str
    weight: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """One candidate. `percent` (0 to 100) is the width of the bar."""

    name: str
    probability: str
    percent: int
    weight: str
    profiles: str
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """One speaker of a call.

    `leading` is empty when nobody in the sources leads. The reasons are those of `reasons_for`,
    the likeliest candidate who has a name: they are wanted above all when nobody leads.
    """

    title: str
    line: str
    leading: str
    candidates: tuple[CandidateView, ...]
    reasons_for: str
    evidence: tuple[EvidenceView, ...]
    against: tuple[EvidenceView, ...]
    next_check: str


def speaker_views(attributions: Iterable[Attribution], lookups: Lookups) -> tuple[SpeakerView, ...]:
    """The speakers of a call, the caller first, each with the likeliest candidate first."""
    speakers: dict[tuple[str, str], list[Attribution]] = {}
    for attribution in attributions:
        speakers.setdefault((attribution.side, attribution.speaker_label), []).append(attribution)
    return tuple(
        _speaker_view(sorted(candidates, key=lambda a: -a.probability), lookups)
        for _, candidates in sorted(speakers.items(), key=lambda item: _SIDES.get(item[0][0], 2))
    )


def evidence_views(items: Iterable[EvidenceItem]) -> tuple[EvidenceView, ...]:
    """Reasons, the weightiest first."""
    return tuple(
        EvidenceView(detail=item.detail, weight=weight(item.weight), source=item.source)
        for item in sorted(items, key=lambda item: -abs(item.weight))
    )


def _speaker_view(candidates: list[Attribution], lookups: Lookups) -> SpeakerView:
    first = candidates[0]
    named = next((a for a in candidates if a.person_id is not None), first)
    return SpeakerView(
        title=wording.speaker(first.speaker_label, first.side),
        line=first.line or wording.UNKNOWN,
        leading="" if first.person_id is None else candidate(first),
        candidates=tuple(_candidate_view(attribution, lookups) for attribution in candidates),
        reasons_for=_name(named),
        evidence=evidence_views(named.evidence),
        against=evidence_views(named.against),
        next_check=first.next_check or named.next_check,
    )


def _name(attribution: Attribution) -> str:
    return NOBODY if attribution.person_id is None else attribution.person_name


def _candidate_view(attribution: Attribution, lookups: Lookups) -> CandidateView:
    return CandidateView(
        name=_name(attribution),
        probability=probability(attribution.probability),
        percent=round(min(max(attribution.probability, 0.0), 1.0) * 100),
        weight=weight(attribution.match_weight),
        profiles=", ".join(lookups.profile(reference) for reference in attribution.profiles),
        judgement=lookups.judgement(attribution.id),
    )
