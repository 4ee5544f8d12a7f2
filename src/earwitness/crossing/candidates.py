"""Who may speak on one side of a call: persons reached through the line, family, or full name.

Reaching only says who is asked about; how much each way is worth is for `linkage/comparisons.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from earwitness.crossing.clues import MOST_BY_CLUE, most_expected
from earwitness.crossing.decisions import NO_DECISIONS, Decisions, is_about
from earwitness.crossing.kinship import inverses
from earwitness.crossing.name_reading import Relative
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import ProfileIndex, full_names, kin_key
from earwitness.crossing.sides import Side
from earwitness.records.attribution import Judgement

MOST_CANDIDATES = 12
"""Candidates shown for one side; beyond it are namesakes that nothing tells apart."""

MOST_NAMESAKES = 30
"""Profiles of one full name in all sources, and persons, that are looked at; so common a name
attributes nobody."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A person, and whose family led there: a holder of the other side's line, or None. `clue`:
    the first name and the clue that led there."""

    person: Person
    holder: Person | None = None
    clue: tuple[str, str] | None = None


def reached(side: Side, index: ProfileIndex, decisions: Decisions = NO_DECISIONS) -> list[Reached]:
    """Everybody to be asked about for one side, each person once.

    Who is reached by several ways keeps the first family that led there. Whoever bears the full
    name of a holder of the other line is taken for that holder, not for a relative. Whom people
    judged there, or on the same line, is asked about in any case.
    """
    found: dict[str, Reached] = {}
    own = {person.id for person in side.holders}
    holders = {name for person in side.family for name in full_names(person)}
    for one in _ways(side, index):
        if one.person.id not in own and holders & set(full_names(one.person)):
            continue
        known = found.get(one.person.id)
        if known is None or (known.holder is None and one.holder is not None):
            found[one.person.id] = one
    for person in _judged(side, index, decisions):
        found.setdefault(person.id, Reached(person))
    return list(found.values())


def _judged(side: Side, index: ProfileIndex, decisions: Decisions) -> Iterator[Person]:
    """Persons about whom somebody decided here, or for whom elsewhere on the line."""
    call = side.talk.call
    elsewhere = (one.record for one in decisions.elsewhere(call, side.name))
    spoke = (one for one in elsewhere if one.verdict is Judgement.POSITIVE)
    for record in (*decisions.here(call.id, side.name), *spoke):
        found = (index.by_reference.get(reference) for reference in record.profiles[:1])
        yield from (one for one in found if one and is_about(record, one.references))


def _ways(side: Side, index: ProfileIndex) -> Iterator[Reached]:
    for person in side.holders:
        yield Reached(person)
    for holder in side.family:
        yield from _listed(holder, holder, index)
    yield from _contacts(side, index)
    for holder in side.family:
        yield from _of_surname(side, holder, index)
    yield from _of_full_name(side, index)
    yield from _by_clues(side, index)
    if not side.is_shared:
        for owner in side.holders:  # somebody of the household answers
            yield from _listed(owner, None, index)


def _listed(person: Person, holder: Person | None, index: ProfileIndex) -> Iterator[Reached]:
    """Relatives of a person, listed by either of the two."""
    for relative in person.relatives:
        for other in _named_like(relative, index):
            if other is not person:
                yield Reached(other, holder)
    for name in full_names(person):
        for other in index.by_listed_relative.get(name, ())[:MOST_NAMESAKES]:
            if other is not person:
                yield Reached(other, holder)


def _named_like(relative: Relative, index: ProfileIndex) -> Iterable[Person]:
    for given in sorted(relative.given):
        if relative.stem:
            yield from index.by_name.get((given, relative.stem), ())[:MOST_NAMESAKES]


def _contacts(side: Side, index: ProfileIndex) -> Iterator[Reached]:
    """Contacts that the other side's line keeps: of a name that is heard, or as the relative that
    this side is by what it calls the other."""
    for source in index.sources_of_owner.get(side.other_line or "", ()):
        for name in contacts_asked_for(side):
            for person in index.by_contact.get((source, name), ())[:MOST_NAMESAKES]:
                yield Reached(person)


def contacts_asked_for(side: Side) -> list[str]:
    """Keys of the contacts of the other side that this one may be."""
    kin = {turned for said in side.said_to_other() for turned in inverses(said)}
    return [*sorted(side.given_in_family), *map(kin_key, sorted(kin))]


def _of_surname(side: Side, holder: Person, index: ProfileIndex) -> Iterator[Reached]:
    """Persons of a first name heard or expected, and of the surname of who holds the other line."""
    for given in sorted(side.given_in_family):
        for stem in sorted(holder.stems):
            for person in index.by_name.get((given, stem), ())[:MOST_NAMESAKES]:
                if person is not holder:
                    yield Reached(person, holder)


def _of_full_name(side: Side, index: ProfileIndex) -> Iterator[Reached]:
    """Persons of a first name and surname that are heard together."""
    for heard in side.names:
        for given in heard.names if heard.surname_stem else ():
            for person in index.by_name.get((given, heard.surname_stem), ())[:MOST_NAMESAKES]:
                yield Reached(person)


def _by_clues(side: Side, index: ProfileIndex) -> Iterator[Reached]:
    """Persons of a first name heard or expected who have a clue of this call; rare clues first."""
    found = [
        (index.expected_with_clue(given, clue), given, clue)
        for clue in side.clues()
        for given in side.given
        if (given, clue) in index.by_clue
    ]
    for expected, given, clue in sorted(found):
        if expected <= most_expected(clue) and index.with_clue(given, clue) <= MOST_BY_CLUE:
            for person in index.by_clue[given, clue]:
                yield Reached(person, None, (given, clue))
