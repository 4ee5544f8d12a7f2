"""Russian number words as digits, as Whisper writes them: "сто десять" 110, "семнадцатого" 17-го.

Numbers below ten stay words, as they mostly do there ("третью роту", "двое раненых"); so do
двухсотые and трёхсотые, which the recogniser writes in words too.
"""

import re
from functools import cache

import pymorphy3

LEAST = 10
_UNITS = "один два три четыре пять шесть семь восемь девять".split()
_TEENS = (
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
    "восемнадцать девятнадцать"
).split()
_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()
_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()
_CARDINALS = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **{word: 100 * n for n, word in enumerate(_HUNDREDS, 1)},
}
_ORDINAL_UNITS = "первый второй третий четвёртый пятый шестой седьмой восьмой девятый".split()
_ORDINAL_TENS = (
    "двадцатый тридцатый сороковой пятидесятый шестидесятый семидесятый восьмидесятый девяностый"
).split()
_ORDINALS = {
    **{word: n for n, word in enumerate(_ORDINAL_UNITS, 1)},
    **{word[:-1] + "ый": n for n, word in enumerate(_TEENS, 10)},
    **{word: 10 * n for n, word in enumerate(_ORDINAL_TENS, 2)},
    "сотый": 100,
}
_TOKEN = re.compile(r"\w+|\W+")


def in_digits(text: str) -> str:
    """The text with every number from ten on in digits."""
    tokens = _TOKEN.findall(text)
    out, at = "", 0
    while at < len(tokens):
        written, after = _number_at(tokens, at)
        out += written
        at = after
    return out


def _number_at(tokens: list[str], at: int) -> tuple[str, int]:
    """The number that begins at a token, or the token itself; and what follows."""
    total, room, end, suffix = 0, 1000, at, ""
    position = at
    while position < len(tokens) and room > 1:
        value, ordinal = _value(tokens[position])
        if not value or value >= room or (position > at and tokens[position - 1] != " "):
            break
        total, end = total + value, position + 1
        if ordinal:
            suffix = _suffix(tokens[position])
            break
        room = 100 if value >= 100 else 10 if value >= 20 else 1
        position += 2
    if total < LEAST:
        return tokens[at], at + 1
    return f"{total}{suffix}", end


@cache
def _value(token: str) -> tuple[int, bool]:
    """The value of a number word, 0 if it is none, and whether it is an ordinal."""
    for reading in _morphology().parse(token.lower()):
        lemma = reading.normal_form
        if lemma in _CARDINALS and ("NUMR" in reading.tag or lemma == "один"):
            return _CARDINALS[lemma], False
        if "Anum" in reading.tag and lemma in _ORDINALS:
            return _ORDINALS[lemma], True
    return 0, False


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _suffix(word: str) -> str:
    end = word.lower()[-2:]
    return f"-{end}" if end in ("го", "му") else f"-{end[-1]}"
