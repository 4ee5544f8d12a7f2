"""Strangers in the exports, by the hundred thousand: made one by one, none is kept."""

from collections.abc import Iterator
from random import Random

from worlds import contact_names, given_names, surnames, towns
from worlds.lines import Lines
from worlds.settings import Settings
from worlds.world import Row

_TRADES = ("такси", "авито", "маникюр", "дача", "работа", "сервис", "сосед", "шиномонтаж", "школа")
_RELATIONS = (("мать", "f"), ("отец", "m"), ("брат", "m"), ("сестра", "f"), ("муж", "m"))


def decoys(
    seed: str, settings: Settings, contact_sources: tuple[str, ...], count: int, lines: Lines
) -> Iterator[Row]:
    """`count` rows; four in ten are social profiles, three tags, three contacts.

    One stranger in four is in two sources. The first names, surnames and towns are drawn as
    those of the people: namesakes come about as in life.
    """
    random = Random(f"decoys {seed}")
    made = 0
    while made < count:
        sex = "m" if random.random() < 0.5 else "f"
        only = settings.masculine if sex == "m" else settings.feminine
        given = given_names.drawn(random, sex, only)
        surname = surnames.of_sex(surnames.drawn(random, settings.surnames), sex)
        number = lines.next()
        for _ in range(min(2 if random.random() < 0.25 else 1, count - made)):
            yield _row(random, f"d{made:07d}", given, surname, number, contact_sources)
            made += 1


def _row(
    random: Random,
    profile_id: str,
    given: given_names.GivenName,
    surname: str,
    number: str,
    contact_sources: tuple[str, ...],
) -> Row:
    chance = random.random()
    if chance < 0.4:
        return _social(random, profile_id, given, surname, number)
    name = _written(random, given, surname)
    if chance < 0.7 or not contact_sources:
        return Row(source_id="tags.csv", profile_id=profile_id, name=name, written_number=number,
                   tag_count=random.randint(1, 9))  # fmt: skip
    source_id = contact_sources[int(random.random() * len(contact_sources))]
    return Row(source_id=source_id, profile_id=profile_id, name=name, first_name=name,
               written_number=number)  # fmt: skip


def _written(random: Random, given: given_names.GivenName, surname: str) -> str:
    chance = random.random()
    if chance < 0.45:
        name = f"{given.full} {surname}"
    elif chance < 0.7:
        name = f"{random.choice(given.short)} {surname}"
    elif chance < 0.85:
        name = f"{random.choice(given.short)} {random.choice(_TRADES)}"
    else:
        name = random.choice(given.short)
    return contact_names.spoilt(random, name)


def _social(
    random: Random, profile_id: str, given: given_names.GivenName, surname: str, number: str
) -> Row:
    relatives: tuple[str, ...] = ()
    if random.random() < 0.25:
        label, sex = random.choice(_RELATIONS)
        other = given_names.drawn(random, sex)
        masculine = surname.removesuffix("а") if given.sex == "f" else surname
        relatives = (f"{label}: {other.full} {surnames.of_sex(masculine, sex)}",)
    birth = f"{random.randint(1, 28):02d}.{random.randint(1, 12):02d}.{random.randint(1955, 2005)}"
    return Row(
        source_id="social.csv",
        profile_id=profile_id,
        name=f"{given.full} {surname}",
        written_number=number if random.random() < 0.3 else "",
        birth_date=birth if random.random() < 0.5 else "",
        city=towns.drawn(random).name if random.random() < 0.7 else "",
        relatives=relatives,
    )
