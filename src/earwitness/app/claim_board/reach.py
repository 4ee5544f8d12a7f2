"""The board of somebody: what they may not know of is not on it."""

from dataclasses import replace

from earwitness.app.remembering import kept_among
from earwitness.records.call_listing import Reach
from earwitness.records.claim_board import Board, SaidClaim
from earwitness.records.support import Echo, Relation
from earwitness.runtime.store import calls

MOST_KEPT = 8
"""Boards of people with different reaches. Estimate: teams are small."""


def within(board: Board, reach: Reach) -> Board:
    """The board without claims of hidden calls, and without what tells of these: neither a
    relation nor an echo has an end there, and nobody is named who must not be."""
    if not reach.hidden_calls and not reach.hidden_persons:
        return board
    kept: dict[object, Board] = board.kept.setdefault("within", {})
    key = (reach.hidden_calls, reach.hidden_persons)
    return kept_among(kept, key, MOST_KEPT, lambda: _without(board, reach))


def _without(board: Board, reach: Reach) -> Board:
    hashes = calls.recordings_in(reach.hidden_calls)
    claims = {
        key: _unnamed(one, reach, hashes)
        for key, one in board.claims.items()
        if one.located.call_id not in reach.hidden_calls and one.located.sha256 not in hashes
    }
    seen = claims.keys() | board.facts.keys()
    return Board(
        claims=claims,
        relations={
            key: tuple(one for one in own if _is_seen(one, seen))
            for key, own in board.relations.items()
            if key in seen
        },
        echoes={
            key: tuple(_less(one, seen) for one in own)
            for key, own in board.echoes.items()
            if key in seen
        },
        facts=board.facts,
        judgements={key: one for key, one in board.judgements.items() if key in claims},
        grades={key: one for key, one in board.grades.items() if _is_graded_in(key, seen, reach)},
        is_weighed=board.is_weighed,
    )


def _unnamed(one: SaidClaim, reach: Reach, hashes: frozenset[str]) -> SaidClaim:
    """Without who must not be named, and without a word of a hidden original."""
    if one.speaker is not None and one.speaker.person_id in reach.hidden_persons:
        one = replace(one, speaker=None)
    return replace(one, copy_of="") if one.copy_of in hashes else one


def _is_graded_in(subject: str, seen: set[str], reach: Reach) -> bool:
    """Claims and facts that are seen; speakers ("CALL/LABEL") of calls that are."""
    call_id, slash, _ = subject.partition("/")
    return call_id not in reach.hidden_calls if slash else subject in seen


def _is_seen(one: Relation, seen: set[str]) -> bool:
    return one.left in seen and one.right in seen


def _less(one: Echo, seen: set[str]) -> Echo:
    return replace(one, claim_ids=tuple(key for key in one.claim_ids if key in seen))
