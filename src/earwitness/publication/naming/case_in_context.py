"""In which case a name stands, where its form does not tell."""

from collections.abc import Sequence

from earwitness.publication.naming.finding import FoundName
from earwitness.publication.naming.keys import plain
from earwitness.publication.naming.said_names import NameForm
from earwitness.runtime.russian.name_inflection import NameCase
from earwitness.runtime.russian.words import readings

_N, _G, _D = NameCase.NOMINATIVE, NameCase.GENITIVE, NameCase.DATIVE
_A, _I, _L = NameCase.ACCUSATIVE, NameCase.INSTRUMENTAL, NameCase.LOCATIVE

_GOVERNED: dict[str, tuple[NameCase, ...]] = {
    "у от до для без из около возле вокруг кроме против после ради насчет від біля": (_G,),
    "к ко по благодаря": (_D,),
    "над перед между": (_I,),
    "с со з": (_I, _G),
    "за под": (_I, _A),
    "про через сквозь": (_A,),
    "о об обо при": (_L,),
    "в на": (_L, _A),
}
_AFTER_PREPOSITION = {word: cases for words, cases in _GOVERNED.items() for word in words.split()}
_VERBS = frozenset({"VERB", "INFN", "GRND"})


def likeliest_case(
    words: Sequence[str], found: FoundName, forms: Sequence[NameForm]
) -> tuple[NameCase, bool]:
    """Case and number, by the forms and by the word before."""
    options = list(dict.fromkeys((form.case, form.plural) for form in forms))
    if not options:
        return NameCase.NOMINATIVE, False
    if any(case is NameCase.VOCATIVE for case, _ in options) and _stands_alone(words, found):
        return NameCase.NOMINATIVE, False
    wanted = _wanted(plain(words[found.first - 1]) if found.first else "")
    singular_first = sorted(options, key=lambda one: one[1])
    for case in wanted:
        for option in singular_first:
            if option[0] is case:
                return option
    return options[0]


def _stands_alone(words: Sequence[str], found: FoundName) -> bool:
    """Whether somebody is called: "Ваню, …", "иди сюда, Олено!"."""
    opens = found.first == 0 or not words[found.first - 1][-1:].isalnum()
    return opens and (bool(found.after) or found.last + 1 == len(words))


def _wanted(before: str) -> tuple[NameCase, ...]:
    if before in _AFTER_PREPOSITION:
        return _AFTER_PREPOSITION[before]
    part = readings(before)[0].part if before and readings(before) else ""
    if part in _VERBS:
        return (_N, _A, _D)
    return (_N, _G) if part == "NOUN" else (_N,)
