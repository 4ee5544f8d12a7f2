"""Numbers of a Russian sentence, as far as a translation must have them too."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from earwitness.calls.translation.checks.mention import Mention, clock, plain
from earwitness.runtime.russian.number_table import number_table
from earwitness.runtime.russian.numbers import Number, numbers, part_of
from earwitness.runtime.russian.words import Token, readings, tokenise

_SOFT_WORDS = {
    "вдвоем": 2, "втроем": 3, "вчетвером": 4, "впятером": 5, "дважды": 2, "трижды": 3, "вдвое": 2,
    "втрое": 3, "двойной": 2, "тройной": 3, "единица": 1, "кол": 1, "двойка": 2, "тройка": 3,
    "четверка": 4, "пятерка": 5, "шестерка": 6, "семерка": 7, "восьмерка": 8, "девятка": 9,
    "десятка": 10, "сотка": 100, "полтинник": 50, "червонец": 10, "косарь": 1000, "лям": 1_000_000,
    "сутки": 24, "полдень": 12, "полночь": 12, "одинокий": 1,
}  # fmt: skip
"""Words with a number in them that English may say or leave: marks, notes, "the two of us"."""

_CLOCK_HOURS = range(1, 13)
_SOFT_VALUES = frozenset({Fraction(1)})
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")
""" "6.200" is six thousand two hundred, or six and a fifth."""

_HALF = re.compile(r"пол(?=[а-я]{3})")


def russian_numbers(text: str) -> list[Mention]:
    """Every number of a text in order."""
    tokens = tokenise(text)
    found = {number.first: number for number in numbers(tokens)}
    return list(_mentions(text, tokens, found))


def digit_numbers(text: str) -> list[Mention]:
    """Numbers in digits only: for languages whose number words are not read."""
    tokens = tokenise(text)
    digits = (token for token in tokens if token.low[0].isdecimal())
    return [
        plain(token.text, part.value)
        for token in digits
        if (part := part_of(token.low)) is not None
    ]


def _mentions(text: str, tokens: Sequence[Token], found: dict[int, Number]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        special = (
            _clock_at(tokens, found, at)
            or _with_tenths(tokens, found, at)
            or _with_half(tokens, found, at)
        )
        if special is not None:
            readings_, last = special
            written = text[tokens[at].start : tokens[last].end]
            yield Mention(written, readings_)
            at = last + 1
        elif at in found:
            yield _plain(text, tokens, found[at])
            at = found[at].last + 1
        else:
            yield from _range(tokens[at]) or filter(None, [_word(tokens[at])])
            at += 1


def _plain(text: str, tokens: Sequence[Token], number: Number) -> Mention:
    written = text[tokens[number.first].start : tokens[number.last].end]
    following = tokens[number.last + 1].low if number.last + 1 < len(tokens) else ""
    before = tokens[number.first - 1].low if number.first else ""
    soft = number.value in _SOFT_VALUES or written.lower().startswith(("пар", "оба", "обе", "обо"))
    soft = soft or before.startswith("груз")  # "груз 200" has a meaning of its own
    mention = plain(written, number.value, soft=soft, ordinal=number.ordinal)
    if following.startswith("час") and 12 < number.value <= 24:
        afternoon = frozenset({number.value - 12})
        return Mention(written, (*mention.readings, afternoon), soft, False, mention.digits)
    if _GROUPED.fullmatch(written):
        thousands = frozenset({number.value * 1000})
        return Mention(written, (*mention.readings, thousands), soft, False, mention.digits)
    if following.startswith(("штук", "косар")):  # pieces, or thousands of money
        thousands = frozenset({number.value * 1000})
        return Mention(written, (*mention.readings, thousands), soft, False, mention.digits)
    return mention


def _with_tenths(
    tokens: Sequence[Token], found: dict[int, Number], at: int
) -> tuple[tuple[frozenset[Fraction], ...], int] | None:
    """A temperature: "тридцать восемь и пять" is 38.5, or 38 and 5."""
    whole = found.get(at)
    if whole is None or whole.value < 10 or whole.last + 2 >= len(tokens):
        return None
    tenths = found.get(whole.last + 2)
    if tokens[whole.last + 1].low != "и" or tenths is None or not 1 <= tenths.value <= 9:
        return None
    both = frozenset({whole.value, tenths.value})
    return (frozenset({whole.value + tenths.value / 10}), both), tenths.last


def _with_half(
    tokens: Sequence[Token], found: dict[int, Number], at: int
) -> tuple[tuple[frozenset[Fraction], ...], int] | None:
    """ "Три с половиной тысячи" is 3500."""
    whole = found.get(at)
    if whole is None:
        return None
    following = [token.low for token in tokens[whole.last + 1 : whole.last + 3]]
    if following != ["с", "половиной"]:
        return None
    value, last = whole.value + Fraction(1, 2), whole.last + 2
    scale = part_of(tokens[last + 1].low) if last + 1 < len(tokens) else None
    if scale is not None and scale.kind == "scale":
        value, last = value * scale.value, last + 1
    return (frozenset({value}),), last


def _clock_at(
    tokens: Sequence[Token], found: dict[int, Number], at: int
) -> tuple[tuple[frozenset[Fraction], ...], int] | None:
    """ "18:30", "полшестого", "половина шестого", "без пяти шесть", "без четверти шесть"."""
    low = tokens[at].low
    if low == "без" and at + 2 < len(tokens):
        minutes = 15 if tokens[at + 1].low == "четверти" else _whole(found.get(at + 1))
        start = found[at + 1].last + 1 if at + 1 in found else at + 2
        hour = found.get(start)
        if minutes and minutes < 30 and hour is not None and hour.value in _CLOCK_HOURS:
            said = frozenset({Fraction(minutes), hour.value})
            return (*clock((int(hour.value) - 1) or 12, 60 - minutes), said), hour.last
    if low in {"пол", "половина", "половине", "половину"}:
        hour = found.get(at + 1)
        if hour is not None and hour.ordinal and hour.value in _CLOCK_HOURS:
            return clock((int(hour.value) - 1) or 12, 30), hour.last
    joined = part_of(low[3:]) if low.startswith("пол") and len(low) > 3 else None
    if joined is not None and joined.kind == "ordinal" and joined.value in _CLOCK_HOURS:
        return clock((int(joined.value) - 1) or 12, 30), at
    written = tokens[at : at + 3]
    if [token.low for token in written[1:2]] == [":"] and len(written) == 3:
        hour_digits, minute_digits = written[0].low, written[2].low
        short = len(hour_digits) <= 2 and len(minute_digits) <= 2
        if short and (hour_digits + minute_digits).isdecimal() and int(hour_digits) <= 24:
            return clock(int(hour_digits), int(minute_digits)), at + 2
    return None


def _whole(number: Number | None) -> int:
    return int(number.value) if number is not None and number.value.denominator == 1 else 0


def _range(token: Token) -> list[Mention]:
    """Both ends of "двадцать-тридцать"."""
    left, _, right = token.low.partition("-")
    parts = [(word, part_of(word)) for word in (left, right) if word]
    if len(parts) < 2 or any(part is None for _, part in parts):
        return []
    return [plain(word, part.value) for word, part in parts if part is not None]


def _word(token: Token) -> Mention | None:
    """A share ("треть"), a loss code ("двухсотых") or a soft word."""
    part = part_of(token.low)
    if part is not None and part.kind == "loss_ordinal":
        return plain(token.text, part.value, soft=True)
    table = number_table()["share"]
    share = table.forms.get(token.low)
    lemmas = {reading.lemma: reading.part for reading in readings(token.low)[:2]}
    if share is None and part is None:
        share = next((table.lemmas[w] for w in lemmas if w in table.lemmas), None)
    if share is not None:
        return plain(token.text, share)
    for word in (token.low, *lemmas):
        if word in _SOFT_WORDS:
            return plain(token.text, _SOFT_WORDS[word], soft=True)
    if _HALF.match(token.low):
        return plain(token.text, Fraction(1, 2), soft=True)
    return None
