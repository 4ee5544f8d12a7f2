"""What the name of an address-book entry says.

"Тётя Галя мама Серёжи" is Галина, mother of a Сергей; "Оля Серёгина жена" is Ольга, wife of one;
"Костромовцев сержант" has a surname and no first name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.crossing.kinship import is_kin_term, kin_terms
from earwitness.crossing.names import (
    given_names,
    is_also_a_word,
    may_be_surname,
    name_forms,
    sex_of,
    surname_stem,
)
from earwitness.crossing.surnames import (
    SHORTEST_ABBREVIATION,
    SHORTEST_STEM,
    is_feminine_surname,
    is_masculine_surname,
    looks_like_surname,
)
from earwitness.records.profile import Profile
from earwitness.runtime.russian.given_name_forms import FormCase, Sex
from earwitness.runtime.russian.patronymics import has_patronymic_shape, patronymic
from earwitness.runtime.russian.transliteration import skeleton
from earwitness.runtime.russian.words import is_known

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_POSSESSIVE_NAME = re.compile(r"^(.{2,}?)(?:ин|ов|ев)(?:а|ы|о|ой|у)?$")


@dataclass(frozen=True, slots=True)
class KinOf:
    """The person is the `relation` ("mother") of somebody with one of the names `of`."""

    relation: str
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody that a profile lists: their `relation` to the owner, and their name."""

    relation: str
    given: frozenset[str]
    stem: str


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name taken apart. Everything may be empty; nothing is filled in.

    `given` are canonical first names that fit, `stem` the surname's stem, `sex` where given name,
    patronymic, kin term or the surname's form tells it, `kin_of` whose relative the entry calls
    the person.
    """

    given: frozenset[str]
    stem: str
    sex: Sex | None
    kin_of: tuple[KinOf, ...] = ()


def read_profile_name(profile: Profile) -> NameReading:
    """The reading of a profile's name; a surname field goes before what only looks like one."""
    written = profile.name or f"{profile.first_name} {profile.surname}"
    return _read(written, profile.surname)


def read_name(written: str) -> NameReading:
    """The reading of a name without declared fields."""
    return _read(written, "")


@lru_cache(maxsize=200_000)
def _read(written: str, declared_surname: str) -> NameReading:
    words = _WORD.findall(written)
    kin_of, used = _kin_of(words)
    left = [word for i, word in enumerate(words) if i not in used and not is_kin_term(word)]
    given_at, patronymic_at, rest = _parts(left)
    given = given_names(left[given_at].rstrip(".")) if given_at is not None else frozenset()
    father = patronymic(left[patronymic_at].rstrip(".")) if patronymic_at is not None else None
    surname = next(iter(_surnames(rest, declared_surname)), "")
    told = (father.sex if father else None) or _sex_by_words(words, used, surname)
    given = _of_sex(given, told or _sex_by_masculine(surname))
    return NameReading(
        given=given,
        stem=_stem(surname),
        sex=sex_of(given) or told,
        kin_of=kin_of,
    )


def _parts(left: Sequence[str]) -> tuple[int | None, int | None, list[str]]:
    """Positions of the first name and of the patronymic, and all other words."""
    given_at = _given_at(left)
    given = given_names(left[given_at].rstrip(".")) if given_at is not None else frozenset()
    patronymic_at = _patronymic_at(left, given_at, given)
    return (
        given_at,
        patronymic_at,
        [word for i, word in enumerate(left) if i not in {given_at, patronymic_at}],
    )


@lru_cache(maxsize=50_000)
def written_surnames(written: str, declared_surname: str = "") -> tuple[str, ...]:
    """Every word of a name that may be a surname, as it is written; abbreviations are left out.

    Wider than what names are compared by: also what is an ordinary word ("Марат Ручейков"), what no
    dictionary knows ("Димон Карагож"), and surnames of relatives ("мама Серёжи Верхотоева").
    """
    left = [word for word in _WORD.findall(written) if not is_kin_term(word)]
    given_at, _, rest = _parts(left)
    declared = _WORD.findall(declared_surname)
    found = _surnames(rest, declared_surname) + [
        word
        for word in rest
        if declared == [word]
        or looks_like_surname(word)
        or (given_at is not None and len(word) > SHORTEST_STEM and not is_known(word.lower()))
    ]
    return tuple(
        word
        for word in dict.fromkeys(found)
        if word[:1].isupper() and not word.endswith(".") and len(word) > 1 and not given_names(word)
    )


def _of_sex(given: frozenset[str], sex: Sex | None) -> frozenset[str]:
    """ "Саша" of "Саша Иванова" is Александра; names that do not fit stay if none fits."""
    fitting = frozenset(name for name in given if sex_of(frozenset({name})) is sex)
    return fitting or given


