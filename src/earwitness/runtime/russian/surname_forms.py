"""Every written form of a surname: both sexes, all cases, plural; Russian and Ukrainian.

Endings are those of `name_inflection`. To them come spellings across the border, and what pymorphy3
lists of the surname.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from earwitness.runtime.morphology import analyser, parses
from earwitness.runtime.russian.name_inflection import VOWELS, name_forms_of

_VELAR_OR_HUSHING = "гкхґжшчщц"


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
        yield from (form.text for form in name_forms_of(masculine))
        for other in _across_the_border(masculine):
            yield from (form.text for form in name_forms_of(other, is_surname=True))
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
        ending = "ий" if low[-3] in _VELAR_OR_HUSHING else "ый"
        return (low[:-2] + ending, low[:-2] + "ой")
    return (low,)


def _across_the_border(masculine: str) -> Iterator[str]:
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
    if stem != low and len(stem) > 2 and stem[-1] not in VOWELS:
        return (low, stem)
    return (low,)
