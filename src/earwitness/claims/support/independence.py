"""From how many men a matter comes: a range, for what is not known may hang together.

Counted are claims that tell of the matter; one that only denies it is no source of it.
"""

from collections.abc import Iterator, Sequence

from earwitness.claims.support.figures import is_denial
from earwitness.claims.support.hearsay import RUMOUR, is_hearsay, told_source
from earwitness.claims.support.speakers import (
    CERTAIN,
    POSSIBLE,
    SAME_SPEAKER,
    Groups,
    Sharing,
    judged_person,
    same_speakers,
    sharing,
    told_twice,
)
from earwitness.records.support import Echo, Independence, Statement

COMMON_SOURCE = Sharing(
    "common_source",
    "they have it from the same kind of source, which counts once",
    True,
    lambda s: "" if told_source(s.claim) == RUMOUR else told_source(s.claim),
)


def independence(statements: Sequence[Statement]) -> Independence:
    """The range for the statements of one matter (facts from outside are passed over).

    `high`: speakers who are not known to be one, all who name one source counted once. `low`:
    speakers of whom it is known that they are different (people judged them to be different
    persons), who do not have it from others and do not talk with each other in one call; one,
    if there is any at all. Ranges of different matters cannot be added.
    """
    told = [one for one in statements if one.source == "call" and not is_denial(one.claim)]
    if not told:
        return Independence(low=0, high=0)
    echoes = tuple(_echoes(told))
    certain = same_speakers(told)
    for own in _of_one_source(told):
        _join(certain, [one.id for one in own])
    high = len({certain.find(one.id) for one in told})
    return Independence(low=min(high, _fewest(told, certain)), high=high, echoes=echoes)


def _fewest(told: Sequence[Statement], certain: Groups) -> int:
    """How many are known to be different and to know it themselves."""
    themselves = [one for one in told if judged_person(one) and not is_hearsay(one.claim)]
    groups = Groups()
    for one in themselves:
        groups.join(one.id, certain.find(one.id))
    for own in sharing(themselves, POSSIBLE[0]):
        _join(groups, tuple(one.id for one in own))
    return max(1, len({groups.find(one.id) for one in themselves}))


def _of_one_source(told: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Groups who have it from one source. Whoever says something of his own beside it counts by
    himself."""
    speakers = same_speakers(told)
    own = {speakers.find(one.id) for one in told if not COMMON_SOURCE.key(one)}
    yield from sharing((one for one in told if speakers.find(one.id) not in own), COMMON_SOURCE)


def _echoes(told: Sequence[Statement]) -> Iterator[Echo]:
    """All that hangs together, certain ones first; what the same speaker explains is said once."""
    for own in told_twice(told):
        ids = tuple(sorted(one.id for one in own))
        why = "recordings of one call hold the same words"
        yield Echo(reason="same_words", why=why, claim_ids=ids, certain=True)
    by_speaker = {one.id: one.speaker or one.id for one in told}
    for how in (*CERTAIN, COMMON_SOURCE, *POSSIBLE):
        for own in _of_one_source(told) if how is COMMON_SOURCE else sharing(told, how):
            speakers = {by_speaker[one.id] for one in own}
            if how is SAME_SPEAKER or len(speakers) > 1:
                yield Echo(
                    reason=how.reason,
                    why=how.why,
                    claim_ids=tuple(sorted(one.id for one in own)),
                    certain=how.certain,
                )


def _join(groups: Groups, ids: Sequence[str]) -> None:
    for one in ids[1:]:
        groups.join(ids[0], one)
