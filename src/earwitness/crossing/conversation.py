"""A call as attribution sees it: two sides, and which heard words belong to which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from earwitness.crossing.heard import Heard, HeardKin, HeardName, hear_names
from earwitness.crossing.heard_roles import Role
from earwitness.records.call import Call
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn, channel_of

SIDES = ("caller", "called")
SHARED_FROM = 3
"""Different called lines from which a calling phone counts as shared (a judgement)."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A call with what is heard in it. `labels`: side → speaker label, maybe "unknown"."""

    call: Call
    heard: Heard
    labels: Mapping[str, str]
    heard_labels: frozenset[str]
    called_lines_of_caller: int

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

    def pointer(self, heard: HeardName | HeardKin) -> str:
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
    )


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
