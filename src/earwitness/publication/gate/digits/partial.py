"""Seven to nine digits of a number, standing by themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.digits.judging import Judged
from earwitness.publication.gate.digits.lines import Line
from earwitness.publication.gate.digits.stream import Bytes, DigitStream, Places, numbers_of
from earwitness.publication.gate.digits.writing import row_at
from earwitness.records.gate import Severity

FEWEST, MOST = 7, 9
"""Digits of a partial run. Fewer say little of a number; ten are all of most."""

MOST_LINES = 1_000
"""With more lines, only the last digits of each count as a part of it: seven digits of a
public file would be those of some line once in 2,000 times, and were in tables. Estimate."""

FEWEST_TELLING = 6
"""Digits without the noughts at both ends, below which a row of joined digits may be a counter:
0001200. Estimate."""

FEWEST_OF_COUNTER = 4
"""The same where no other counter stands near. Estimate."""

MOST_ROWS, MOST_CELLS = 50, 4
"""Rows of seven to nine digits near, and rows of three cells of two or three, beyond which they are
a table: a part from the middle of a number, or one in three cells, is chance there. Estimate."""

_STEP = 10**10
_MOST_GROUPS = 4
_SEAMS = b"-. /_;,|\t"
_CELLS = b";,|\t"
"""Signs between the cells of a table."""
_DASH, _BLANK, _QUOTE = 0x2D, 0x20, 0x22
_TAILS = ((3, 2, 2), (2, 2, 3), (3, 3, 2))
_SEAM = np.array([one if one in _SEAMS else 0 for one in range(256)], np.uint8)
_CELL = np.array([one if one in _CELLS else 0 for one in range(256)], np.uint8)
_THREE_CELLS = re.compile(rb"(?<![0-9])[0-9]{2,3}([;,|\t\" ]{1,3})[0-9]{2,3}\1[0-9]{2,3}(?![0-9])")
_ROW_OF_SEVEN = re.compile(rb"(?<![0-9])[0-9]{7,9}(?![0-9])")
_COUNTER = re.compile(rb"(?<![0-9])00[0-9]{5}(?![0-9])")
_NEAR = 4096
_AROUND_CELL = b"\r\n\"';,|\t"
_FILLING = re.compile(rb"([A-Za-z])\1{3,}")
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
        self._tails = [keys[key][1] for key in ordered]

    def find(self, stream: DigitStream, runs: tuple[Places, Places]) -> Iterator[PartFound]:
        """Parts that stand alone, joined or in groups; `runs` are those of the stream."""
        if len(stream) < FEWEST or not len(self._keys):
            return
        firsts, lasts = runs
        for first, last, key in self._known(stream, firsts, lasts):
            judged = _judge_alone(stream, first, last)
            if judged is not None and (
                self._tails[key] or not _is_crowded(stream.data, judged, _ROW_OF_SEVEN, MOST_ROWS)
            ):
                yield PartFound(self._owners[key], judged)
        for count in range(2, _MOST_GROUPS + 1):
            at = _grouped(stream, firsts, lasts, count)
            for first, last, key in self._known(stream, firsts[at], lasts[at + count - 1]):
                if (judged := _judge_groups(stream, first, last)) is not None:
                    yield PartFound(self._owners[key], judged)

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
        keys = numbers_of(stream, firsts, sizes, MOST) + sizes * _STEP
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
    """What stands between each of these runs and the next: a sign of `_SEAMS`, alone or one that
    is written with several bytes; 0 if something else is."""
    inside = (runs >= 0) & (runs < len(lasts) - 1)
    digit = lasts[np.where(inside, runs, 0)]
    following = np.minimum(digit + 1, len(stream) - 1)
    ends = stream.ends[digit]
    sizes = np.where(inside, stream.starts[following] - ends, 0)
    data = np.frombuffer(stream.data, np.uint8)
    seam = np.where(sizes == 1, _SEAM.take(data[np.where(sizes == 1, ends, 0)]), np.uint8(0))
    for size, wide in ((2, _of_two), (3, _of_three)):
        at = np.flatnonzero(sizes == size)
        if len(at):
            seam[at] = wide(*(data[ends[at] + step] for step in range(size)))
    return seam


def _of_two(first: Bytes, second: Bytes) -> Bytes:
    """A blank that does not break (U+00A0)."""
    return np.where((first == 0xC2) & (second == 0xA0), _BLANK, 0).astype(np.uint8)


def _of_three(first: Bytes, second: Bytes, third: Bytes) -> Bytes:
    """A dash (U+2010 to U+2015), a blank (U+2000 to U+200A, U+202F), a sign between cells with
    blanks or quotes at its sides, a dash in a cell of its own."""
    wide = (first == 0xE2) & (second == 0x80)
    seam = np.where(wide & (third >= 0x90) & (third <= 0x95), _DASH, 0)
    seam = np.where(wide & ((third >= 0x80) & (third <= 0x8A) | (third == 0xAF)), _BLANK, seam)
    dressed = (first == third) & ((first == _BLANK) | (first == _QUOTE))
    seam = np.where(dressed, _CELL.take(second), seam)
    in_cell = (first == third) & (second == _DASH) & (_CELL.take(first) > 0)
    return np.where(in_cell, first, seam).astype(np.uint8)


def _digits(stream: DigitStream, first: int, last: int) -> str:
    return "".join(map(str, stream.values[first : last + 1].tolist()))


def _judge_alone(stream: DigitStream, first: int, last: int) -> Judged | None:
    row = row_at(stream, first, last)
    digits = _digits(stream, first, last)
    if row is None or row.is_fraction:
        return None
    if len(digits.strip("0")) < FEWEST_TELLING and not _is_lone_counter(
        stream, row.start, row.end, digits
    ):
        return None
    if row.after in (".", ",") or _is_date(digits) or not _is_own_token(stream, row.start, row.end):
        return None
    return Judged(row.start, row.end, f"{len(digits)} digits of it", Severity.POSSIBLE)


def _judge_groups(stream: DigitStream, first: int, last: int) -> Judged | None:
    start, end = int(stream.starts[first]), int(stream.ends[last])
    judged = Judged(start, end, f"{last - first + 1} digits of it, grouped", Severity.POSSIBLE)
    gap = next((gap for at in range(first, last) if (gap := stream.between(at))), b"")
    sign = gap.strip(b'" ')[:1]
    if sign == b"," and not _is_cell(stream.data, start, end):
        return None  # three numbers of a program: a colour
    if sign and sign in _CELLS and _is_crowded(stream.data, judged, _THREE_CELLS, MOST_CELLS):
        return None
    return judged if _is_own_token(stream, start, end) else None


def _is_crowded(data: bytes, judged: Judged, row: re.Pattern[bytes], most: int) -> bool:
    """Whether more rows of this form stand near than are told from a table of figures."""
    near = data[max(0, judged.start - _NEAR) : judged.end + _NEAR]
    return len(row.findall(near)) > most


def _is_cell(data: bytes, start: int, end: int) -> bool:
    before, after = data[max(0, start - 1) : start], data[end : end + 1]
    return before in _AROUND_CELL and after in _AROUND_CELL


def _is_lone_counter(stream: DigitStream, start: int, end: int, digits: str) -> bool:
    """Whether a row with noughts in front stands without other ones near, as counters do not."""
    if len(digits.strip("0")) < FEWEST_OF_COUNTER or not digits.startswith("00"):
        return False
    near = stream.data[max(0, start - _NEAR) : end + _NEAR]
    return len(digits) == FEWEST and len(set(_COUNTER.findall(near))) == 1


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
    letters = b"".join(
        part.group() for part in (before, after) if part and not _FILLING.fullmatch(part.group())
    )
    if not letters:
        return True
    return letters.isalpha() and not _HEX.fullmatch(letters) and len(letters) < 20
