"""The one thing to check next for a candidate: a sentence a reporter can act on."""

from collections.abc import Sequence
from typing import Protocol

from earwitness.crossing.conversation import Conversation
from earwitness.crossing.heard import HeardName
from earwitness.crossing.persons import Person
from earwitness.records.attribution import EvidenceItem

_CLOSE_RIVAL = 3.0
"""log2 odds within which two candidates are not told apart (eight to one)."""


class Candidate(Protocol):
    """A person with the evidence for and against."""

    @property
    def person(self) -> Person:
        """Who it may be."""
        ...

    @property
    def evidence(self) -> Sequence[EvidenceItem]:
        """Item by item."""
        ...

    @property
    def match_weight(self) -> float:
        """Their sum, in log2 odds."""
        ...


def next_check(
    talk: Conversation, side: str, candidate: Candidate | None, rivals: Sequence[Candidate]
) -> str:
    """What to do next; `candidate` None stands for "nobody in the sources"."""
    if candidate is None:
        return _for_nobody(talk, side, rivals)
    if not talk.is_heard(side):
        return "Nothing is heard on this side's channel: there may be nobody to attribute."
    kinds = {item.kind: item for item in candidate.evidence}
    if "wrong_number" in kinds:
        return "Listen to the whole call: if it is a wrong number, set this candidate aside."
    if "other_name_heard" in kinds:
        return f"Listen to {_place(kinds['other_name_heard'].source)}: whose name is said there?"
    if "incompatible_name" in kinds:
        return (
            "Find out who has the line now: compare the dates of the entries under both names, "
            "or the messaging account that the line has today."
        )
    close = [r for r in rivals if r is not candidate and _is_close(r, candidate)]
    if close:
        return _tell_apart(candidate, close)
    if "name_heard" not in kinds:
        return _listen_for_name(talk, candidate)
    if not talk.is_separated:
        return f"Listen to {_place(kinds['name_heard'].source)} and note which voice says the name."
    if "number" in kinds:
        return "Compare the voice with other calls of the same line."
    return "Look for a second, independent tie between this person and the other line."


def _for_nobody(talk: Conversation, side: str, rivals: Sequence[Candidate]) -> str:
    line = talk.line(side)
    if rivals:
        return "Check the other candidates first; this one stays if they fall."
    if line is None:
        return (
            "Find the number: in the file name, a second call list, or another call of the phone."
        )
    if side == "caller" and talk.caller_is_shared:
        return "The phone is shared: look for the caller through the line that was called."
    return "Look this line up in a further source."


def _is_close(rival: Candidate, candidate: Candidate) -> bool:
    return abs(rival.match_weight - candidate.match_weight) <= _CLOSE_RIVAL


def _tell_apart(candidate: Candidate, close: Sequence[Candidate]) -> str:
    rival = close[0].person
    if rival.given & candidate.person.given and rival.stems & candidate.person.stems:
        return (
            f"{rival.references[0]} bears the same name: find out whether both profiles are one "
            "person, by town, birth date or photograph."
        )
    return f"Tell this person from {rival.name} ({rival.references[0]}): who uses the line?"


def _listen_for_name(talk: Conversation, candidate: Candidate) -> str:
    names = "/".join(sorted(candidate.person.given)) or "a name"
    first: HeardName | None = talk.heard.names[0] if talk.heard.names else None
    if first is not None:
        return f"No {names} is heard so far; listen to {_place(talk.pointer(first))} again."
    return f"Listen to the greeting: is {names} said by or to this side?"


def _place(source: str) -> str:
    """ "call ID 4780-7776" as a time that people use."""
    times = source.rsplit(" ", 1)[-1].split("-")
    if len(times) != 2 or not times[0].isdigit():
        return "the call"
    seconds = int(times[0]) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"
