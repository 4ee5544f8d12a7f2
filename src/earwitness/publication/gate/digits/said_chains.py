"""Rows of numbers in a text, in words and digits, and the digits that they may stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from earwitness.publication.gate.digits.said_words import APOSTROPHES, Part, SaidWord, said_words

MOST_OTHERS = 2
"""Words between two numbers of one row ("дальше", "dash", "и потом"). Estimate."""

MOST_CHOICES = 6
"""Places of a row at which a number may or may not join the one before: 64 readings at most."""

LONGEST_DIGITS = 20
LONGEST_GLUED = 300
_LONGEST_GAP = 60
_TOKEN = re.compile(rf"\d+|[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
_DROPPED = str.maketrans({**dict.fromkeys(APOSTROPHES), "ё": "е"})


@dataclass(frozen=True, slots=True)
class Said:
    """A number of a row at characters `start` to `end`: written digits or one word.

    `close`: only blanks lie between it and the one before.
    """

    start: int
    end: int
    digits: str
    word: SaidWord | None
    close: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Digits, and for each the characters `start` to `end` of the number that it comes from.

    `from_words`: whether it is said in words.
    """

    digits: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    from_words: tuple[bool, ...]

    def words_in(self, first: int, last: int) -> int:
        """How many numbers in words are among these digits."""
        said = zip(self.starts[first : last + 1], self.from_words[first : last + 1], strict=True)
        return len({start for start, in_words in said if in_words})


def chains(text: str) -> Iterator[list[Said]]:
    """Rows of numbers with few other words between them, in order."""
    row: list[Said] = []
    others, end, low = 0, 0, _lower(text)
    for match in _TOKEN.finditer(low):
        found = _numbers(match)
        gap = low[end : match.start()]
        end = match.end()
        if row and (len(gap) > _LONGEST_GAP or (not found and others == MOST_OTHERS)):
            yield row
            row, others = [], 0
        if found:
            close = not others and gap.strip() in ("", "-", "\u2010", "\u2011")
            first, *rest = found
            row += [Said(first.start, first.end, first.digits, first.word, close), *rest]
            others = 0
        elif match.group() not in ("and", "и", "плюс", "plus"):
            others += 1
    if row:
        yield row


def _lower(text: str) -> str:
    """Small letters, each in its place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _numbers(match: re.Match[str]) -> list[Said]:
    token, start = match.group(), match.start()
    if token[0].isdecimal():
        if len(token) > LONGEST_DIGITS:
            return []
        digits = "".join(str(int(one)) for one in token)
        return [Said(start, match.end(), digits, None, False)]
    words = _words_of(token)
    return [Said(start + at, start + end, "", word, at > 0) for at, end, word in words]


@lru_cache(maxsize=50_000)
def _words_of(token: str) -> tuple[tuple[int, int, SaidWord], ...]:
    """The number words that a token is made of, with their characters in it."""
    whole = said_words().get(token.translate(_DROPPED))
    if whole is not None:
        return ((0, len(token), whole),)
    return _glued(token) if len(token) > 6 else ()


def _glued(token: str) -> tuple[tuple[int, int, SaidWord], ...]:
    """Number words without blanks between them: "sevenninefive"; empty if something is left."""
    words = said_words()
    ways: dict[int, tuple[tuple[int, int, SaidWord], ...]] = {0: ()}
    for at in range(min(len(token), LONGEST_GLUED)):
        way = ways.get(at)
        if way is None:
            continue
        for end in range(min(len(token), at + 14), at + 1, -1):
            word = words.get(token[at:end].translate(_DROPPED))
            if word is not None and end not in ways:
                ways[end] = (*way, (at, end, word))
    return ways.get(len(token), ())


@dataclass(slots=True)
class _Group:
    start: int
    end: int
    digits: str
    value: int | None
    in_words: bool


def readings(row: Sequence[Said]) -> Iterator[Reading]:
    """The digits of a row, each number joined to the one before where it may be, or not."""
    places = [at for at in range(1, len(row)) if _may_join(row[at - 1], row[at])]
    choices: list[Sequence[bool]]
    if len(places) <= MOST_CHOICES:
        choices = list(product((True, False), repeat=len(places)))
    else:
        usual = [row[at].close for at in places]
        choices = [[True] * len(places), usual, [False] * len(places)]
    told = set()
    for choice in choices:
        reading = _read(row, {at for at, joins in zip(places, choice, strict=True) if joins})
        if reading.digits not in told:
            told.add(reading.digits)
            yield reading


def _may_join(before: Said, said: Said) -> bool:
    if said.word is None:
        short = len(said.digits) <= 2 and said.digits[0] != "0"
        return short and before.word is not None and int(said.digits) < _room(before.word)
    if said.word.part in (Part.REPEAT, Part.SCALE):
        return False
    if said.word.part is Part.HUNDRED:
        return before.word is not None and before.word.part is Part.NUMBER
    if before.word is None:
        return said.word.plural is not None and before.digits in ("2", "3", "4")
    if before.word.part is Part.REPEAT:
        return said.word.value < 10
    if said.word.plural is not None and 2 <= before.word.value <= 4:
        return True
    return 0 < said.word.value < _room(before.word)


def _room(word: SaidWord) -> int:
    """Below what a number may be that joins this one: after "двести" 100, after "сорок" 10."""
    if word.part is not Part.NUMBER or word.value < 20:
        return 100 if word.part is Part.HUNDRED else 0
    return 100 if word.value % 100 == 0 else 10 if word.value % 10 == 0 else 0


def _read(row: Sequence[Said], joined: set[int]) -> Reading:
    groups: list[_Group] = []
    for at, said in enumerate(row):
        if at in joined and groups:
            _join(groups[-1], said)
        elif said.word is None:
            groups.append(_Group(said.start, said.end, said.digits, None, False))
        elif said.word.part is Part.REPEAT:
            groups.append(_Group(said.start, said.end, "", -said.word.value, True))
        elif said.word.part is Part.SCALE:
            groups.append(_Group(said.start, said.end, "", None, True))
        else:
            value = said.word.value
            groups.append(_Group(said.start, said.end, str(value), value, True))
    digits = "".join(group.digits for group in groups)
    starts = tuple(group.start for group in groups for _ in group.digits)
    ends = tuple(group.end for group in groups for _ in group.digits)
    words = tuple(group.in_words for group in groups for _ in group.digits)
    return Reading(digits, starts, ends, words)


def _join(group: _Group, said: Said) -> None:
    group.end, group.in_words = said.end, True
    if said.word is None:  # "девятьсот 55"
        group.value = (group.value or 0) + int(said.digits)
        group.digits = str(group.value)
    elif group.value is not None and group.value < 0:  # "double five"
        group.digits, group.value = str(said.word.value) * -group.value, None
    elif said.word.part is Part.HUNDRED:
        group.value = (group.value or 1) * 100
        group.digits = str(group.value)
    elif said.word.plural is not None and group.digits in ("2", "3", "4"):
        group.digits, group.value = str(said.word.plural) * int(group.digits), None
    elif group.value is None:
        group.digits += str(said.word.value)
    else:
        group.value += said.word.value
        group.digits = str(group.value)
