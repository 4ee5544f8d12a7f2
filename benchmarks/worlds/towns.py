"""Real towns in the cases that are needed; what happens in them here is invented."""

from dataclasses import dataclass
from random import Random

_ROWS = """Кинешма Кинешме Кинешмы|Шуя Шуе Шуи|Ржев Ржеве Ржева|Елец Ельце Ельца|Бийск Бийске Бийска
Котлас Котласе Котласа|Кунгур Кунгуре Кунгура|Бугульма Бугульме Бугульмы|Вичуга Вичуге Вичуги
Ишим Ишиме Ишима|Кяхта Кяхте Кяхты|Буйнакск Буйнакске Буйнакска|Мценск Мценске Мценска
Сарапул Сарапуле Сарапула|Канск Канске Канска|Чита Чите Читы|Псков Пскове Пскова|Омск Омске Омска
Вольск Вольске Вольска|Камышин Камышине Камышина|Тында Тынде Тынды|Рубцовск Рубцовске Рубцовска
Златоуст Златоусте Златоуста|Серов Серове Серова|Луга Луге Луги|Боровичи Боровичах Боровичей
Ейск Ейске Ейска
Белорецк Белорецке Белорецка|Улан-Удэ Улан-Удэ Улан-Удэ|Кострома Костроме Костромы"""


@dataclass(frozen=True, slots=True)
class Town:
    """A town in the nominative, prepositional ("в …") and genitive ("из …")."""

    name: str
    prepositional: str
    genitive: str


TOWNS = tuple(Town(*row.split()) for row in _ROWS.replace("\n", "|").split("|"))
_WEIGHTS = [1 / (rank + 2) for rank in range(len(TOWNS))]


def drawn(random: Random) -> Town:
    """A town; some are home to more soldiers than others."""
    return random.choices(TOWNS, _WEIGHTS)[0]
