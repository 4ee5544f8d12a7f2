"""A call as attribution sees it: two sides, and which heard words belong to which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from earwitness.crossing.heard import Heard, HeardKin, HeardName, hear_names
from earwitness.crossing.heard_fact import HeardFact
from earwitness.crossing.heard_facts import hear_facts
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.machine_voices import machine_channels
from earwitness.records.call import Call
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn, channel_of

SIDES = ("caller", "called")
MOST_OF_A_NAME, MOST_ELSEWHERE = 3, 60
"""Of a name by one phone, and of all names of one line, how many are carried to other calls."""

SHARED_FROM = 3
"""Different called lines from which a calling phone counts as shared (a judgement)."""


@dataclass(frozen=True, slots=True)
class HeardElsewhere:
    """A name heard of the same side in another call with the same called line. `same_phone`: from
    the same calling line, too."""

    name: HeardName
    call_id: str
    is_separated: bool
    same_phone: bool

    @property
    def pointer(self) -> str:
        """Where it can be listened to."""
        return f"call {self.call_id} {self.name.start_ms}-{self.name.end_ms}"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A call with what is heard in it. `labels`: side → speaker label, maybe "unknown".

    `facts`: ages, towns, units told; `machines`: channels on which a network or an answering
    machine speaks and nobody else; `elsewhere`: side → names heard of it in other calls with the
    same called line.
    """

    call: Call
    heard: Heard
    labels: Mapping[str, str]
    heard_labels: frozenset[str]
    called_lines_of_caller: int
    facts: tuple[HeardFact, ...] = ()
    machines: frozenset[str] = frozenset()
    elsewhere: Mapping[str, tuple[HeardElsewhere, ...]] = field(default_factory=dict)

    @property
    def is_separated(self) -> bool:
        """Whether every turn's label tells its side."""
        caller, called = (self.label(side) for side in SIDES)
        return caller != called and UNKNOWN_SPEAKER not in {caller, called}

    @property
    def has_speech(self) -> bool:
        """Whether there is any turn at all."""
        return bool(self.heard_labels)

    def is_heard(self, side: str) -> bool:
        """Whether this side may have a turn: on one channel wherever there is speech."""
        return not self.is_separated or self.label(side) in self.heard_labels

    @property
    def caller_is_shared(self) -> bool:
        """Whether the calling phone serves many families."""
        return self.called_lines_of_caller >= SHARED_FROM

    def label(self, side: str) -> str:
        """The speaker label of a side."""
        return self.labels.get(side, UNKNOWN_SPEAKER)

    def line(self, side: str) -> str | None:
        """The line of a side in E.164."""
        return self.call.caller if side == "caller" else self.call.called

    def self_names(self, side: str) -> list[HeardName]:
        """Self-introductions by this side; on one channel, all of them."""
        return [n for n in self.heard.names if n.role is Role.SELF and self._may_be_by(n, side)]

    def addressed_names(self, side: str) -> list[HeardName]:
        """Names by which the other side calls this one; on one channel, all of them."""
        other = other_side(side)
        return [n for n in self.heard.names if n.role is Role.ADDRESS and self._may_be_by(n, other)]

    def kin_said_to(self, side: str) -> list[HeardKin]:
        """Kin terms that the other side calls this one; on one channel, all of them."""
        other = other_side(side)
        return [k for k in self.heard.kin if k.role is Role.ADDRESS and self._may_be_by(k, other)]

    def pointer(self, heard: HeardName | HeardKin | HeardFact) -> str:
        """Where it can be listened to."""
        return f"call {self.call.id} {heard.start_ms}-{heard.end_ms}"

    def _may_be_by(self, heard: HeardName | HeardKin, side: str) -> bool:
        return not self.is_separated or channel_of(heard.speaker_label) == self.label(side)


def conversation(
    call: Call,
    turns: Sequence[Turn],
    labels: Mapping[str, str],
    called_lines: Mapping[str, int],
) -> Conversation:
    """The conversation of one call; `called_lines` as `count_called_lines` gives them."""
    return Conversation(
        call=call,
        heard=hear_names(turns),
        labels=dict(labels),
        heard_labels=frozenset(channel_of(turn.speaker_label) for turn in turns),
        called_lines_of_caller=called_lines.get(call.caller or "", 0),
        facts=hear_facts(turns),
        machines=machine_channels(turns),
    )


def with_elsewhere(talks: Sequence[Conversation]) -> list[Conversation]:
    """The same calls, each with the names that are heard in the others with its called line.

    Phones are shared and change hands; the stable thread is the family line that is called.
    Whoever calls it is mostly the same person. In whatever order the calls come, the names of
    each are in the order of the others' ids.
    """
    groups: defaultdict[str, list[Conversation]] = defaultdict(list)
    for talk in sorted(talks, key=lambda one: one.call.id):
        if talk.call.called:
            groups[talk.call.called].append(talk)
    told = {
        (line, side): _told_on_line(own, side) for line, own in groups.items() for side in SIDES
    }
    return [
        replace(
            talk,
            elsewhere={
                side: tuple(_elsewhere(talk, told.get((talk.call.called or "", side), ())))
                for side in SIDES
            },
        )
        for talk in talks
    ]


def _elsewhere(
    talk: Conversation, told: Sequence[tuple[Conversation, HeardName]]
) -> Iterator[HeardElsewhere]:
    """Those of the same phone first."""
    for same_phone in (True, False):
        for other, name in told:
            if other is not talk and (other.call.caller == talk.call.caller) == same_phone:
                yield HeardElsewhere(name, other.call.id, other.is_separated, same_phone)


def _told_on_line(talks: Sequence[Conversation], side: str) -> list[tuple[Conversation, HeardName]]:
    """Names of a side in all calls of a line; of each name and calling phone the first few, so
    that a line with thousands of calls costs no more than one with some dozens."""
    counted: Counter[tuple[str | None, bool, tuple[str, ...]]] = Counter()
    told: list[tuple[Conversation, HeardName]] = []
    for talk in talks:
        for name in () if talk.heard.wrong_number else _told_of(talk, side):
            key = (talk.call.caller, talk.is_separated, name.names)
            counted[key] += 1
            if counted[key] <= MOST_OF_A_NAME and len(told) < MOST_ELSEWHERE:
                told.append((talk, name))
    return told


def _told_of(talk: Conversation, side: str) -> Sequence[HeardName]:
    """Names of a side. On one channel callers say who they are, and the called are called."""
    if talk.is_separated:
        return [*talk.self_names(side), *talk.addressed_names(side)]
    by_caller = talk.self_names("caller")
    if side == "caller":
        return by_caller
    own = {n for name in by_caller for n in name.names}
    return [name for name in talk.addressed_names("called") if not own & set(name.names)]


def count_called_lines(calls: Iterable[Call]) -> dict[str, int]:
    """Calling line → number of different lines it called, over the whole case."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for call in calls:
        if call.caller and call.called:
            called[call.caller].add(call.called)
    return {caller: len(lines) for caller, lines in called.items()}


def other_side(side: str) -> str:
    """ "caller" ↔ "called"."""
    return "called" if side == "caller" else "caller"
