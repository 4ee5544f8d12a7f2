"""Profiles joined into persons: by a shared line with compatible names, or by full name with more.

Two entries of one number are one person if a first name fits both ("Маринка Ряжинцева", "Marina
Dubonosceva": surnames change), or if one lacks a first name and nothing speaks against it.
Otherwise they are different persons: an earlier owner, another member of the family.
A profile without number joins a person of the same first name and surname only if a town or a
relative agrees too, or the name is so rare in the sources that no second bearer is to be expected.
What people decided about two profiles (`profile_links`) goes before all of this.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.crossing.clues import clues_of, is_word
from earwitness.crossing.kinship import inverses, kin_terms
from earwitness.crossing.name_reading import (
    KinOf,
    NameReading,
    Relative,
    read_profile_name,
    read_relative,
)
from earwitness.crossing.names import first_name_weight, stems_agree
from earwitness.crossing.profile_links import NO_LINKS, ProfileLinks
from earwitness.records.profile import Profile
from earwitness.runtime.canonical import digest
from earwitness.runtime.russian.given_name_forms import Sex
from earwitness.runtime.russian.transliteration import is_latin


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Profiles that are taken for one person, and what they say together.

    `id` depends on the profiles alone. `given` and `stems` are all that occur; `relatives` as
    listed by the person's own profiles; `towns` and `kin_of` as in `name_reading`. `kin_to_owner`:
    what the person is to whoever keeps the entry ("Сынок": son). `clues`, `words`: see `clues.py`.
    """

    id: str
    name: str
    profiles: tuple[Profile, ...]
    given: frozenset[str]
    stems: frozenset[str]
    sex: Sex | None
    kin_of: tuple[KinOf, ...]
    relatives: tuple[Relative, ...]
    towns: frozenset[str]
    kin_to_owner: frozenset[str] = frozenset()
    clues: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def references(self) -> tuple[str, ...]:
        """The profiles as attributions cite them, sorted."""
        return tuple(sorted(profile.reference for profile in self.profiles))

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources that know this person."""
        return frozenset(profile.source_id for profile in self.profiles)


def person_of(profiles: Sequence[Profile]) -> Person:
    """The person that these profiles make."""
    ordered = sorted(profiles, key=lambda profile: profile.reference)
    readings = [read_profile_name(profile) for profile in ordered]
    references = [profile.reference for profile in ordered]
    relatives = (read_relative(text) for profile in ordered for text in profile.relatives)
    sexes = {reading.sex for reading in readings if reading.sex is not None}
    clues = frozenset(clue for profile in ordered for clue in clues_of(profile))
    return Person(
        id=f"person-{digest(references)[:12]}",
        name=_best_name(ordered, readings),
        profiles=tuple(ordered),
        given=_common_given(readings),
        stems=frozenset(reading.stem for reading in readings if reading.stem),
        sex=sexes.pop() if len(sexes) == 1 else None,
        kin_of=tuple(dict.fromkeys(kin for reading in readings for kin in reading.kin_of)),
        relatives=tuple(dict.fromkeys(r for r in relatives if r is not None)),
        towns=frozenset(town_key(profile.city) for profile in ordered if profile.city),
        kin_to_owner=frozenset(
            relation
            for profile, reading in zip(ordered, readings, strict=True)
            for relation in kin_to_owner(profile, reading)
        ),
        clues=clues,
        words=frozenset(clue for clue in clues if is_word(clue)),
    )


@lru_cache(maxsize=200_000)
def kin_to_owner(profile: Profile, reading: NameReading) -> tuple[str, ...]:
    """What an entry is to whoever keeps it: "Сынок" and "Серёжа сын" are a son, "Мама Серёжи" is
    somebody else's mother."""
    if reading.kin_of:
        return ()
    return tuple(term.relation for term in kin_terms(profile.name))


def town_key(town: str) -> str:
    """A town in the form in which towns are compared."""
    return town.strip().lower().replace("ё", "е")


def group_profiles(
    profiles: Iterable[Profile], links: ProfileLinks = NO_LINKS
) -> list[list[Profile]]:
    """Profiles grouped into persons, in order of first appearance; see the module's rules."""
    everyone = list(profiles)
    groups = _linked(everyone, links)
    by_number: defaultdict[str, list[int]] = defaultdict(list)
    for position, profile in enumerate(everyone):
        for number in profile.numbers:
            by_number[number].append(position)
    for positions in by_number.values():
        for cluster in _clusters(positions, everyone):
            groups.join(cluster)
    return [[everyone[i] for i in positions] for positions in groups.members()]


