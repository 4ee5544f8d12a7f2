"""All persons of the sources, found by line, by full name, and by the relatives they list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from earwitness.crossing.persons import Person, group_profiles, join_numberless, person_of
from earwitness.crossing.weights import weight
from earwitness.records.profile import Profile

FullName = tuple[str, str]
"""Canonical first name and surname stem."""


@dataclass(frozen=True, slots=True)
class ProfileIndex:
    """Built once for a case, then asked for every call.

    `by_line`: E.164 → persons; `by_name`: full name → persons; `by_listed_relative`: full name
    of a relative → persons who list them; `stem_counts`: surname stem → number of persons.
    """

    by_line: Mapping[str, Sequence[Person]]
    by_name: Mapping[FullName, Sequence[Person]]
    by_listed_relative: Mapping[FullName, Sequence[Person]]
    stem_counts: Mapping[str, int]
    person_count: int

    @classmethod
    def build(cls, profiles: Iterable[Profile]) -> "ProfileIndex":
        """The index of all profiles. Time and memory grow in proportion to their number."""
        by_line: defaultdict[str, list[Person]] = defaultdict(list)
        by_name: defaultdict[FullName, list[Person]] = defaultdict(list)
        by_listed: defaultdict[FullName, list[Person]] = defaultdict(list)
        stems: Counter[str] = Counter()
        persons = [person_of(group) for group in join_numberless(group_profiles(profiles))]
        for person in persons:
            for line in {number for profile in person.profiles for number in profile.numbers}:
                by_line[line].append(person)
            for name in full_names(person):
                by_name[name].append(person)
            for relative in person.relatives:
                for given in relative.given:
                    by_listed[given, relative.stem].append(person)
            stems.update(person.stems)
        return cls(dict(by_line), dict(by_name), dict(by_listed), stems, len(persons))

    def surname_weight(self, stem: str) -> float:
        """log2(persons / persons of that stem), within the floor and cap of the table.

        A term-frequency weight as in Fellegi and Sunter (1969): agreement in a rare surname says
        more than in a common one. Counted in the sources themselves.
        """
        count = self.stem_counts.get(stem, 0)
        if not count:
            return weight("surname_floor")
        rarity = log2(self.person_count / count)
        return max(weight("surname_floor"), min(weight("surname_cap"), rarity))


def full_names(person: Person) -> tuple[FullName, ...]:
    """Every full name that a person goes by."""
    return tuple((given, stem) for given in sorted(person.given) for stem in sorted(person.stems))
