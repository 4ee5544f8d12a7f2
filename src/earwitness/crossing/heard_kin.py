"""Kin terms heard in one turn, and of whom they are said."""

from collections.abc import Iterator, Sequence

from earwitness.crossing.heard_record import HeardKin
from earwitness.crossing.heard_roles import Role, address_role, self_role
from earwitness.crossing.kinship import KinTerm, kin_terms
from earwitness.crossing.names import name_forms
from earwitness.crossing.spoken_words import SpokenWord, quote_around, word_times
from earwitness.records.hearing import Turn
from earwitness.runtime.russian.given_name_forms import FormCase

_PURE_VOCATIVES = frozenset(
    ("мам", "пап", "мамуль", "бать", "дочур", "бабуль", "дедуль", "мамочк", "мамусь", "тату",
     "мамо", "синку", "доню", "баб", "дядь", "теть")
)  # fmt: skip


def kin_heard(turn: Turn, words: tuple[SpokenWord, ...], number: int) -> Iterator[HeardKin]:
    """Kin terms in a turn; `number` counts turns from 0 in the call."""
    terms = {term.start: term for term in kin_terms(turn.text)}
    times = word_times(turn, words) if terms else []
    for position, word in enumerate(words):
        term = terms.get(word.start)
        if term is None or term.sex is None:
            continue
        role = _kin_role(words, position, term, number)
        if term.only_called and role is not Role.ADDRESS:
            continue
        start_ms, end_ms = times[position]
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
