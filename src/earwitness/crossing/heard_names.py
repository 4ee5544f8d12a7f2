"""First names heard in one turn, and of whom they are said."""

import re
from collections.abc import Iterator, Sequence

from earwitness.crossing.heard_bare_roles import bare_address
from earwitness.crossing.heard_record import HeardName
from earwitness.crossing.heard_roles import Role, address_role, self_role
from earwitness.crossing.kinship import kin_terms
from earwitness.crossing.names import (
    is_also_a_word,
    may_be_surname,
    name_forms,
    sex_of,
    surname_stem,
)
from earwitness.crossing.near_names import name_forms_near
from earwitness.crossing.spoken_words import SpokenWord, quote_around, word_times
from earwitness.crossing.surnames import is_feminine_surname, is_masculine_surname
from earwitness.records.hearing import Turn
from earwitness.runtime.russian.given_name_forms import FormCase, NameForm, Sex
from earwitness.runtime.russian.patronymics import has_patronymic_shape, patronymic
from earwitness.runtime.russian.words import is_known


def first_names(turn: Turn, words: tuple[SpokenWord, ...], number: int) -> Iterator[HeardName]:
    """First names in a turn, with the surname that follows; misheard ones, too, where somebody is
    called or says who they are.

    `number` counts turns from 0 in the call.
    """
    bare = turn.text.islower()
    times = word_times(turn, words)
    for first, word in enumerate(words):
        certain = name_forms(word.text)
        forms = certain or name_forms_near(word.text)
        if not forms:
            continue
        last = _end_of_name(words, first, bare=bare) if certain else first
        role = _role(words, first, last, forms={form.case for form in forms}, number=number)
        if role is not None and (certain or role is not Role.MENTION):
            start_ms, end_ms = times[first]
            yield HeardName(
                names=tuple(sorted(_of_one_sex(words, first, last, forms))),
                form=word.text,
                surname_stem=_surname(words, first, last),
                role=role,
                speaker_label=turn.speaker_label,
                start_ms=start_ms,
                end_ms=end_ms,
                quote=quote_around(turn.text, word.start, word.end),
                confused=not certain,
            )


def _of_one_sex(
    words: Sequence[SpokenWord], first: int, last: int, forms: frozenset[NameForm]
) -> set[str]:
    """The names that fit the sex of what stands beside: "тётя Саша", "Женя Петровна"."""
    names = {form.canonical for form in forms}
    sex = _sex_beside(words, first, last, forms) if len(names) > 1 else None
    return {name for name in names if sex_of(frozenset({name})) is sex} or names


def _sex_beside(
    words: Sequence[SpokenWord], first: int, last: int, forms: frozenset[NameForm]
) -> Sex | None:
    before = kin_terms(words[first - 1].text) if first and not words[first - 1].after else ()
    if before and before[0].relation in {"aunt", "uncle", "grandmother", "grandfather"}:
        return before[0].sex
    for word in words[first + 1 : last + 1]:
        if (known := patronymic(word.text)) is not None:
            return known.sex
        # "Сашу Иванова" is a man, "Саша Иванова" a woman: only the nominative tells by -ова.
        if all(form.case is FormCase.NOMINATIVE for form in forms):
            if is_feminine_surname(word.text):
                return Sex.FEMININE
            return Sex.MASCULINE if is_masculine_surname(word.text) else None
    return None


def _role(
    words: Sequence[SpokenWord], first: int, last: int, *, forms: set[FormCase], number: int
) -> Role | None:
    """The role; None where the word is likelier no name at all."""
    word = words[first]
    if FormCase.NOMINATIVE in forms and self_role(words, first, last):
        return Role.SELF
    ordinary = is_also_a_word(word.text)
    certain = not ordinary or (word.is_capitalised and not word.begins_sentence)
    callable_form = bool(forms & {FormCase.NOMINATIVE, FormCase.VOCATIVE})
    vocative_only = FormCase.NOMINATIVE not in forms and FormCase.OBLIQUE not in forms
    if callable_form and address_role(
        words, first, last, vocative_only=vocative_only and certain, turn_number=number
    ):
        set_off = word.opens and words[last].closes
        return Role.ADDRESS if certain or (set_off and word.is_capitalised) else None
    if vocative_only:
        return None
    if certain and FormCase.NOMINATIVE in forms and bare_address(words, first, last):
        return Role.ADDRESS
    return Role.MENTION if certain else None


def _end_of_name(words: Sequence[SpokenWord], first: int, *, bare: bool) -> int:
    """Position of the last word of a name: a patronymic or surname may follow the first name."""
    last = first
    for following in words[first + 1 : first + 3]:
        if words[last].after or not (
            _is_patronymic(following) or _is_surname(following, bare=bare)
        ):
            break
        last += 1
    return last


def _is_patronymic(word: SpokenWord) -> bool:
    return patronymic(word.text) is not None or has_patronymic_shape(word.text)


def _is_surname(word: SpokenWord, *, bare: bool) -> bool:
    """A capital is asked for: lower-case speech has too many words in -ов and -ин.

    Where a recogniser writes no capitals at all, the word must be unknown to the dictionary.
    """
    if word.is_capitalised:
        return may_be_surname(_nominative_like(word.text))
    return bare and not is_known(word.lower) and may_be_surname(_nominative_like(word.text))


def _nominative_like(surname: str) -> str:
    """ "Дубоносцева", "Дубоносцеву" → "Дубоносцев"."""
    return re.sub(r"(?<=[оеё]в|ин|ын)(?:а|у|ой|ым|е|ых)$", "", surname)


def _surname(words: Sequence[SpokenWord], first: int, last: int) -> str:
    surnames = [word for word in words[first + 1 : last + 1] if not _is_patronymic(word)]
    return surname_stem(surnames[-1].text) if surnames else ""
