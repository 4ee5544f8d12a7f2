"""Forms of names by their endings, with case and number: of first names, surnames, call signs.

Declension of Russian nouns, surnames and adjectives after Zaliznyak, "Grammaticheskij slovar"
(types 1 to 8, surnames in -ов and -ин, adjectives); the Ukrainian endings after the Ukrainian
orthography of 2019 (§§ 68–105). Over-generated forms do little harm: nobody says them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

VOWELS = "аеёиоуыэюяіїє"
_HUSHING = "жшчщ"


class NameCase(StrEnum):
    """Cases, named as in pymorphy3."""

    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    LOCATIVE = "loct"
    VOCATIVE = "voct"


DECLINED = tuple(case for case in NameCase if case is not NameCase.VOCATIVE)


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form: small letters; `plural`: more than one are named."""

    text: str
    case: NameCase
    plural: bool = False


_N, _G, _D = NameCase.NOMINATIVE, NameCase.GENITIVE, NameCase.DATIVE
_A, _I, _L = NameCase.ACCUSATIVE, NameCase.INSTRUMENTAL, NameCase.LOCATIVE
_V = NameCase.VOCATIVE

_Endings = tuple[tuple[NameCase, str], ...]
"""Endings of each case, the Russian one first."""

_MASC_OV: _Endings = (
    (_N, ""), (_G, "а"), (_D, "у ові еві"), (_A, "а"), (_I, "ым им ом"), (_L, "е і ові еві у"),
)  # fmt: skip
_FEM_OV: _Endings = (
    (_N, "а"), (_G, "ой ої"), (_D, "ой ій"), (_A, "у"), (_I, "ой ою"), (_L, "ой ій"),
)  # fmt: skip
_PLURAL_OV: _Endings = (
    (_N, "ы и і"), (_G, "ых их"), (_D, "ым им"), (_A, "ых их"), (_I, "ыми ими"), (_L, "ых их"),
)  # fmt: skip
_MASC_ADJ: _Endings = (
    (_G, "ого его"), (_D, "ому ему"), (_A, "ого его"), (_I, "ым им"), (_L, "ом ем ому ім"),
)  # fmt: skip
_FEM_ADJ: _Endings = (
    (_N, "ая яя а я"), (_G, "ой ей ої"), (_D, "ой ей ій"), (_A, "ую юю у ю"),
    (_I, "ой ей ою ею"), (_L, "ой ей ій"),
)  # fmt: skip
_FEM_SHORT_SOFT: _Endings = (
    (_N, "я"), (_G, "ей ої"), (_D, "ей ій"), (_A, "ю"), (_I, "ей ею ою"), (_L, "ей ій"),
    (_N, "и"),
)  # fmt: skip
_HARD_ADJ: _Endings = (
    (_G, "ого ой ої"), (_D, "ому ой ій"), (_A, "ого ую у"), (_I, "им ым ой ою"),
    (_L, "ом ой ому ій"), (_N, "ая а"),
)  # fmt: skip
_HARD_PLURAL: _Endings = (
    (_N, "ие ые і"), (_G, "их ых"), (_D, "им ым"), (_A, "их ых"), (_I, "ими ыми"), (_L, "их ых"),
)  # fmt: skip
_PLURAL_ADJ: _Endings = (
    (_N, "ые ие і"), (_G, "ых их"), (_D, "ым им"), (_A, "ых их"), (_I, "ыми ими"), (_L, "ых их"),
)  # fmt: skip
_POSSESSIVE: _Endings = (
    (_N, " а о ы і"), (_G, "ого ой ых"), (_D, "ому ой ым"), (_A, "у о"), (_I, "ым ой ою ыми"),
    (_L, "ом ой ых"),
)  # fmt: skip

_NEUTER_IN_E: _Endings = ((_G, "я а"), (_D, "ю у"), (_I, "ем єм"), (_L, "і ї"))
"""Гуляйполе: Гуляйполя."""

