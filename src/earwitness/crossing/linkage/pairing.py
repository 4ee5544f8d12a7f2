"""A speaker and a person that was reached become the two rows that are compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from earwitness.crossing.candidates import Reached
from earwitness.crossing.clues import unit_of_clue, word_clue
from earwitness.crossing.decisions import NO_DECISIONS, Decisions, told_elsewhere
from earwitness.crossing.kinship import inverses
from earwitness.crossing.linkage.heard_against import born_between, town_against, units_of
from earwitness.crossing.linkage.kin_against import (
    born_by_kin,
    surname_is_foreign,
    year_of_birth,
)
from earwitness.crossing.linkage.readings import (
    NameReading,
    both_sexes,
    called_sexes,
    read_name_against,
)
from earwitness.crossing.linkage.rows import Names, PersonRow, SpeakerRow
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import (
    ProfileIndex,
    first_name_share,
    full_name_key,
    full_names,
)
from earwitness.crossing.sides import Side, heard_of
from earwitness.records.call import Call
from earwitness.records.judgement import JudgementRecord
from earwitness.records.profile import Profile

CallGraph = Mapping[str, frozenset[str]]
"""Line → the lines that it talks with in the whole case."""

TAGS = "tags"
"""The kind of phone-book tags; see `sources/`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One comparison: what was reached, the name that counts, both rows, and the decision of a
    person in another call that counts."""

    reached: Reached
    name: NameReading | None
    speaker: SpeakerRow
    person: PersonRow
    judged: JudgementRecord | None = None


def call_graph(calls: Iterable[Call]) -> CallGraph:
    """Which lines talk with which, over all calls."""
    graph: dict[str, set[str]] = {}
    for call in calls:
        if call.caller and call.called:
            graph.setdefault(call.caller, set()).add(call.called)
            graph.setdefault(call.called, set()).add(call.caller)
    return {line: frozenset(others) for line, others in graph.items()}


def pair(
    side: Side,
    one: Reached,
    index: ProfileIndex,
    graph: CallGraph,
    decisions: Decisions = NO_DECISIONS,
) -> Pair:
    """The rows of one candidate of one side."""
    name = read_name_against(side, one.person)
    told = told_elsewhere(decisions, side.talk, side.name, one.person.references)
    level, judged = told or (None, None)
    return Pair(
        one,
        name,
        _speaker_row(side, one, name, index, graph),
        replace(_person_row(side.line, one, name, index), judged=level),
        judged,
    )


def _speaker_row(
    side: Side, one: Reached, name: NameReading | None, index: ProfileIndex, graph: CallGraph
) -> SpeakerRow:
    talk, person = side.talk, one.person
    own = [one.holder] if one.holder else []
    keys = _keys(own)
    fits = name is not None and name.given in person.given
    surname = (name.heard.surname_stem or None) if name else None
    alone = not _is_on(side.line, person) and one.holder is None
    led = alone and (one.clue is not None or surname is not None)
    born = born_between(side)
    kin_born = born_by_kin(side, one.holder)
    return SpeakerRow(
        line=side.line,
        shared=side.is_shared,
        holders=keys,
        family=_listed_keys(own),
        household=() if side.is_shared else _listed_keys(side.holders),
        said_to_holder=tuple(f"{said}|{key}" for said in side.said_to_other() for key in keys),
        owned_sources=tuple(index.sources_of_owner.get(side.other_line or "", ())),
        kin_of_owner=tuple(dict.fromkeys(t for said in side.said_to_other()
                                         for t in inverses(said))),
        family_surname=None if surname_is_foreign(side) else _shared_stem(one),
        # A first name that led to the person is not counted again.
        given=None if led and fits else name.given if name else None,
        given_how=name.how if name else None,
        surname=surname if fits and not led else None,
        full_name=full_name_key((name.given, surname)) if name and surname else None,
        clue="|".join(one.clue) if one.clue else None,
        clue_is_town=one.clue is not None and one.clue[1] in _towns_near(side, person),
        expected=() if led else tuple(sorted(side.expected)),
        called_sexes=called_sexes(talk, side.name),
        kin_how="channel" if talk.is_separated else "one_channel",
        other_given=_other_given(side),
        holder_towns=tuple(sorted({town for holder in own for town in holder.towns})),
        lines_of_other=tuple(sorted(graph.get(side.other_line or "", frozenset()))),
        both_sexes=both_sexes(talk, side.name),
        denied=bool(talk.heard.wrong_number),
        machine=talk.label(side.name) in talk.machines and side.name == "called",
        town_heard=None if led else town_against(side, person),
        units_heard=() if led else units_of(side),
        born_from=born[0] if born else None,
        born_to=born[1] if born else None,
        kin_born_from=kin_born[0] if kin_born else None,
        kin_born_to=kin_born[1] if kin_born else None,
    )  # fmt: skip


def _towns_near(side: Side, person: Person) -> set[str]:
    return {word_clue(town) for one in (person, *side.family) for town in one.towns}


def _other_given(side: Side) -> Names:
    return tuple(sorted({n for name in heard_of(side.talk, side.other) for n in name.names}))


def _person_row(
    line: str | None, one: Reached, name: NameReading | None, index: ProfileIndex
) -> PersonRow:
    person = one.person
    numbers = tuple(dict.fromkeys(n for p in person.profiles for n in p.numbers))
    on_line = [profile for profile in person.profiles if line in profile.numbers]
    stems = sorted(person.stems)
    heard_stem = name.heard.surname_stem if name else ""
    stem = heard_stem if heard_stem in person.stems else next(iter(stems), None)
    keys = tuple(full_name_key(key) for key in full_names(person))
    heard_key = full_name_key((name.given, heard_stem)) if name and heard_stem else None
    return PersonRow(
        numbers=numbers,
        other_numbers=tuple(n for n in numbers if n != line),
        witnesses=_witnesses(on_line, index) if on_line else None,
        rivals=_rivals(line, person, on_line, index) if on_line else None,
        source_ids=tuple(sorted(person.source_ids)),
        full_names=keys,
        full_name=heard_key if heard_key in keys else None,
        listed=_listed_keys([person]),
        listed_relations=_relations_to(one),
        family_surname=_shared_stem(one),
        surname=stem,
        given=_given_of(person, name),
        sex=person.sex,
        kin_of=tuple(sorted({given for kin in person.kin_of for given in kin.of})),
        kin_to_owner=tuple(sorted(person.kin_to_owner)),
        own_name=next(iter(keys), None),
        clue="|".join(one.clue) if one.clue else None,
        towns=tuple(sorted(person.towns)),
        units=_units(person),
        born=year_of_birth(person),
    )


def _is_on(line: str | None, person: Person) -> bool:
    return line is not None and any(line in profile.numbers for profile in person.profiles)


def _units(person: Person) -> Names:
    return tuple(sorted(number for clue in person.clues if (number := unit_of_clue(clue))))


def _given_of(person: Person, name: NameReading | None) -> str | None:
    if name is not None and name.given in person.given:
        return name.given
    return min(sorted(person.given), key=lambda n: -first_name_share(n), default=None)


def _keys(persons: Sequence[Person]) -> Names:
    return tuple(dict.fromkeys(full_name_key(key) for p in persons for key in full_names(p)))


def _listed_keys(own: Sequence[Person]) -> Names:
    """Full names of the relatives that these list."""
    return tuple(
        dict.fromkeys(
            full_name_key((given, relative.stem))
            for holder in own
            for relative in holder.relatives
            for given in sorted(relative.given)
            if relative.stem
        )
    )


def _shared_stem(one: Reached) -> str | None:
    """The surname that the person has in common with the family that led there."""
    shared = one.person.stems & one.holder.stems if one.holder else frozenset()
    return min(shared, default=None)


def _relations_to(one: Reached) -> Names:
    """What the holder is to the person, as either of them lists it: "mother|full name"."""
    if one.holder is None:
        return ()
    keys = _keys([one.holder])
    listed = [
        relative.relation
        for relative in one.person.relatives
        if relative.given & one.holder.given and relative.stem in one.holder.stems
    ]
    turned = [
        relation
        for relative in one.holder.relatives
        if relative.given & one.person.given and relative.stem in one.person.stems
        for relation in inverses(relative.relation)
    ]
    return tuple(
        dict.fromkeys(f"{relation}|{key}" for relation in (*listed, *turned) for key in keys)
    )


def _witnesses(on_line: Sequence[Profile], index: ProfileIndex) -> int:
    """Independent sources that know the line under this name; 0 if only phone-book tags do."""
    ids = {profile.source_id for profile in on_line}
    kinds = {i: index.sources[i].kind if i in index.sources else "" for i in ids}
    return sum(kind != TAGS for kind in kinds.values())


def _rivals(
    line: str | None, person: Person, on_line: Sequence[Profile], index: ProfileIndex
) -> str | None:
    """When others are known on the line: by later, by earlier or by undated sources."""
    others = [
        profile
        for other in index.by_line.get(line or "", ())
        if other is not person
        for profile in other.profiles
        if line in profile.numbers
    ]
    if not others:
        return None
    own_dates, other_dates = _dates(on_line, index), _dates(others, index)
    if not own_dates or not other_dates:
        return "undated"
    return "newer" if max(other_dates) > max(own_dates) else "older"


def _dates(profiles: Iterable[Profile], index: ProfileIndex) -> list[str]:
    """Days that the sources of these profiles describe, ISO 8601."""
    sources = (index.sources.get(profile.source_id) for profile in profiles)
    return [source.as_of[:10] for source in sources if source and source.as_of]
