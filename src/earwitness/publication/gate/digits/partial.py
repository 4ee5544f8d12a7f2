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

MOST_LINES = 4_000
"""With more lines, only the last digits of each count as a part of it: any seven digits would be
those of one line in 500. Estimate."""

FEWEST_TELLING = 6
"""Digits without the noughts at both ends, below which a row of joined digits tells nothing:
0001200 is a counter. Estimate."""

_STEP = 10**10
_MOST_GROUPS = 4
_SEAMS = np.frombuffer(b"-. /\xad\xa0_", np.uint8)
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
        self._tails: NDArray[np.bool_] = np.array([keys[key][1] for key in ordered], np.bool_)

    def find(self, stream: DigitStream) -> Iterator[PartFound]:
        """Parts that stand alone, joined or in groups."""
        if len(stream) < FEWEST or not len(self._keys):
            return
        joined = stream.starts[1:] == stream.ends[:-1]
        firsts = np.concatenate([[0], np.flatnonzero(~joined) + 1])
        lasts = np.concatenate([firsts[1:] - 1, [len(stream) - 1]])
        for first, last, key in self._known(stream, firsts, lasts):
            if (judged := _judge_alone(stream, first, last)) is not None:
                yield PartFound(self._owners[key], judged)
        for count in range(2, _MOST_GROUPS + 1):
            at = _grouped(stream, firsts, lasts, count)
            for first, last, key in self._known(stream, firsts[at], lasts[at + count - 1]):
                if self._tails[key] or _dashed(stream, first, last):
                    yield PartFound(self._owners[key], _judge_groups(stream, first, last))

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
    data = np.frombuffer(stream.data, np.uint8)
    ends = stream.ends[lasts[:-1]]
    one = stream.starts[firsts[1:]] - ends == 1
    seam = np.where(one, data[np.minimum(ends, len(data) - 1)], 0)
    seam = np.where(np.isin(seam, _SEAMS), seam, 0)  # seam[i]: after run i
    padded = np.concatenate([[0], seam, [0]]).astype(np.int64)
    starts = np.arange(len(firsts) - count + 1)
    first_seam = padded[starts + 1]
    alike = first_seam > 0
    for step in range(2, count):
        alike &= padded[starts + step] == first_seam
    alike &= (padded[starts] != first_seam) & (padded[starts + count] != first_seam)
    found: NDArray[np.int64] = starts[alike]
    return found


def _digits(stream: DigitStream, first: int, last: int) -> str:
    return "".join(map(str, stream.values[first : last + 1].tolist()))


def _dashed(stream: DigitStream, first: int, last: int) -> bool:
    gaps = {stream.between(at) for at in range(first, last)} - {b""}
    return gaps == {b"-"}


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