_OV = re.compile(r"(?:[оеё]в|[иыії]н|єв)$")
_OVA = re.compile(r"(?:[оеё]в|[иыії]н|єв)а$")
_ADJECTIVE = re.compile(r"(?:(?<=[скц])[иіо]й|ый|ой|(?<=[нтжшчщгкх])[иі]й)$")
_HARD = re.compile(r"(?:[сцз]ьк|[сц]к)$")
"""Stems with hard endings alone: Залесск-, Залеськ-."""
_ADJECTIVE_FEM = re.compile(r"(?:ая|яя|(?<=[сц]ьк)а|(?<=ск)а|(?<=цк)а)$")


def name_forms_of(word: str, *, is_surname: bool = False) -> Iterator[Inflected]:
    """All forms of one word of a name (first name, surname, nickname) given in the nominative,
    masculine, feminine and plural; the usual Russian form of each case comes first.

    `is_surname`: words in -ов and -ин are surnames; without that they may be first names or call
    signs as well ("Мартин", "Азов"), and are inflected as nouns besides."""
    low = word.lower()
    yield Inflected(low, _N)
    if _OV.search(low):
        yield from _like_ov(low)
        yield from () if is_surname else noun_forms(low)
    elif _OVA.search(low):
        yield from _like_ov(low[:-1], feminine_first=True)
        yield from () if is_surname else noun_forms(low)
    elif _ADJECTIVE.search(low) and len(low) > 4:
        yield from _like_adjective(low, low[:-2])
        yield from () if _HARD.search(low[:-2]) else noun_forms(low)
    elif fem := _ADJECTIVE_FEM.search(low):
        yield from _like_adjective(low, low[: fem.start()])
        yield from () if _HARD.search(low[: fem.start()]) else noun_forms(low)
    elif re.search(r"[ыи]х$", low):
        yield from (Inflected(low, case) for case in DECLINED)
    else:
        yield from noun_forms(low)
    if low[-1] not in "аяй":  # a woman's surname in a consonant or -о stays as it is
        yield from (Inflected(low, case) for case in DECLINED)


def _like_ov(base: str, *, feminine_first: bool = False) -> Iterator[Inflected]:
    singular = (_FEM_OV, _MASC_OV) if feminine_first else (_MASC_OV, _FEM_OV)
    for endings in singular:
        yield from _with(base, endings)
    yield from _with(base, _PLURAL_OV, plural=True)
    if base.endswith(("ов", "ев", "єв")):  # Ковальов, Ковальову; Сергіїв, Сергієва
        yield Inflected(base[:-2] + "ів", _N)


def _like_adjective(low: str, stem: str) -> Iterator[Inflected]:
    yield Inflected(low, _N)
    yield from (Inflected(stem + ending, _N) for ending in ("ий", "ый", "ой", "ій"))
    if _HARD.search(stem):
        yield from _with(stem, _HARD_ADJ)
        yield from _with(stem, _HARD_PLURAL, plural=True)
        return
    for endings in (_MASC_ADJ, _FEM_ADJ):
        yield from _with(stem, endings)
    yield from _with(stem, _PLURAL_ADJ, plural=True)
    if low.endswith(("ий", "ій")):  # Третий: третьего
        for endings in (_MASC_ADJ, _FEM_SHORT_SOFT):
            yield from _with(f"{stem}ь", endings)
        yield from _with(f"{stem}ь", _PLURAL_ADJ, plural=True)


def _with(stem: str, endings: _Endings, *, plural: bool = False) -> Iterator[Inflected]:
    for case, listed in endings:
        for ending in listed.split(" "):
            yield Inflected(stem + ending, case, plural)


