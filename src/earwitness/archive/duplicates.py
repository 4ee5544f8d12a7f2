"""Duplicates: fingerprints become pairs, pairs become groups with a best original."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from earwitness.archive.best_original import MemberFacts, best_original
from earwitness.archive.constellations import FRAME_MS, unpack
from earwitness.archive.duplicate_candidates import Item, find_candidates, one_in
from earwitness.archive.duplicate_evidence import align
from earwitness.archive.duplicate_relations import LEAST_FOUND, LEAST_KINDS, Compared, relate
from earwitness.archive.landmarks import BIN_STEP
from earwitness.records.duplicates import (
    DuplicateGroup,
    DuplicatePair,
    Duplicates,
    Fingerprint,
    Relation,
)
from earwitness.runtime.canonical import digest

ID_DIGITS = 12
PIECES = {Relation.CUT, Relation.ONE_SIDE}


def find_duplicates(
    fingerprints: Sequence[Fingerprint], facts: Mapping[str, MemberFacts]
) -> Duplicates:
    """Groups of recordings of one sound, and pairs that share a part only.

    `facts` by SHA-256, for every fingerprint. Independent of the order of fingerprints.
    """
    ordered = sorted(fingerprints, key=lambda one: one.sha256)
    pairs = find_pairs(ordered)
    joined, apart = _groups([pair for pair in pairs if pair.relation is not Relation.SHARED_PART])
    parts = [pair for pair in pairs if pair.relation is Relation.SHARED_PART]
    return Duplicates(
        compared=sum(says_something(one) for one in ordered),
        landmarks_kept=one_in(_items(ordered)[0]),
        groups=tuple(sorted((_group(own, facts) for own in joined), key=lambda one: one.id)),
        shared_parts=tuple(sorted([*parts, *apart], key=lambda one: (one.first, one.second))),
    )


def find_pairs(fingerprints: Sequence[Fingerprint]) -> list[DuplicatePair]:
    """Every pair with a sound in common; copies with identical samples are found by digest, and
    one of them stands for all in the search. Fingerprints come ordered by SHA-256."""
    same = defaultdict(list)
    for one in fingerprints:
        if says_something(one):
            same[one.sound_sha256].append(one)
    pairs = [_same_audio(first, second) for own in same.values() for first, second in pairwise(own)]
    pairs.extend(_alike([own[0] for own in same.values()]))
    return sorted(pairs, key=lambda one: (one.first, one.second))


def says_something(one: Fingerprint) -> bool:
    """Silence, tones and moments do not: nothing is a duplicate of them."""
    peaks = unpack(one.tracks[0].peaks)
    return len(peaks) >= LEAST_FOUND and len(set(peaks.bins // BIN_STEP)) >= LEAST_KINDS


def _alike(fingerprints: Sequence[Fingerprint]) -> Iterator[DuplicatePair]:
    items, channels = _items(fingerprints)
    compared: dict[tuple[int, int], list[Compared]] = defaultdict(list)
    for found in find_candidates(items):
        first, second = items[found.first], items[found.second]
        lengths = _frames(fingerprints[first.owner]), _frames(fingerprints[second.owner])
        alignment = align(first.peaks, second.peaks, found.shift, lengths)
        names = channels[found.first], channels[found.second]
        compared[first.owner, second.owner].append(Compared(names, alignment))
    for (one, other), alignments in sorted(compared.items()):
        pair = relate(fingerprints[one], fingerprints[other], alignments)
        if pair is not None:
            yield pair


def _items(fingerprints: Sequence[Fingerprint]) -> tuple[list[Item], list[str]]:
    """Every track with its recording's number, and the name of its channel."""
    tracks = [(owner, track) for owner, one in enumerate(fingerprints) for track in one.tracks]
    items = [Item(owner, unpack(track.peaks)) for owner, track in tracks]
    return items, [track.channel for _, track in tracks]


def _frames(one: Fingerprint) -> int:
    return round(one.duration_ms / FRAME_MS)


def _same_audio(first: Fingerprint, second: Fingerprint) -> DuplicatePair:
    return DuplicatePair(
        first=first.sha256,
        second=second.sha256,
        relation=Relation.SAME_AUDIO,
        offset_ms=0,
        overlap_ms=first.duration_ms,
        score=1.0,
        chance=0.0,
        level_db=0.0,
    )


def _groups(
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


def _group(pairs: Sequence[DuplicatePair], facts: Mapping[str, MemberFacts]) -> DuplicateGroup:
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
