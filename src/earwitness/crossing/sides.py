"""One side of a call, with what the sources know of both lines and what is heard of it."""

from dataclasses import dataclass

from earwitness.crossing.clues import relative_clue, unit_clue, word_clue
from earwitness.crossing.conversation import Conversation, HeardElsewhere, other_side
from earwitness.crossing.heard import HeardKin, HeardName
from earwitness.crossing.heard_fact import FactKind
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.records.hearing import channel_of


@dataclass(frozen=True, slots=True)
class Side:
    """A side ("caller" or "called") of a call.

    `holders`: persons known under its line; `family`: persons known under the other line, none
    if that is a phone that many share; `names`: first names heard of it; `confused`: what may be
    misheard ones, if no name is heard; `elsewhere`: names of other calls with the same called
    line; `expected`: first names of those whose relative the
    entries of the other line call it ("Мама Серёжи" expects a Сергей).
    """

    talk: Conversation
    name: str
    holders: tuple[Person, ...]
    family: tuple[Person, ...]
    names: tuple[HeardName, ...]
    elsewhere: tuple[HeardElsewhere, ...]
    expected: frozenset[str]
    confused: tuple[HeardName, ...] = ()

    @property
    def line(self) -> str | None:
        """Its own line."""
        return self.talk.line(self.name)

    @property
    def other(self) -> str:
        """The other side."""
        return other_side(self.name)

    @property
    def other_line(self) -> str | None:
        """The line of the other side."""
        return self.talk.line(self.other)

    @property
    def is_shared(self) -> bool:
        """Whether its phone serves many families."""
        return self.name == "caller" and self.talk.caller_is_shared

    @property
    def given(self) -> frozenset[str]:
        """Every first name that it may bear, by what is heard or written."""
        heard = {n for name in self.names for n in name.names}
        return self.expected | heard | {n for one in self.elsewhere for n in one.name.names}

    @property
    def given_in_family(self) -> frozenset[str]:
        """These, and what a misheard name may be: for those only who bear the surname of a holder
        of the other line, or are in its address book."""
        return self.given | {n for name in self.confused for n in name.names}

    def clues(self) -> frozenset[str]:
        """What may be in the profile of who speaks: words of the family's profiles, towns and
        units that are told, first names of the other side as those of a relative."""
        words = {word for person in self.family for word in person.words}
        elsewhere = self.talk.elsewhere.get(self.other, ())
        names = {relative_clue(n) for one in elsewhere for n in one.name.names}
        return frozenset(words | told_clues(self.talk, self.other) | names)

    def said_to_other(self) -> tuple[str, ...]:
        """What it calls the other side: "mother" …"""
        kin = close_kin(self.talk.kin_said_to(self.other))
        return tuple(dict.fromkeys(term.relation for term in kin))


def side_of(talk: Conversation, name: str, index: ProfileIndex) -> Side:
    """The side of a call as the sources and the words show it."""
    other = other_side(name)
    other_shared = other == "caller" and talk.caller_is_shared
    family = () if other_shared else tuple(index.by_line.get(talk.line(other) or "", ()))
    explained = frozenset(n for person in family for n in person.given)
    names = _unexplained(talk, heard_of(talk, name), explained)
    return Side(
        talk=talk,
        name=name,
        holders=tuple(index.by_line.get(talk.line(name) or "", ())),
        family=family,
        names=names,
        confused=() if names else _unexplained(talk, _confused_of(talk, name), explained),
        elsewhere=tuple(
            one
            for one in talk.elsewhere.get(name, ())
            if one.is_separated or not explained & set(one.name.names)
        ),
        expected=frozenset(n for person in family for kin in person.kin_of for n in kin.of),
    )


def _unexplained(
    talk: Conversation, names: tuple[HeardName, ...], explained: frozenset[str]
) -> tuple[HeardName, ...]:
    """Without those that the other side bears, where the channels do not tell who is meant."""
    if talk.is_separated:
        return names
    return tuple(one for one in names if not explained & set(one.names))


def told_clues(talk: Conversation, other: str) -> set[str]:
    """Clues that are heard: towns, units, and the names of the `other` side as of a relative."""
    towns = {word_clue(fact.value) for fact in talk.facts if fact.kind is FactKind.TOWN}
    units = {
        unit_clue(number)
        for fact in talk.facts
        if fact.kind is FactKind.UNIT
        for number in fact.value.split()[:1]
    }
    names = {relative_clue(n) for one in heard_of(talk, other) for n in one.names}
    return towns | units | names


def heard_of(talk: Conversation, side: str) -> tuple[HeardName, ...]:
    """Names that a side gives itself, or is called."""
    return (*talk.self_names(side), *talk.addressed_names(side))


def _confused_of(talk: Conversation, side: str) -> tuple[HeardName, ...]:
    """Misheard names of a side; on one channel those by which anybody is called, and for the
    caller self-introductions, too: the called seldom say who they are."""
    if not talk.is_separated:
        roles = {Role.ADDRESS, Role.SELF} if side == "caller" else {Role.ADDRESS}
        return tuple(name for name in talk.heard.confused_names if name.role in roles)
    by = {Role.SELF: talk.label(side), Role.ADDRESS: talk.label(other_side(side))}
    return tuple(
        name
        for name in talk.heard.confused_names
        if channel_of(name.speaker_label) == by.get(name.role)
    )


def close_kin(kin: list[HeardKin]) -> list[HeardKin]:
    """Kin terms that are not said to friends and strangers."""
    return [term for term in kin if not term.loose]
