"""Surnames compared across sex, case and alphabet."""

import re

from earwitness.runtime.russian.transliteration import is_latin, skeleton

SHORTEST_STEM = 3
"""Letters; a shorter rest would make different surnames equal."""

SHORTEST_ABBREVIATION = 4
"""Letters of "Тихоп." that must agree before it supports a surname at all."""

# Skeleton endings. Possessive surnames (-ов, -ев, -ин) and adjectives (-ский, -цкий, -ой, -ый):
# Zaliznyak's declension types for surnames, masculine and feminine, all cases, singular and plural.
_ADJECTIVE = re.compile(r"(?<=sk|ck)(?:i|a|aia|oi|oie|ogo|oho|omu|om|im|imi|ih|uiu|iu|ui|ie|ei)$")
_POSSESSIVE = re.compile(r"(?<=ov|ev|in)(?:a|i|u|e|om|oi|oiu|im|imi|ih)$")
_PLAIN = re.compile(r"(?:ogo|omu|oiu|om|em|oi|ei|iu|ia|aia|ii|a|u|i|e|o)$")


def surname_stem(surname: str) -> str:
    """What all forms of a surname share, in Latin letters; "" for no surname.

    Верхотоев, Верхотоеву, Верхотоева and Verkhotoeva give "verhotoev". It may join surnames that
    differ in an ending only (Сорока, Сорок); that is weighed, not proof. Of a double surname the
    first part counts.
    """
    form = skeleton(_HYPHEN.split(surname.strip())[0]) if surname.strip() else ""
    for ending in (_ADJECTIVE, _POSSESSIVE, _PLAIN):
        stem = ending.sub("", form)
        if stem != form and len(stem) >= SHORTEST_STEM:
            return stem
    return form


def stems_agree(left: str, right: str) -> bool:
    """Whether two stems are the same surname, or one abbreviates the other ("тихоп")."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < SHORTEST_ABBREVIATION:
        return bool(shorter) and shorter == longer
    return longer.startswith(shorter)


def looks_like_surname(word: str) -> bool:
    """Whether a word has an ending that is common among surnames of the post-Soviet countries."""
    return bool(_SURNAME_ENDING.search(skeleton(word)))


def may_look_like_surname(word: str) -> bool:
    """Whether its ending is found among surnames, but among other words as well."""
    return bool(_WEAK_ENDING.search(skeleton(word)))


def is_feminine_surname(word: str) -> bool:
    """Whether a surname is feminine in form: -ова, -ева, -ина, -ская, -цька."""
    return bool(_FEMININE.search(skeleton(word)))


def is_masculine_surname(word: str) -> bool:
    """Whether a Cyrillic surname is masculine in form: -ов, -ев, -ин, -ский, -цький."""
    return bool(_MASCULINE.search(word.lower())) and not is_latin(word)


_HYPHEN = re.compile(r"[-‐‑–\s]")
_FEMININE = re.compile(r"(?:..ov|..ev|..in)a$|(?:sk|ck)a(?:ia?)?$")
_MASCULINE = re.compile(r"..(?:[оеёє]в|[иыії]н|[сцз]ь?к[иі]й|цой)$")
_SURNAME_ENDING = re.compile(
    r"..(?:ov|ev|in)a?$|(?:sk|ck)(?:i|a|aia|ii)$|enko$|chuk$|iuk$|uk$|"
    r"ovich$|evich$|ko$|ian$|dze$|shvili$|ih$|oglu$|zade$|enok$|onok$|shtein$|berg$"
)
_WEAK_ENDING = re.compile(r"..(?:oi|ich|ak|ik|iak|ec|man|er|ua|iia|ava|iev|ets|go|lo|ba|iani)$")
