"""Who may speak on one side of a call: persons reached through the line, family, or full name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from earwitness.crossing.conversation import Conversation, other_side
from earwitness.crossing.heard import HeardName
from earwitness.crossing.kinship import inverses
from earwitness.crossing.name_reading import Relative
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import ProfileIndex, full_names
from earwitness.crossing.weights import weight
from earwitness.records.attribution import EvidenceItem

MOST_CANDIDATES = 12
"""Candidates shown for one side; beyond it are namesakes that nothing tells apart."""

MOST_NAMESAKES = 200
"""Persons of one full name that are looked at; so common a name attributes nobody."""


@dataclass(slots=True)
class Candidate:
    """A person, how they were reached (evidence; its first item holds the prior), and relations.

    `relations`: what the other side's holder is to this person, where a profile lists it.
    """

    person: Person
    evidence: list[EvidenceItem] = field(default_factory=list)
    relations: frozenset[str] = frozenset()

    @property
    def match_weight(self) -> float:
        """The sum of all evidence, prior included, in log2 odds."""
        return sum(item.weight for item in self.evidence)


def candidates(conversation: Conversation, side: str, index: ProfileIndex) -> list[Candidate]:
    """The candidates of one side, each person once, by their strongest way."""
    found: dict[str, Candidate] = {}
    ways = (
        _by_line(conversation, side, index),
        _by_listing(conversation, side, index),
        _by_surname(conversation, side, index),
        _by_full_name(conversation, side, index),
    )
    for way in ways:
        for candidate in way:
            found.setdefault(candidate.person.id, candidate)
    return list(found.values())


def holders(conversation: Conversation, side: str, index: ProfileIndex) -> Sequence[Person]:
    """Persons known under the line of a side."""
    return index.by_line.get(conversation.line(side) or "", ())


def _by_line(conversation: Conversation, side: str, index: ProfileIndex) -> Iterable[Candidate]:
    line = conversation.line(side)
    persons = holders(conversation, side, index)
    shared = side == "caller" and conversation.caller_is_shared
    for person in persons:
        sources = len(_sources_with(person, line))
        items = [_number_item(person, line, sources)]
        if shared:
            items.append(_shared_item(conversation))
        for other in persons:
            if other is not person:
                items.append(_incompatible_item(other, line))
        yield Candidate(person, items)


def _sources_with(person: Person, line: str | None) -> set[str]:
    return {p.source_id for p in person.profiles if line in p.numbers}


def _number_item(person: Person, line: str | None, sources: int) -> EvidenceItem:
    bonus = min(weight("number_sources_cap"), weight("number_more_sources") * (sources - 1))
    return EvidenceItem(
        kind="number",
        detail=f"The line is known under this name in {_count(sources, 'source')}.",
        weight=weight("number") + bonus,
        source=_profile_with(person, line),
    )


def _shared_item(conversation: Conversation) -> EvidenceItem:
    lines = conversation.called_lines_of_caller
    return EvidenceItem(
        kind="shared_phone",
        detail=f"This phone called {lines} different lines in the case: it is probably shared, "
        "so its number says little about who speaks.",
        weight=weight("number_shared") - weight("number"),
        source=f"call {conversation.call.id}",
    )


def _incompatible_item(other: Person, line: str | None) -> EvidenceItem:
    sources = len(_sources_with(other, line))
    return EvidenceItem(
        kind="incompatible_name",
        detail=f"The line is also known under a name that does not fit ({other.name}) in "
        f"{_count(sources, 'source')}: an earlier owner, or somebody of the same household.",
        weight=weight("incompatible_name"),
        source=_profile_with(other, line),
    )


def _by_listing(conversation: Conversation, side: str, index: ProfileIndex) -> Iterable[Candidate]:
    """Relatives of those who hold the other line, listed by either of the two."""
    for holder in holders(conversation, other_side(side), index):
        for relative in holder.relatives:
            for person in _named_like(relative, index):
                if person is not holder:
                    mutual = [r for r in person.relatives if _is_named(holder, r)]
                    yield _listed(holder, person, holder, inverses(relative.relation), mutual)
        for name in full_names(holder):
            for person in index.by_listed_relative.get(name, ())[:MOST_NAMESAKES]:
                relations = [r.relation for r in person.relatives if _is_named(holder, r)]
                yield _listed(holder, person, person, relations, [])


def _named_like(relative: Relative, index: ProfileIndex) -> Iterable[Person]:
    for given in sorted(relative.given):
        if relative.stem:
            yield from index.by_name.get((given, relative.stem), ())[:MOST_NAMESAKES]


def _is_named(person: Person, relative: Relative) -> bool:
    return bool(relative.given & person.given) and relative.stem in person.stems


def _listed(
    holder: Person,
    person: Person,
    lister: Person,
    relations: Iterable[str],
    mutual: Sequence[Relative],
) -> Candidate:
    listed = holder if lister is person else person
    items = [
        EvidenceItem(
            kind="relative_listed",
            detail=f"{lister.name} lists {listed.name} as a relative; the other side's line "
            f"is known as {holder.name}'s.",
            weight=weight("family_listed"),
            source=_profile_listing(lister),
        )
    ]
    if mutual:
        items.append(
            EvidenceItem(
                kind="relative_listed_mutually",
                detail=f"{person.name} lists {holder.name}, too.",
                weight=weight("listed_mutually"),
                source=_profile_listing(person),
            )
        )
    items += _town_items(holder, person)
    known = {r.relation for r in mutual} or set(relations)
    return Candidate(person, items, frozenset(known))


def _town_items(holder: Person, person: Person) -> list[EvidenceItem]:
    if not (holder.towns and person.towns):
        return []
    same = holder.towns & person.towns
    return [
        EvidenceItem(
            kind="same_town" if same else "other_town",
            detail=f"The profiles of {person.name} and {holder.name} name "
            f"{'the same town' if same else 'different towns'}.",
            weight=weight("same_town" if same else "other_town"),
            source=f"profile {person.references[0]}",
        )
    ]


def _by_surname(conversation: Conversation, side: str, index: ProfileIndex) -> Iterable[Candidate]:
    """Persons of a first name heard and of a surname of those who hold the other line."""
    for holder in holders(conversation, other_side(side), index):
        for heard in _names_for(conversation, side):
            for given in heard.names:
                for stem in sorted(holder.stems):
                    for person in index.by_name.get((given, stem), ())[:MOST_NAMESAKES]:
                        if person is not holder:
                            yield _same_surname(holder, person, stem, index)


def _same_surname(holder: Person, person: Person, stem: str, index: ProfileIndex) -> Candidate:
    item = EvidenceItem(
        kind="shared_surname",
        detail=f"{person.name} has the surname of {holder.name}, under whose name the other "
        f"side's line is known; {_count(index.stem_counts.get(stem, 0), 'person')} of "
        f"{index.person_count} in the sources bear it.",
        weight=weight("family_surname") + index.surname_weight(stem),
        source=f"profile {person.references[0]}",
    )
    return Candidate(person, [item, *_town_items(holder, person)])


def _by_full_name(
    conversation: Conversation, side: str, index: ProfileIndex
) -> Iterable[Candidate]:
    """Persons of a first name and surname that are heard together."""
    for heard in _names_for(conversation, side):
        for given in heard.names if heard.surname_stem else ():
            for person in index.by_name.get((given, heard.surname_stem), ())[:MOST_NAMESAKES]:
                item = EvidenceItem(
                    kind="full_name_heard",
                    detail=f"A full name is heard that fits {person.name}: “{heard.quote}”",
                    weight=weight("named_in_full") + index.surname_weight(heard.surname_stem),
                    source=conversation.pointer(heard),
                )
                yield Candidate(person, [item])


def _names_for(conversation: Conversation, side: str) -> list[HeardName]:
    return conversation.self_names(side) + conversation.addressed_names(side)


def _profile_with(person: Person, line: str | None) -> str:
    return next(
        (f"profile {p.reference}" for p in person.profiles if line in p.numbers),
        f"profile {person.references[0]}",
    )


def _profile_listing(person: Person) -> str:
    return next(
        (f"profile {p.reference}" for p in person.profiles if p.relatives),
        f"profile {person.references[0]}",
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
