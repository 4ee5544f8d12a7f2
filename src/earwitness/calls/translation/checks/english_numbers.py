"""Numbers of an English text, in digits and words."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from earwitness.calls.translation.checks.mention import Mention, clock, plain
from earwitness.runtime.english.number_words import ONES, ORDINALS, SCALES, TENS

_TOKEN = re.compile(r"\d{1,2}:\d{2}|\d+(?:[.,]\d+)?|[a-z]+(?:'[a-z]+)?|\S", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?!\d|\.\d)")
_SHORT_SCALES = {"k": 1000, "m": 1_000_000, "mln": 1_000_000}
_LOOSE = {
    "couple": 2, "both": 2, "twice": 2, "double": 2, "pair": 2, "once": 1, "thrice": 3,
    "oh": 0, "o": 0, "nil": 0, "single": 1,
}  # fmt: skip
_FRACTIONS = {"half": Fraction(1, 2), "halves": Fraction(1, 2), "quarter": Fraction(1, 4)}
_SOFT_ORDINALS = frozenset({1, 2})
""""At first", "for a second": no ordinals of the source."""

_DIGITS = re.compile(r"\d{1,12}(?:[.,]\d{1,6})?")
"""As much as `russian.numbers` reads; longer runs of digits are no numbers."""

LARGEST = 10**15
"""What no scale multiplies any more: a recogniser may say "hundred" without an end."""

_ENDINGS = frozenset({"st", "nd", "rd", "th", "ths", "s"})


def english_numbers(text: str) -> list[Mention]:
    """Every number of a text in order. Words compose as far as English composes them."""
    joined = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    tokens = [token.lower() for token in _TOKEN.findall(joined.replace("-", " "))]
    return list(_mentions(tokens))


def _mentions(tokens: Sequence[str]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        mention, following = _mention_at(tokens, at)
        if mention is not None:
            yield mention
        at = following


def _mention_at(tokens: Sequence[str], at: int) -> tuple[Mention | None, int]:
    token = tokens[at]
    if ":" in token and len(token) > 1:
        hour, minute = token.split(":")
        return Mention(token, clock(int(hour), int(minute)), digits=hour + minute), at + 1
    if token in {"half", "quarter"} and _after(tokens, at) in {"past", "to"}:
        return _clock_at(tokens, at)
    if token in _FRACTIONS:
        share = _FRACTIONS[token]
        if tokens[max(0, at - 2) : at] == ["and", "a"]:  # "a week and a half"
            return Mention(token, (frozenset({share}), frozenset({1 + share}))), at + 1
        return plain(token, share), at + 1
    if token == "dozen" or token == "dozens":
        return Mention(token, (frozenset({Fraction(12)}), frozenset({Fraction(10)}))), at + 1
    if token.removesuffix("s") in SCALES and token.endswith("s"):
        return plain(token, SCALES[token.removesuffix("s")]), at + 1
    if token in _LOOSE:
        return plain(token, _LOOSE[token], soft=True), at + 1
    return _composed_at(tokens, at)


def _after(tokens: Sequence[str], at: int) -> str:
    return tokens[at + 1] if at + 1 < len(tokens) else ""


def _clock_at(tokens: Sequence[str], at: int) -> tuple[Mention | None, int]:
    hour = ONES.get(tokens[at + 2]) if at + 2 < len(tokens) else None
    if hour is None:
        return plain(tokens[at], _FRACTIONS[tokens[at]]), at + 1
    minutes = 30 if tokens[at] == "half" else 15
    if tokens[at + 1] == "to":
        hour, minutes = hour - 1 or 12, 60 - minutes
    return Mention(" ".join(tokens[at : at + 3]), clock(hour, minutes)), at + 3


def _composed_at(tokens: Sequence[str], at: int) -> tuple[Mention | None, int]:
    total, group, room = Fraction(0), Fraction(0), Fraction(0)
    end, ordinal, met = at, False, False
    while end < len(tokens) and not ordinal:
        token = tokens[end]
        value, ordinal = _value_of(tokens, end)
        if value is not None and (not met or value < room):
            group, room, met, end = group + value, _room(value, token), True, end + 1
            end += ordinal and _after(tokens, end - 1) in _ENDINGS and token[0].isdecimal()
        elif token in SCALES and group < LARGEST and (met or _has_article(tokens, end)):
            group = (group or Fraction(1)) * SCALES[token]
            if SCALES[token] > 100:
                total, group = total + group, Fraction(0)
            room, met, end = Fraction(min(SCALES[token], 1000)), True, end + 1
            ordinal = False
        elif token.removesuffix("s").removesuffix("th") in SCALES and token != "thousands":
            group, met, end, ordinal = _scaled(group, token), True, end + 1, True
        elif token == "and" and met and room > 1 and _joins(tokens, end):
            end, ordinal = end + 1, False
        else:
            ordinal = False
            break
    return _finished(tokens, at, end, total + group, ordinal, met)


def _finished(
    tokens: Sequence[str], at: int, end: int, value: Fraction, ordinal: bool, met: bool
) -> tuple[Mention | None, int]:
    if not met:
        return None, at + 1
    if tokens[end : end + 3] == ["and", "a", "half"]:
        value, end = value + Fraction(1, 2), end + 3
        if end < len(tokens) and tokens[end] in SCALES:  # "three and a half thousand"
            value, end = value * SCALES[tokens[end]], end + 1
    written = " ".join(tokens[at:end])
    if end < len(tokens) and tokens[end] in _SHORT_SCALES and tokens[at][0].isdecimal():
        value, end = value * _SHORT_SCALES[tokens[end]], end + 1
    if ordinal and value > 2 and end - at == 1:
        share = Fraction(1) / value
        readings = (frozenset({value}), frozenset({share}))
        return Mention(written, readings, ordinal=True, digits=str(value)), end
    if re.fullmatch(r"\d{1,3}\.\d{3}", written):
        return Mention(written, (frozenset({value}), frozenset({value * 1000}))), end
    soft = value == 1 if not ordinal else value in _SOFT_ORDINALS
    return plain(written, value, soft=soft, ordinal=ordinal), end


def _value_of(tokens: Sequence[str], at: int) -> tuple[Fraction | None, bool]:
    """The value of a word below a hundred or of digits, and whether it is an ordinal."""
    token = tokens[at]
    if token[0].isdecimal():
        if not _DIGITS.fullmatch(token):
            return None, False
        value = Fraction(token.replace(",", "."))
        return value, _after(tokens, at) in _ENDINGS - {"s"}
    for table, ordinal in ((ONES, False), (TENS, False), (ORDINALS, True)):
        if token in table:
            return Fraction(table[token]), ordinal
    if token.endswith("s") and token[:-1] in ORDINALS:
        return Fraction(ORDINALS[token[:-1]]), True
    return None, False


def _room(value: Fraction, token: str) -> Fraction:
    """Below what the next word must lie: after "sixty" 10, after "five" nothing."""
    return Fraction(10) if token in TENS else Fraction(0)


def _scaled(group: Fraction, token: str) -> Fraction:
    return (group or Fraction(1)) * SCALES[token.removesuffix("s").removesuffix("th")]


def _has_article(tokens: Sequence[str], at: int) -> bool:
    return (at > 0 and tokens[at - 1] in {"a", "an", "the", "per"}) or at == 0


def _joins(tokens: Sequence[str], at: int) -> bool:
    """ "A hundred and ten": a number of this very number follows."""
    value, _ = _value_of(tokens, at + 1) if at + 1 < len(tokens) else (None, False)
    return value is not None and not tokens[at + 1][0].isdecimal() and tokens[at - 1] in SCALES
