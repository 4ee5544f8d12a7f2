"""First names of the worlds: how often they occur, their short forms, and the cases needed.

A table of its own: the software's table must not be tested with itself, so some names and short
forms here are missing there. Weights are shares in per cent among adults (estimates).
"""

from dataclasses import dataclass
from random import Random

_MASCULINE = """
Александр 9 Саша Саня Санёк Шурик|Сергей 7 Серёжа Серёга Серый|Дмитрий 6 Дима Димон Димка Митя
Алексей 6 Лёша Лёха Алёша|Андрей 6 Андрюха Андрюша Дрон|Иван 4 Ваня Ванёк Ванюша|Максим 4 Макс
Евгений 4 Женя Жека Женёк|Михаил 3.5 Миша Миха Мишаня|Владимир 4 Вова Вован Володя
Роман 3 Рома Ромка|Николай 3 Коля Колян|Артём 3 Тёма Тёмыч|Денис 3 Ден Дениска
Никита 2.5 Никитос Никитка|Илья 2.5 Илюха Илюша|Павел 2.5 Паша Пашка|Виктор 2 Витя Витёк
Игорь 2 Игорёк Гоша|Юрий 2 Юра Юрец|Олег 2 Олежка Олежа|Антон 2 Антоха Тоха
Виталий 1.5 Виталик Виталя|Кирилл 1.5 Кирюха Кирюша|Даниил 1.5 Даня Данил|Егор 1.3 Егорка
Владислав 1.3 Влад Владик|Константин 1.2 Костя Костян|Вячеслав 1.2 Слава Славик
Анатолий 1.2 Толя Толик|Василий 1.2 Вася Васёк|Станислав 1 Стас Стасик|Руслан 1 Русик Рус
Вадим 1 Вадик|Валерий 1 Валера Валерка|Тимур 0.5 Тимурка|Марат 0.5 Маратик|Пётр 0.6 Петя Петруха
Григорий 0.5 Гриша Гриня|Ринат 0.3 Ринатик|Айдар 0.2 Айдарик|Баир 0.2 Баирка|Магомед 0.4 Мага
Рустам 0.3 Рустик|Степан 0.4 Стёпа|Глеб 0.4 Глебка|Ярослав 0.4 Ярик|Савелий 0.1 Сава
Чингиз 0.1 Чина
"""
_FEMININE = """
Елена 7 Лена Ленка Ленуся|Ольга 6 Оля Олька Оленька|Наталья 6 Наташа Ната Наташка
Анна 5 Аня Анюта Нюра|Татьяна 5 Таня Танюша|Ирина 5 Ира Иришка|Светлана 4.5 Света Светик
Екатерина 4.5 Катя Катюха Катюша|Мария 4.5 Маша Маруся Машка|Анастасия 4.5 Настя Настюха Настюша
Марина 3 Маринка Мариша|Юлия 3.5 Юля Юлька|Надежда 2 Надя Надюша|Любовь 2 Люба Любаша
Галина 3 Галя Галка|Людмила 2.5 Люда Люся|Валентина 2.5 Валя|Дарья 2.5 Даша Дашка
Алёна 1.5 Алёнка|Ксения 1.8 Ксюша Ксюха|Виктория 1.8 Вика Викуся|Полина 1.5 Поля Полинка
Оксана 1.2 Ксана Оксанка|Вера 1.5 Верочка Верка|Нина 1.5 Нинка|Лариса 1.2 Лара Лариска
Елизавета 1.2 Лиза|Кристина 1 Крис Кристинка|Александра 1.2 Саша Шура|Евгения 1 Женя Женька
Тамара 0.8 Тома|Алина 1 Алинка|Раиса 0.6 Рая|Зинаида 0.4 Зина|Роза 0.3 Розочка|Гульнара 0.3 Гуля
Альбина 0.3 Аля|Диана 0.5 Дианка|Лидия 0.5 Лида|Зоя 0.3 Зойка|Айгуль 0.2 Гуля|Сэсэг 0.1 Сэсэгма
Патимат 0.2 Патя|Регина 0.3 Регинка
"""
_PATRONYMICS = {
    "Илья": "Ильич", "Никита": "Никитич", "Пётр": "Петрович", "Павел": "Павлович",
    "Михаил": "Михайлович", "Юрий": "Юрьевич", "Василий": "Васильевич", "Дмитрий": "Дмитриевич",
    "Анатолий": "Анатольевич", "Валерий": "Валерьевич", "Евгений": "Евгеньевич",
    "Виталий": "Витальевич", "Григорий": "Григорьевич", "Савелий": "Савельевич",
    "Игорь": "Игоревич",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenName:
    """A first name; `sex` is "m" or "f", `short` its short forms in the nominative."""

    full: str
    sex: str
    weight: float
    short: tuple[str, ...]


def _parsed(text: str, sex: str) -> tuple[GivenName, ...]:
    rows = [row.split() for row in text.replace("\n", "|").split("|") if row.strip()]
    return tuple(GivenName(row[0], sex, float(row[1]), tuple(row[2:])) for row in rows)


NAMES = {"m": _parsed(_MASCULINE, "m"), "f": _parsed(_FEMININE, "f")}
_WEIGHTS = {sex: [name.weight for name in names] for sex, names in NAMES.items()}


def drawn(random: Random, sex: str, only: tuple[str, ...] = ()) -> GivenName:
    """A name by frequency; of `only`, where given, all alike."""
    if only:
        return random.choice([name for name in NAMES[sex] if name.full in only])
    return random.choices(NAMES[sex], _WEIGHTS[sex])[0]


def genitive(name: str, sex: str) -> str:
    """ "Серёжа" → "Серёжи", "Димон" → "Димона", "Витёк" → "Витька"."""
    if name.endswith("ёк"):
        return f"{name[:-2]}ька"
    if name.endswith("ый"):
        return f"{name[:-2]}ого"
    if name.endswith("а"):
        return name[:-1] + ("и" if name[-2] in "гкхжшчщ" else "ы")
    if name.endswith("я") or (sex == "f" and name.endswith("ь")):
        return f"{name[:-1]}и"
    if name.endswith(("й", "ь")):
        return f"{name[:-1]}я"
    return name if sex == "f" else f"{name}а"


def possessive(name: str, sex: str, of_woman: bool) -> str:
    """ "Серёга" → "Серёгина" (a woman's), "Серёгин" (a man's)."""
    stem = name[:-1] if name[-1] in "аяйь" else name
    ending = "ин" if name[-1] in "ая" else "ев" if name[-1] in "йь" else "ов"
    return stem + ending + ("а" if of_woman else "")


def vocative(name: str) -> str:
    """ "Серёжа" → "Серёж", "Ваня" → "Вань"; others are as in the nominative."""
    if name.endswith("а") and len(name) > 3 and name[-2] not in "кц":
        return name[:-1]
    if name.endswith("я") and len(name) > 2 and name[-2] not in "аеиоуыьэюя":
        return f"{name[:-1]}ь"
    return name


def patronymic(father: str, sex: str) -> str:
    """ "Сергей" → "Сергеевич", "Сергеевна"."""
    masculine = _PATRONYMICS.get(father)
    if masculine is None:
        masculine = f"{father[:-1]}евич" if father.endswith("й") else f"{father}ович"
    if sex == "m":
        return masculine
    if masculine.endswith("ич") and not masculine.endswith(("ович", "евич")):
        return f"{masculine[:-2]}инична" if masculine == "Ильич" else f"{masculine}на"
    return f"{masculine[:-2]}на"
