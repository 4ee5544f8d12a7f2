"""Soldiers and their families."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from worlds import given_names, surnames, towns
from worlds.given_names import GivenName
from worlds.lines import Lines
from worlds.settings import Settings
from worlds.towns import Town

_CALL_SIGNS = """Шаман Барс Седой Малой Студент Тайга Бурят Рыжий Механ Гром Сыч Кузнец Дед Танкист
Филин Лесник Чиж Батон Химик Сибиряк""".split()
TODAY = date(2022, 3, 1)
FIRST_DAY = date(2012, 1, 1)
REST = timedelta(days=90)
"""For so long operators keep a number before somebody else gets it (an estimate)."""


@dataclass(slots=True)
class Person:
    """`lines`: numbers with the day from which they were this person's, in order of time.

    `relations`: person id → what they are to this person ("mother"). `surname` is in the person's
    own form, `maiden` the earlier one or "".
    """

    id: str
    sex: str
    given: GivenName
    surname: str
    birth: date
    town: Town
    role: str
    maiden: str = ""
    short: str = ""
    patronymic: str = ""
    unit: str = ""
    call_sign: str = ""
    wrong_name: str = ""
    known: bool = True
    lines: list[tuple[str, date]] = field(default_factory=list)
    relations: dict[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The number of today."""
        return self.lines[-1][0]

    def line_on(self, day: date) -> str:
        """The number of a day."""
        return next((n for n, since in reversed(self.lines) if since <= day), self.lines[0][0])


@dataclass(slots=True)
class Family:
    """A soldier and those whom he may call."""

    soldier: Person
    members: list[Person]

    @property
    def everyone(self) -> Sequence[Person]:
        """The soldier first."""
        return [self.soldier, *self.members]


_INVERSE = {
    "mother": "son", "father": "son", "wife": "husband", "girlfriend": "boyfriend",
    "brother": "brother", "sister": "brother", "friend": "friend", "daughter": "father",
}  # fmt: skip
_MEMBERS = (("mother", 0.9), ("father", 0.6), ("brother", 0.35), ("sister", 0.3), ("friend", 0.6))


