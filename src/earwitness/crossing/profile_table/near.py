"""Which of all profiles matter to some calls: those of their lines, their families, their names.

Each round asks for keys and gets profiles; what the profiles say are the keys of the next round:
line → profiles of the line → their relatives, by either's listing; bearers of the surname who have
a first name heard; the owner's contacts of that name → every further profile of their numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path

import duckdb
import pyarrow as pa

from earwitness.crossing.candidates import MOST_NAMESAKES, contacts_asked_for
from earwitness.crossing.clues import MOST_BY_CLUE, clues_of
from earwitness.crossing.conversation import SIDES, Conversation
from earwitness.crossing.name_reading import NameReading, read_profile_name
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import Counts, FullName, ProfileIndex, full_names
from earwitness.crossing.profile_links import NO_LINKS, ProfileLinks
from earwitness.crossing.profile_table.columns import KeyKind, key, profile_of
from earwitness.crossing.profile_table.parts import KEYS, PROFILES
from earwitness.crossing.quiet_database import quiet_database
from earwitness.crossing.sides import Side, side_of
from earwitness.records.profile import Profile, ProfileSource

# A folder named "year=2022" would become a column of what is read, but for the option.
_KEYS = "read_parquet($keys, filename = true, hive_partitioning = false)"
_COUNTS = f"""
    select key, count(*) from {_KEYS} semi join asked using (key) group by key
"""
_PERSONS = f"""
    select approx_count_distinct(key), count(*) from {_KEYS} where kind = $line
"""
_ROWS = f"""
    select distinct filename, row from (
        select filename, row, kind,
            row_number() over (partition by key order by filename, row) as place,
            count(*) over (partition by key) as many
        from {_KEYS} semi join asked using (key)
    ) where kind = $line or (kind = $contact and place <= $most)
        or (kind = $clue and many <= $most_by_clue)
        or (kind = $numberless and many <= $most_numberless)
        or (kind not in ($clue, $contact, $numberless) and many <= $most)
"""
_PROFILES = "read_parquet($profiles, filename = true, hive_partitioning = false)"
_NAMED = f"""
    select filename, row, source_id, profile_id from {_PROFILES}
    semi join named using (profile_id)
"""
_WANTED = f"""
    select * from {_PROFILES} semi join wanted using (filename, row)