def _linked(everyone: Sequence[Profile], links: ProfileLinks) -> "_Groups":
    """As people decided: profiles of one person joined, and those of two kept apart."""
    if links is NO_LINKS:
        return _Groups(len(everyone), ())
    where = {profile.reference: i for i, profile in enumerate(everyone)}
    apart = [tuple(where[one] for one in pair) for pair in links.apart if pair <= where.keys()]
    groups = _Groups(len(everyone), sorted(apart))
    for group in links.together:
        groups.join(sorted(where[one] for one in group if one in where))
    return groups


MOST_EXPECTED = 0.25
"""Expected further bearers of a full name in the sources up to which it is rare: four times out of
five two profiles of such a name are then one person, if one in two people is in the sources twice.
Estimate."""


def join_numberless(
    groups: list[list[Profile]],
    links: ProfileLinks = NO_LINKS,
    bearers: Mapping[str, int] | None = None,
) -> list[list[Profile]]:
    """Groups, with profiles without number added to the one group that name and more agree on, or
    whose full name is rare.

    `bearers`: surname stem → how many profiles in all sources have it; None: among these groups.
    """
    count = _bearers_among(groups) if bearers is None else bearers
    sure = _joined(groups, links, _more_agrees)
    named = Counter(name for group in sure if _is_lone(group) for name in _full_names(group))

    def is_rare(lone: Person, other: Person) -> bool:
        """Two without a number that bear the name are two of it already."""
        names = {(g, s) for g in lone.given & other.given for s in lone.stems & other.stems}
        return not _differs(lone, other) and any(
            named[name] == 1
            and count.get(name[1], 0) * 2.0 ** -first_name_weight(name[0]) <= MOST_EXPECTED
            for name in names
        )

    return _joined(sure, links, is_rare)


def _joined(
    groups: Sequence[list[Profile]],
    links: ProfileLinks,
    fits: Callable[[Person, Person], bool],
) -> list[list[Profile]]:
    """Groups, each without a number added to the one of its full name that it fits."""
    lone = [i for i, group in enumerate(groups) if _is_lone(group)]
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    lone_set = set(lone)
    persons: dict[int, Person] = {}
    wanted = {key for i in lone for key in _full_names(groups[i])}
    for i, group in enumerate(groups):
        for key in _full_names(group) & wanted if i not in lone_set else ():
            by_name[key].append(i)
    joined = [list(group) for group in groups]
    gone: set[int] = set()
    for i in lone:
        near = {j for key in _full_names(groups[i]) for j in by_name.get(key, ())}
        for j in near | {i} if near else ():
            if j not in persons:
                persons[j] = person_of(groups[j])
        fitting = [j for j in sorted(near) if fits(persons[i], persons[j])]
        if len(fitting) == 1 and not _are_apart(groups[i], joined[fitting[0]], links):
            joined[fitting[0]] += groups[i]
            gone.add(i)
    return [group for i, group in enumerate(joined) if i not in gone]


def _is_lone(group: Sequence[Profile]) -> bool:
    return not any(profile.numbers for profile in group)


def _are_apart(left: Sequence[Profile], right: Sequence[Profile], links: ProfileLinks) -> bool:
    if not links.apart:
        return False
    return any(frozenset((a.reference, b.reference)) in links.apart for a in left for b in right)


def _full_names(group: Sequence[Profile]) -> set[tuple[str, str]]:
    readings = [read_profile_name(profile) for profile in group]
    given = _common_given(readings)
    stems = {reading.stem for reading in readings if reading.stem}
    return {(name, stem) for name in given for stem in stems}


def _bearers_among(groups: Iterable[Sequence[Profile]]) -> Mapping[str, int]:
    return Counter(stem for group in groups for stem in {name[1] for name in _full_names(group)})


def _differs(lone: Person, other: Person) -> bool:
    """Whether towns or dates of birth speak against one person."""
    born, other_born = _births(lone), _births(other)
    return bool(
        (lone.towns and other.towns and not lone.towns & other.towns)
        or (born and other_born and not born & other_born)
    )


def _births(person: Person) -> set[str]:
    return {profile.birth_date for profile in person.profiles if profile.birth_date}


