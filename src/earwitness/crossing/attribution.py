"""Attribution: for each side of a call, who of the sources may be speaking, with reasons.

Every candidate carries its evidence item by item; probabilities compare the candidates of one
side with each other and with "nobody in the sources". A machine only suggests: see
`linkage/comparisons.py` for what the numbers are worth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from earwitness.crossing.candidates import MOST_CANDIDATES
from earwitness.crossing.conversation import SIDES, Conversation, conversation
from earwitness.crossing.decisions import NO_DECISIONS, Decisions, decision_about
from earwitness.crossing.judged_side import with_decisions
from earwitness.crossing.linkage.competition import nobody_weight, probabilities
from earwitness.crossing.linkage.pairing import CallGraph
from earwitness.crossing.linkage.reasons import PRIORS, Reasons
from earwitness.crossing.linkage.weighing import Weighed, weigh
from earwitness.crossing.next_check import next_check
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import Side, side_of
from earwitness.crossing.voice_evidence import NO_VOICES, VoiceEvidence
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.judgement import JudgementRecord
from earwitness.runtime.canonical import digest

NOBODY_NAME = "nobody in the sources"

LEAST_SHOWN = 0.05
"""log2 odds below which a comparison says so little that it is not shown; it still counts."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person with the evidence for and against; `match_weight` in log2 odds."""

    person: Person
    evidence: tuple[EvidenceItem, ...]
    match_weight: float


def attribute(
    call: Call,
    turns: Sequence[Turn],
    index: ProfileIndex,
    *,
    labels: Mapping[str, str] | None = None,
    called_lines: Mapping[str, int] | None = None,
    decisions: Decisions = NO_DECISIONS,
) -> tuple[Attribution, ...]:
    """The candidates of both sides of one call; see `attribute_all`.

    `labels` maps "caller" and "called" to speaker labels (`{"caller": "channel-0", …}`); a side
    without one is "unknown". `called_lines` comes from `conversation.count_called_lines` over the
    whole case and tells shared phones.
    """
    talk = conversation(call, turns, labels or {}, called_lines or {})
    return next(attribute_all([talk], index, {}, decisions))


def attribute_all(
    talks: Sequence[Conversation],
    index: ProfileIndex,
    graph: CallGraph,
    decisions: Decisions = NO_DECISIONS,
    voices: VoiceEvidence = NO_VOICES,
) -> Iterator[tuple[Attribution, ...]]:
    """For each of these calls the candidates of both sides, likeliest first within a side.

    A side with neither line nor speech has no candidates; any other has at least "nobody in the
    sources". All pairs are scored at once: some thousand calls a time is a fair number.
    """
    sides = {
        (number, name): side_of(talk, name, index)
        for number, talk in enumerate(talks)
        for name in SIDES
        if talk.line(name) is not None or talk.has_speech
    }
    weighed = weigh(sides, index, graph, decisions)
    for number in range(len(talks)):
        yield tuple(
            attribution
            for name in SIDES
            if (number, name) in weighed
            for attribution in _of_side(
                sides[number, name],
                weighed[number, name],
                index,
                decisions.here(sides[number, name].talk.call.id, name),
                voices,
            )
        )


def _of_side(
    side: Side,
    weighed: Sequence[Weighed],
    index: ProfileIndex,
    decided: Sequence[JudgementRecord],
    voices: VoiceEvidence,
) -> list[Attribution]:
    talk, name = side.talk, side.name
    heard = [
        replace(one, voices=voices.items(talk.call.id, name, one.pair.reached.person.references))
        for one in weighed
    ]
    ranked = sorted(heard, key=lambda one: (-one.match_weight, one.pair.reached.person.id))
    doubt = nobody_weight(one.match_weight for one in ranked)
    # Namesakes beyond those that are shown compete, too.
    shares = probabilities([doubt, *(one.match_weight for one in ranked)])
    shown = [
        (one, share)
        for place, (one, share) in enumerate(zip(ranked, shares[1:], strict=True))
        if place < MOST_CANDIDATES or decision_about(decided, one.pair.reached.person.references)
    ]
    found = [_candidate(side, one, index) for one, _ in shown]
    attributions = [
        _attribution(talk, name, candidate, share, found)
        for candidate, (_, share) in zip(found, shown, strict=True)
    ]
    attributions.append(_nobody(talk, name, found, doubt, shares[0]))
    bound = with_decisions(attributions, decided)
    return sorted(bound, key=lambda a: (-a.probability, -a.match_weight, a.id))


def _candidate(side: Side, one: Weighed, index: ProfileIndex) -> Candidate:
    reasons = Reasons(side, one.pair, index)
    said = [share for share in one.shares if abs(share.weight) >= LEAST_SHOWN]
    items = (*(reasons.item(share) for share in said), *one.voices)
    return Candidate(one.pair.reached.person, items, one.match_weight)


def _attribution(
    talk: Conversation,
    side: str,
    candidate: Candidate,
    probability: float,
    rivals: Sequence[Candidate],
) -> Attribution:
    return Attribution(
        id=_id(talk, side, candidate.person.id),
        call_id=talk.call.id,
        speaker_label=talk.label(side),
        side=side,
        line=talk.line(side),
        person_id=candidate.person.id,
        person_name=candidate.person.name,
        profiles=candidate.person.references,
        match_weight=round(candidate.match_weight, 3),
        probability=round(probability, 4),
        evidence=candidate.evidence,
        against=_against(candidate.evidence),
        next_check=next_check(talk, side, candidate, rivals),
    )


def _nobody(
    talk: Conversation,
    side: str,
    found: Sequence[Candidate],
    doubt: float,
    probability: float,
) -> Attribution:
    """The candidate that is always there; `doubt` is its weight (see `competition`)."""
    line = talk.line(side)
    if line is None:
        detail = "The number of this side is not known."
    elif any(item.kind in {"number", "shared_phone"} for one in found for item in one.evidence):
        detail = "Somebody else may use the line, or its entry in the sources may be old."
    else:
        detail = "The line is in none of the sources that were read."
    return Attribution(
        id=_id(talk, side, "nobody"),
        call_id=talk.call.id,
        speaker_label=talk.label(side),
        side=side,
        line=line,
        person_id=None,
        person_name=NOBODY_NAME,
        profiles=(),
        match_weight=round(doubt, 3),
        probability=round(probability, 4),
        evidence=(
            EvidenceItem(
                kind="prior", detail=detail, weight=round(doubt, 3), source=f"call {talk.call.id}"
            ),
        ),
        next_check=next_check(talk, side, None, found),
    )


def _against(evidence: Sequence[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """Counter-evidence, strongest first. The low prior of a family link is no counter-evidence."""
    negative = [item for item in evidence if item.weight < 0 and item.kind not in PRIORS]
    return tuple(sorted(negative, key=lambda item: item.weight))


def _id(talk: Conversation, side: str, person: str) -> str:
    return f"attr-{digest([talk.call.id, side, person])[:12]}"
