"""Attribution: for each side of a call, who of the sources may be speaking, with reasons.

Every candidate carries its evidence item by item; probabilities compare the candidates of one
side with each other and with "nobody in the sources". A machine only suggests: see `weights.py`
for what the numbers are worth.
"""

from collections.abc import Mapping, Sequence

from earwitness.crossing.candidates import MOST_CANDIDATES, Candidate, candidates
from earwitness.crossing.conversation import SIDES, Conversation, conversation
from earwitness.crossing.hearing_evidence import hearing_evidence
from earwitness.crossing.next_check import next_check
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.weights import probabilities, weight
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.runtime.canonical import digest

NOBODY_NAME = "nobody in the sources"


def attribute(
    call: Call,
    turns: Sequence[Turn],
    index: ProfileIndex,
    *,
    labels: Mapping[str, str] | None = None,
    called_lines: Mapping[str, int] | None = None,
) -> tuple[Attribution, ...]:
    """The candidates of both sides of one call, likeliest first within a side.

    `labels` maps "caller" and "called" to speaker labels (`{"caller": "channel-0", …}`); a side
    without one is "unknown". `called_lines` comes from `conversation.count_called_lines` over the
    whole case and tells shared phones. A side with neither line nor speech has no candidates;
    any other has at least "nobody in the sources".
    """
    talk = conversation(call, turns, labels or {}, called_lines or {})
    return tuple(
        attribution
        for side in SIDES
        if talk.line(side) is not None or talk.has_speech
        for attribution in _of_side(talk, side, index)
    )


def _of_side(talk: Conversation, side: str, index: ProfileIndex) -> list[Attribution]:
    found = candidates(talk, side, index)
    for candidate in found:
        candidate.evidence += hearing_evidence(candidate, talk, side, index)
    found.sort(key=lambda candidate: (-candidate.match_weight, candidate.person.id))
    found = found[:MOST_CANDIDATES]
    doubt = max([0.0, *(candidate.match_weight - weight("ceiling") for candidate in found)])
    shares = probabilities([*(candidate.match_weight for candidate in found), doubt])
    attributions = [
        _attribution(talk, side, candidate, share, found)
        for candidate, share in zip(found, shares[:-1], strict=True)
    ]
    attributions.append(_nobody(talk, side, found, doubt, shares[-1]))
    return sorted(attributions, key=lambda a: (-a.probability, a.id))


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
        evidence=tuple(candidate.evidence),
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
    """The candidate that is always there; `doubt` is its weight (see the ceiling of `weights`)."""
    line = talk.line(side)
    if line is None:
        detail = "The number of this side is not known."
    elif any(candidate.evidence[0].kind == "number" for candidate in found):
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
    negative = [item for item in evidence[1:] if item.weight < 0]
    return tuple(sorted(negative, key=lambda item: item.weight))


def _id(talk: Conversation, side: str, person: str) -> str:
    return f"attr-{digest([talk.call.id, side, person])[:12]}"