"""

MOST_WITHOUT_NUMBER = 10
"""Profiles without a number of one full name among which those of a person are looked for: of a
commoner name none can be told from the others."""

MOST_ROUNDS = 4
"""Rounds in which further numbers of the same people are followed. A chain that is longer joins
what is hardly one person."""


@dataclass(slots=True)
class _Found:
    """Profiles by part and row, and what was asked already."""

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
    folder = parts[0][1].parent if parts else None
    with quiet_database(folder) as database:
        table = _Table(database, parts)
        found = _Found()
        sources = [source for source, _ in parts]
        table.ask(found, _lines(talks))
        table.named(found, {*judged, *links.partners})
        _follow(table, found)
        holders = _index(table, found, sources, links)
        table.ask(
            found,
            {one for talk in talks for name in SIDES
             for one in _asked_for(side_of(talk, name, holders), holders)},
        )  # fmt: skip
        _follow(table, found)
        return _index(table, found, sources, links)


def _index(
    table: "_Table", found: _Found, sources: Sequence[ProfileSource], links: ProfileLinks
) -> ProfileIndex:
    # Who is grouped with whom, and which of several families leads to somebody, goes by order.
    profiles = [found.profiles[place] for place in sorted(found.profiles)]
    return ProfileIndex.build(profiles, sources, table.counts(profiles), links)


def _follow(table: "_Table", found: _Found) -> None:
    """The other profiles of the same numbers; those without a number of a name that the profiles
    of a number make together; and who else bears the name, so that it is not taken for the only
    one."""
    for _ in range(MOST_ROUNDS):
        by_number: dict[str, list[NameReading]] = {}
        keys: set[int] = set()
        for profile in found.profiles.values():
            reading = read_profile_name(profile)
            for number in profile.numbers:
                by_number.setdefault(number, []).append(reading)
            if not profile.numbers:
                keys.update(key(KeyKind.FULL_NAME, *name) for name in _full_names([reading]))
        keys.update(key(KeyKind.LINE, number) for number in by_number)
        keys.update(
            key(KeyKind.FULL_NAME_WITHOUT_NUMBER, *name)
            for readings in by_number.values()
            for name in islice(_full_names(readings), MOST_NAMESAKES)
        )
        if not table.ask(found, keys):
            return


def _full_names(readings: Sequence[NameReading]) -> Iterator[FullName]:
    """Each first name with each surname that these have."""
    given = sorted({name for reading in readings for name in reading.given})
    return product(given, sorted({reading.stem for reading in readings} - {""}))


def _lines(talks: Iterable[Conversation]) -> set[int]:
    lines = {line for talk in talks for side in SIDES if (line := talk.line(side))}
    return {key(KeyKind.LINE, line) for line in lines}


def _asked_for(side: Side, index: ProfileIndex) -> Iterator[int]:
    """Keys of everybody whom `candidates.reached` asks for; see there."""
    for holder in (*side.family, *side.holders):
        yield from _relatives(holder)
    for given in side.given:
        for clue in side.clues():
            yield key(KeyKind.CLUE, given, clue)
    stems = {stem for holder in side.family for stem in holder.stems}
    for given, stem in product(side.given_in_family, stems):
        yield key(KeyKind.FULL_NAME, given, stem)
    for heard in side.names:
        for given in heard.names if heard.surname_stem else ():
            yield key(KeyKind.FULL_NAME, given, heard.surname_stem)
    for source in index.sources_of_owner.get(side.other_line or "", ()):
        for contact in contacts_asked_for(side):
            yield key(KeyKind.CONTACT, source, contact)


def _relatives(holder: Person) -> Iterator[int]:
    """Keys of those whom a person lists, and of those who list the person."""
    for relative in holder.relatives:
        for name in relative.given if relative.stem else ():
            yield key(KeyKind.FULL_NAME, name, relative.stem)
    for full_name in full_names(holder):
        yield key(KeyKind.LISTED_RELATIVE, *full_name)


class _Table:
    """The parts as one table, asked by keys."""

    def __init__(
        self, database: duckdb.DuckDBPyConnection, parts: Sequence[tuple[ProfileSource, Path]]
    ) -> None:
        self._database = database
        self._keys = [str(place / KEYS) for _, place in parts]
        self._profiles = [str(place / PROFILES) for _, place in parts]
        self._number = {
            file: number
            for files in (self._keys, self._profiles)
            for number, file in enumerate(files)
        }
        self._total = sum(source.profile_count for source, _ in parts)

    def ask(self, found: _Found, keys: set[int]) -> list[Profile]:
        """Profiles of these keys that were not found before, MOST_NAMESAKES of a key at most."""
        new = keys - found.asked
        found.asked |= new
        rows = self._rows(new) if new and self._keys else []
        return [
            found.profiles.setdefault(place, profile)
            for place, profile in self._read(row for row in rows if row not in found.profiles)
        ]

    def named(self, found: _Found, references: set[str]) -> None:
        """Find the profiles of these references."""
        if not references or not self._profiles:
            return
        ids = sorted({reference.partition(":")[2] for reference in references})
        self._database.register("named", pa.table({"profile_id": pa.array(ids, pa.string())}))
        answer = self._database.execute(_NAMED, {"profiles": self._profiles}).fetchall()
        rows = [
            (self._number[file], row)
            for file, row, source, one in answer
            if f"{source}:{one}" in references
        ]
        found.profiles.update(self._read(rows))

    def counts(self, profiles: Iterable[Profile]) -> Counts:
        """How many persons bear the names of these, and have their clues, in all sources."""
        names = {name for profile in profiles for name in _full_names([read_profile_name(profile)])}
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
        ).of_persons(self._persons_of_a_profile())

    def _persons_of_a_profile(self) -> float:
        """Different lines for each line of a profile: persons for each profile, about."""
        if not self._keys:
            return 1.0
        values = {"keys": self._keys, "line": int(KeyKind.LINE)}
        different, every = self._database.execute(_PERSONS, values).fetchall()[0]
        return min(1.0, different / every) if every else 1.0

    def _counted(self, keys: Sequence[int]) -> dict[int, int]:
        if not self._keys:
            return {}
        self._ask_for(keys)
        return dict(self._database.execute(_COUNTS, {"keys": self._keys}).fetchall())

    def _rows(self, keys: Iterable[int]) -> list[tuple[int, int]]:
        """Rows of these keys, none of a name or clue that too many share in all parts together."""
        self._ask_for(keys)
        values = {
            "keys": self._keys,
            "line": int(KeyKind.LINE),
            "clue": int(KeyKind.CLUE),
            "contact": int(KeyKind.CONTACT),
            "numberless": int(KeyKind.FULL_NAME_WITHOUT_NUMBER),
            "most_numberless": MOST_WITHOUT_NUMBER,
            "most_by_clue": MOST_BY_CLUE,
            "most": MOST_NAMESAKES,
        }
        answer = self._database.execute(_ROWS, values).fetchall()
        return [(self._number[file], row) for file, row in answer]

    def _ask_for(self, keys: Iterable[int]) -> None:
        self._database.register("asked", pa.table({"key": pa.array(sorted(keys), pa.uint64())}))

    def _read(self, rows: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Profile]]:
        """Part and row, and the profile there, in that order."""
        wanted = sorted(rows)
        if not wanted:
            return
        files = [self._profiles[part] for part, _ in wanted]
        own = pa.table({"filename": files, "row": pa.array([row for _, row in wanted], pa.int64())})
        self._database.register("wanted", own)
        values = {"profiles": list(dict.fromkeys(files))}
        answer = self._database.execute(_WANTED, values)
        columns = [column[0] for column in answer.description or ()]
        read = {}
        for values_of_row in answer.fetchall():
            fields_of = dict(zip(columns, values_of_row, strict=True))
            place = self._number[fields_of.pop("filename")], fields_of.pop("row")
            read[place] = profile_of(fields_of)
        yield from sorted(read.items())
