"""What people decided about two profiles, of one person or of two: it binds how they are joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from earwitness.records.attribution import Judgement
from earwitness.records.judgement import PAIR_OF_PROFILES, JudgementRecord

Apart = frozenset[str]
"""Two references of profiles that are of two persons."""


@dataclass(frozen=True, slots=True)
class ProfileLinks:
    """References ("source:profile_id") that belong together, and pairs that must stay apart.

    `together` are disjoint; no pair of `apart` lies within one of them.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[Apart] = frozenset()
    partners: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_LINKS = ProfileLinks()


def is_about_profiles(record: JudgementRecord) -> bool:
    """Whether a decision is about two profiles."""
    pair = PAIR_OF_PROFILES in record.subject and len(set(record.profiles)) == 2
    return pair and not record.call_id


def profile_links(records: Iterable[JudgementRecord]) -> ProfileLinks:
    """The constraints that leading decisions make.

    Where decisions contradict each other, those to keep apart hold and none of those that join the
    same profiles does: people who are wrongly made one are worse than one who is shown twice.
    """
    apart, together = _apart_and_together(records)
    kept = tuple(sorted((group for group in together if not _within(group, apart)), key=min))
    return ProfileLinks(kept, apart, {one: group for group in kept for one in group})


def contradictory(records: Iterable[JudgementRecord]) -> Iterator[JudgementRecord]:
    """The decisions to join that are not followed, since others keep the same profiles apart."""
    known = tuple(records)
    apart, together = _apart_and_together(known)
    refused = {one for group in together if _within(group, apart) for one in group}
    for record in known:
        joins = is_about_profiles(record) and record.verdict is Judgement.POSITIVE
        if joins and refused.issuperset(record.profiles):
            yield record


def _apart_and_together(
    records: Iterable[JudgementRecord],
) -> tuple[frozenset[Apart], list[frozenset[str]]]:
    pairs: defaultdict[Judgement, list[frozenset[str]]] = defaultdict(list)
    for record in records:
        if is_about_profiles(record):
            pairs[record.verdict].append(frozenset(record.profiles))
    groups: list[frozenset[str]] = []
    for pair in pairs[Judgement.POSITIVE]:
        touched = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touched))
    return frozenset(pairs[Judgement.NEGATIVE]), groups


def _within(group: frozenset[str], apart: Iterable[Apart]) -> bool:
    return any(pair <= group for pair in apart)
