"""Numbers of a Ukrainian sentence, as far as a translation must have them too."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from earwitness.calls.translation.checks.mention import Mention, clock, plain
from earwitness.runtime.russian.numbers import part_of

_TOKEN = re.compile(r"\d{1,2}:\d{2}|\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\S")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_CLOCK_HOURS = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word adds: `kind` is a table of `ukrainian_numbers.toml`, or "digits"."""

    value: Fraction
    kind: str


def ukrainian_numbers(text: str) -> list[Mention]:
    """Every number of a text in order; words compose by size, as in "двісті сорок три"."""
    return list(_mentions([match.group() for match in _TOKEN.finditer(text)]))


def _mentions(tokens: Sequence[str]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        mention, following = _clock(tokens, at) or _number(tokens, at)
        if mention is not None:
            yield mention
        at = following


def _clock(tokens: Sequence[str], at: int) -> tuple[Mention, int] | None:
    """ "18:30", and "пів на шосту", which is half past five."""
    written = tokens[at]
    if ":" in written and len(written) > 1:
        hour, minute = map(int, written.split(":"))
        return Mention(written, clock(hour, minute), digits=f"{hour}{minute:02}"), at + 1
    if written.lower() != "пів":
        return None
    last = at + 2 if [t.lower() for t in tokens[at + 1 : at + 2]] in (["на"], ["до"]) else at + 1
    hour_word = _word(tokens[last]) if last < len(tokens) else None
    if hour_word is None or hour_word.kind != "ordinal" or hour_word.value not in _CLOCK_HOURS:
        return None
    said = " ".join(tokens[at : last + 1])
    return Mention(said, clock((int(hour_word.value) - 1) or 12, 30)), last + 1


def _number(tokens: Sequence[str], at: int) -> tuple[Mention | None, int]:
    first = _word(tokens[at])
    if first is None:
        return None, at + 1
    if first.kind in ("soft", "share", "collective", "loss"):
        scale = _word(tokens[at + 1]) if at + 1 < len(tokens) else None
        if first.kind == "share" and scale is not None and scale.kind == "scale":
            return plain(" ".join(tokens[at : at + 2]), first.value * scale.value), at + 2
        soft = first.kind in ("soft", "loss")
        return plain(tokens[at], first.value, soft=soft), at + 1
    done, group, room = Fraction(0), Fraction(0), Fraction(1000)
    ordinal, end = False, at
    while end < len(tokens) and not ordinal and (word := _word(tokens[end])) is not None:
        if word.kind == "scale":
            if done and word.value >= 1000 and not group:
                break
            done, group, room = done + (group or 1) * word.value, Fraction(0), Fraction(1000)
        elif word.kind in ("plain", "ordinal", "digits") and word.value < room:
            group, room, ordinal = group + word.value, _room(word), word.kind == "ordinal"
        elif word.kind == "digits" and end == at:
            group, room = word.value, Fraction(0)
        else:
            break
        end += 1
    return _plain(tokens, at, max(end, at + 1), done + group, ordinal=ordinal), max(end, at + 1)


def _plain(
    tokens: Sequence[str], start: int, end: int, value: Fraction, *, ordinal: bool
) -> Mention:
    mention = plain(" ".join(tokens[start:end]), value, soft=value == 1, ordinal=ordinal)
    hours = end < len(tokens) and tokens[end].lower().startswith("годин")
    if not (hours and 12 < value <= 24):
        return mention
    readings = (*mention.readings, frozenset({value - 12}))
    return Mention(mention.written, readings, mention.soft, False, mention.digits)


def _room(word: _Word) -> Fraction:
    """Below what the next word must lie: after "двісті" 100, after "сорок" 10, after "п'ять" 0."""
    if word.kind == "digits":
        return Fraction(0)
    for unit in (100, 10):
        if word.value % unit == 0 and word.value > 10:
            return Fraction(unit)
    return Fraction(0)


def _word(token: str) -> _Word | None:
    if token[0].isdecimal():
        digits = part_of(token)
        return None if digits is None else _Word(digits.value, "digits")
    return _table().get(token.lower().translate(_APOSTROPHES))


@cache
def _table() -> dict[str, _Word]:
    source = files("earwitness.calls.translation").joinpath("data", "ukrainian_numbers.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    kinds = {"scales": "scale", "third": "ordinal", "tens": "plain", "fifties": "plain"}
    teens = tables.pop("teens")
    found = {
        stem + ending: _Word(Fraction(value), "plain")
        for value, stem in enumerate(teens["stems"], start=11)
        for ending in teens["endings"]
    }
    for name in reversed(tables):  # cardinals come first, and win over ordinals of the same form
        endings = tables[name].pop("endings", [""])
        for words, value in tables[name].items():
            word = _Word(Fraction(value), kinds.get(name, name))
            found |= {own + ending: word for own in words.split() for ending in endings}
    return found
