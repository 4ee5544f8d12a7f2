"""Social profiles: full or playful names, towns, birth dates, relatives; few have a number."""

from collections.abc import Callable
from random import Random

from worlds import contact_names
from worlds.lines import written
from worlds.people import Person
from worlds.world import Row

_LABELS = {
    "mother": "мать", "father": "отец", "wife": "жена", "husband": "муж", "brother": "брат",
    "sister": "сестра", "son": "сын", "daughter": "дочь", "girlfriend": "в отношениях",
    "boyfriend": "в отношениях", "friend": "друг",
}  # fmt: skip
GROUPS = ("Подслушано {town}", "Авто клуб", "Школа выпуск {year}", "Барахолка {town}", "Рыбалка",
          "Рецепты на каждый день", "Мамочки {town}", "{unit} полк",
          "Куплю продам {town}")  # fmt: skip


def of_person(
    random: Random, person: Person, source_id: str, number: str, people: Callable[[str], Person]
) -> Row:
    """A profile. Married women often keep the earlier name there, some write both."""
    return Row(
        source_id=source_id,
        profile_id=f"sp-{person.id}",
        person_id=person.id,
        name=_name(random, person),
        written_number=written(random, number) if random.random() < 0.3 else "",
        birth_date=_birth(random, person),
        city=person.town.name if random.random() < 0.7 else "",
        relatives=_relatives(random, person, people),
        groups=_groups(random, person),
    )


def _name(random: Random, person: Person) -> str:
    chance = random.random()
    if person.maiden and chance < 0.35:
        return f"{person.given.full} {person.maiden}"
    if person.maiden and chance < 0.5:
        return f"{person.given.full} {person.surname} ({person.maiden})"
    if chance > 0.93:
        return f"{person.short} {contact_names.mistyped(random, person.surname)}"
    first = person.short if chance > 0.75 else person.given.full
    name = f"{first} {person.surname}"
    return contact_names.latin(name) if random.random() < 0.08 else name


def _birth(random: Random, person: Person) -> str:
    chance = random.random()
    if chance < 0.45:
        return person.birth.strftime("%d.%m.%Y")
    return person.birth.strftime("%d.%m") if chance < 0.65 else ""


def _relatives(random: Random, person: Person, people: Callable[[str], Person]) -> tuple[str, ...]:
    if random.random() > 0.45:
        return ()
    listed = []
    for other_id, relation in sorted(person.relations.items()):
        if random.random() < (0.15 if relation == "friend" else 0.6):
            other = people(other_id)
            listed.append(f"{_LABELS[relation]}: {other.given.full} {other.surname}")
    return tuple(listed)


def _groups(random: Random, person: Person) -> tuple[str, ...]:
    if random.random() > 0.4:
        return ()
    chosen = random.sample(GROUPS, random.choice((1, 1, 2, 3)))
    names = (
        group.format(town=person.town.name, year=person.birth.year + 17, unit=person.unit)
        for group in chosen
        if "{unit}" not in group or person.unit
    )
    return tuple(names)
