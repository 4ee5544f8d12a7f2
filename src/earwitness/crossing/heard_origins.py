"""Towns that people say they are from, and units that they say they serve in."""

from collections.abc import Iterator, Sequence

from earwitness.crossing.heard_fact import FactKind, SaidFact, Whom
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.heard_whom import NOMINATIVE, said
from earwitness.crossing.names import name_forms
from earwitness.runtime.russian.numbers import Number, numbers
from earwitness.runtime.russian.words import Token, is_known, readings, tokenise


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_FROM = frozenset({"из", "с", "со", "із", "зі", "з"})
_BETWEEN = _words("сам сама сами тоже родом же ж ведь вообще то так все оба")
_AFTER = _words(", сам сама сами родом братан брат я а и ты тоже")
_WE = {"мы": Whom(Role.SELF), "ми": Whom(Role.SELF)}

UNIT_WORDS = {
    "полк": "полк", "бригада": "бригада", "дивизия": "дивизия", "батальон": "батальон",
    "рота": "рота", "взвод": "взвод", "армия": "армия",
}  # fmt: skip
_OURS = _words("наш наша нашего нашей нашем нашу служу служим служил я мы")
_YOURS = _words("ваш ваша вашего вашей вашем твой твоя твоего твоей твоем вашу служишь")


def towns(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """Origins: "я из Кинешмы", "мы с Кинешмы", "я сам кинешемский", "сам родом из Кинешмы".

    Only where nothing but the town is said: "я из Изюма звоню" tells a place, not an origin.
    """
    for position, token in enumerate(tokens):
        whom = (NOMINATIVE | _WE).get(token.low)
        start = position + 1
        if whom is None and token.low in {"родом", "сам", "сама"} and position == 0:
            whom = Whom(Role.SELF)
        if whom is None:
            continue
        while start < len(tokens) and tokens[start].low in _BETWEEN:
            start += 1
        value = _origin(tokens, start)
        if value:
            yield said(FactKind.TOWN, value, whom, tokens)


def asks_whence(text: str) -> bool:
    """Whether a turn ends with the question for somebody's origin: "Ты сам откуда?"."""
    lows = [token.low for token in tokenise(text)[-6:] if token.is_word]
    return "откуда" in lows and bool({"родом", "сам", "сама", "сами"} & set(lows))


def answered_town(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """The answer to that question: "Из Кинешмы."."""
    start = 1 if tokens[0].low in {"я", "да", "ну"} else 0
    if start and tokens[0].low == "я":
        return  # read by `towns`
    if value := _origin(tokens, start):
        yield said(FactKind.TOWN, value, Whom(Role.SELF), tokens)


def _origin(tokens: Sequence[Token], start: int) -> str:
    """The town that begins at a place of the sentence and ends its clause; "" if none."""
    if start >= len(tokens):
        return ""
    if tokens[start].low not in _FROM:
        return _adjective(tokens[start]) if _closes(tokens, start) else ""
    for length in (1, 2):
        last = start + length
        if last < len(tokens) and _closes(tokens, last):
            words = [_town_word(token, length) for token in tokens[start + 1 : last + 1]]
            return " ".join(words) if all(words) else ""
    return ""


def _closes(tokens: Sequence[Token], position: int) -> bool:
    return position + 1 >= len(tokens) or tokens[position + 1].low in _AFTER


def _town_word(token: Token, length: int) -> str:
    """The dictionary form of a word in the genitive that may be a town's name, else ""."""
    if not token.is_word or (name_forms(token.text) and not _is_place(token)):
        return ""
    if length == 2 and token.is_capital and is_known(token.low):
        return readings(token.low)[0].lemma
    if _is_place(token):
        return next(r.lemma for r in readings(token.low) if "Geox" in r.grammemes)
    if token.is_capital and not is_known(token.low) and token.low[-1] in "ыиая":
        return readings(token.low)[0].lemma
    return ""


def _is_place(token: Token) -> bool:
    places = [r for r in readings(token.low) if {"Geox", "gent"} <= r.grammemes]
    return bool(places) and (token.is_capital or places[0] is readings(token.low)[0])


def _adjective(token: Token) -> str:
    """ "кинешемские" → "кинешемский"."""
    return next(
        (
            r.lemma
            for r in readings(token.low)
            if r.part == "ADJF" and "nomn" in r.grammemes and r.lemma.endswith(("ский", "цкий"))
        ),
        "",
    )


def units(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """Units: "наш полк девятьсот семнадцатый", "я из 331-го полка", "служу в 45-й бригаде"."""
    for number in numbers(tokens):
        if not number.ordinal or number.value.denominator != 1:
            continue
        for beside in (number.last + 1, number.first - 1):
            word = _unit_word(tokens, beside)
            whom = _whose_unit(tokens, min(beside, number.first), number) if word else None
            if whom is not None:
                yield said(FactKind.UNIT, f"{number.value} {word}", whom, tokens)
                break


def _unit_word(tokens: Sequence[Token], position: int) -> str:
    if not 0 <= position < len(tokens) or not tokens[position].is_word:
        return ""
    return next(
        (UNIT_WORDS[r.lemma] for r in readings(tokens[position].low) if r.lemma in UNIT_WORDS), ""
    )


def _whose_unit(tokens: Sequence[Token], first: int, number: Number) -> Whom | None:
    """By the words right before: "наш", "я из", "служу в"."""
    before = [token.low for token in tokens[max(0, first - 3) : first]]
    if not before:
        return None
    near = before[-2:] if before[-1] in {"из", "с", "в", "со"} else before[-1:]
    if set(near) & _YOURS or (near[0] in {"ты", "вы"}):
        return Whom(Role.ADDRESS)
    if near[0] in {"я", "мы"} and len(near) == 1 and number.cases.isdisjoint({"nomn"}):
        return None
    return Whom(Role.SELF) if set(near) & _OURS else None
