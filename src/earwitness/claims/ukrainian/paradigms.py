"""Forms of Ukrainian words with what each form says, in the grammemes of the Russian analyser.

The endings are those of the school grammar (O. D. Ponomariv, Сучасна українська мова, 2001:
declension of nouns and adjectives, conjugation). They are for reading: a form that is not in use
does no harm.
"""

from collections.abc import Iterator

Form = tuple[str, frozenset[str]]

_SINGULAR = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_PLURAL = ("nomn", "gent", "datv", "accs", "ablt", "loct")

# Ending of the nominative → endings cut off, singular and plural, case by case; "/" parts variants.
_NOUNS = (
    ("ння", "ння", "ння ння нню ння нням нні", "ння нь нням ння ннями ннях"),
    ("тя", "тя", "тя тя тю тя тям ті", "тя ть тям тя тями тях"),
    ("ія", "ія", "ія ії ії ію ією ії", "ії ій іям ії іями іях"),
    ("я", "я", "я і і ю ею/єю і", "і ь/ей ям і/ей ями ях"),
    ("ка", "ка", "ка ки ці ку кою ці", "ки ок/к кам ки/ок ками ках"),
    ("га", "га", "га ги зі гу гою зі", "ги г гам ги гами гах"),
    ("а", "а", "а и/і і у ою/ею і", "и/і - ам и/і/- ами ах"),
    ("ець", "ець", "ець ця цю/цеві ця/ець цем ці", "ці ців цям ців/ці цями цях"),
    ("ок", "ок", "ок ка/ку ку/кові ка/ок ком ку", "ки ків кам ків/ки ками ках"),
    ("ко", "ко", "ко ка ку/кові ка/ко ком ку", "ка - кам ка ками ках"),
    ("о", "о", "о а у о ом і/у", "а - ам а ами ах"),
    ("ище", "ище", "ище ища ищу ище ищем ищі", "ища ищ ищам ища ищами ищах"),
    ("е", "е", "е а/я у/ю е ем і", "а/я - ам/ям а/я ами/ями ах/ях"),
    ("сть", "сть", "сть сті/сти сті сть стю сті", "сті стей стям сті стями стях"),
    ("ь", "ь", "ь я/і ю/еві/і я/ь ем/ю і/ю", "і ів/ей ям ів/ей/і ями ях"),
    ("й", "й", "й я ю/єві я/й єм ї/ю", "ї їв ям їв/ї ями ях"),
    ("", "", "- а/у у/ові/еві а/- ом/ем і/у/ові", "и/і ів ам ів/и/і ами ах"),
)
_HARD = {
    "masc": "ий ого ому ого/ий им ому/ім",
    "femn": "а ої ій у ою ій",
    "neut": "е ого ому е им ому/ім",
    "plur": "і их им их/і ими их",
}
_SOFT = {
    "masc": "ій ього ьому ього/ій ім ьому",
    "femn": "я ьої ій ю ьою ій",
    "neut": "є ього ьому є ім ьому",
    "plur": "і іх ім іх/і іми іх",
}
_HUSHING = ("ж", "ч", "ш", "щ")
_LABIALS = ("б", "п", "в", "м", "ф")
_FIRST = "ю єш є ємо єте ють"
_SECOND = "ю иш ить имо ите ять"
_PERSONS = ("1per sing", "2per sing", "3per sing", "1per plur", "2per plur", "3per plur")


def noun_forms(word: str) -> Iterator[Form]:
    """Forms of a noun in all cases; one that declines as an adjective too."""
    if word.endswith("ий") and len(word) > 4:
        yield from adjective_forms(word)
        return
    ending, cut, singular, plural = next(row for row in _NOUNS if word.endswith(row[0]))
    stem = word[: len(word) - len(cut)] if ending else word
    if ending == "а":  # "роти" of the company, "тисячі" of the thousand
        singular, plural = (
            row.replace("и/і", "і" if stem.endswith(_HUSHING) else "и")
            for row in (singular, plural)
        )
    for cases, endings, number in ((_SINGULAR, singular, "sing"), (_PLURAL, plural, "plur")):
        for case, variants in zip(cases, endings.split(), strict=True):
            for variant in variants.split("/"):
                yield stem + variant.strip("-"), frozenset({case, number})


def adjective_forms(word: str) -> Iterator[Form]:
    """Forms of an adjective or participle in all cases and genders."""
    stem, table = word[:-2], _SOFT if word.endswith("ій") else _HARD
    for gender, endings in table.items():
        number = {"plur"} if gender == "plur" else {"sing", gender}
        for case, variants in zip(_SINGULAR, endings.split(), strict=True):
            for variant in variants.split("/"):
                yield stem + variant, frozenset({case, *number})


def verb_forms(word: str, past: tuple[str, str] | None) -> Iterator[Form]:
    """Infinitive, past, the impersonal in -но and -то, and the present where it is regular.

    `past` is the past tense, masculine and feminine, if it does not follow from the infinitive.
    """
    reflexive = word.endswith("ся")
    base = word.removesuffix("ся").removesuffix("ти").removesuffix("ть")
    tail = "ся" if reflexive else ""
    yield base + "ти" + tail, frozenset({"INFN"})
    yield base + "ть" + tail, frozenset({"INFN"})
    he, she = past or (base + "в", base + "ла")
    for form, marks in ((he, "masc sing"), (she, "femn sing"), (she[:-1] + "о", "neut sing"),
                        (she[:-1] + "и", "plur")):  # fmt: skip
        yield form + tail, frozenset({"past", *marks.split()})
        if reflexive and form != he:
            yield form + "сь", frozenset({"past", *marks.split()})
    if not reflexive and past is None:
        # "Командира вбито" has its object in the accusative, as "командира убили" has.
        yield from ((form, frozenset({"past", "plur"})) for form in _impersonal(base))
        yield from _present(base)


def _impersonal(base: str) -> Iterator[str]:
    """ "вбито", "розгромлено", "знищено", "поранено"."""
    if base.endswith(("а", "я")):
        yield base + "но"
    elif base.endswith("и"):
        yield from (base + "то", base[:-1] + "ено", base[:-1] + "лено")
    elif base.endswith("ну"):
        yield from (base + "то", base[:-1] + "ено")


def _present(base: str) -> Iterator[Form]:
    if base.endswith(("ува", "юва")):
        stem, endings = base[:-2], _FIRST
    elif base.endswith("и"):
        stem, endings = base[:-1], _SECOND
    elif base.endswith(("а", "я", "і")):
        stem, endings = base, _FIRST
    else:
        return
    for ending, person in zip(endings.split(), _PERSONS, strict=True):
        labial = endings == _SECOND and stem.endswith(_LABIALS) and ending in {"ю", "ять"}
        yield stem + "л" * labial + ending, frozenset({"present", *person.split()})
