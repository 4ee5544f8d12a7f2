"""Who may speak on one side of a call: persons reached through the line, family, or full name.

Reaching only says who is asked about; how much each way is worth is for `linkage/comparisons.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from earwitness.crossing.conversation import Conversation, other_side
from earwitness.crossing.decisions import NO_DECISIONS, Decisions, is_about
from earwitness.crossing.heard import HeardName
from earwitness.crossing.name_reading import Relative
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import ProfileIndex, full_names
from earwitness.records.attribution import Judgement

MOST_CANDIDATES = 12
"""Candidates shown for one side; beyond it are namesakes that nothing tells apart."""

MOST_NAMESAKES = 200
"""Persons of one full name that are looked at; so common a name attributes nobody."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A person, and whose family led there: a holder of the other side's line, or None."""

    person: Person
    holder: Person | None = None


def reached(
    conversation: Conversation,
    side: str,
    index: ProfileIndex,
    decisions: Decisions = NO_DECISIONS,
) -> list[Reached]:
    """Everybody to be asked about for one side, each person once.

    Who is reached by several ways stays with the first: the own line, a listing, the contacts,
    the surname or a full name heard. Whom people judged there, or on the same line, is asked about
    in any case.
    """
    found: dict[str, Reached] = {}
    ways = (
        _by_line(conversation, side, index),
        _by_listing(conversation, side, index),
        _by_contacts(conversation, side, index),
        _by_surname(conversation, side, index),
        _by_full_name(conversation, side, index),
    )
    for way in ways:
        for one in way:
            known = found.get(one.person.id)
            if known is None or known.holder is None:
                found[one.person.id] = one
    for person in _judged(conversation, side, index, decisions):
        found.setdefault(person.id, Reached(person))
    return list(found.values())


def holders(conversation: Conversation, side: str, index: ProfileIndex) -> Sequence[Person]:
    """Persons known under the line of a side."""
    return index.by_line.get(conversation.line(side) or "", ())


def names_for(conversation: Conversation, side: str) -> list[HeardName]:
    """First names by which a side calls itself, or is called."""
    return conversation.self_names(side) + conversation.addressed_names(side)


def _judged(
    conversation: Conversation, side: str, index: ProfileIndex, decisions: Decisions
) -> Iterator[Person]:
    """Persons about whom somebody decided here, or for whom elsewhere on the line."""
    call = conversation.call
    elsewhere = (one.record for one in decisions.elsewhere(call, side))
    spoke = (one for one in elsewhere if one.verdict is Judgement.POSITIVE)
    for record in (*decisions.here(call.id, side), *spoke):
        found = (index.by_reference.get(reference) for reference in record.profiles[:1])
        yield from (one for one in found if one and is_about(record, one.references))


def _by_line(conversation: Conversation, side: str, index: ProfileIndex) -> Iterator[Reached]:
    for person in holders(conversation, side, index):
        yield Reached(person)


def _by_listing(conversation: Conversation, side: str, index: ProfileIndex) -> Iterator[Reached]:
    """Relatives of those who hold the other line, listed by either of the two."""
    for holder in holders(conversation, other_side(side), index):
        for relative in holder.relatives:
            for person in _named_like(relative, index):
                if person is not holder:
                    yield Reached(person, holder)
        for name in full_names(holder):
            for person in index.by_listed_relative.get(name, ())[:MOST_NAMESAKES]:
                if person is not holder:
                    yield Reached(person, holder)


def _named_like(relative: Relative, index: ProfileIndex) -> Iterable[Person]:
    for given in sorted(relative.given):
        if relative.stem:
            yield from index.by_name.get((given, relative.stem), ())[:MOST_NAMESAKES]


def _by_contacts(conversation: Conversation, side: str, index: ProfileIndex) -> Iterator[Reached]:
    """Contacts that the other side's line keeps, of a first name that is heard."""
    line = conversation.line(other_side(side)) or ""
    for source in index.sources_of_owner.get(line, ()):
        for heard in names_for(conversation, side):
            for given in heard.names:
                for person in index.by_contact.get((source, given), ())[:MOST_NAMESAKES]:
                    yield Reached(person)


def _by_surname(conversation: Conversation, side: str, index: ProfileIndex) -> Iterator[Reached]:
    """Persons of a first name heard and of a surname of those who hold the other line."""
    for holder in holders(conversation, other_side(side), index):
        for heard in names_for(conversation, side):
            for given in heard.names:
                for stem in sorted(holder.stems):
                    for person in index.by_name.get((given, stem), ())[:MOST_NAMESAKES]:
                        if person is not holder:
                            yield Reached(person, holder)


def _by_full_name(conversation: Conversation, side: str, index: ProfileIndex) -> Iterator[Reached]:
    """Persons of a first name and surname that are heard together."""
    for heard in names_for(conversation, side):
        for given in heard.names if heard.surname_stem else ():
            for person in index.by_name.get((given, heard.surname_stem), ())[:MOST_NAMESAKES]:
                yield Reached(person)
