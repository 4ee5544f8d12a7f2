"""Kin terms: what people call their relatives, and relatives as profiles list them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from earwitness.runtime.russian.given_name_forms import Sex

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class KinTerm:
    """A kin term at its place in a text.

    `relation` is what the person so called is to the one who says it ("mother"); `sex` theirs.
    `loose` terms are said to friends and strangers too ("брат", "тётя", "сынок").
    `can_address` is False for forms that only mention ("матери", "жену").
    """

    form: str
    relation: str
    sex: Sex
    start: int
    end: int
    loose: bool
    can_address: bool


# relation: (sex, loose, forms that can address, other forms). English forms serve profiles.
_RELATIONS: dict[str, tuple[Sex, bool, str, str]] = {
    "mother": (
        Sex.FEMININE, False,
        "мама мам мамуля мамуль мамочка мамочк мамка мать матушка мамо мамусь матусю",
        "mom mum mother "
        "маме маму мамой мамы матери матерью мамуле мамочке мамочку мамку мами матір мамі",
    ),
    "father": (
        Sex.MASCULINE, False,
        "папа пап папка папуля папочка батя бать батяня отец тато тату dad father",
        "папе папу папой папы бате батю батей отца отцу отцом батьку батько татові",
    ),
    "wife": (
        Sex.FEMININE, False,
        "жена жёнушка супруга женушка дружина wife",
        "жене жену женой жены жинка дружині дружину",
    ),
    "husband": (
        Sex.MASCULINE, False,
        "муж муженёк супруг чоловік husband",
        "мужу мужа мужем мужья чоловіка чоловіку",
    ),
    "son": (
        Sex.MASCULINE, True,
        "сын сынок сыночек сына сынуля синку сину синочку син son",
        "сыну сыном сыне сынка сынку сыночку сыночка",
    ),
    "daughter": (
        Sex.FEMININE, True,
        "дочь доча дочка доченька дочур дочурка доню донечко дочко донька daughter",
        "дочери дочерью дочке дочку дочкой доньку",
    ),
    "brother": (
        Sex.MASCULINE, True,
        "брат братан братик братишка братуха братец брате братику brother",
        "брату брата братом братану",
    ),
    "sister": (
        Sex.FEMININE, True,
        "сестра сестрёнка сестричка сестрица систер сестро sister",
        "сестре сестру сестрой сестры",
    ),
    "grandmother": (
        Sex.FEMININE, True,
        "бабушка бабуля бабуль баб бабуся grandmother",
        "бабушке бабушку бабушкой бабушки бабуле",
    ),
    "grandfather": (
        Sex.MASCULINE, True,
        "дедушка дедуля дед дедуль дедусю grandfather",
        "дедушке дедушку деду деда дедом",
    ),
    "aunt": (Sex.FEMININE, True, "тётя тёть тётушка тьотю тітка", "aunt тёте тётю тёти тётка"),
    "uncle": (Sex.MASCULINE, True, "дядя дядь дядюшка дядько дядьку uncle", "дяде дядю дяди дядей"),
    "bride": (Sex.FEMININE, False, "невеста наречена fiancee bride", "невесте невесту невесты"),
    "groom": (Sex.MASCULINE, False, "жених наречений fiance groom", "жениху жениха женихом"),
    "grandson": (Sex.MASCULINE, True, "внук внучек внучок онук grandson", "внуку внука"),
    "granddaughter": (Sex.FEMININE, True, "внучка внученька онука granddaughter", "внучке внучку"),
}  # fmt: skip

_INVERSES: dict[str, tuple[str, ...]] = {
    "mother": ("son", "daughter"),
    "father": ("son", "daughter"),
    "son": ("mother", "father"),
    "daughter": ("mother", "father"),
    "wife": ("husband",),
    "husband": ("wife",),
    "brother": ("brother", "sister"),
    "sister": ("brother", "sister"),
    "grandmother": ("grandson", "granddaughter"),
    "grandfather": ("grandson", "granddaughter"),
    "grandson": ("grandmother", "grandfather"),
    "granddaughter": ("grandmother", "grandfather"),
    "bride": ("groom",),
    "groom": ("bride",),
}


def inverses(relation: str) -> tuple[str, ...]:
    """What somebody may be to their relative: to my mother I am son or daughter."""
    return _INVERSES.get(relation, ())


def kin_terms(text: str) -> tuple[KinTerm, ...]:
    """All kin terms of a text in order. `start` and `end` are character offsets."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[KinTerm]:
    for match in _WORD.finditer(text):
        known = _terms().get(match.group().lower().replace("ё", "е"))
        if known is not None:
            relation, sex, loose, can_address = known
            yield KinTerm(
                match.group(), relation, sex, match.start(), match.end(), loose, can_address
            )


@cache
def _terms() -> dict[str, tuple[str, Sex, bool, bool]]:
    terms: dict[str, tuple[str, Sex, bool, bool]] = {}
    for relation, (sex, loose, addressing, other) in _RELATIONS.items():
        for forms, can_address in ((other, False), (addressing, True)):
            for form in forms.split():
                terms[form.replace("ё", "е")] = (relation, sex, loose, can_address)
    return terms
