"""A call read against one person: which of the words heard fit, and which do not."""

from dataclasses import dataclass

from earwitness.crossing.conversation import Conversation, HeardElsewhere, other_side
from earwitness.crossing.heard import HeardName
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.kin_implications import sex_of_speaker
from earwitness.crossing.linkage.comparisons import BY_NAME
from earwitness.crossing.names import first_name_weight, sex_of
from earwitness.crossing.persons import Person
from earwitness.crossing.sides import Side, close_kin


@dataclass(frozen=True, slots=True)
class NameReading:
    """The first name that counts for or against a person, and how it was heard (`given_how`).

    `mentions` are all that agree, for the words of the reason; `pointer` tells where to listen.
    """

    given: str
    how: str
    heard: HeardName
    mentions: int
    pointer: str


def read_name_against(side: Side, person: Person) -> NameReading | None:
    """The strongest name heard that fits the person, else the strongest that does not; if none is
    heard in this call, one of another call with the same called line, or a misheard one that
    fits. A misheard name that does not fit says nothing: it may be no name."""
    if not person.given:
        return None
    agreeing = [name for name in side.names if person.given & set(name.names)]
    if agreeing:
        best = max(agreeing, key=lambda name: _strength(name, side))
        return _reading(best, _fitting(best, person), side, len(agreeing))
    contradicting = _contradicting(side)
    if contradicting is None:
        return _of_no_name_here(side, person)
    return _reading(contradicting, contradicting.names[0], side, 1)


def _reading(name: HeardName, given: str, side: Side, mentions: int) -> NameReading:
    return NameReading(given, _how(name, side), name, mentions, side.talk.pointer(name))


def _elsewhere(side: Side, person: Person) -> NameReading | None:
    agreeing = [one for one in side.elsewhere if person.given & set(one.name.names)]
    found = agreeing or list(side.elsewhere)
    one = max(found, key=lambda o: (o.is_separated, o.same_phone), default=None)
    if one is None:
        return None
    given = _fitting(one.name, person) if agreeing else one.name.names[0]
    return NameReading(
        given, _how_elsewhere(side, one), one.name, max(1, len(agreeing)), one.pointer
    )


def _of_no_name_here(side: Side, person: Person) -> NameReading | None:
    """A name of another call; of the called side one that does not fit goes behind a misheard one
    of this call, since others of the household may answer."""
    elsewhere = _elsewhere(side, person)
    if elsewhere is None or (side.name == "called" and elsewhere.given not in person.given):
        return _confused(side, person) or elsewhere
    return elsewhere


def _confused(side: Side, person: Person) -> NameReading | None:
    fitting = [name for name in side.confused if person.given & set(name.names)]
    if not fitting:
        return None
    return _reading(fitting[0], _fitting(fitting[0], person), side, len(fitting))


def _how_elsewhere(side: Side, one: HeardElsewhere) -> str:
    """Whoever calls a family is mostly the same person; any of a household may answer."""
    if side.name == "called":
        return "elsewhere_called"
    how = "elsewhere" if one.is_separated else "elsewhere_one_channel"
    return how if one.same_phone else f"{how}_other_phone"


def _fitting(name: HeardName, person: Person) -> str:
    """Of several names that the form may stand for, the commonest that fits: it proves least."""
    return min(sorted(person.given & set(name.names)), key=first_name_weight)


def _contradicting(side: Side) -> HeardName | None:
    """Another first name is heard for this side.

    On one channel a self-introduction counts for the caller; names in address that the caller's
    own do not explain count for the called side.
    """
    talk, caller = side.talk, side.name == "caller"
    own = [name for name in side.names if name.role is Role.SELF]
    # Whoever has a wrong number calls a stranger by the name of somebody else.
    misled = not caller and bool(talk.heard.wrong_number)
    addressed = [] if misled else [n for n in side.names if n.role is Role.ADDRESS]
    if not talk.is_separated:
        by_caller = {n for name in talk.self_names("caller") for n in name.names}
        own = own if caller else []
        left = [name for name in addressed if not by_caller & set(name.names)]
        addressed = left if not caller and by_caller else []
    return next(iter(own or addressed), None)


def _how(name: HeardName, side: Side) -> str:
    """The values of `given_how`: see the levels of `first_name`."""
    if name.confused:
        return "confused"
    if name.role is Role.ADDRESS:
        return "address" if side.talk.is_separated else "address_one_channel"
    if side.talk.is_separated:
        return "self"
    return "self_one_channel" if side.name == "caller" else "self_called_one_channel"


def _strength(name: HeardName, side: Side) -> tuple[float, float]:
    how = _how(name, side)
    suffix = "" if how in {"self", "address"} else f"_{how}"
    level = BY_NAME["first_name"].level(f"agrees{suffix}")
    return level.weight, max(first_name_weight(canonical) for canonical in name.names)


def called_sexes(talk: Conversation, side: str) -> tuple[str, ...]:
    """Sexes of the close kin terms said to this side, and those that its own imply of who says
    them ("mother-in-law" of a husband's mother: a woman); of a caller, and of who says them, only
    on channels of their own: on one channel the called side is the likelier one to be mum or dad,
    but for terms that fit the caller's own sex as well: a child may say them to its father.
    """
    if not talk.is_separated and side == "caller":
        return ()
    called = {term.sex for term in close_kin(talk.kin_said_to(side))}
    if not talk.is_separated:
        elsewhere = (one.name for one in talk.elsewhere.get("caller", ()))
        by_caller = (*talk.self_names("caller"), *elsewhere)
        called -= {sex_of(frozenset(name.names)) for name in by_caller}
    own = close_kin(talk.kin_said_to(other_side(side))) if talk.is_separated else []
    implied = (sex_of_speaker(term.relation) for term in own)
    return tuple(sorted(called | {sex for sex in implied if sex is not None}))


def both_sexes(talk: Conversation, side: str) -> bool:
    """Whether two parents or spouses of different sex are addressed on this side."""
    return len({term.sex for term in close_kin(talk.kin_said_to(side))}) > 1
