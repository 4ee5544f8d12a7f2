"""Groups: pairs with a sound in common are joined, and each group gets a best original."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from earwitness.archive.best_original import MemberFacts, best_original
from earwitness.records.duplicates import DuplicateGroup, DuplicatePair, Relation
from earwitness.runtime.canonical import digest

ID_DIGITS = 12
PIECES = {Relation.CUT, Relation.ONE_SIDE}


def joined(
    pairs: Sequence[DuplicatePair],
) -> tuple[list[list[DuplicatePair]], list[DuplicatePair]]:
    """Pairs by group, and those left out.

    Whole copies join first, then pieces, the longest first. A piece that stands in recordings of
    different groups joins none of them: it is something that several calls share.
    """
    group_of: dict[str, str] = {}
    for pair in pairs:
        if pair.relation not in PIECES or not pair.container:
            _join(group_of, pair)
    pieces = defaultdict(list)
    for pair in pairs:
        if pair.relation in PIECES and pair.container:
            pieces[pair.second if pair.container == pair.first else pair.first].append(pair)
    apart: list[DuplicatePair] = []
    for piece in sorted(pieces, key=lambda one: (-pieces[one][0].overlap_ms, one)):
        homes = {_root(group_of, pair.container) for pair in pieces[piece]}
        if len(homes - {_root(group_of, piece)}) > 1:
            apart.extend(replace(pair, relation=Relation.SHARED_PART) for pair in pieces[piece])
            continue
        for pair in pieces[piece]:
            _join(group_of, pair)
    left = {(pair.first, pair.second) for pair in apart}
    own = defaultdict(list)
    for pair in pairs:
        if (pair.first, pair.second) not in left:
            own[_root(group_of, pair.first)].append(pair)
    return list(own.values()), apart


def _root(group_of: dict[str, str], member: str) -> str:
    while (above := group_of.get(member, member)) != member:
        member = above
    return member


def _join(group_of: dict[str, str], pair: DuplicatePair) -> None:
    roots = sorted({_root(group_of, pair.first), _root(group_of, pair.second)})
    group_of[roots[-1]] = roots[0]


def group_of_pairs(
    pairs: Sequence[DuplicatePair], facts: Mapping[str, MemberFacts]
) -> DuplicateGroup:
    """One group from all its pairs; `facts` by SHA-256, of every member."""
    members = sorted({sha256 for pair in pairs for sha256 in (pair.first, pair.second)})
    parts = {
        pair.second if pair.container == pair.first else pair.first
        for pair in pairs
        if pair.relation is Relation.ONE_SIDE and pair.container
    }
    known = [replace(facts[sha256], is_part=sha256 in parts) for sha256 in members]
    best, why = best_original(known)
    others = [sha256 for sha256 in members if sha256 != best.sha256]
    return DuplicateGroup(
        id=f"dup-{digest(members)[:ID_DIGITS]}",
        best=best.sha256,
        why=why,
        members=(best.sha256, *others),
        pairs=tuple(pairs),
    )