def noun_forms(low: str) -> Iterator[Inflected]:
    """Forms of a noun by its ending."""
    yield Inflected(low, _N)
    last, stem = low[-1:], low[:-1]
    if not stem:
        return
    if last == "а":
        yield from _in_a(stem)
    elif last == "я":
        yield from _in_ya(stem)
    elif last == "й":
        if stem[-1] in "её" and len(stem) > 3:  # Воробей: Воробья
            yield from _in_short_i(f"{stem[:-1]}ь")
        yield from _in_short_i(stem)
    elif last == "ь":
        for soft in dict.fromkeys((stem, _fleeting(low))):
            yield from _in_soft_sign(low, soft)
    elif last == "о":
        yield from (Inflected(low, case) for case in DECLINED)
        yield from _in_o(stem)
    elif last in VOWELS:
        yield from _in_other_vowel(low)
    elif last.isalpha():
        for stem_of_cases in dict.fromkeys((_fleeting(low), low)):
            yield from _in_consonant(stem_of_cases)


def _in_other_vowel(low: str) -> Iterator[Inflected]:
    """Most stay as they are: Гвенцадзе, Джугашвили."""
    yield from (Inflected(low, case) for case in DECLINED)
    if low.endswith("е"):
        yield from _with(low[:-1], _NEUTER_IN_E)


def _in_a(stem: str) -> Iterator[Inflected]:
    hushing = stem[-1] in _HUSHING
    genitive = "и" if hushing or stem[-1] in "гкх" else "ы"
    instrumental = "ей ею" if hushing or stem[-1] == "ц" else "ой ою"
    rows: _Endings = (
        (_G, f"{genitive} и"), (_D, "е і"), (_A, "у"), (_I, f"{instrumental} ою"), (_L, "е і"),
        (_V, " о"),
    )  # fmt: skip
    yield from _with(stem, rows)
    softened = {"г": "зі", "к": "ці", "х": "сі"}.get(stem[-1])  # Ольга, Ользі
    if softened:
        yield Inflected(stem[:-1] + softened, _D)
    plural: _Endings = (
        (_N, f"{genitive} и"), (_G, ""), (_D, "ам"), (_A, ""), (_I, "ами"), (_L, "ах"),
    )  # fmt: skip
    yield from _with(stem, plural, plural=True)
    yield from _inserted(stem)


def _inserted(stem: str) -> Iterator[Inflected]:
    """Ванек of Ваньки, Сорок of Сороки: the genitive plural with its fleeting vowel."""
    if len(stem) > 2 and stem[-1] == "к" and stem[-2] not in VOWELS:
        before = stem[:-2] if stem[-2] == "ь" else stem[:-1]
        for vowel in "ео":
            yield Inflected(f"{before}{vowel}к", _G, plural=True)
            yield Inflected(f"{before}{vowel}к", _A, plural=True)


def _in_ya(stem: str) -> Iterator[Inflected]:
    locative = "и" if stem[-1] in "иі" else "е"
    rows: _Endings = (
        (_G, "и і ї"), (_D, f"{locative} і ї"), (_A, "ю"), (_I, "ей ею ёй ьою йою єю"),
        (_L, f"{locative} і ї"), (_V, "ь й ю є"),
    )  # fmt: skip
    yield from _with(stem, rows)
    plural: _Endings = (
        (_N, "и і ї"), (_G, "ь ей й"), (_D, "ям"), (_A, "ь ей й"), (_I, "ями"), (_L, "ях"),
    )  # fmt: skip
    yield from _with(stem, plural, plural=True)


def _in_short_i(stem: str) -> Iterator[Inflected]:
    locative = "и" if stem[-1] in "иі" else "е"
    rows: _Endings = (
        (_G, "я"), (_D, "ю єві еві"), (_A, "я"), (_I, "ем ём єм"), (_L, f"{locative} ї ю єві"),
        (_V, "ю"),
    )  # fmt: skip
    yield from _with(stem, rows)
    plural: _Endings = (
        (_N, "и ї"), (_G, "ев ей їв"), (_D, "ям"), (_A, "ев ей їв"), (_I, "ями"), (_L, "ях"),
    )  # fmt: skip
    yield from _with(stem, plural, plural=True)


