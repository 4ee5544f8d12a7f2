"""Decisions about one side of one call bind its candidates: who leads, who is ruled out."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.crossing.decisions import decision_about
from earwitness.crossing.linkage.competition import probabilities
from earwitness.records.attribution import Attribution, EvidenceItem, Judgement
from earwitness.records.judgement import JudgementRecord


def with_decisions(
    candidates: Sequence[Attribution], decided: Sequence[JudgementRecord]
) -> list[Attribution]:
    """The candidates of one side, nobody included, as far as people let them stand.

    Judged positive, a person has the whole probability (several: they share it by weight), and
    all others are ruled out. Judged negative, a person is ruled out. Weights stay the machine's.
    """
    if not decided:
        return list(candidates)
    about = [decision_about(decided, one.profiles) for one in candidates]
    positive = [one for one in about if one and one.verdict is Judgement.POSITIVE]
    stands = [
        one is not None and one.verdict is Judgement.POSITIVE
        if positive
        else one is None or one.verdict is not Judgement.NEGATIVE
        for one in about
    ]
    standing = [one.match_weight for one, stays in zip(candidates, stands, strict=True) if stays]
    shares = iter(probabilities(standing))
    some_out = not all(stands)
    return [
        replace(
            _with_reasons(one, own, positive),
            probability=(
                one.probability if not some_out else round(next(shares), 4) if stays else 0.0
            ),
        )
        for one, own, stays in zip(candidates, about, stands, strict=True)
    ]


def _with_reasons(
    one: Attribution, own: JudgementRecord | None, positive: Sequence[JudgementRecord]
) -> Attribution:
    """The candidate with who decided about it, or about another who is judged to be the speaker.
    Such items weigh nothing: a decision is no measurement."""
    reasons = [_decision(own)] if own else []
    against = [_decision(own)] if own and own.verdict is Judgement.NEGATIVE else []
    if own is None or own.verdict is not Judgement.POSITIVE:
        otherwise = [_ruled_out(record) for record in positive]
        reasons += otherwise
        against += otherwise
    return replace(
        one,
        evidence=(*reasons, *one.evidence),
        against=(*against, *one.against),
        judgement=own.verdict if own else Judgement.NONE,
    )


def _decision(record: JudgementRecord) -> EvidenceItem:
    return EvidenceItem(
        kind="judgement",
        detail=f"Judged {record.verdict.value} by {record.by} on {record.at:%Y-%m-%d}: "
        f"{record.why}",
        weight=0.0,
        source=f"judgement {record.id}",
    )


def _ruled_out(record: JudgementRecord) -> EvidenceItem:
    name = record.person_name or "nobody in the sources"
    return EvidenceItem(
        kind="judged_otherwise",
        detail=f"Ruled out: {record.by} judged {name} to be the speaker.",
        weight=0.0,
        source=f"judgement {record.id}",
    )
