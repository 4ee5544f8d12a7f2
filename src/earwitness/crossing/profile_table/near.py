"""Which of all profiles matter to some calls: those of their lines, their families, their names.

Each round asks for keys and gets profiles; what the profiles say are the keys of the next round:
line → profiles of the line → their relatives, by either's listing; bearers of the surname who have
a first name heard; the owner's contacts of that name → every further profile of their numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from earwitness.crossing.candidates import MOST_NAMESAKES
from earwitness.crossing.clues import MOST_BY_CLUE, clues_of, words_of
from earwitness.crossing.conversation import SIDES, Conversation, other_side
from earwitness.crossing.heard import HeardName
from earwitness.crossing.kinship import inverses
from earwitness.crossing.linkage.scoring import quiet_database
from earwitness.crossing.name_reading import read_profile_name, read_relative
from earwitness.crossing.profile_index import Counts, FullName, ProfileIndex, kin_key
from earwitness.crossing.profile_links import NO_LINKS, ProfileLinks
from earwitness.crossing.profile_table.columns import KeyKind, key, profile_of
from earwitness.crossing.profile_table.parts import KEYS, PROFILES
from earwitness.crossing.sides import close_kin, told_clues
from earwitness.records.profile import Profile, ProfileSource

_COUNTS = """
    select key, count(*) from read_parquet(?) semi join asked using (key) group by key
"""
_ROWS = """
    select distinct row from (
        select row, kind, row_number() over (partition by key order by row) as place,
            count(*) over (partition by key) as many
        from read_parquet($file) semi join asked using (key)
    ) where kind = $line or (kind = $clue and many <= $most_by_clue)
        or (kind <> $clue and place <= $most)
