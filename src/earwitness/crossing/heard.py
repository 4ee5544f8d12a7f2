"""Which names and kin terms are heard in a call, and of whom they are said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.crossing.heard_roles import Role, address_role, self_role
from earwitness.crossing.kinship import KinTerm, kin_terms
from earwitness.crossing.names import is_also_a_word, may_be_surname, name_forms, surname_stem
from earwitness.crossing.spoken_words import SpokenWord, quote_around, spoken_words, times_of
from earwitness.records.hearing import INVENTION_FLAGS, Turn
from earwitness.runtime.russian.given_name_forms import FormCase, Sex

_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овн|евн|иничн|ичн|івн)[аыеуой]{0,2}$")
_PURE_VOCATIVES = frozenset(
    ("мам", "пап", "мамуль", "бать", "дочур", "бабуль", "дедуль", "мамочк", "мамусь", "тату",
     "мамо", "синку", "доню", "баб", "дядь", "теть")
)  # fmt: skip
_WRONG_NUMBER = re.compile(
    r"не\s+туда\s+(?:попал|звон)|ошибл\w*\s+номером|номером\s+ошибл|цифр\w*\s+перепутал"
    r"|номер\w*\s+перепутал|вы\s+куда\s+звоните|куди\s+ви\s+дзвоните|не\s+туди\s+потрапил",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardName:
    """A first name heard. `names` are the canonical names that `form` may stand for, sorted.

    `surname_stem` is set where a surname follows the name. `speaker_label` is the turn's, local
    to the recording; times are of the word where it was timed, else of the turn.
    """

    names: tuple[str, ...]
    form: str
    surname_stem: str
    role: Role
    speaker_label: str
    start_ms: int
    end_ms: int
    quote: str

    @property
    def name(self) -> str:
        """The canonical name, "" if the form may stand for several."""
        return self.names[0] if len(self.names) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardKin:
    """A kin term heard; `relation` is what the other is to the one who says it ("mother").

    `sex` is None where the term tells none. `implications(relation)` says what follows.
    """

    relation: str
    sex: Sex | None
    loose: bool
    form: str
    role: Role
    speaker_label: str
    start_ms: int
    end_ms: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that a call's turns say about who speaks. `wrong_number` are quotes that deny it."""

    names: tuple[HeardName, ...] = ()
    kin: tuple[HeardKin, ...] = ()
    wrong_number: tuple[str, ...] = ()


def hear_names(turns: Sequence[Turn]) -> Heard:
    """Names, kin terms and denials in a call's turns, in order.

    Turns flagged as invented by the recogniser are left out: an invented name is no evidence.
    """
    names: list[HeardName] = []
    kin: list[HeardKin] = []
    wrong: list[str] = []
    for number, turn in enumerate(t for t in turns if not INVENTION_FLAGS & set(t.flags)):
        words = spoken_words(turn.text)
        names.extend(_names(turn, words, number))
        kin.extend(_kin(turn, words, number))
        if denial := _WRONG_NUMBER.search(turn.text):
            wrong.append(quote_around(turn.text, denial.start(), denial.end()))
    return Heard(names=tuple(names), kin=tuple(kin), wrong_number=tuple(wrong))


def _names(turn: Turn, words: tuple[SpokenWord, ...], number: int) -> Iterator[HeardName]:
    for first, word in enumerate(words):
        forms = name_forms(word.text)
        if not forms:
            continue
        last = _end_of_name(words, first)
        role = _role(words, first, last, forms={form.case for form in forms}, number=number)
        if role is None:
            continue
        start_ms, end_ms = times_of(turn, words, first)
        yield HeardName(
            names=tuple(sorted({form.canonical for form in forms})),
            form=word.text,
            surname_stem=_surname(words, first, last),
            role=role,
            speaker_label=turn.speaker_label,
            start_ms=start_ms,
            end_ms=end_ms,
            quote=quote_around(turn.text, word.start, word.end),
        )


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
    return Role.MENTION if certain else None


def _end_of_name(words: Sequence[SpokenWord], first: int) -> int:
    """Position of the last word of a name: a patronymic or surname may follow the first name."""
    last = first
    for following in words[first + 1 : first + 3]:
        if words[last].after or not (_is_patronymic(following) or _is_surname(following)):
            break
        last += 1
    return last


def _is_patronymic(word: SpokenWord) -> bool:
    return bool(_PATRONYMIC.search(word.lower))


def _is_surname(word: SpokenWord) -> bool:
    """A capital is asked for: lower-case speech has too many words in -ов and -ин."""
    return word.is_capitalised and may_be_surname(_nominative_like(word.text))


def _nominative_like(surname: str) -> str:
    """ "Дубоносцева", "Дубоносцеву" → "Дубоносцев"."""
    return re.sub(r"(?<=[оеё]в|ин|ын)(?:а|у|ой|ым|е|ых)$", "", surname)


def _surname(words: Sequence[SpokenWord], first: int, last: int) -> str:
    surnames = [word for word in words[first + 1 : last + 1] if not _is_patronymic(word)]
    return surname_stem(surnames[-1].text) if surnames else ""


def _kin(turn: Turn, words: tuple[SpokenWord, ...], number: int) -> Iterator[HeardKin]:
    terms = {term.start: term for term in kin_terms(turn.text)}
    for position, word in enumerate(words):
        term = terms.get(word.start)
        if term is None:
            continue
        role = _kin_role(words, position, term, number)
        if term.only_called and role is not Role.ADDRESS:
            continue
        start_ms, end_ms = times_of(turn, words, position)
        yield HeardKin(
            relation=term.relation,
            sex=term.sex,
            loose=term.loose,
            form=term.form,
            role=role,
            speaker_label=turn.speaker_label,
            start_ms=start_ms,
            end_ms=end_ms,
            quote=quote_around(turn.text, word.start, word.end),
        )


def _kin_role(words: Sequence[SpokenWord], position: int, term: KinTerm, number: int) -> Role:
    if not term.can_address:
        return Role.MENTION
    if self_role(words, position, position) and not _after_me(words, position):
        return Role.SELF
    pure = words[position].lower in _PURE_VOCATIVES
    last = position
    following = name_forms(words[position + 1].text) if position + 1 < len(words) else frozenset()
    if following and not words[position].after:
        if all(form.case is FormCase.OBLIQUE for form in following):
            return Role.MENTION  # "сын Андрея"
        last = position + 1  # "Тётя Галя, …"
    if address_role(words, position, last, vocative_only=pure, turn_number=number) or pure:
        return Role.ADDRESS
    return Role.MENTION


def _after_me(words: Sequence[SpokenWord], position: int) -> bool:
    """ "Это я, мам": said to the mother; "это мама" is said by her."""
    return position > 0 and words[position - 1].lower == "я"
