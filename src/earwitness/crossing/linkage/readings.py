"""A call read against one person: which of the words heard fit, and which do not."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.crossing.conversation import Conversation, other_side
from earwitness.crossing.heard import HeardKin, HeardName
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.linkage.comparisons import BY_NAME
from earwitness.crossing.names import first_name_weight
from earwitness.crossing.persons import Person


@dataclass(frozen=True, slots=True)
class NameReading:
    """The first name that counts against a person: `given` if it agrees, and how it was heard.

    `mentions` are all that agree, for the words of the reason.
    """

    given: str
    how: str
    heard: HeardName
    mentions: int


def read_name_against(talk: Conversation, side: str, person: Person) -> NameReading | None:
    """The strongest name heard that fits the person, else the strongest that does not."""
    if not person.given:
        return None
    heard = talk.self_names(side) + talk.addressed_names(side)
    agreeing = [name for name in heard if person.given & set(name.names)]
    if agreeing:
        best = max(agreeing, key=lambda name: _strength(name, talk, side))
        # Of several names that the form may stand for, the commonest: it proves least.
        fitting = sorted(person.given & set(best.names), key=lambda name: first_name_weight(name))
        return NameReading(fitting[0], _how(best, talk, side), best, len(agreeing))
    return _contradicting(talk, side)


def _contradicting(talk: Conversation, side: str) -> NameReading | None:
    """Another first name is heard for this side.

    On one channel a self-introduction counts for the caller; names in address that the caller's
    own do not explain count for the called side.
    """
    own = talk.self_names(side)
    # Whoever has a wrong number calls a stranger by the name of somebody else.
    misled = side == "called" and bool(talk.heard.wrong_number)
    addressed = [] if misled else talk.addressed_names(side)
    if not talk.is_separated:
        explained = {n for name in talk.self_names("caller") for n in name.names}
        own = own if side == "caller" else []
        left = [name for name in addressed if not explained & set(name.names)]
        addressed = left if side == "called" and explained else []
    heard = own or addressed
    if not heard:
        return None
    return NameReading(heard[0].names[0], _how(heard[0], talk, side), heard[0], 1)


def _how(name: HeardName, talk: Conversation, side: str) -> str:
    """The values of `given_how`: see the levels of `first_name`."""
    if name.role is Role.ADDRESS:
        return "address" if talk.is_separated else "address_one_channel"
    if talk.is_separated:
        return "self"
    return "self_one_channel" if side == "caller" else "self_called_one_channel"


def _strength(name: HeardName, talk: Conversation, side: str) -> tuple[float, float]:
    how = _how(name, talk, side)
    suffix = "" if how in {"self", "address"} else f"_{how}"
    level = BY_NAME["first_name"].level(f"agrees{suffix}")
    return level.weight, max(first_name_weight(canonical) for canonical in name.names)


def close_kin(kin: Sequence[HeardKin]) -> list[HeardKin]:
    """Kin terms that are not said to friends and strangers."""
    return [term for term in kin if not term.loose]


def called_sexes(talk: Conversation, side: str) -> tuple[str, ...]:
    """Sexes of the close kin terms said to this side; of a caller only on channels of their own:
    on one channel the called side is the likelier one to be mum or dad."""
    if not talk.is_separated and side == "caller":
        return ()
    return tuple(sorted({term.sex for term in close_kin(talk.kin_said_to(side))}))


def said_to(talk: Conversation, side: str) -> tuple[str, ...]:
    """What this side calls the other: "mother" …"""
    kin = close_kin(talk.kin_said_to(other_side(side)))
    return tuple(dict.fromkeys(term.relation for term in kin))


def names_of(talk: Conversation, side: str) -> tuple[HeardName, ...]:
    """Names that this side gives itself, or is called."""
    return (*talk.self_names(side), *talk.addressed_names(side))


def both_sexes(talk: Conversation, side: str) -> bool:
    """Whether two parents or spouses of different sex are addressed on this side."""
    return len({term.sex for term in close_kin(talk.kin_said_to(side))}) > 1
