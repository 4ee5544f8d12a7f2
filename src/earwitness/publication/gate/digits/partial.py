"""Seven to nine digits of a number, standing by themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.digits.judging import Judged
from earwitness.publication.gate.digits.lines import Line
from earwitness.publication.gate.digits.stream import DigitStream, Places
from earwitness.publication.gate.digits.writing import row_at
from earwitness.records.gate import Severity

FEWEST, MOST = 7, 9
"""Digits of a partial run. Fewer say little of a number; ten are all of most."""

MOST_LINES = 1_000
"""With more lines, only the last digits of each count as a part of it: seven digits of a
public file would be those of some line once in 2,000 times, and were in tables. Estimate."""

FEWEST_TELLING = 6
"""Digits without the noughts at both ends, below which a row of joined digits tells nothing:
0001200 is a counter. Estimate."""

_STEP = 10**10
_MOST_GROUPS = 4
_SEAMS = b"-. /_"
_DASH = 0x2D
_TAILS = ((3, 2, 2), (2, 2, 3), (3, 3, 2))
_SEAM = np.array([one if one in _SEAMS else 0 for one in range(256)], np.uint8)
_TOKEN_BEFORE = re.compile(rb"[0-9A-Za-z]{0,40}$")
_TOKEN_AFTER = re.compile(rb"^[0-9A-Za-z]{0,40}")
_HEX = re.compile(rb"[0-9A-Fa-f]*")


@dataclass(frozen=True, slots=True)
class PartFound:
    """Digits of a stream that are a part of the line at place `owner`."""

    owner: int
    judged: Judged


class PartialTable:
    """Parts of lines: seven to nine digits, by value."""

    def __init__(self, lines: Iterable[tuple[int, Line]]) -> None:
        lines = tuple(lines)
        everywhere = len(lines) <= MOST_LINES
        keys: dict[int, tuple[int, bool]] = {}
        for owner, line in lines:
            for part, tail in _parts(line, everywhere):
                key = len(part) * _STEP + int(part)
                if tail or key not in keys:
                    keys[key] = (owner, tail)
        ordered = sorted(keys)
        self._keys: NDArray[np.int64] = np.array(ordered, np.int64)
        self._owners = [keys[key][0] for key in ordered]

    def find(self, stream: DigitStream, runs: tuple[Places, Places]) -> Iterator[PartFound]:
        """Parts that stand alone, joined or in groups; `runs` are those of the stream."""
        if len(stream) < FEWEST or not len(self._keys):
            return
        firsts, lasts = runs
        for first, last, key in self._known(stream, firsts, lasts):
            if (judged := _judge_alone(stream, first, last)) is not None:
                yield PartFound(self._owners[key], judged)
        for count in range(2, _MOST_GROUPS + 1):
            at = _grouped(stream, firsts, lasts, count)
            for first, last, key in self._known(stream, firsts[at], lasts[at + count - 1]):
                yield PartFound(self._owners[key], _judge_groups(stream, first, last))

    def within(self, digits: str) -> Iterator[tuple[int, int, int]]:
        """Every part in a row of digits that were said: first digit, count, owner."""
        if len(self._keys):
            for size in range(MOST, FEWEST - 1, -1):
                starts = range(len(digits) - size + 1)
                keys = [size * _STEP + int(digits[at : at + size]) for at in starts]
                place = np.searchsorted(self._keys, keys)
                for at, key in zip(starts, place.tolist(), strict=True):
                    if key < len(self._keys) and self._keys[key] == keys[at]:
                        yield at, size, self._owners[key]

    def _known(
        self, stream: DigitStream, firsts: Places, lasts: Places
    ) -> Iterator[tuple[int, int, int]]:
        """Rows of digits that are keys: first and last digit, place of the key."""
        sizes = lasts - firsts + 1
        fits = (sizes >= FEWEST) & (sizes <= MOST)
        firsts, lasts, sizes = firsts[fits], lasts[fits], sizes[fits]
        values = np.zeros(len(firsts), np.int64)
        for step in range(MOST):
            inside = step < sizes
            digit = stream.values[np.minimum(firsts + step, len(stream) - 1)]
            values = np.where(inside, values * 10 + digit, values)
        keys = values + sizes * _STEP
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hits = np.flatnonzero(self._keys[place] == keys)
        yield from zip(
            firsts[hits].tolist(), lasts[hits].tolist(), place[hits].tolist(), strict=True
        )


def _parts(line: Line, everywhere: bool) -> Iterator[tuple[str, bool]]:
    """Parts of seven to nine digits, and whether they are the last ones of the line."""
    whole = line.international
    for size in range(FEWEST, min(MOST, len(whole) - 1) + 1):
        yield whole[-size:], True
        if everywhere:
            texts = (whole, line.trunk + line.national)
            for text in dict.fromkeys(texts):
                for start in range(len(text) - size):
                    yield text[start : start + size], False


def _grouped(stream: DigitStream, firsts: Places, lasts: Places, count: int) -> NDArray[np.int64]:
    """First runs of so many runs that one and the same sign parts, and nothing else does so."""
    if len(firsts) < count:
        return np.zeros(0, np.int64)
    total = lasts[count - 1 :] - firsts[: len(firsts) - count + 1] + 1
    at = np.flatnonzero((total >= FEWEST) & (total <= MOST))
    seam = _seam_after(stream, lasts, at)
    fits = (seam == _DASH) | ((seam > 0) & _is_usual(lasts - firsts + 1, at, count))
    at, seam = at[fits], seam[fits]
    alike = _seam_after(stream, lasts, at - 1) != seam
    alike &= _seam_after(stream, lasts, at + count - 1) != seam
    for step in range(1, count - 1):
        alike &= _seam_after(stream, lasts, at + step) == seam
    found: NDArray[np.int64] = at[alike]
    return found


def _is_usual(sizes: Places, at: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Whether runs end as telephone numbers do: 214 30 17, 21 43 017; or as one of which the last
    digits are hidden: 955 214 30 **. 214 3017 has a dash."""
    usual = np.zeros(len(at), np.bool_)
    for tail in _TAILS:
        if len(tail) <= count:
            alike = np.ones(len(at), np.bool_)
            for step, size in enumerate(tail):
                alike &= sizes[at + count - len(tail) + step] == size
            usual |= alike
    return usual


