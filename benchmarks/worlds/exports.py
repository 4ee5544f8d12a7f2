"""The exports of a world: who knows whom, as of which day, and what is wrong in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from earwitness.records.profile import ProfileSource
from worlds import contact_names, social, tags
from worlds.lines import written
from worlds.people import TODAY, Person
from worlds.settings import Settings
from worlds.world import Row

CONTACT_KINDS = ("vcard", "telegram", "whatsapp")
SUFFIX = {"vcard": ".vcf", "whatsapp": ".vcf", "telegram": ".json", "tags": ".csv",
          "social": ".csv"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """An export to be filled: whose it is ("" for nobody's), and of which day."""

    source_id: str
    kind: str
    as_of: date
    owner: Person | None

    def source(self, rows: int) -> ProfileSource:
        """The record of it."""
        return ProfileSource(
            id=self.source_id,
            kind="vcard" if self.kind == "whatsapp" else self.kind,
            source_name=self.source_id,
            sha256=f"{abs(hash_of(self.source_id)):064x}",
            profile_count=rows,
            as_of=self.as_of.isoformat(),
            owner_numbers=(self.owner.line_on(self.as_of),) if self.owner else (),
        )


def hash_of(text: str) -> int:
    """A number of a text, the same in every run."""
    return Random(text).getrandbits(256)


def planned(random: Random, settings: Settings, people: Sequence[Person]) -> list[Export]:
    """The exports that could be had. One address book for about every twelve people."""
    count = max(6, len(people) // 12)
    plans = [
        _plan(random, kind := random.choice(CONTACT_KINDS), f"{kind}_{number:03d}", people)
        for number in range(count)
    ]
    kept = [plan for plan in plans if random.random() < settings.kept] or plans[:1]
    for kind in ("tags", "social"):
        as_of = TODAY - timedelta(days=random.randrange(30, 900))
        kept.append(Export(f"{kind}{SUFFIX[kind]}", kind, as_of, None))
    return kept


def _plan(random: Random, kind: str, stem: str, people: Sequence[Person]) -> Export:
    # Old telephones lie in drawers: one export in four is over two years old.
    age = random.randrange(730, 2400) if random.random() < 0.25 else random.randrange(5, 730)
    owner = random.choice(people) if random.random() < 0.5 else None
    return Export(f"{stem}{SUFFIX[kind]}", kind, TODAY - timedelta(days=age), owner)


def filled(
    random: Random,
    settings: Settings,
    exports: Sequence[Export],
    people: Sequence[Person],
) -> list[Row]:
    """The rows of all exports that mean a person of the world."""
    by_id = {person.id: person for person in people}
    books = [export for export in exports if export.kind in CONTACT_KINDS]
    rows: list[Row] = []
    for person in people:
        if not person.known:
            continue
        for export in _who_know(random, settings, person, books):
            rows.append(_contact(random, settings, person, export, by_id.__getitem__))
        for export in exports:
            rows.extend(_open_source(random, settings, person, export, by_id.__getitem__))
    return [copy for row in rows for copy in _as_kept(random, row)]


def _who_know(
    random: Random, settings: Settings, person: Person, books: Sequence[Export]
) -> list[Export]:
    """Family knows; of others a few."""
    kin = [b for b in books if b.owner is not None and person.id in b.owner.relations]
    others = [b for b in books if b.owner is None or b.owner.id not in person.relations]
    others = [b for b in others if b.owner is not person]
    some = random.choices((0, 1, 2, 3), (25, 45, 20, 10))[0]
    if settings.kept < 1:
        some = sum(random.random() < settings.kept for _ in range(some))
    return kin + random.sample(others, min(some, len(others)))


def _contact(
    random: Random,
    settings: Settings,
    person: Person,
    export: Export,
    people: Callable[[str], Person],
) -> Row:
    relation = export.owner.relations.get(person.id) if export.owner else None
    if relation is not None:
        name = contact_names.by_family(random, person, relation)
    else:
        name = contact_names.by_stranger(random, person, people)
    if random.random() < settings.wrong_name:
        name = contact_names.wrong(random, person)
    name = contact_names.spoilt(random, name)
    first, surname = _in_fields(random, export.kind, name)
    number = number_in(random, settings, person, export.as_of)
    return Row(
        source_id=export.source_id,
        profile_id=person.id,
        person_id=person.id,
        name=f"{first} {surname}".strip(),
        first_name=first,
        surname=surname,
        written_number="" if random.random() < 0.04 else written(random, number),
    )


def _in_fields(random: Random, kind: str, name: str) -> tuple[str, str]:
    """Most people write everything into the first field."""
    words = name.split()
    if kind == "whatsapp" or len(words) != 2 or random.random() < 0.4:
        return name, ""
    return words[0], words[1]


def number_in(random: Random, settings: Settings, person: Person, as_of: date) -> str:
    """The number of that day, or an earlier one that nobody corrected."""
    if len(person.lines) > 1 and random.random() < settings.stale:
        return person.lines[0][0]
    return person.line_on(as_of)


def _open_source(
    random: Random,
    settings: Settings,
    person: Person,
    export: Export,
    people: Callable[[str], Person],
) -> Iterator[Row]:
    if settings.kept < 1 and random.random() > settings.kept:
        return
    number = number_in(random, settings, person, export.as_of)
    if export.kind == "tags" and random.random() < 0.45:
        yield from tags.of_person(random, person, export.source_id, number, people)
        if len(person.lines) > 1 and random.random() < 0.5:
            old = person.lines[0][0]
            yield from tags.of_person(random, person, export.source_id, old, people)
    if export.kind == "social" and random.random() < 0.6:
        yield social.of_person(random, person, export.source_id, number, people)


def _as_kept(random: Random, row: Row) -> Iterator[Row]:
    """Now and then an entry is there twice."""
    yield row
    if random.random() < 0.03:
        yield replace(row, name=row.name.upper(), first_name=row.first_name.upper(),
                      surname=row.surname.upper())  # fmt: skip
