"""Invented surnames that look Russian or Ukrainian; a few are common, most are rare."""

from functools import cache
from random import Random

_FIRST = """
Верхо Дубо Кара Чугу Зареч Гнезд Шишля Бересто Толо Мшан Рого Щего Яхон Филин Перепё Косто Ряжи
Тихо Жарех Недопё Ався Цапли Бродо Засо Пестро Мякини Груздо Снего Холмо Пыжо Сивоко Ступо Лапо
Черемо Ясно Горбо Кудо Выхо Осино Ветло
""".split()
_SECOND = """
тоев носцев гожин наев лянников мовцев нцев зёлов желов ловин пошин дулин мыкин ратов вецкий
шинский ленко бренко щенок бец лагин кушин рычев тягин хоткин
""".split()
_RANK_POWER = 0.7
"""The n-th commonest surname is borne in proportion to n^-0.7 (an estimate)."""


@cache
def _pool(size: int) -> tuple[list[str], list[float]]:
    every = [a + b for a in _FIRST for b in _SECOND if a[-1] not in "аеоуияё" or b[0] not in "аеоу"]
    Random("surnames").shuffle(every)
    chosen = every[:size]
    return chosen, [(rank + 1) ** -_RANK_POWER for rank in range(len(chosen))]


def drawn(random: Random, size: int = 900) -> str:
    """A surname in the masculine, by frequency, of a pool of `size`."""
    names, weights = _cumulative(size)
    return random.choices(names, cum_weights=weights)[0]


@cache
def _cumulative(size: int) -> tuple[list[str], list[float]]:
    names, weights = _pool(size)
    total, sums = 0.0, []
    for value in weights:
        total += value
        sums.append(total)
    return names, sums


def of_sex(surname: str, sex: str) -> str:
    """The form that a man or a woman bears."""
    if sex == "m":
        return surname
    if surname.endswith(("ов", "ев", "ёв", "ин")):
        return f"{surname}а"
    return f"{surname[:-2]}ая" if surname.endswith("кий") else surname


def genitive(surname: str, sex: str) -> str:
    """ "Верхотоев" → "Верхотоева", "Верхотоева" → "Верхотоевой"; others unchanged."""
    if surname.endswith(("ов", "ев", "ёв", "ин")):
        return f"{surname}а" if sex == "m" else f"{surname}ой"
    return surname