def _more_agrees(lone: Person, other: Person) -> bool:
    """Whether a town or a relative agrees, and nothing differs."""
    if _differs(lone, other):
        return False
    named = {town_key(word) for p in other.profiles for word in p.name.split()}
    if lone.towns & (other.towns | named):
        return True
    return any(
        kin.of & relative.given and _relation_fits(kin, relative)
        for kin in other.kin_of
        for relative in lone.relatives
    )


def _relation_fits(kin: KinOf, relative: Relative) -> bool:
    """ "mother of Сергей" fits the listed "son: Сергей"."""
    return relative.relation in inverses(kin.relation)


MOST_CLUSTERS = 50
"""Different people under one number; a call centre has more in its tags, and they tell nobody."""


def _clusters(positions: Sequence[int], everyone: Sequence[Profile]) -> list[list[int]]:
    """The entries of one number, cut into compatible names: surest entries first. Entries that read
    alike are looked at once, since strangers save one number ten thousand times."""
    alike: defaultdict[NameReading, list[int]] = defaultdict(list)
    for i in positions:
        alike[read_profile_name(everyone[i])].append(i)
    clusters: list[tuple[list[int], list[NameReading]]] = []
    ordered = sorted(alike.items(), key=lambda one: (not one[0].given, not one[0].stem, one[1][0]))
    for reading, own in ordered:
        near = clusters[:MOST_CLUSTERS]
        fitting = [cluster for cluster in near if _compatible(reading, cluster[1])]
        # Somebody without a first name may be any of several; then they stay by themselves.
        if len(fitting) == 1 or (fitting and reading.given):
            fitting[0][0].extend(own)
            fitting[0][1].append(reading)
        elif reading.given or reading.stem:
            clusters.append((own, [reading]))
        else:
            clusters.extend(([one], [reading]) for one in own)
    return [own for own, _ in clusters]


def _compatible(entry: NameReading, cluster: Sequence[NameReading]) -> bool:
    """Whether an entry can be of the person whom these entries name."""
    given = [reading.given for reading in cluster if reading.given]
    if entry.given and given:
        return all(entry.given & names for names in given)
    sexes = {reading.sex for reading in (*cluster, entry)} - {None}
    if len(sexes) > 1:
        return False
    stems = [reading.stem for reading in cluster if reading.stem]
    if entry.stem and stems:
        return any(stems_agree(entry.stem, stem) for stem in stems)
    return True


def _common_given(readings: Sequence[NameReading]) -> frozenset[str]:
    """First names that fit all readings that have one: "Саша" and "Александр" → Александр."""
    all_given = [reading.given for reading in readings if reading.given]
    if not all_given:
        return frozenset()
    common = frozenset.intersection(*all_given)
    return common or frozenset.union(*all_given)


def _best_name(profiles: Sequence[Profile], readings: Sequence[NameReading]) -> str:
    """The fullest name as written, in Cyrillic where there is a choice."""

    def fullness(i: int) -> tuple[bool, bool, bool, int]:
        reading = readings[i]
        return (
            bool(reading.given),
            bool(reading.stem),
            not is_latin(profiles[i].name),
            -abs(len(profiles[i].name.split()) - 2),
        )

    return profiles[max(range(len(profiles)), key=fullness)].name


class _Groups:
    """Disjoint sets of positions, some pairs of which stay apart."""

    def __init__(self, size: int, apart: Iterable[tuple[int, ...]]) -> None:
        self._parents = list(range(size))
        self._apart: dict[int, set[int]] = {}
        for left, right in apart:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def join(self, positions: Sequence[int]) -> None:
        """Make them one set, as far as none must stay apart; then the first that may be joined."""
        heads = list(positions[:1])
        for position in positions[1:]:
            if not any(self._joined(head, position) for head in heads):
                heads.append(position)

    def _joined(self, one: int, other: int) -> bool:
        left, right = sorted((self._root(one), self._root(other)))
        if any(self._root(position) == right for position in self._apart.get(left, ())):
            return False
        self._parents[right] = left
        if right in self._apart and left != right:
            self._apart.setdefault(left, set()).update(self._apart.pop(right))
        return True

    def members(self) -> list[list[int]]:
        sets: defaultdict[int, list[int]] = defaultdict(list)
        for position in range(len(self._parents)):
            sets[self._root(position)].append(position)
        return list(sets.values())

    def _root(self, position: int) -> int:
        while self._parents[position] != position:
            self._parents[position] = self._parents[self._parents[position]]
            position = self._parents[position]
        return position
