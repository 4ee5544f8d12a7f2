"""Patronymics: whose son or daughter somebody is, by name.

The regular forms are those that school grammars of Russian and Ukrainian give (-ович, -евич, -ич,
-овна, -евна, -ична; -ович, -йович, -ич, -івна, -ївна). The clipped forms of speech ("Сергеич",
"Иваныч", "Пална") are from general knowledge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from earwitness.runtime.russian.given_name_forms import Sex, comparable, name_table
from earwitness.runtime.russian.transliteration import is_latin, skeleton

_MASCULINE_CASES = ("", "а", "у", "ем", "е", "ові", "ю")
_FEMININE_CASES = ("а", "ы", "е", "у", "ой", "ою", "и", "і")

# Fathers whose patronymic is not regular, and clipped forms of their own.
_IRREGULAR_MASCULINE = {
    "Александр": "саныч алексаныч",
    "Даниил": "данилович данилыч",
    "Алексей": "алексеич лексеич",
    "Иван": "ваныч иваныч",
    "Илья": "ильич ілліч иллич",
    "Кузьма": "кузьмич",
    "Лев": "львович левович",
    "Лука": "лукич",
    "Михаил": "михайлович михалыч михайлыч",
    "Моисей": "моисеевич",
    "Никита": "никитич микитович никитович",
    "Николай": "николаич миколайович николаевич",
    "Павел": "павлович палыч павлыч",
    "Пётр": "петрович",
    "Савва": "саввич савич",
    "Фома": "фомич",
    "Яков": "яковлевич яковлич",
}
_IRREGULAR_FEMININE = {
    "Александр": "александровн алексанн санн",
    "Даниил": "даниловн",
    "Иван": "ивановн иванн",
    "Илья": "ильиничн ильинишн іллівн",
    "Кузьма": "кузьминичн",
    "Лев": "львовн",
    "Лука": "лукиничн",
    "Михаил": "михайловн михалн михаловн михайлівн",
    "Никита": "никитичн микитівн",
    "Николай": "николаевн николавн миколаївн",
    "Павел": "павловн палн павлівн",
    "Пётр": "петровн петрівн",
    "Савва": "саввичн",
    "Фома": "фоминичн",
    "Яков": "яковлевн яківн",
}
_SHAPE = re.compile(
    r".(?:[оеєё]вич|ьич|[їі]вн[аіуо]|[оеё]вн[аыеуо]|инична|ичн[аеуы])(?:й|ю)?$"
    r"|.(?:[оеєё]вич|ьич)(?:а|у|ем|е|ові)$"
)
_MAYBE = re.compile(r"[иыі]ч|[влнчш]н|[iyoe][ct]|[vw]n|[ln]n")


@dataclass(frozen=True, slots=True)
class Patronymic:
    """`fathers` are canonical names of the father; `sex` is the bearer's."""

    fathers: frozenset[str]
    sex: Sex


@lru_cache(maxsize=50_000)
def patronymic(word: str) -> Patronymic | None:
    """The patronymic that a word is, in any case and alphabet; None if it is none.

    Only patronymics of known first names; for the others see `has_patronymic_shape`.
    """
    if not _MAYBE.search(word.lower()):
        return None  # nearly all words end here, at no cost
    if is_latin(word):
        return _latin_table().get(skeleton(word))
    # The skeleton forgives doubled letters: Генадьевич.
    return _table().get(comparable(word)) or _latin_table().get(skeleton(word))


def has_patronymic_shape(word: str) -> bool:
    """Whether a word ends like a patronymic: it may be one of an unknown name, or a surname."""
    return bool(_SHAPE.search(comparable(word)))


@cache
def _table() -> dict[str, Patronymic]:
    table: dict[str, Patronymic] = {}
    for stem, father, sex in _stems():
        endings = _MASCULINE_CASES if sex is Sex.MASCULINE else _FEMININE_CASES
        for ending in endings:
            form = comparable(stem + ending)
            if form in name_table().forms:
                continue
            known = table.get(form)
            fathers = {father} | (known.fathers if known and known.sex is sex else set())
            table[form] = Patronymic(frozenset(fathers), sex)
    return table


@cache
def _latin_table() -> dict[str, Patronymic]:
    """Nominatives only."""
    table: dict[str, Patronymic] = {}
    for stem, father, sex in _stems():
        form = skeleton(stem + ("" if sex is Sex.MASCULINE else "а"))
        known = table.get(form)
        fathers = {father} | (known.fathers if known and known.sex is sex else set())
        table[form] = Patronymic(frozenset(fathers), sex)
    return table


def _stems() -> Iterator[tuple[str, str, Sex]]:
    """Stem, father, sex of the bearer."""
    table = name_table()
    for father, full_forms in table.full_forms.items():
        if table.sexes[father] is not Sex.MASCULINE:
            continue
        for stem in _IRREGULAR_MASCULINE.get(father, "").split():
            yield stem, father, Sex.MASCULINE
        for stem in _IRREGULAR_FEMININE.get(father, "").split():
            yield stem, father, Sex.FEMININE
        for name in full_forms:
            for stem in _regular(name.lower()):
                yield stem, father, Sex.MASCULINE if stem.endswith("ч") else Sex.FEMININE


def _regular(name: str) -> Iterator[str]:
    """Masculine and feminine stems of a regular patronymic: "сергеевич", "сергеевн"."""
    stem, last = name[:-1], name[-1]
    if name.endswith(("ей", "ай", "эй", "єй")):
        yield from (f"{stem}евич", f"{stem}евн", f"{stem}ич", f"{stem}вн")
        yield from (f"{name}ович", f"{stem}ївн")
    elif last == "й":
        soft = stem[:-1]
        yield from (f"{soft}ьевич", f"{soft}ьевн", f"{soft}ич", f"{soft}евн")
        yield from (f"{stem}евич", f"{stem}евн", f"{name}ович", f"{stem}ївн")
    elif last == "ь":
        yield from (f"{stem}евич", f"{stem}евн", f"{stem}ич", f"{stem}ьевич", f"{stem}ьевн")
        yield from (f"{name}ович", f"{stem}ович", f"{stem}івн")
    elif last in "оа":
        yield from (f"{stem}ович", f"{stem}овн", f"{stem}ыч", f"{stem}івн")
    elif last in "ияіуэюе":
        yield from (f"{name}евич", f"{name}евн")
    else:
        yield from (f"{name}ович", f"{name}овн", f"{name}ыч", f"{name}івн")
