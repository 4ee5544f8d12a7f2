"""How a claim of the board stands among the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from earwitness.records.attribution import Judgement
from earwitness.records.claim_board import Bearing, Board, SaidClaim
from earwitness.records.support import Echo, ExternalFact, Relation

SUPPORTS, CONTRADICTS = "supports", "contradicts"
_ORDER = {CONTRADICTS: 0, SUPPORTS: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a claim is compared with: another claim or a published fact. `echoes` are the reasons
    for which both may come from one source; none of a fact."""

    relation: Relation
    claim: SaidClaim | None = None
    fact: ExternalFact | None = None
    echoes: tuple[Echo, ...] = ()

    @property
    def is_independent(self) -> bool:
        """Whether nothing is known that ties both together."""
        return not self.echoes


def beside(board: Board, claim_id: str) -> list[Beside]:
    """All that a claim was compared with: what contradicts it, what supports it, the rest."""
    found = []
    for relation in board.relations.get(claim_id, ()):
        other = relation.right if relation.left == claim_id else relation.left
        fact, claim = board.facts.get(other), board.claims.get(other)
        if fact or claim:
            found.append(
                Beside(
                    relation=relation,
                    claim=claim,
                    fact=fact,
                    echoes=echoes_between(board, claim_id, other),
                )
            )
    return sorted(found, key=lambda one: (_ORDER.get(one.relation.relation, 2), one.claim is None))


def echoes_between(board: Board, one: str, other: str) -> tuple[Echo, ...]:
    """Why two claims may come from one source; those that are certain first."""
    own = [echo for echo in board.echoes.get(one, ()) if other in echo.claim_ids]
    return tuple(sorted(own, key=lambda echo: not echo.certain))


def bearings(board: Board) -> Mapping[str, frozenset[Bearing]]:
    """How every claim of the board stands; worked out once."""
    found: Mapping[str, frozenset[Bearing]] | None = board.kept.get("bearings")
    if found is None:
        found = {key: frozenset(_bearings(board, one)) for key, one in board.claims.items()}
        board.kept["bearings"] = found
    return found


def _bearings(board: Board, one: SaidClaim) -> Sequence[Bearing]:
    own = board.relations.get(one.id, ())
    contradicted = any(relation.relation == CONTRADICTS for relation in own)
    supporting = [
        relation.right if relation.left == one.id else relation.left
        for relation in own
        if relation.relation == SUPPORTS
    ]
    supporting = [key for key in supporting if not _is_judged_false(board, key)]
    apart = [key for key in supporting if not echoes_between(board, one.id, key)]
    found = [Bearing.HEARSAY] if one.located.is_passed_on else []
    if contradicted:
        found.append(Bearing.CONTRADICTED)
    if supporting:
        found.append(Bearing.CORROBORATED if apart else Bearing.REPEATED)
    if not contradicted and not supporting and board.is_weighed:
        found.append(Bearing.SINGLE)
    return found


def _is_judged_false(board: Board, claim_id: str) -> bool:
    judged = board.judgements.get(claim_id)
    return judged is not None and judged.verdict is Judgement.NEGATIVE
