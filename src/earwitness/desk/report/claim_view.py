"""Claims as the report shows them, each with the turn that it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.claims.loss_table.table import aside_of
from earwitness.claims.wording import context_of, details_of
from earwitness.desk.report.bearing_view import BearingView
from earwitness.desk.report.lookups import Lookups
from earwitness.desk.report.report_data import ReportCall
from earwitness.desk.report.wording import anchor, clock, kind
from earwitness.records.claim import LocatedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim in words. `target` is the id of the turn (or call) that it links to; `aside` says
    why it is not asserted ("joke", "denied" …), empty if it is. `context` is what follows from
    earlier sentences of the call, and from which."""

    id: str
    anchor: str
    target: str
    kind: str
    time: str
    call: str
    said_at: str
    who: str
    language: str
    quote: str
    translation: str
    details: str
    doubts: str
    rule: str
    judgement: str
    aside: str
    context: str
    grade: str
    bearings: tuple[BearingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """All claims of one kind."""

    kind: str
    anchor: str
    claims: tuple[ClaimView, ...]


def claim_view(claim: LocatedClaim, call: ReportCall, lookups: Lookups) -> ClaimView:
    """One claim; without a matching turn it links to its call."""
    turn = lookups.turn_of(claim)
    return ClaimView(
        id=claim.id,
        anchor=anchor("claim", claim.id),
        target=turn.anchor if turn else anchor("call", claim.call_id),
        kind=kind(claim.claim.kind),
        time=clock(claim.start_ms),
        call=claim.call_id,
        said_at=lookups.moment(call.call.started_at),
        who=lookups.who(call, claim.speaker_label),
        language=turn.language if turn else "",
        quote=claim.claim.quote,
        translation=claim.translation,
        details=" · ".join(details_of(claim)),
        doubts=turn.doubts if turn else "",
        rule=claim.claim.rule,
        judgement=lookups.judgement(claim.id),
        aside=aside_of(claim.claim),
        context=context_of(claim),
        grade=lookups.grade(claim.id),
        bearings=lookups.bearings.of(claim.id),
    )


def by_kind(claims: Iterable[ClaimView]) -> tuple[ClaimGroup, ...]:
    """Claims grouped by kind, the commonest kind first."""
    groups: dict[str, list[ClaimView]] = {}
    for claim in claims:
        groups.setdefault(claim.kind, []).append(claim)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        ClaimGroup(kind=name, anchor=anchor("claims", name), claims=tuple(members))
        for name, members in ordered
    )
