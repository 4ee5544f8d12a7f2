"""Terms of the case's protect list, in any inflection; numbers in them as digits or in words."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from earwitness.publication.naming.keys import cyrillic_key
from earwitness.publication.suggestions.words import SaidWord, Suspect, listed
from earwitness.records.release import CoverReason
from earwitness.runtime.morphology import LONGEST_WORD, analyser, parses
from earwitness.runtime.russian.name_inflection import name_forms_of
from earwitness.runtime.russian.numbers import numbers, part_of
from earwitness.runtime.russian.words import readings, tokenise

_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNIT_NOUNS = listed(
    """
    полк бригада дивизия батальон рота взвод армия корпус отряд часть гарнизон бтгр омон собр
    спецназ бригади дивізія батальйон
    """
)


def protected_suspects(words: Sequence[SaidWord], terms: Sequence[str]) -> Iterator[Suspect]:
    """Where one of the terms is said."""
    wanted = [(_needed(term), _reason(term)) for term in terms if _WORD.search(term)]
    if not wanted:
        return
    row = _row(words)
    for at in range(len(row)):
        for needed, reason in wanted:
            own = row[at : at + len(needed)]
            if len(own) == len(needed) and all(
                keys & one.keys for keys, one in zip(needed, own, strict=True)
            ):
                yield Suspect(
                    first=own[0].first,
                    last=own[-1].last,
                    reason=reason,
                    detail="on the protect list",
                )


class _Place:
    """One word or composed number of the row: what it may be compared by, where it stands."""

    __slots__ = ("first", "keys", "last")

    def __init__(self, keys: frozenset[str], first: int, last: int) -> None:
        self.keys, self.first, self.last = keys, first, last


def _row(words: Sequence[SaidWord]) -> list[_Place]:
    """The words, numbers of several words as one."""
    found: list[_Place] = []
    at = 0
    while at < len(words):
        last, value = _number_at(words, at)
        if value is None:
            own = _WORD.findall(words[at].low)
            found += [_Place(frozenset((cyrillic_key(part) or part,)), at, at) for part in own]
        else:
            found.append(_Place(frozenset((f"#{value}",)), at, last))
        at = last + 1
    return found


def _number_at(words: Sequence[SaidWord], first: int) -> tuple[int, int | None]:
    """The number that begins here: its last word and value."""
    last = first
    while last < len(words) and _is_number(words[last].low) and last - first < 6:
        last += 1
    for end in range(last, first, -1):
        told = numbers(tokenise(" ".join(word.low for word in words[first:end])))
        if len(told) == 1 and told[0].value.denominator == 1:
            return end - 1, int(told[0].value)
    return first, None


def _is_number(low: str) -> bool:
    return low[:1].isdecimal() or part_of(low) is not None


@lru_cache(maxsize=5_000)
def _needed(term: str) -> tuple[frozenset[str], ...]:
    """What each word of a term may be, by key; digits and number words as "#917"."""
    found: list[frozenset[str]] = []
    tokens = tokenise(term)
    told = {one.first: one for one in numbers(tokens) if one.value.denominator == 1}
    at = 0
    while at < len(tokens):
        one = told.get(at)
        if one is not None:
            found.append(frozenset((f"#{int(one.value)}",)))
            at = one.last + 1
            continue
        found += [_keys(part) for part in _WORD.findall(tokens[at].low)]
        at += 1
    return tuple(found)


def _keys(word: str) -> frozenset[str]:
    """Every form of a word, by key."""
    forms = {one.text for one in name_forms_of(word)}
    if len(word) <= LONGEST_WORD and analyser().word_is_known(word):
        for parse in parses(word):
            forms |= {form.word for form in parse.lexeme}
    return frozenset(key for form in forms if (key := cyrillic_key(form))) or frozenset((word,))


def _reason(term: str) -> CoverReason:
    lemmas = {one.lemma for token in tokenise(term) for one in readings(token.low)}
    return CoverReason.UNIT if lemmas & _UNIT_NOUNS else CoverReason.PLACE
