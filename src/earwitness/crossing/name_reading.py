"""What the name of an address-book entry says.

"Тётя Галя мама Серёжи" is Галина, mother of a Сергей; "Оля Серёгина жена" is Ольга, wife of one;
"Костромовцев сержант" has a surname and no first name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.crossing.kinship import kin_terms
from earwitness.crossing.names import (
    given_names,
    is_also_a_word,
    may_be_surname,
    name_forms,
    sex_of,
    surname_stem,
)
from earwitness.crossing.surnames import SHORTEST_ABBREVIATION
from earwitness.records.profile import Profile
from earwitness.runtime.russian.given_name_forms import FormCase, Sex
from earwitness.runtime.russian.transliteration import skeleton

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_PATRONYMIC = re.compile(r"(?:[оеё]вич|ьич|[оеё]вна|инична|ична|[оеі]вич|івна)(?:а|у|ем|е|ы|ой)?$")
_PATRONYMIC_OR_SURNAME = re.compile(r"(?:[оеё]вич)$")
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
    kin term or a feminine surname tells it, `kin_of` whose relative the entry calls the person.
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
    left = [word for i, word in enumerate(words) if i not in used and not kin_terms(word)]
    given_at = _given_at(left)
    given = given_names(left[given_at].rstrip(".")) if given_at is not None else frozenset()
    rest = [word for i, word in enumerate(left) if i != given_at]
    surname = _surname(rest, declared_surname, has_given=bool(given))
    return NameReading(
        given=given,
        stem=_stem(surname),
        sex=sex_of(given) or _sex_by_words(words, used, surname),
        kin_of=kin_of,
    )


def _kin_of(words: Sequence[str]) -> tuple[tuple[KinOf, ...], frozenset[int]]:
    """Kin terms with the relative's name beside them, and the positions that these words take."""
    found: list[KinOf] = []
    used: set[int] = set()
    for position, word in enumerate(words):
        terms = kin_terms(word)
        if not terms or terms[0].relation in {"aunt", "uncle"}:
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
    nominative = [
        i
        for i, word in enumerate(words)
        if any(form.case is FormCase.NOMINATIVE for form in name_forms(word.rstrip(".")))
        and not (word.islower() and is_also_a_word(word))
    ]
    return nominative[0] if nominative else None


def _surname(rest: Sequence[str], declared: str, *, has_given: bool) -> str:
    """The declared surname if it is a single name-like word, else the likeliest other word."""
    for source in (_WORD.findall(declared), rest):
        words = [w for w in source if w in rest and not _is_patronymic(w, rest, has_given)]
        for word in words:
            if word.endswith(".") and word[:1].isupper():
                return word
            if may_be_surname(word):
                return word
    return ""


def _stem(surname: str) -> str:
    """The stem; of an abbreviation ("Костром.") the letters there are, if they are enough."""
    if not surname.endswith("."):
        return surname_stem(surname)
    letters = skeleton(surname)
    return letters if len(letters) >= SHORTEST_ABBREVIATION else ""


def _is_patronymic(word: str, rest: Sequence[str], has_given: bool) -> bool:
    """ "Петрович" between name and surname; at the end ("Заречкович") it may be a surname."""
    if not _PATRONYMIC.search(word.lower()):
        return False
    if not has_given:
        return False
    is_last = rest and rest[-1] == word and len(rest) == 1
    return not (is_last and _PATRONYMIC_OR_SURNAME.search(word.lower()) and not _father(word))


def _father(word: str) -> bool:
    """Whether a patronymic goes back to a first name of the table ("Петрович" ← Пётр)."""
    stem = re.sub(r"(?:[оеё]вич|ьич)$", "", word.lower())
    return any(given_names(stem + ending) for ending in ("", "й", "ий", "ей", "ь", "а", "я"))


def _sex_by_words(words: Sequence[str], used: frozenset[int], surname: str) -> Sex | None:
    """The sex of a kin term said of the person, or of a surname that is feminine in form."""
    terms = [term for word in words for term in kin_terms(word)]
    if terms:
        return terms[0].sex
    if re.search(r"(?:ov|ev|in|sk|ck)ai?a?$", skeleton(surname)) and surname:
        return Sex.FEMININE
    return None


@lru_cache(maxsize=200_000)
def read_relative(written: str) -> Relative | None:
    """A listed relative: "мать: Галина Верхотоева" → mother; None if the relation is unknown."""
    label, colon, name = written.partition(":")
    terms = kin_terms(label if colon else written)
    if not terms:
        return None
    reading = read_name(name if colon else written)
    return Relative(terms[0].relation, reading.given, reading.stem)