class Village:
    """Makes people; every one with lines, some with earlier ones."""

    def __init__(self, random: Random, settings: Settings, lines: Lines) -> None:
        self._random, self._settings, self._lines = random, settings, lines
        self.everyone: list[Person] = []
        self._given_up: list[tuple[str, date]] = []

    def families(self, unit: str) -> list[Family]:
        """A soldier of the unit with his family; two, where a brother serves with him."""
        random = self._random
        town, surname = towns.drawn(random), surnames.drawn(random, self._settings.surnames)
        soldier = self._soldier(surname, town, unit)
        members = [self._member(soldier, surname, role) for role, p in _MEMBERS
                   if random.random() < p]  # fmt: skip
        partner = random.random()
        if partner < 0.75:
            role = "wife" if partner < 0.42 else "girlfriend"
            members.append(self._member(soldier, surname, role))
        if not members:
            members.append(self._member(soldier, surname, "mother"))
        self._relate(soldier, members)
        if random.random() < self._settings.households:
            _share_line(members)
        found = [Family(soldier, members)]
        if random.random() < self._settings.brothers:
            found.append(self._brother_of(found[0], surname, town, unit))
        return found

    def _brother_of(self, family: Family, surname: str, town: Town, unit: str) -> Family:
        """A second soldier who calls the same parents, brothers and sisters, and his own wife."""
        brother = self._soldier(surname, town, unit)
        common = [m for m in family.members if m.role in {"mother", "father", "brother", "sister"}]
        own = self._member(brother, surname, "wife" if self._random.random() < 0.5 else "friend")
        self._relate(brother, [*common, own])
        brother.relations[family.soldier.id] = family.soldier.relations[brother.id] = "brother"
        brother.patronymic = family.soldier.patronymic
        return Family(brother, [*common, own])

    def _soldier(self, surname: str, town: Town, unit: str) -> Person:
        random = self._random
        soldier = self.person("m", surname, town, "soldier", born=random.randint(1980, 2003))
        soldier.unit = unit
        if random.random() < self._settings.call_signs:
            soldier.call_sign = random.choice(_CALL_SIGNS)
        return soldier

    def person(self, sex: str, surname: str, town: Town, role: str, born: int) -> Person:
        """A person with lines; `surname` in the masculine."""
        random, settings = self._random, self._settings
        only = settings.masculine if sex == "m" else settings.feminine
        given = given_names.drawn(random, sex, only)
        father = given_names.drawn(random, "m", settings.masculine)
        person = Person(
            id=f"p{len(self.everyone):06d}",
            sex=sex,
            given=given,
            surname=surnames.of_sex(surname, sex),
            birth=date(born, 1, 1) + timedelta(days=random.randrange(365)),
            town=town,
            role=role,
            short=random.choice(given.short),
            patronymic=given_names.patronymic(father.full, sex),
            known=random.random() < settings.known,
        )
        if random.random() < settings.copied_errors:
            person.wrong_name = random.choice(given_names.drawn(random, sex).short)
        self._give_lines(person)
        self.everyone.append(person)
        return person

    def _give_lines(self, person: Person) -> None:
        """A line of today; for a third of people an earlier one, which others may get later."""
        random = self._random
        since = FIRST_DAY
        if random.random() < 0.35:
            since += timedelta(days=random.randrange((TODAY - FIRST_DAY).days - 200))
            person.lines.append((self._lines.next(), FIRST_DAY))
        free = [one for one in self._given_up if one[1] + REST < TODAY]
        if free and random.random() < self._settings.reassigned:
            number, given_up = random.choice(free)
            self._given_up.remove((number, given_up))
            since = max(since, given_up + REST)
        else:
            number = self._lines.next()
        person.lines.append((number, since))
        if len(person.lines) > 1:
            self._given_up.append((person.lines[0][0], since))

    def _member(self, soldier: Person, surname: str, role: str) -> Person:
        random = self._random
        sex = "f" if role in {"mother", "wife", "girlfriend", "sister"} else "m"
        year = soldier.birth.year
        born = year - random.randint(19, 34) if role in {"mother", "father"} else (
            min(2005, year + random.randint(-6, 6)))  # fmt: skip
        other = surnames.drawn(random, self._settings.surnames)
        own = role in {"father", "brother"} or (role == "mother" and random.random() < 0.85)
        own = own or (role in {"wife", "sister"} and random.random() < 0.6)
        town = soldier.town if random.random() < 0.8 else towns.drawn(random)
        person = self.person(sex, surname if own else other, town, role, born)
        if sex == "f" and role in {"mother", "wife"} and own:
            person.maiden = surnames.of_sex(other, "f")
        if role == "sister" and not own:
            person.maiden = surnames.of_sex(surname, "f")
        return person

    def _relate(self, soldier: Person, members: Sequence[Person]) -> None:
        by_role = {member.role: member for member in members}
        father = by_role.get("father")
        if father is not None:
            soldier.patronymic = given_names.patronymic(father.given.full, "m")
        for member in members:
            soldier.relations[member.id] = member.role
            member.relations[soldier.id] = _INVERSE[member.role]
        mother = by_role.get("mother")
        for child in (member for member in members if member.role in {"brother", "sister"}):
            child.patronymic = _same_father(soldier, child)
            for parent in (mother, father):
                if parent is not None:
                    child.relations[parent.id] = parent.role
                    parent.relations[child.id] = "son" if child.sex == "m" else "daughter"
        if mother is not None and father is not None:
            mother.relations[father.id], father.relations[mother.id] = "husband", "wife"


def _share_line(members: Sequence[Person]) -> None:
    """One telephone at home; friends have their own."""
    home = next((m for m in members if m.role in {"mother", "wife"}), members[0])
    for member in members:
        if member is not home and member.role not in {"friend", "girlfriend"}:
            member.lines.append((home.line, home.lines[-1][1]))


def _same_father(soldier: Person, child: Person) -> str:
    if child.sex == "m":
        return soldier.patronymic
    stem = soldier.patronymic
    return f"{stem[:-2]}на" if stem.endswith(("ович", "евич")) else child.patronymic