def _in_soft_sign(low: str, stem: str) -> Iterator[Inflected]:
    rows: _Endings = (
        (_G, "я и і"), (_D, "ю и еві і"), (_A, "я"), (_I, "ем ём ью"), (_L, "е и і еві ю"),
        (_V, "ю е"),
    )  # fmt: skip
    yield Inflected(low, _A)  # a woman's: Любовь, Нинель
    yield from _with(stem, rows)
    plural: _Endings = (
        (_N, "и і"), (_G, "ей ів"), (_D, "ям"), (_A, "ей ів"), (_I, "ями"), (_L, "ях"),
    )  # fmt: skip
    yield from _with(stem, plural, plural=True)


def _in_o(stem: str) -> Iterator[Inflected]:
    """Ukrainian Шевченка, Шевченкові; spoken Russian Шевченки, Шевченке."""
    rows: _Endings = (
        (_G, "а и ы"), (_D, "у ові е і"), (_A, "а у"), (_I, "ом ой ою"), (_L, "ові у е і"),
        (_V, "у е"),
    )  # fmt: skip
    yield from _with(stem, rows)
    plural: _Endings = (
        (_N, "и ы"), (_G, "ов ів"), (_D, "ам"), (_A, "ов ів"), (_I, "ами"), (_L, "ах"),
    )  # fmt: skip
    yield from _with(stem, plural, plural=True)


def _in_consonant(stem: str) -> Iterator[Inflected]:
    soft = stem[-1] in _HUSHING + "ц"
    nominative = "и" if stem[-1] in _HUSHING + "гкх" else "ы"
    rows: _Endings = (
        (_G, "а"), (_D, "у ові еві"), (_A, "а"), (_I, "ем ом" if soft else "ом ем"),
        (_L, "е і ові еві у"), (_V, "е у"),
    )  # fmt: skip
    yield from _with(stem, rows)
    if stem[-1] in "кгхц":  # Ukrainian vocatives: козаче, друже
        yield Inflected(stem[:-1] + {"к": "че", "г": "же", "х": "ше", "ц": "че"}[stem[-1]], _V)
    plural: _Endings = (
        (_N, f"{nominative} и і"), (_G, "ей ов ев ів" if soft else "ов ей ів"), (_D, "ам"),
        (_A, "ей ов ев ів" if soft else "ов ей ів"), (_I, "ами"), (_L, "ах"),
    )  # fmt: skip
    yield from _with(stem, plural, plural=True)


def _fleeting(low: str) -> str:
    """The stem of other cases where a vowel falls out: Павел → павл, Кравец → кравц, Заяц → зайц,
    Заєць → зайць, Волчок → волчк, Санёк → саньк, Воробей is not one, Огонь → огн, Лев → льв."""
    body, soft = (low[:-1], True) if low[-1] == "ь" else (low, False)
    if low == "лев":
        return "льв"
    if len(body) < 4 or body[-2] not in "еёєоя":
        return body
    before, middle, last = body[:-2], body[-2], body[-1]
    falls = last == "ц" if middle == "я" else last in "цк" or (soft and last in "нрл")
    if last == "л" and middle in "её" and before[-1] not in VOWELS + "шжчщ":
        falls = True  # Павел, Козёл, Орёл; "Даниэл" and "Михаел" are none
    if low.endswith("ёр"):
        falls = True  # Бобёр, Костёр; of Шофёр the other stem is right, and is made as well
    if not falls:
        return body
    if before[-1] in VOWELS:
        return f"{before}й{last}"
    softened = middle == "ё" and last in "цк" and before[-1] not in _HUSHING
    if softened or (before[-1] == "л" and last in "цк" and middle != "о"):
        return f"{before}ь{last}"
    return before + last


def possessives_of(low: str) -> Iterator[tuple[str, str, NameCase]]:
    """Possessive adjectives of a first name in -а, -я ("Ванин"): form, its ending, case."""
    if low[-1:] not in ("а", "я") or len(low) < 3:
        return
    stem = low[:-1]
    suffixes = ("ын", "ин") if stem[-1] == "ц" else ("ин", "їн") if stem[-1] in VOWELS else ("ин",)
    for suffix in suffixes:
        for case, listed in _POSSESSIVE:
            for ending in listed.split(" "):
                yield stem + suffix + ending, ending, case
