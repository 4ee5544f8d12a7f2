"""How people are written in address books, messengers and tags; and how writing goes wrong."""

from collections.abc import Callable
from random import Random

from worlds import given_names
from worlds.people import Person

_TRADES = """шина маникюр такси дача гараж авито сантехник рыбалка школа работа автосервис сосед
банк ремонт подъезд тренер рынок доставка вк сервис""".split()
_EMOJIS = ("🔥", "❤️", "🌸", "😎", "💪", "🌹", "👑", "⚡", "☀️")
_LATIN = dict(
    zip(
        "абвгдеёзийклмнопрстуфхцыэжчшщъьюя",
        "a b v g d e e z i y k l m n o p r s t u f kh ts y e zh ch sh shch - - yu ya".split(),
        strict=True,
    )
) | {"ъ": "", "ь": ""}
_TO_FAMILY = {
    "mother": ("Мама", "Мамуля", "Мама ❤️", "Мамочка", "мама новый"),
    "father": ("Папа", "Папа", "Батя", "Отец"),
    "wife": ("Жена", "Любимая", "Жена ❤️", "{short}"),
    "girlfriend": ("Любимая", "Зая", "{short} ❤️", "{short}", "{short} моя"),
    "husband": ("Муж", "Любимый", "{short} муж", "Муж ❤️", "{short}"),
    "boyfriend": ("Любимый", "{short} ❤️", "{short}", "Котик"),
    "son": ("Сынок", "{short}", "{short} сын", "Сын", "Сыночек {short}"),
    "daughter": ("Дочь", "{short}", "Доча", "{short} дочь"),
    "brother": ("Брат", "{short}", "Братишка", "{short} брат"),
    "sister": ("Сестра", "{short}", "{short} сестра", "Систер"),
    "friend": ("{short}", "{short} {surname}", "{nick}", "{surname}"),
}
_KIN_WORDS = {
    "mother": ("мама", "мать"), "father": ("отец", "папа"), "wife": ("жена",),
    "husband": ("муж",), "brother": ("брат",), "sister": ("сестра",), "son": ("сын",),
    "daughter": ("дочь",), "girlfriend": ("девушка",), "boyfriend": ("парень",),
    "friend": ("друг",),
}  # fmt: skip


def by_family(random: Random, person: Person, relation: str) -> str:
    """As somebody to whom the person is `relation` writes them."""
    form = random.choice(_TO_FAMILY[relation])
    nick = random.choice(person.given.short)
    return form.format(short=person.short, surname=person.surname, nick=nick)


def by_stranger(random: Random, person: Person, people: Callable[[str], Person]) -> str:
    """As acquaintances write them; `people` finds a person by id."""
    if person.wrong_name and random.random() < 0.7:
        return person.wrong_name
    if person.call_sign and random.random() < 0.3:
        return (
            f"{person.call_sign} {random.choice(('армия', person.unit, person.short, ''))}".strip()
        )
    ways = [_full, _full, _short_surname, _short_surname, _short, _town, _patronymic, _trade,
            _kin, _kin, _kin_possessive, _initial, _of_unit, _surname]  # fmt: skip
    return random.choice(ways)(random, person, people)


_People = Callable[[str], Person]


def _full(random: Random, person: Person, people: _People) -> str:
    words = [person.given.full, person.surname]
    return " ".join(words if random.random() < 0.6 else reversed(words))


def _short_surname(random: Random, person: Person, people: _People) -> str:
    earlier = person.maiden if person.maiden and random.random() < 0.4 else person.surname
    return f"{random.choice((person.short, *person.given.short))} {earlier}"


def _short(random: Random, person: Person, people: _People) -> str:
    return random.choice((person.given.full, person.short, *person.given.short))


def _town(random: Random, person: Person, people: _People) -> str:
    return f"{random.choice((person.short, *person.given.short))} {person.town.name}"


def _patronymic(random: Random, person: Person, people: _People) -> str:
    surname = f" {person.surname}" if random.random() < 0.3 else ""
    return f"{person.given.full} {person.patronymic}{surname}"


def _trade(random: Random, person: Person, people: _People) -> str:
    return f"{_short(random, person, people)} {random.choice(_TRADES)}"


def _kin(random: Random, person: Person, people: _People) -> str:
    """ "Мама Серёжи", "Тётя Галя мама Серёжи"."""
    if not person.relations:
        return _short(random, person, people)
    other = people(random.choice(sorted(person.relations)))
    word = random.choice(_KIN_WORDS[other.relations[person.id]])
    of = given_names.genitive(random.choice((other.short, other.given.full)), other.sex)
    if other.relations[person.id] == "mother" and random.random() < 0.3:
        return f"Тётя {person.short} {word} {of}"
    named = f"{person.short} " if random.random() < 0.4 else ""
    return f"{named}{word if named else word.capitalize()} {of}"


def _kin_possessive(random: Random, person: Person, people: _People) -> str:
    """ "Оля Серёгина жена"."""
    if not person.relations:
        return _full(random, person, people)
    other = people(random.choice(sorted(person.relations)))
    word = random.choice(_KIN_WORDS[other.relations[person.id]])
    of = given_names.possessive(other.short, other.sex, person.sex == "f")
    return f"{person.short} {of} {word}"


def _initial(random: Random, person: Person, people: _People) -> str:
    return f"{_short(random, person, people)} {person.surname[0]}."


def _of_unit(random: Random, person: Person, people: _People) -> str:
    if person.role != "soldier":
        return _full(random, person, people)
    return f"{person.surname} {random.choice(('армия', 'сержант', 'взвод', 'рота', 'служба'))}"


def _surname(random: Random, person: Person, people: _People) -> str:
    return person.surname


def spoilt(random: Random, name: str) -> str:
    """The name with what goes wrong in writing: other alphabet, typing errors, case, emojis."""
    chance = random.random()
    if chance < 0.12:
        name = latin(name)
    elif chance < 0.17:
        name = mistyped(random, name)
    elif chance < 0.24:
        name = name.lower()
    elif chance < 0.32:
        name = f"{name} {random.choice(_EMOJIS)}"
    return name.replace("ё", "е") if random.random() < 0.3 else name


def latin(name: str) -> str:
    """The name in Latin letters as people type it."""
    letters = (
        _LATIN.get(c.lower(), c).capitalize() if c.isupper() else _LATIN.get(c, c) for c in name
    )
    return "".join(letters)


def mistyped(random: Random, name: str) -> str:
    """One letter is lost, doubled or swapped with the next."""
    if len(name) < 4:
        return name
    place = random.randrange(1, len(name) - 1)
    how = random.randrange(3)
    if how == 0:
        return name[:place] + name[place + 1 :]
    if how == 1:
        return name[:place] + name[place] + name[place:]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def wrong(random: Random, person: Person) -> str:
    """A name that is not the person's: somebody took the number down wrongly."""
    other = given_names.drawn(random, person.sex)
    return random.choice((other.full, *other.short))