"""
_NAMED = "select row, source_id, profile_id from read_parquet(?) semi join named using (profile_id)"
_PROFILES = "select * from read_parquet(?) semi join wanted using (row) order by row"

MOST_ROUNDS = 4
"""Rounds in which further numbers of the same people are followed. A chain that is longer joins
what is hardly one person."""


@dataclass(slots=True)
class _Found:
    """Profiles by source and row, and what was asked already."""

    profiles: dict[tuple[int, int], Profile] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)


def index_near(
    talks: Sequence[Conversation],
    parts: Sequence[tuple[ProfileSource, Path]],
    links: ProfileLinks = NO_LINKS,
    judged: Iterable[str] = (),
) -> ProfileIndex:
    """The index of all profiles that may matter to these calls.

    `parts`: every source with its part on disk. `links`: what people decided about profiles;
    `judged`: profiles about whose persons they decided in these calls, or on their lines.
    """
    with quiet_database() as database:
        table = _Table(database, parts)
        found = _Found()
        sources = [source for source, _ in parts]
        holders = table.ask(found, _lines(talks))
        decided = table.named(found, {*judged, *links.partners})
        family = table.ask(found, _family(talks, _with_partners(holders, decided, links), sources))
        _follow(table, found, [*holders, *decided.values(), *family])
        profiles = list(found.profiles.values())
        return ProfileIndex.build(profiles, sources, table.counts(profiles), links)


def _with_partners(
    holders: Sequence[Profile], decided: Mapping[str, Profile], links: ProfileLinks
) -> Iterator[Profile]:
    """Holders, and what people joined to them, as if it had the same numbers."""
    for holder in holders:
        yield holder
        for reference in sorted(links.partners.get(holder.reference, ())):
            if reference in decided and reference != holder.reference:
                yield replace(decided[reference], numbers=holder.numbers)


def _follow(table: "_Table", found: _Found, profiles: Sequence[Profile]) -> None:
    """The other profiles of the same numbers, and those without a number of the same name."""
    names = {
        key(KeyKind.FULL_NAME_WITHOUT_NUMBER, *name) for p in profiles for name in _names_of(p)
    }
    new = table.ask(found, names)
    for _ in range(MOST_ROUNDS):
        numbers = {key(KeyKind.LINE, n) for p in [*profiles, *new] for n in p.numbers}
        new = table.ask(found, numbers)
        if not new:
            return
        profiles = new


def _lines(talks: Iterable[Conversation]) -> set[int]:
    lines = {line for talk in talks for side in SIDES if (line := talk.line(side))}
    return {key(KeyKind.LINE, line) for line in lines}


def _family(
    talks: Iterable[Conversation], holders: Iterable[Profile], sources: Iterable[ProfileSource]
) -> set[int]:
    """Keys of relatives, of heard namesakes of the family, of contacts, of full names heard."""
    by_line: dict[str, list[Profile]] = {}
    for profile in holders:
        for number in profile.numbers:
            by_line.setdefault(number, []).append(profile)
    owned: dict[str, list[str]] = {}
    for source in sources:
        for number in source.owner_numbers:
            owned.setdefault(number, []).append(source.id)
    keys: set[int] = set()
    for talk in talks:
        for side in SIDES:
            line, other = talk.line(side) or "", talk.line(other_side(side)) or ""
            family = by_line.get(other, [])
            given = _given(talk, side) | {name for holder in family for name in _expected(holder)}
            keys.update(_heard_in_full(talk, side))
            clues = {clue for holder in family for clue in words_of(holder)} | told_clues(
                talk, other_side(side)
            )
            keys.update(key(KeyKind.CLUE, name, clue) for name in given for clue in clues)
            keys.update(
                key(KeyKind.CONTACT, source, name)
                for source in owned.get(other, ())
                for name in (*given, *_kin_keys(talk, side))
            )
            for holder in family:
                keys.update(_relatives(holder))
                stem = read_profile_name(holder).stem
                keys.update(key(KeyKind.FULL_NAME, name, stem) for name in given if stem)
            for holder in by_line.get(line, ()):
                keys.update(_relatives(holder))
    return keys


def _given(talk: Conversation, side: str) -> set[str]:
    """First names heard of a side, in this call or another between its lines."""
    names = [*_heard(talk, side), *(one.name for one in talk.elsewhere.get(side, ()))]
    return {given for name in names for given in name.names}


def _heard(talk: Conversation, side: str) -> list[HeardName]:
    return [*talk.self_names(side), *talk.addressed_names(side)]


def _expected(holder: Profile) -> set[str]:
    return {given for kin in read_profile_name(holder).kin_of for given in kin.of}


def _kin_keys(talk: Conversation, side: str) -> list[str]:
    said = close_kin(talk.kin_said_to(other_side(side)))
    return [kin_key(turned) for term in said for turned in inverses(term.relation)]


def _relatives(holder: Profile) -> Iterator[int]:
    reading = read_profile_name(holder)
    for text in holder.relatives:
        relative = read_relative(text)
        for name in relative.given if relative and relative.stem else ():
            yield key(KeyKind.FULL_NAME, name, relative.stem if relative else "")
    if reading.stem:
        yield from (key(KeyKind.LISTED_RELATIVE, name, reading.stem) for name in reading.given)


def _heard_in_full(talk: Conversation, side: str) -> Iterator[int]:
    for heard in _heard(talk, side):
        for name in heard.names if heard.surname_stem else ():
            yield key(KeyKind.FULL_NAME, name, heard.surname_stem)


def _names_of(profile: Profile) -> list[FullName]:
    reading = read_profile_name(profile)
    return [(given, reading.stem) for given in reading.given] if reading.stem else []


class _Table:
    """The parts as one table, asked by keys."""

    def __init__(
        self, database: duckdb.DuckDBPyConnection, parts: Sequence[tuple[ProfileSource, Path]]
    ) -> None:
        self._database = database
        self._parts = [place for _, place in parts]
        self._total = sum(source.profile_count for source, _ in parts)

    def ask(self, found: _Found, keys: set[int]) -> list[Profile]:
        """Profiles of these keys that were not found before, MOST_NAMESAKES of a key at most."""
        new = keys - found.asked
        found.asked |= new
        if not new or not self._parts:
            return []
        self._database.register("asked", pa.table({"key": pa.array(sorted(new), pa.uint64())}))
        fresh: list[Profile] = []
        for number, place in enumerate(self._parts):
            rows = self._rows(place)
            wanted = [row for row in rows if (number, row) not in found.profiles]
            for row, profile in self._profiles(place, wanted):
                found.profiles[number, row] = profile
                fresh.append(profile)
        return fresh

    def named(self, found: _Found, references: set[str]) -> dict[str, Profile]:
        """The profiles of these references, whether they were found before or not."""
        if not references or not self._parts:
            return {}
        ids = sorted({reference.partition(":")[2] for reference in references})
        self._database.register("named", pa.table({"profile_id": pa.array(ids, pa.string())}))
        own: dict[str, Profile] = {}
        for number, place in enumerate(self._parts):
            rows = self._database.execute(_NAMED, [str(place / PROFILES)]).fetchall()
            wanted = [row for row, source, one in rows if f"{source}:{one}" in references]
            for row, profile in self._profiles(place, wanted):
                found.profiles[number, row] = profile
                own[profile.reference] = profile
        return own

    def counts(self, profiles: Iterable[Profile]) -> Counts:
        """How many profiles bear the surnames and full names of these, in all sources."""
        names = {name for profile in profiles for name in _names_of(profile)}
        clues = {
            key(KeyKind.CLUE, given, clue): (given, clue)
            for profile in profiles
            for given in read_profile_name(profile).given
            for clue in clues_of(profile)
        }
        stems = {key(KeyKind.SURNAME, stem): stem for _, stem in names}
        full = {key(KeyKind.FULL_NAME, *name): name for name in names}
        given = {key(KeyKind.GIVEN, name): name for name, _ in clues.values()}
        of_any = {key(KeyKind.CLUE_OF_ANY, clue): clue for _, clue in clues.values()}
        counted = self._counted([*stems, *full, *clues, *given, *of_any])
        return Counts(
            stems={stem: counted.get(value, 0) for value, stem in stems.items()},
            full_names={name: counted.get(value, 0) for value, name in full.items()},
            clues={clue: counted.get(value, 0) for value, clue in clues.items()},
            given={name: counted.get(value, 0) for value, name in given.items()},
            clues_of_any={clue: counted.get(value, 0) for value, clue in of_any.items()},
            persons=self._total,
        )

    def _counted(self, keys: Sequence[int]) -> dict[int, int]:
        counted: dict[int, int] = {}
        self._database.register("asked", pa.table({"key": pa.array(keys, pa.uint64())}))
        for place in self._parts:
            for value, count in self._database.execute(_COUNTS, [str(place / KEYS)]).fetchall():
                counted[value] = counted.get(value, 0) + count
        return counted

    def _rows(self, place: Path) -> list[int]:
        """Rows of the keys asked for; of a name that more share, the first of them."""
        values = {
            "file": str(place / KEYS),
            "line": int(KeyKind.LINE),
            "clue": int(KeyKind.CLUE),
            "most_by_clue": MOST_BY_CLUE,
            "most": MOST_NAMESAKES,
        }
        return [row for (row,) in self._database.execute(_ROWS, values).fetchall()]

    def _profiles(self, place: Path, rows: Sequence[int]) -> Iterator[tuple[int, Profile]]:
        if not rows:
            return
        self._database.register("wanted", pa.table({"row": pa.array(sorted(rows), pa.int64())}))
        answer = self._database.execute(_PROFILES, [str(place / PROFILES)])
        names = [column[0] for column in answer.description or ()][1:]
        for row, *values in answer.fetchall():
            yield row, profile_of(names, values)
