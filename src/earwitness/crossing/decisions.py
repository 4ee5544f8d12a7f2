"""What people decided about speakers: it binds its own side of its own call, and is evidence for
other calls of the same line. A suggestion of the machine is never evidence for another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from earwitness.crossing.conversation import SHARED_FROM, Conversation, other_side
from earwitness.crossing.profile_links import NO_LINKS, ProfileLinks, profile_links
from earwitness.records.attribution import Judgement
from earwitness.records.call import Call
from earwitness.records.judgement import JudgementRecord


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A decision about a speaker of a line in one call, as seen from another call.

    `same_talk`: the other side's line is the same, too.
    """

    record: JudgementRecord
    same_talk: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    record: JudgementRecord
    other_line: str | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """The leading decisions, found by the side of a call that they bind, and by line."""

    by_side: Mapping[tuple[str, str], Sequence[JudgementRecord]] = field(default_factory=dict)
    by_line: Mapping[str, Sequence[_Placed]] = field(default_factory=dict)
    shared_lines: frozenset[str] = frozenset()
    links: ProfileLinks = NO_LINKS

    def here(self, call_id: str, side: str) -> Sequence[JudgementRecord]:
        """Decisions about this side of this call."""
        return self.by_side.get((call_id, side), ())

    def elsewhere(self, call: Call, side: str) -> Iterator[Elsewhere]:
        """Decisions about speakers of this side's line in other calls, as far as they may say
        something here: of a shared phone, only those with the same line on the other side."""
        line, other = line_of(call, side), line_of(call, other_side(side))
        for placed in self.by_line.get(line or "", ()):
            same_talk = other is not None and placed.other_line == other
            if placed.record.call_id != call.id and (same_talk or line not in self.shared_lines):
                yield Elsewhere(placed.record, same_talk)

    def touching(self, call: Call) -> tuple[JudgementRecord, ...]:
        """Every decision about speakers that may change the attributions of this call, by id."""
        sides = ("caller", "called")
        found = {one.id: one for side in sides for one in self.here(call.id, side)}
        found |= {one.record.id: one.record for side in sides for one in self.elsewhere(call, side)}
        return tuple(found[key] for key in sorted(found))


NO_DECISIONS = Decisions()


def decisions_of(
    records: Iterable[JudgementRecord], calls: Iterable[Call], called_lines: Mapping[str, int]
) -> Decisions:
    """The leading decisions `records`, laid out for these calls, which are those of the whole case;
    `called_lines` as `conversation.count_called_lines` gives them."""
    known = tuple(records)
    by_side: defaultdict[tuple[str, str], list[JudgementRecord]] = defaultdict(list)
    by_line: defaultdict[str, list[_Placed]] = defaultdict(list)
    judged = {one.call_id for one in known}
    call_of = {call.id: call for call in calls if call.id in judged}
    for one in known:
        call = call_of.get(one.call_id)
        if call is None or not one.side:
            continue
        by_side[one.call_id, one.side].append(one)
        line = line_of(call, one.side)
        if line and one.profiles and one.verdict is not Judgement.UNSURE:
            by_line[line].append(_Placed(one, line_of(call, other_side(one.side))))
    shared = frozenset(line for line, count in called_lines.items() if count >= SHARED_FROM)
    return Decisions(dict(by_side), dict(by_line), shared, profile_links(known))


def line_of(call: Call, side: str) -> str | None:
    """The line of a side in E.164."""
    return call.caller if side == "caller" else call.called


def is_about(record: JudgementRecord, references: Sequence[str]) -> bool:
    """Whether a decision is about the person of these profiles; none: "nobody in the sources".

    Sources that were added since may have given the person more profiles, never fewer.
    """
    if not record.profiles or not references:
        return not record.profiles and not references
    return set(record.profiles) <= set(references)


def decision_about(
    records: Iterable[JudgementRecord], references: Sequence[str]
) -> JudgementRecord | None:
    """The newest of these decisions that is about the person of these profiles."""
    own = [one for one in records if is_about(one, references)]
    return max(own, key=lambda one: (one.at, one.id), default=None)


def told_elsewhere(
    decisions: Decisions, talk: Conversation, side: str, references: Sequence[str]
) -> tuple[str, JudgementRecord] | None:
    """(level of the comparison `judged`, decision) for a person; None if nothing was decided in
    other calls of the line, or both for and against."""
    own = [
        one
        for one in decisions.elsewhere(talk.call, side)
        if references and is_about(one.record, references)
    ]
    verdicts = {one.record.verdict for one in own}
    if len(verdicts) != 1:
        return None
    best = max(own, key=lambda one: (one.same_talk, one.record.at, one.record.id))
    level = "same_talk" if best.same_talk else "same_line"
    return (level if Judgement.POSITIVE in verdicts else f"not_{level}"), best.record
