"""Patronymics: whose son or daughter somebody is, by name.

Formation follows the Russian and Ukrainian orthographies (Правила 1956, § 14 of the Ukrainian
orthography of 2019 for -ович, -івна); the clipped forms of speech ("Сергеич", "Иваныч", "Пална")
follow Zemskaya's descriptions of spoken Russian.
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
    """`fathers` are canonical names of the father, empty if unknown; `sex` is the bearer's.

    `clipped`: a form of speech ("Михалыч"), which hardly is a surname.
    """

    fathers: frozenset[str]
    sex: Sex
    clipped: bool = False


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
    for stem, father, sex, clipped in _stems():
        endings = _MASCULINE_CASES if sex is Sex.MASCULINE else _FEMININE_CASES
        for ending in endings:
            form = comparable(stem + ending)
            if form in name_table().forms:
                continue
            known = table.get(form)
            fathers = {father} | (known.fathers if known and known.sex is sex else set())
            table[form] = Patronymic(frozenset(fathers), sex, clipped)
    return table


@cache
def _latin_table() -> dict[str, Patronymic]:
    """Nominatives only."""
    table: dict[str, Patronymic] = {}
    for stem, father, sex, clipped in _stems():
        form = skeleton(stem + ("" if sex is Sex.MASCULINE else "а"))
        known = table.get(form)
        fathers = {father} | (known.fathers if known and known.sex is sex else set())
        table[form] = Patronymic(frozenset(fathers), sex, clipped)
    return table


def _stems() -> Iterator[tuple[str, str, Sex, bool]]:
    """Stem, father, sex of the bearer, and whether it is a clipped form."""
    table = name_table()
    for father, full_forms in table.full_forms.items():
        if table.sexes[father] is not Sex.MASCULINE:
            continue
        for stem in _IRREGULAR_MASCULINE.get(father, "").split():
            yield stem, father, Sex.MASCULINE, not stem.endswith("вич")
        for stem in _IRREGULAR_FEMININE.get(father, "").split():
            yield stem, father, Sex.FEMININE, not stem.endswith(("вн", "чн"))
        for name in full_forms:
            for stem, clipped in _regular(name.lower()):
                sex = Sex.MASCULINE if stem.endswith("ч") else Sex.FEMININE
                yield stem, father, sex, clipped


def _regular(name: str) -> Iterator[tuple[str, bool]]:
    """Masculine and feminine stems of a regular patronymic: "сергеевич", "сергеевн"."""
    stem, last = name[:-1], name[-1]
    if name.endswith(("ей", "ай", "эй", "єй")):
        yield from _pair(f"{stem}ев", f"{stem}ич", f"{stem}вн")
        yield from ((f"{name}ович", False), (f"{stem}ївн", False))
    elif last == "й":
        soft = stem[:-1]
        yield from _pair(f"{soft}ьев", f"{soft}ич", f"{soft}евн")
        yield from _pair(f"{stem}ев")
        yield from ((f"{name}ович", False), (f"{stem}ївн", False))
    elif last == "ь":
        yield from _pair(f"{stem}ев", f"{stem}ич")
        yield from _pair(f"{stem}ьев")
        yield from ((f"{name}ович", False), (f"{stem}ович", False), (f"{stem}івн", False))
    elif last in "оа":
        yield from _pair(f"{stem}ов", f"{stem}ыч")
        yield f"{stem}івн", False
    elif last in "ияіуэюе":
        yield from _pair(f"{name}ев")
    else:
        yield from _pair(f"{name}ов", f"{name}ыч")
        yield f"{name}івн", False


def _pair(stem: str, *clipped: str) -> Iterator[tuple[str, bool]]:
    yield f"{stem}ич", False
    yield f"{stem}н", False
    yield from ((form, True) for form in clipped)
