"""Every written form of a surname: both sexes, all cases, plural; Russian and Ukrainian.

Paradigms: A. A. Zaliznyak, "Grammatical dictionary of Russian", types of surnames; for Ukrainian
the orthography of 2019, §§ 103-107. Where a form is doubtful it is made: nobody writes it, so it
does no harm. What pymorphy3 lists of the surname is added.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from earwitness.runtime.morphology import analyser, parses

_VOWELS = "аеёиоуыэюяіїє"
_HUSHING = "жшчщц"
_VELAR = "гкхґ"

_POSSESSIVE = re.compile(r"(?:[оеёє]в|[иыії]н)$")
_POSSESSIVE_ENDINGS = (
    *("", "а", "у", "ым", "ом", "е", "ой", "ою", "ы", "ых", "ыми"),
    *("ові", "і", "им", "ій", "их", "ими", "и"),
)
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ій|ая|яя)$")
_ADJECTIVE_ENDINGS = (
    *("ый", "ий", "ой", "ого", "ому", "ым", "им", "ом", "ая", "ую", "ою", "ые", "ие", "ых", "их"),
    *("ыми", "ими", "а", "ої", "ій", "у", "і"),
)
_SOFT_ADJECTIVE_ENDINGS = (
    *("ий", "ій", "его", "ьего", "ему", "им", "ем", "яя", "ей", "юю", "ею", "ие", "их", "ими"),
    *("ього", "ьому", "я", "ьої", "ю", "і"),
)
_CONSONANT_ENDINGS = (
    *("", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ей", "ам", "ами", "ах"),
    *("ові", "еві", "ів", "і"),
)
_SOFT_ENDINGS = (
    *("ь", "й", "я", "ю", "ем", "ём", "е", "и", "ей", "ев", "ям", "ями", "ях"),
    *("єм", "єві", "еві", "їв", "ів", "ї", "і", "єю"),
)
_FIRST_DECLENSION = (
    *("а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею", "", "ам", "ами", "ах", "і", "о"),
)
_SOFT_FIRST_DECLENSION = (
    *("я", "и", "е", "ю", "ей", "ею", "й", "ь", "ям", "ями", "ях", "ї", "ією", "єю", "і"),
)
_NEUTER_ENDINGS = ("е", "я", "ю", "ем", "єм", "і")
_KO_ENDINGS = ("о", "а", "у", "ом", "ові", "и", "ів", "ам", "ами", "ах", "е", "ой", "ою", "ы", "к")


@lru_cache(maxsize=20_000)
def surname_forms(surname: str) -> tuple[str, ...]:
    """All forms of a Cyrillic surname in lower case, the given one first; ё stays.

    The surname may be given in either sex and in the singular or plural of the nominative. Of a
    double surname every part is inflected ("Петрова-Водкина" gives both parts, joined by "-").
    """
    low = surname.strip().lower()
    parts = [part for part in re.split(r"[-‐‑–]", low) if part]
    if not parts:
        return ()
    if len(parts) == 1:
        return tuple(dict.fromkeys(_forms(low)))
    heads = tuple(dict.fromkeys(_forms(parts[0])))
    tails = tuple(dict.fromkeys(_forms("-".join(parts[1:]))))
    whole = {f"{head}-{tail}" for head in (parts[0], *heads) for tail in tails[:40]}
    return (low, *sorted(whole - {low}))


def _forms(low: str) -> Iterator[str]:
    yield low
    for masculine in _masculine(low):
        yield from _declined(masculine)
        for other in _ukrainian(masculine):
            yield from _declined(other)
    yield from _listed(low)


def _masculine(low: str) -> tuple[str, ...]:
    """What the masculine may be; a surname in -а may be feminine of -ов or stand for itself."""
    if re.search(r"(?:[оеёє]в|[иыії]н)а$", low):
        return (low[:-1], low)
    if re.search(r"(?:[оеёє]в|[иыії]н)[ыи]$", low):
        return (low[:-1],)
    if low.endswith(("ская", "цкая", "ська", "цька", "зька")):
        stem = low[:-2] if low.endswith("ая") else low[:-1]
        return (stem + "ий",)
    if low.endswith("ая") and len(low) > 4:
        ending = "ий" if low[-3] in _VELAR + _HUSHING else "ый"
        return (low[:-2] + ending, low[:-2] + "ой")
    return (low,)


def _ukrainian(masculine: str) -> Iterator[str]:
    """Spellings across the border: Ковалёв, Ковальов; Соловьёв, Соловйов; Сергеев, Сергєєв."""
    match = re.search(r"^(.+?)(ь?)[еёє]в$", masculine)
    if match:
        stem, soft = match.groups()
        yield from (f"{stem}ьов", f"{stem}йов", f"{stem}ев", f"{stem}єв", f"{stem}їв")
        if soft:
            yield f"{stem}ьев"
    if masculine.endswith(("ский", "цкий")):
        soft = "ський" if masculine.endswith("ский") else "цький"
        yield from dict.fromkeys((masculine[:-4] + soft, masculine[:-4].removesuffix("с") + soft))
    if masculine.endswith(("ський", "цький")):
        yield masculine[:-5] + ("ский" if masculine.endswith("ський") else "цкий")


def _declined(low: str) -> Iterator[str]:
    stem, last = low[:-1], low[-1]
    if len(low) < 2 or re.search(r"[ыи]х$", low):
        return
    if _POSSESSIVE.search(low) and len(low) > 3:
        yield from (low + ending for ending in _POSSESSIVE_ENDINGS)
        if low.endswith(("ов", "ев", "ёв", "єв")):  # Ukrainian feminine and plural keep the vowel
            yield low[:-2] + "ів"
    elif _ADJECTIVE.search(low) and len(low) > 3:
        yield from _adjective(low[:-2])
    elif low.endswith("ко"):
        yield from (stem + ending for ending in _KO_ENDINGS)
    elif last == "а":
        yield from (stem + ending for ending in _FIRST_DECLENSION)
    elif last == "я":
        yield from (stem + ending for ending in _SOFT_FIRST_DECLENSION)
    elif last in "ьй":
        yield from (stem + ending for ending in _SOFT_ENDINGS)
        if stem.endswith(("е", "и", "ё")) and last == "й":  # Воробей: Воробья, Соловей: Соловья
            yield from (stem[:-1] + "ь" + ending for ending in _SOFT_ENDINGS[2:])
        if re.search(r"[^аеёиоуыэюя][её][^аеёиоуыэюя]ь$", low):  # Кремень: Кремня
            yield from (low[:-3] + low[-2] + ending for ending in _SOFT_ENDINGS[2:])
    elif last in _VOWELS:
        endings = _NEUTER_ENDINGS if last == "е" and len(low) > 3 else ()
        yield from (stem + ending for ending in endings)  # Гуляйполе: Гуляйполя
    else:
        yield from _consonant(low)


def _adjective(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in _ADJECTIVE_ENDINGS)
    if stem and stem[-1] not in _VELAR:
        yield from (stem + ending for ending in _SOFT_ADJECTIVE_ENDINGS)
    if stem.endswith(("ч", "ж", "ш", "л", "н", "р")):  # Третий, Гай-чий: Третьего, Гайчия
        yield from (stem + "и" + ending for ending in ("я", "ю", "ем", "и", "ев", "ям", "єм"))


def _consonant(low: str) -> Iterator[str]:
    yield from (low + ending for ending in _CONSONANT_ENDINGS)
    if low.endswith("яц"):  # Заяц: Зайца
        yield from (f"{low[:-2]}йц{ending}" for ending in _CONSONANT_ENDINGS[1:])
    if low.endswith("ёр"):  # Бобёр: Бобра
        yield from (f"{low[:-2]}р{ending}" for ending in _CONSONANT_ENDINGS[1:])
    match = re.search(r"^(.+)[еоё]([цкл])$", low)
    if match is None or len(match[1]) < 2:
        return
    before, last = match.groups()
    for soft in ("", "ь", "й") if last != "л" else ("",):
        yield from (before + soft + last + ending for ending in _CONSONANT_ENDINGS[1:])


def _listed(low: str) -> Iterator[str]:
    """The paradigm in the dictionary, where the word is listed as a surname."""
    if not analyser().word_is_known(low):
        return
    for parse in parses(low):
        if "Surn" in parse.tag.grammemes and parse.normal_form in {low, *_masculine(low)}:
            yield from (form.word for form in parse.lexeme)


_INFLECTED = (
    (re.compile(r"([оеёє]в|[иыії]н)(?:а|у|ым|ом|е|ой|ою|ы|ых|ыми|ові|ій)$"), ""),
    (re.compile(r"([сцз]ь?к)(?:ого|ому|им|ом|ая|ой|ую|ою|ие|их|ими|ої|ій|а|у|і)$"), "ий"),
    (re.compile(r"(енк|ейк)(?:а|у|ом|ові|и|ой|ою)$"), "о"),
)
_CASE_ENDING = re.compile(r"(?:ом|ем|ами|ах|ам|ы|а|у|е)$")


def nominatives(form: str) -> tuple[str, ...]:
    """What a surname heard in some case may be in the nominative, in lower case.

    Where the ending tells nothing ("Мельника", "Сорока") the form itself is given, too.
    """
    low = form.strip().lower()
    for pattern, ending in _INFLECTED:
        if pattern.search(low):
            return (pattern.sub(rf"\1{ending}", low),)
    stem = _CASE_ENDING.sub("", low)
    if stem != low and len(stem) > 2 and stem[-1] not in _VOWELS:
        return (low, stem)
    return (low,)