def _kin_of(words: Sequence[str]) -> tuple[tuple[KinOf, ...], frozenset[int]]:
    """Kin terms with the relative's name beside them, and the positions that these words take."""
    found: list[KinOf] = []
    used: set[int] = set()
    for position, word in enumerate(words):
        if not is_kin_term(word):
            continue
        terms = kin_terms(word)
        if terms[0].relation in {"aunt", "uncle", "partner", "friend"}:
            continue
        for beside in (position + 1, position - 1):
            names = _relative_named(words[beside]) if 0 <= beside < len(words) else frozenset()
            if names and beside not in used:
                found.append(KinOf(terms[0].relation, names))
                used |= {position, beside}
                break
    return tuple(found), frozenset(used)


def _relative_named(word: str) -> frozenset[str]:
    """Names in a genitive ("Серёжи") or possessive ("Серёгина") form only."""
    forms = {f for f in name_forms(word) if f.case is FormCase.OBLIQUE}
    if forms:
        return frozenset(form.canonical for form in forms)
    match = _POSSESSIVE_NAME.match(word)
    if match is None or is_also_a_word(word):
        return frozenset()
    return next(
        (names for e in ("а", "я", "") if (names := given_names(match[1] + e))), frozenset()
    )


def _given_at(words: Sequence[str]) -> int | None:
    """Position of the word that is the first name: in the nominative if there is one."""
    for position, word in enumerate(words):
        bare = word.rstrip(".")
        forms = name_forms(bare)
        if any(form.case is FormCase.NOMINATIVE for form in forms) and not (
            word.islower() and is_also_a_word(bare)
        ):
            return position
    return None


def _patronymic_at(words: Sequence[str], given_at: int | None, given: frozenset[str]) -> int | None:
    """Position of the patronymic: right after the first name, else the first there is.

    "Петрович" of "Анна Петрович" is a surname: the sex does not fit.
    """
    sex = sex_of(given)
    positions = list(range(len(words)))
    if given_at is not None:
        positions = [given_at + 1, *positions]
    for position in positions:
        if position >= len(words) or position == given_at:
            continue
        known = patronymic(words[position].rstrip("."))
        if known is not None and sex in {known.sex, None}:
            return position
        # A father unknown here; at the end and alone it may be a surname ("Заречкович").
        unknown = known is None and has_patronymic_shape(words[position])
        if unknown and given_at is not None and len(words) > 2:
            return position
    return None


def _surnames(rest: Sequence[str], declared: str) -> list[str]:
    """What may be surnames, the likeliest first: the declared one, abbreviations, then by form."""
    fields = [word for word in _WORD.findall(declared) if word in rest]
    known = [word for word in fields if _is_surname(word)] or [
        word for word in fields if len(fields) == 1 and _is_name_like(word)
    ]
    return known + [word for word in rest if word not in known and _is_surname(word)]


def _is_surname(word: str) -> bool:
    if word.endswith(".") and word[:1].isupper() and len(word) > 2:
        return True
    return may_be_surname(word.rstrip("."))


def _is_name_like(word: str) -> bool:
    """Whether a word of a surname field is one though it does not look so (Шойгу, Бадма, Кан)."""
    return word[:1].isupper() and len(word) >= SHORTEST_STEM and not is_also_a_word(word)


def _stem(surname: str) -> str:
    """The stem; of an abbreviation ("Костром.") the letters there are, if they are enough."""
    if not surname.endswith("."):
        return surname_stem(surname)
    letters = skeleton(surname)
    return letters if len(letters) >= SHORTEST_ABBREVIATION else ""


def _sex_by_words(words: Sequence[str], used: frozenset[int], surname: str) -> Sex | None:
    """The sex of a kin term said of the person, or of a surname that is feminine in form."""
    for word in words:
        if is_kin_term(word):
            return kin_terms(word)[0].sex
    return Sex.FEMININE if surname and is_feminine_surname(surname) else None


def _sex_by_masculine(surname: str) -> Sex | None:
    """Masculine by -ов, -ев, -ин, -ский in Cyrillic; abroad women bear such a surname, too."""
    return Sex.MASCULINE if is_masculine_surname(surname) else None


@lru_cache(maxsize=200_000)
def read_relative(written: str) -> Relative | None:
    """A listed relative: "мать: Галина Верхотоева" → mother; None if the relation is unknown."""
    label, colon, name = written.partition(":")
    terms = kin_terms(label if colon else written)
    if not terms:
        return None
    reading = read_name(name if colon else written)
    return Relative(terms[0].relation, reading.given, reading.stem)
