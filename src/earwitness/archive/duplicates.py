"""Duplicates: pairs with a sound in common become groups with a best original."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from earwitness.archive.best_original import MemberFacts
from earwitness.archive.duplicate_groups import group_of_pairs, joined
from earwitness.archive.sound_index import SoundIndex
from earwitness.records.duplicates import DuplicatePair, Duplicates, Fingerprint, Relation

FactsOf = Callable[[Sequence[str]], Mapping[str, MemberFacts]]
"""Facts of recordings, by SHA-256."""


def duplicates_of(index: SoundIndex, facts_of: FactsOf) -> Duplicates:
    """Groups of recordings of one sound, and pairs that share a part only."""
    pairs = index.pairs()
    groups, apart = joined([one for one in pairs if one.relation is not Relation.SHARED_PART])
    parts = [one for one in pairs if one.relation is Relation.SHARED_PART]
    members = {sha256 for own in groups for one in own for sha256 in (one.first, one.second)}
    facts = facts_of(sorted(members))
    found = [group_of_pairs(own, facts) for own in groups]
    return Duplicates(
        compared=index.compared,
        landmarks_kept=index.density.one_in,
        groups=tuple(sorted(found, key=lambda one: one.id)),
        shared_parts=tuple(sorted([*parts, *apart], key=lambda one: (one.first, one.second))),
    )


def find_duplicates(
    fingerprints: Sequence[Fingerprint], facts: Mapping[str, MemberFacts]
) -> Duplicates:
    """The same for fingerprints at hand, with an index that is thrown away.

    `facts` by SHA-256, for every fingerprint. Independent of the order of fingerprints.
    """
    with tempfile.TemporaryDirectory() as folder:
        return duplicates_of(_index_of(fingerprints, Path(folder)), lambda _: facts)


def find_pairs(fingerprints: Sequence[Fingerprint]) -> list[DuplicatePair]:
    """Every pair with a sound in common."""
    with tempfile.TemporaryDirectory() as folder:
        return _index_of(fingerprints, Path(folder)).pairs()


def _index_of(fingerprints: Sequence[Fingerprint], folder: Path) -> SoundIndex:
    by_hash = {one.sha256: one for one in fingerprints}
    index = SoundIndex(folder)
    index.take_in(dict.fromkeys(by_hash, ""), lambda hashes: [by_hash[one] for one in hashes])
    return index
