"""Ages, birthdays and years of birth in a sentence."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from earwitness.crossing.heard_fact import FactKind, SaidFact, Whom
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.heard_whom import (
    ACCUSATIVE,
    DATIVE,
    GENITIVE,
    POSSESSIVE,
    oblique_whom,
    said,
    subject_whom,
)
from earwitness.runtime.russian.numbers import Number, numbers
from earwitness.runtime.russian.words import Token


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OLDEST = 110
"""Years; more is no age. Estimate."""

BARE_AGES = range(16, 91)
"""Ages that "мне двадцать три" tells without the word for years. Estimate: of other numbers it
is likelier that things are counted."""

FIRST_YEAR_OF_BIRTH = 30
""" "Тридцатого года рождения" is 1930, "двадцать девятого" 2029: whoever is 93 is not called up.
Estimate."""

_YEARS = _words("лет год года годик годика годиков рік роки років")
_TURNS = _words(
    "исполнится исполняется исполнилось исполнился стукнет стукнуло виповниться виповнилось"
)
_BETWEEN = (
    _words(
        "завтра сегодня вчера уже только всего скоро еще же ж ведь почти вот будет сейчас "
        "щас тоже вже лише"
    )
    | _TURNS
)
# Not an age: a term of prison, of service; what was or would be.
_NO_AGE = _words(
    "дали дают дадут дал дала светит грозит впаяют впаяли влепят осталось остался "
    "служить сидеть назад тому было был была бы если когда через тюрьмы строгого "
    "контракта плена ждать"
)
_LEAD_IN = _words("а да ну и так вот что")

_MONTHS = {
    word: number
    for number, words in enumerate(
        ("января січня", "февраля лютого", "марта березня", "апреля квітня", "мая травня",
         "июня червня", "июля липня", "августа серпня", "сентября вересня", "октября жовтня",
         "ноября листопада", "декабря грудня"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_DAYS = {"сегодня": "today", "сьогодні": "today", "завтра": "tomorrow", "вчера": "yesterday",
         "вчора": "yesterday"}  # fmt: skip
_DAY = frozenset({"день", "днем", "дня", "дню"})
_OF_BIRTH = frozenset({"рождения", "рожденья", "рождение", "народження"})
_PARTY = frozenset({"днюха", "днюху", "днюхи", "днюхой"})
_GREET = frozenset({"поздравляю", "поздравляем", "вітаю", "вітаємо"})


def ages(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """Ages: "мне двадцать три", "Ване двадцать лет", "ему завтра двадцать исполнится".

    Where somebody "turns" an age it is the one of that birthday, and the day is told, too.
    """
    lows = {token.low for token in tokens}
    if lows & _NO_AGE:
        return
    found = numbers(tokens)
    for number in found:
        whom = _whose_age(tokens, number, found)
        if whom is None:
            continue
        yield said(FactKind.AGE, str(number.value), whom, tokens)
        day = _day(tokens)
        if lows & _TURNS and day:
            yield said(FactKind.BIRTHDAY, day, whom, tokens)


def _whose_age(tokens: Sequence[Token], number: Number, found: Sequence[Number]) -> Whom | None:
    if number.ordinal or number.value.denominator != 1 or not 1 <= number.value <= OLDEST:
        return None
    following = tokens[number.last + 1].low if number.last + 1 < len(tokens) else ""
    if following in _MONTHS:
        return None
    position = number.first - 1
    while position > 0 and (tokens[position].low in _BETWEEN or _is_date(tokens, position, found)):
        position -= 1
    whom = oblique_whom(tokens[position], DATIVE) if position >= 0 else None
    if following in _YEARS or {t.low for t in tokens} & _TURNS:
        after = number.last + (2 if following in _YEARS else 1)
        if whom is None and after < len(tokens):
            whom = DATIVE.get(tokens[after].low)
        return whom
    bare = whom is not None and whom.role is not Role.MENTION and number.value in BARE_AGES
    led = all(token.low in _LEAD_IN or not token.is_word for token in tokens[: max(position, 0)])
    return whom if bare and led and following in {"", ","} else None


def _is_date(tokens: Sequence[Token], position: int, found: Sequence[Number]) -> bool:
    return tokens[position].low in _MONTHS or any(
        number.ordinal and number.first <= position <= number.last for number in found
    )


def birthdays(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """Birthdays: "с днём рождения", "у Вани 8 марта день рождения", "я родился 8 марта"."""
    lows = [token.low for token in tokens]
    for position, low in enumerate(lows):
        named = low in _DAY and lows[position + 1 : position + 2] and (
            lows[position + 1] in _OF_BIRTH
        )  # fmt: skip
        if not (named or low in _PARTY):
            continue
        last = position + 1 if named else position
        if low in {"днем", "днюхой"}:
            whom = _congratulated(tokens, position, last)
            day = "today"
        else:
            whom = _celebrating(tokens, position)
            day = _day(tokens)
        if whom is not None and day:
            yield said(FactKind.BIRTHDAY, day, whom, tokens)
    yield from _born(tokens)


def _congratulated(tokens: Sequence[Token], first: int, last: int) -> Whom | None:
    """ "С днём рождения!" is said to the other side, if it is not passed on."""
    if first == 0 or tokens[first - 1].low not in {"с", "со", "з", "із"}:
        return None
    lows = {token.low for token in tokens}
    if any(low.startswith(("спасибо", "поблагодар", "дякую")) for low in lows):
        return None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is not None and following.is_word:
        of = oblique_whom(following, {})
        if of is not None:
            return of  # "с днём рождения сына"
    passed_on = any(low.startswith(("поздрав", "переда", "привіта", "вітай")) for low in lows)
    if not passed_on or lows & _GREET:
        return Whom(Role.ADDRESS)
    return next(
        (whom for t in tokens[: first - 1] if (whom := oblique_whom(t, ACCUSATIVE | DATIVE))), None
    )


def _celebrating(tokens: Sequence[Token], position: int) -> Whom | None:
    """Whose birthday it is: "у Вани", "мой"."""
    for before, token in pairwise(tokens):
        if before.low in {"у", "в"}:
            whom = oblique_whom(token, GENITIVE)
            if whom is None and token.low in {"моей", "моего", "нашего", "нашей"}:
                following = tokens[tokens.index(token) + 1 :][:1]
                whom = oblique_whom(following[0], {}) if following else None
            if whom is not None:
                return whom
    return POSSESSIVE.get(tokens[position - 1].low) if position else None


def _born(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """ "Я родился восьмого марта"."""
    for position, token in enumerate(tokens):
        if token.low.startswith(("родил", "народи")) and position:
            whom = subject_whom(tokens[position - 1])
            day = _date(tokens)
            if whom is not None and day:
                yield said(FactKind.BIRTHDAY, day, whom, tokens)


def birth_years(tokens: Sequence[Token]) -> Iterator[SaidFact]:
    """Years of birth: "я девяносто восьмого года (рождения)"."""
    for number in numbers(tokens):
        after = [token.low for token in tokens[number.last + 1 : number.last + 3]]
        if after[:1] not in (["года"], ["году"], ["року"]) or number.value.denominator != 1:
            continue
        before = tokens[number.first - 1] if number.first else None
        whom = subject_whom(before) if before is not None else None
        if whom is None and after[1:] and after[1] in _OF_BIRTH:
            whom = next((w for token in tokens if (w := subject_whom(token))), None)
        year = _year(int(number.value))
        if whom is not None and number.ordinal and year:
            yield said(FactKind.BIRTHDAY, year, whom, tokens)


def _year(value: int) -> str:
    if value < 100:
        value += 1900 if value >= FIRST_YEAR_OF_BIRTH else 2000
    return str(value) if 1900 <= value <= 2030 else ""


def _day(tokens: Sequence[Token]) -> str:
    """A date, else a day as seen from the call, else ""."""
    return _date(tokens) or next((_DAYS[t.low] for t in tokens if t.low in _DAYS), "")


def _date(tokens: Sequence[Token]) -> str:
    for number in numbers(tokens):
        following = tokens[number.last + 1].low if number.last + 1 < len(tokens) else ""
        month = _MONTHS.get(following)
        if month and number.value.denominator == 1 and 1 <= number.value <= 31:
            return f"--{month:02}-{int(number.value):02}"
    return ""
