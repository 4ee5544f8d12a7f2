"""All persons of the sources, found by line, by full name, by the relatives they list, by whose
contacts they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from earwitness.crossing.names import first_name_weight
from earwitness.crossing.persons import Person, group_profiles, join_numberless, person_of
from earwitness.crossing.profile_links import NO_LINKS, ProfileLinks
from earwitness.records.profile import Profile, ProfileSource

FullName = tuple[str, str]
"""Canonical first name and surname stem."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How common surnames (by stem) and full names are in all sources, and how many persons there
    are."""

    stems: Mapping[str, int] = field(default_factory=dict)
    full_names: Mapping[FullName, int] = field(default_factory=dict)
    persons: int = 0


@dataclass(frozen=True, slots=True)
class ProfileIndex:
    """Built for the profiles that matter to some calls, then asked for each of them.

    `by_line`: E.164 → persons; `by_name`: full name → persons; `by_listed_relative`: full name of
    a relative → persons who list them; `by_contact`: source and first name → persons;
    `sources_of_owner`: line → sources that whoever has it kept; `sources`: id → source;
    `by_reference`: profile → its person.
    """

    by_line: Mapping[str, Sequence[Person]]
    by_name: Mapping[FullName, Sequence[Person]]
    by_listed_relative: Mapping[FullName, Sequence[Person]]
    by_contact: Mapping[tuple[str, str], Sequence[Person]]
    sources_of_owner: Mapping[str, Sequence[str]]
    sources: Mapping[str, ProfileSource]
    counts: Counts
    by_reference: Mapping[str, Person] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        profiles: Iterable[Profile],
        sources: Iterable[ProfileSource] = (),
        counts: Counts | None = None,
        links: ProfileLinks = NO_LINKS,
    ) -> "ProfileIndex":
        """The index of these profiles; time and memory grow in proportion to their number.

        `counts` are those of all sources, if these profiles are a part of them; `links` what
        people decided about profiles.
        """
        by_line: defaultdict[str, list[Person]] = defaultdict(list)
        by_name: defaultdict[FullName, list[Person]] = defaultdict(list)
        by_listed: defaultdict[FullName, list[Person]] = defaultdict(list)
        known = {source.id: source for source in sources}
        owned = {source.id for source in known.values() if source.owner_numbers}
        by_contact: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
        persons = [
            person_of(group) for group in join_numberless(group_profiles(profiles, links), links)
        ]
        for person in persons:
            for line in {number for profile in person.profiles for number in profile.numbers}:
                by_line[line].append(person)
            for name in full_names(person):
                by_name[name].append(person)
            for relative in person.relatives:
                for given in relative.given:
                    by_listed[given, relative.stem].append(person)
            for source_id in person.source_ids & owned:
                for given in person.given:
                    by_contact[source_id, given].append(person)
        of_owner: defaultdict[str, list[str]] = defaultdict(list)
        for source in known.values():
            for line in source.owner_numbers:
                of_owner[line].append(source.id)
        return cls(
            dict(by_line),
            dict(by_name),
            dict(by_listed),
            dict(by_contact),
            dict(of_owner),
            known,
            counts or _counted(persons),
            {reference: person for person in persons for reference in person.references},
        )

    def surname_share(self, stem: str) -> float:
        """The share of persons of that surname; as if one more person bore it."""
        return (self.counts.stems.get(stem, 0) + 1) / (self.counts.persons + 1)

    def bearers(self, stem: str) -> int:
        """How many persons bear a surname; at least 1."""
        return max(1, self.counts.stems.get(stem, 0))

    def namesakes(self, name: FullName) -> int:
        """How many persons bear a full name; at least 1."""
        return max(1, self.counts.full_names.get(name, 0))


def _counted(persons: Sequence[Person]) -> Counts:
    return Counts(
        stems=Counter(stem for person in persons for stem in person.stems),
        full_names=Counter(name for person in persons for name in full_names(person)),
        persons=len(persons),
    )


def full_names(person: Person) -> tuple[FullName, ...]:
    """Every full name that a person goes by."""
    return tuple((given, stem) for given in sorted(person.given) for stem in sorted(person.stems))


def full_name_key(name: FullName) -> str:
    """A full name as one word."""
    return f"{name[0]}|{name[1]}"


def first_name_share(name: str) -> float:
    """The share of people of one sex who bear a first name, as `names.first_name_weight` has it."""
    return float(2.0 ** -first_name_weight(name))
