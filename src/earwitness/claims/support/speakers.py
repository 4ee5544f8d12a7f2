"""Who may be whom among those who say something: certain, possible, unknown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from earwitness.claims.support.figures import COUNTED
from earwitness.records.attribution import Judgement
from earwitness.records.support import EchoReason, Statement

LIKELY = 0.5
"""From this probability on two statements of one person who was not judged may be by one man."""


_SAID = ("kind", "object", "place", *COUNTED, "total", "fraction", "destroyed")


class Groups:
    """Ids joined into disjoint groups (union-find, Tarjan 1975)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, member: str) -> str:
        """The one that stands for the group of a member."""
        root = member
        while (above := self._parent.get(root, root)) != root:
            root = above
        while member != root:
            self._parent[member], member = root, self._parent.get(member, member)
        return root

    def join(self, left: str, right: str) -> None:
        """Make the groups of both one."""
        one, other = sorted((self.find(left), self.find(right)))
        self._parent[other] = one


@dataclass(frozen=True, slots=True)
class Sharing:
    """What makes statements count as one: which of them share it, and why."""

    reason: EchoReason
    why: str
    certain: bool
    key: Callable[[Statement], str]


def judged_person(one: Statement) -> str:
    """The person whom people judged to be the speaker; "" if nobody did."""
    return one.person_id or "" if one.judgement is Judgement.POSITIVE else ""


SAME_SPEAKER = Sharing("same_call", "the same voice of the same call", True, lambda s: s.speaker)
SAME_PERSON = Sharing(
    "same_person", "people judged the speaker to be one person", True, judged_person
)
SAME_VOICE = Sharing(
    "same_voice", "the voices are alike enough to be grouped", True, lambda s: s.voice_group
)

CERTAIN = (SAME_SPEAKER, SAME_PERSON, SAME_VOICE)
POSSIBLE = (
    Sharing("same_call", "two who talk in one call hear each other", False, lambda s: s.call_id),
    Sharing(
        "same_person",
        "the same person is the likeliest speaker, but nobody judged it",
        False,
        lambda s: s.person_id or "" if _is_likely(s) else "",
    ),
    Sharing(
        "same_family",
        "the calls are with the same family, who may tell each other",
        False,
        lambda s: s.family or "",
    ),
    Sharing(
        "same_phone",
        "the same phone: only a warning, for a number is not a speaker",
        False,
        lambda s: s.line or "",
    ),
)  # fmt: skip


def _is_likely(one: Statement) -> bool:
    return one.judgement is not Judgement.NEGATIVE and (one.probability or 0.0) > LIKELY


def sharing(statements: Iterable[Statement], how: Sharing) -> Iterator[list[Statement]]:
    """Groups of two and more that share it."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        if key := how.key(one):
            found[key].append(one)
    yield from (own for own in found.values() if len(own) > 1)


def told_twice(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Groups of statements that several recordings of one call hold alike: both ends of a line
    record the same words."""
    found: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.call_id and one.sha256:
            claim = one.claim
            said = tuple(getattr(claim, name) for name in _SAID)
            found[one.call_id, *said].append(one)
    yield from (own for own in found.values() if len({one.sha256 for one in own}) > 1)


def same_speakers(statements: Sequence[Statement]) -> Groups:
    """Ids of statements that are certainly by one speaker."""
    groups = Groups()
    for own in chain(told_twice(statements), *(sharing(statements, how) for how in CERTAIN)):
        for one in own[1:]:
            groups.join(own[0].id, one.id)
    return groups
