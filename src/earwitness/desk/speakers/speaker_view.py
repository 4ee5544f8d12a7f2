"""One speaker as its page shows it: candidates, each with its waterfall and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from earwitness.app.speaker_pages import Decided, Speaker
from earwitness.desk.access.need_to_know import hidden_profiles, may_see_person
from earwitness.desk.figures import probability
from earwitness.desk.speaker_names import side_name
from earwitness.desk.speakers.waterfall import Waterfall, seen_by, span_of, waterfall
from earwitness.desk.speakers.wording import VERDICTS, person_name
from earwitness.records.attribution import Attribution, EvidenceItem, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision as it is read: what, by whom, when, why; `leads` if it holds."""

    verdict: str
    by: str
    at: str
    why: str
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """One candidate. `speaks_for` and `against` count items; `open` if its evidence is shown
    without asking; `can_take_back` if a decision on it holds."""

    id: str
    name: str
    person: str
    chance: str
    judgement: str
    judged: str
    fall: Waterfall
    speaks_for: int
    against: int
    next_check: str
    profiles: Sequence[str]
    decisions: Sequence[DecisionView]
    is_open: bool
    can_take_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """One side of a call. `is_told_apart` says whether its voice has a label of its own; `evidence`
    is what all candidates' waterfalls are made of."""

    call_id: str
    side: str
    side_name: str
    line: str
    label: str
    is_told_apart: bool
    candidates: Sequence[CandidateView]
    evidence: Sequence[EvidenceItem]


def speaker_view(
    request: HttpRequest, speaker: Speaker, secret_names: Sequence[str]
) -> SpeakerView:
    """The speaker, as far as the person of the request may know."""
    own = [one for one in speaker.candidates if may_see_person(request, one.person_id)]
    items = [seen_by(request, one.evidence, secret_names) for one in own]
    span = span_of(items)
    return SpeakerView(
        call_id=speaker.call_id,
        side=speaker.side,
        side_name=side_name(speaker.side),
        line=speaker.line,
        label=speaker.label,
        is_told_apart=speaker.label not in ("", "unknown"),
        candidates=[
            _candidate(
                request, one, seen, span, speaker.decisions[one.id], secret_names, place == 0
            )
            for place, (one, seen) in enumerate(zip(own, items, strict=True))
        ],
        evidence=[item for seen in items for item in seen],
    )


def _candidate(
    request: HttpRequest,
    one: Attribution,
    items: Sequence[EvidenceItem],
    span: tuple[float, float],
    decisions: Sequence[Decided],
    secret_names: Sequence[str],
    first: bool,
) -> CandidateView:
    judged = one.judgement is not Judgement.NONE
    tells = any(name in one.next_check for name in secret_names)
    return CandidateView(
        id=one.id,
        name=person_name(one.person_name, one.person_id),
        person=one.person_id or "",
        chance=probability(one.probability),
        judgement=one.judgement.value,
        judged=str(VERDICTS[one.judgement]) if judged else "",
        fall=waterfall(request, items, span),
        speaks_for=sum(item.weight > 0 for item in items),
        against=sum(item.weight < 0 for item in items),
        next_check="" if tells else one.next_check,
        profiles=[own for own in one.profiles if own not in hidden_profiles(request)],
        decisions=[_decision(own) for own in decisions],
        is_open=first or judged,
        can_take_back=any(
            own.leads and own.record.verdict is not Judgement.NONE for own in decisions
        ),
    )


def _decision(own: Decided) -> DecisionView:
    return DecisionView(
        verdict=str(VERDICTS[own.record.verdict]),
        by=own.record.by,
        at=f"{own.record.at:%Y-%m-%d %H:%M} UTC",
        why=own.record.why,
        leads=own.leads,
    )
