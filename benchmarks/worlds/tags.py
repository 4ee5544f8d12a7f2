"""Phone-book tags: under which names strangers saved a number. Apps copy them from each other."""

from collections.abc import Callable, Iterator
from random import Random

from worlds import contact_names
from worlds.people import Person
from worlds.world import Row


def of_person(
    random: Random, person: Person, source_id: str, number: str, people: Callable[[str], Person]
) -> Iterator[Row]:
    """One to eight tags; more than half of them are copies of an earlier one, slightly changed."""
    names: list[str] = []
    for _ in range(random.choices((1, 2, 3, 5, 8), (40, 25, 18, 12, 5))[0]):
        if names and random.random() < 0.6:
            name = contact_names.spoilt(random, random.choice(names))
        else:
            name = contact_names.spoilt(random, contact_names.by_stranger(random, person, people))
        if name not in names:
            names.append(name)
    for name in names:
        yield Row(
            source_id=source_id,
            profile_id=f"{person.id}-{number[-4:]}",
            person_id=person.id,
            name=name,
            written_number=number if random.random() < 0.7 else number[1:],
            tag_count=1 if random.random() < 0.6 else random.randint(2, 30),
        )