def _seam_after(stream: DigitStream, lasts: Places, runs: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The one sign of `_SEAMS` between each of these runs and the next; 0 if something else is."""
    inside = (runs >= 0) & (runs < len(lasts) - 1)
    digit = lasts[np.where(inside, runs, 0)]
    following = np.minimum(digit + 1, len(stream) - 1)
    ends = stream.ends[digit]
    one = inside & (stream.starts[following] - ends == 1)
    data = np.frombuffer(stream.data, np.uint8)
    return np.where(one, _SEAM.take(data[np.where(one, ends, 0)]), 0)


def _digits(stream: DigitStream, first: int, last: int) -> str:
    return "".join(map(str, stream.values[first : last + 1].tolist()))


def _judge_alone(stream: DigitStream, first: int, last: int) -> Judged | None:
    row = row_at(stream, first, last)
    digits = _digits(stream, first, last)
    if row is None or row.is_fraction or len(digits.strip("0")) < FEWEST_TELLING:
        return None
    if row.after in (".", ",") or _is_date(digits) or not _is_own_token(stream, row.start, row.end):
        return None
    return Judged(row.start, row.end, f"{len(digits)} digits of it", Severity.POSSIBLE)


def _judge_groups(stream: DigitStream, first: int, last: int) -> Judged:
    start, end = int(stream.starts[first]), int(stream.ends[last])
    return Judged(start, end, f"{last - first + 1} digits of it, grouped", Severity.POSSIBLE)


def _is_date(digits: str) -> bool:
    """Whether eight digits are a date of this or the last century."""
    for form in ("%Y%m%d", "%d%m%Y", "%m%d%Y") if len(digits) == 8 else ():
        try:
            if 1900 <= datetime.strptime(digits, form).year < 2100:
                return True
        except ValueError:
            continue
    return False


def _is_own_token(stream: DigitStream, start: int, end: int) -> bool:
    """Whether letters joined to the digits are a word, and not hex digits or base64."""
    before = _TOKEN_BEFORE.search(stream.data[max(0, start - 40) : start])
    after = _TOKEN_AFTER.search(stream.data[end : end + 40])
    letters = (before.group() if before else b"") + (after.group() if after else b"")
    if not letters:
        return True
    return letters.isalpha() and not _HEX.fullmatch(letters) and len(letters) < 20
