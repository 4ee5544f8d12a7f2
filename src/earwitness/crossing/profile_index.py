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


MOST_COUNTED_NEAR = 30
"""Profiles of one full name up to which all are near: see `candidates.MOST_NAMESAKES`."""

LEAST_EXPECTED = 0.02
"""Persons; nothing is taken for rarer by chance than this. Estimate."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How common surnames (by stem), full names, first names, clues, and clues with a first name
    are in all sources, and how many persons there are."""

    stems: Mapping[str, int] = field(default_factory=dict)
    full_names: Mapping[FullName, int] = field(default_factory=dict)
    clues: Mapping[tuple[str, str], int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    clues_of_any: Mapping[str, int] = field(default_factory=dict)
    persons: int = 0

    def of_persons(self, share: float) -> "Counts":
        """Counts of profiles as counts of persons, who have several; `share`: persons a profile."""
        return Counts(
            stems={stem: max(1, round(count * share)) for stem, count in self.stems.items()},
            full_names=self.full_names,
            clues=self.clues,
            given={name: max(1, round(count * share)) for name, count in self.given.items()},
            clues_of_any={
                clue: max(1, round(count * share)) for clue, count in self.clues_of_any.items()
            },
            persons=max(1, round(self.persons * share)),
        )


@dataclass(frozen=True, slots=True)
class ProfileIndex:
    """Built for the profiles that matter to some calls, then asked for each of them.

    `by_line`: E.164 → persons; `by_name`: full name → persons; `by_listed_relative`: full name of
    a relative → persons who list them; `by_contact`: source and first name, or relation to its
    owner ("kin:son") → persons; `by_clue`: first name and clue → persons; `sources_of_owner`:
    line → sources that whoever has it kept; `sources`: id → source; `by_reference`: profile →
    its person.
    """

    by_line: Mapping[str, Sequence[Person]]
    by_name: Mapping[FullName, Sequence[Person]]
    by_listed_relative: Mapping[FullName, Sequence[Person]]
    by_contact: Mapping[tuple[str, str], Sequence[Person]]
    by_clue: Mapping[tuple[str, str], Sequence[Person]]
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
        by_clue: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
        everyone = list(profiles)
        stems = counts.stems if counts else None
        groups = join_numberless(group_profiles(everyone, links), links, stems)
        persons = [person_of(group) for group in groups]
        for person in persons:
            for line in {number for profile in person.profiles for number in profile.numbers}:
                by_line[line].append(person)
            for name in full_names(person):
                by_name[name].append(person)
            for relative in person.relatives:
                for given in relative.given:
                    by_listed[given, relative.stem].append(person)
            for given in person.given:
                for clue in person.clues:
                    by_clue[given, clue].append(person)
            for source_id in person.source_ids & owned:
                for contact in (*person.given, *map(kin_key, person.kin_to_owner)):
                    by_contact[source_id, contact].append(person)
        of_owner: defaultdict[str, list[str]] = defaultdict(list)
        for source in known.values():
            for line in source.owner_numbers:
                of_owner[line].append(source.id)
        return cls(
            dict(by_line),
            dict(by_name),
            dict(by_listed),
            dict(by_contact),
            dict(by_clue),
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
        """How many persons bear a full name; at least 1. All of them are in this index, but of
        common names only a few, and then their profiles were counted."""
        near, counted = len(self.by_name.get(name, ())), self.counts.full_names.get(name, 0)
        return max(1, near if counted <= MOST_COUNTED_NEAR else counted)

    def with_clue(self, given: str, clue: str) -> int:
        """How many persons of a first name have a clue; at least 1."""
        return max(
            1, self.counts.clues.get((given, clue), len(self.by_clue.get((given, clue), ())))
        )

    def expected_with_clue(self, given: str, clue: str) -> float:
        """How many persons of a first name can be expected to have a clue by chance: if names and
        clues were independent. Small where the sources are few or either is rare."""
        both = self.counts.given.get(given, 1) * self.counts.clues_of_any.get(clue, 1)
        return max(LEAST_EXPECTED, both / max(1, self.counts.persons))


def _counted(persons: Sequence[Person]) -> Counts:
    return Counts(
        stems=Counter(stem for person in persons for stem in person.stems),
        full_names=Counter(name for person in persons for name in full_names(person)),
        given=Counter(name for person in persons for name in person.given),
        clues_of_any=Counter(clue for person in persons for clue in person.clues),
        persons=len(persons),
    )


def kin_key(relation: str) -> str:
    """The key of a contact that is kept as a relative of the owner."""
    return f"kin:{relation}"


def full_names(person: Person) -> tuple[FullName, ...]:
    """Every full name that a person goes by."""
    return tuple((given, stem) for given in sorted(person.given) for stem in sorted(person.stems))


def full_name_key(name: FullName) -> str:
    """A full name as one word."""
    return f"{name[0]}|{name[1]}"


def first_name_share(name: str) -> float:
    """The share of people of one sex who bear a first name, as `names.first_name_weight` has it."""
    return float(2.0 ** -first_name_weight(name))
