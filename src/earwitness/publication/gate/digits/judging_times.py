"""Whether digits of a call's time are written as a date and a time."""

import re
from itertools import pairwise

from earwitness.publication.gate.digits.call_times import EPOCHS, Layout
from earwitness.publication.gate.digits.call_zones import LONGEST_TAIL, zone_after
from earwitness.publication.gate.digits.judging import Judged
from earwitness.publication.gate.digits.month_names import BEGINNINGS
from earwitness.publication.gate.digits.stream import DigitStream
from earwitness.records.gate import Severity

MOST_BEFORE_WEAK = 6
"""Characters between date and time where the year has two digits, or the time a point: ", um ".
Estimate."""

LONGEST_BETWEEN = 60
"""Bytes between date and time: "\\nTime: ", "</td><td>", " года, примерно в ". Estimate."""

MOST_BEFORE_JOINED = 3
"""Characters between a date and "1832". Estimate: " - "."""

_DATE = frozenset("YMD")
_DATE_GAP = re.compile(r"\s?[-./_:\u2010-\u2015\u5e74\u6708]\s?|[ \u00a0]")
_CLOCK_GAP = re.compile(
    r"\s?[:.\-_hч\u2236\ua789\uff1a]\s?|\s?(?:ч|час|часов|год|h)\.?\s?|%3A", re.I
)
_NAMED_GAP = 24
_TAG = re.compile(r"<[^<>]{0,200}>")
_HALF = re.compile(
    r"^(?:[:.]\d\d(?:\.\d+)?)?\s{0,3}(?:(?:минут[аы]?|мин|хвилин[аи]?|хв|minutes?)\.?\s{0,3})?"
    r"(?:(a\.?\s?m\b|утра|ранку|ночи|ночі|in the morning)"
    r"|p\.?\s?m\b|вечера|вечора|дня|in the (?:evening|afternoon))",
    re.I,
)
_KEY = re.compile(r"[\s\"',]*([a-z_]+)[\"']?\s?[:=]\s?[\"']?")
_KEYS = {
    "M": ("m", "mon", "month"),
    "D": ("d", "day"),
    "h": ("h", "hour", "hours"),
    "m": ("m", "mi", "min", "minute", "minutes"),
    "s": ("s", "sec", "second", "seconds"),
}
_YEARLESS = "yearless"
_AS_A_WHOLE = {
    "week": re.compile(rb"\d{4}-?[Ww]\d\d-?\d[Tt _]{1,2}\d\d[:.-]?\d\d"),
    "day of year": re.compile(rb"\d{4}[-.]?\d{3}[Tt _]{0,2}\d\d[:.-]?\d\d"),
    _YEARLESS: re.compile(rb"\d\d[./]\d\d\.?(?:,? |, ?|_)(?:\S{1,6} )?\d\d:\d\d"),
}
_NAMED = {
    "week": "date by its week, and time",
    "day of year": "date by its day of the year, and time",
    _YEARLESS: "day, month and time without the year",
}
_TIES = (b".", b"/", b"-", b",")
_YEAR_AFTER = re.compile(rb"(?::\d\d)?[ ,./]{1,3}(?:19|20)\d\d(?!\d)")
_CELLS = re.compile(r"\s?[\"']?[;|\t][\"']?\s?")
_ALIKE = frozenset(("_", "-", " ", ",", ", "))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def judge_time(
    stream: DigitStream, first: int, last: int, layout: Layout, minute: int
) -> Judged | None:
    """What digits of a time say; `minute` is its first second since 1970."""
    if layout.kind == "epoch":
        return _epoch(stream, first, minute, layout.shift)
    if layout.kind == "serial":
        return _serial(stream, first, last, layout)
    if layout.kind in _AS_A_WHOLE:
        return _as_a_whole(stream, first, last, layout)
    if stream.ends[last] - stream.starts[first] > 4 * LONGEST_BETWEEN:
        return None
    return _written(stream, first, last, layout)


def _joined(stream: DigitStream, index: int) -> bool:
    """Whether a digit and the next one stand side by side."""
    return 0 <= index < len(stream) - 1 and stream.between(index).strip(b"\0") == b""


def _run_end(stream: DigitStream, at: int, most: int) -> int:
    end = at
    while end - at < most and _joined(stream, end):
        end += 1
    return end


def _epoch(stream: DigitStream, first: int, minute: int, shift: int) -> Judged | None:
    last = _run_end(stream, first, 20)
    if _joined(stream, first - 1) or last - first + 1 not in EPOCHS[shift]:
        return None
    count = len(str(minute + shift))
    if count < 10 and (last + 1 == len(stream) or stream.between(last) != b"."):
        return None  # nine digits are told from chance by their fraction
    seconds = int("".join(map(str, stream.values[first : first + count].tolist()))) - shift
    if not minute <= seconds < minute + 60:
        return None
    since = "seconds since 1970" if not shift else "seconds since another year"
    return _judged(stream, first, last, since, Severity.LIKELY)


def _serial(stream: DigitStream, first: int, last: int, layout: Layout) -> Judged | None:
    point = first + layout.fields[0][1] - 1
    if _joined(stream, first - 1) or stream.between(point).strip(b"\0") not in (b".", b","):
        return None
    if not all(_joined(stream, at) for at in range(first, last) if at != point):
        return None
    end = _run_end(stream, last, 20)
    return _judged(stream, first, end, "day of a spreadsheet or calendar", Severity.LIKELY)


def _as_a_whole(stream: DigitStream, first: int, last: int, layout: Layout) -> Judged | None:
    """A date and time in a form that one expression knows."""
    start, end = int(stream.starts[first]), int(stream.ends[last])
    written = _AS_A_WHOLE[layout.kind].fullmatch(stream.data[start:end].replace(b"\0", b""))
    if written is None or _joined(stream, first - 1):
        return None
    severity = Severity.CERTAIN
    if layout.kind == _YEARLESS:
        if _joined(stream, last) or not _is_of_no_year(stream, first, last):
            return None
        severity = Severity.POSSIBLE
    elif _run_end(stream, last, 3) - last not in (0, 2):  # seconds may follow
        return None
    return _judged(stream, first, last, _NAMED[layout.kind], severity)


def _is_of_no_year(stream: DigitStream, first: int, last: int) -> bool:
    """Whether no other number is tied to a day and month, and no year follows the time."""
    if first > 0 and stream.between(first - 1) in _TIES:
        return False
    after = stream.data[stream.ends[last] : stream.ends[last] + 12]
    return _YEAR_AFTER.match(after) is None


def _judged(
    stream: DigitStream, first: int, last: int, encoding: str, severity: Severity
) -> Judged:
    return Judged(int(stream.starts[first]), int(stream.ends[last]), encoding, severity)


def _written(stream: DigitStream, first: int, last: int, layout: Layout) -> Judged | None:
    edges, at = [], first
    for _, length in layout.fields:
        if not all(_joined(stream, index) for index in range(at, at + length - 1)):
            return None
        at += length
        edges.append(at - 1)
    gaps = [_text(stream, edge) for edge in edges[:-1]]
    alike = layout.fields[0] == ("Y", 4) and (
        (gaps[0] in _ALIKE and len(set(gaps)) == 1) or _have_keys(gaps, layout)
    )
    if not alike and not all(
        _fits(gap, one[0] + other[0], layout)
        for gap, (one, other) in zip(gaps, pairwise(layout.fields), strict=True)
    ):
        return None
    if not _clock_stands_where_it_may(gaps, layout):
        return None
    if not alike and not (_near_enough(gaps, layout) and _is_even(gaps, layout)):
        return None
    compact = not any(gaps)
    if not _bounded(stream, first, last, compact) or not _half_fits(stream, edges, layout):
        return None
    if layout.zone is not None and _zone(stream, edges, layout) != layout.zone:
        return None
    if layout.month and not _month_is_named(stream, first, gaps, layout):
        return None
    short_year = ("Y", 2) in layout.fields
    if compact and (short_year or any(length == 1 for _, length in layout.fields)):
        return (
            None
            if not short_year or last - first != 9
            else _judged(stream, first, last, "date and time, joined", Severity.POSSIBLE)
        )
    encoding = "date and time, joined" if compact else "date and time"
    return _judged(
        stream, first, last, encoding, Severity.LIKELY if short_year else Severity.CERTAIN
    )


def _clock_stands_where_it_may(gaps: list[str], layout: Layout) -> bool:
    """Whether hours and minutes that are joined ("1832") follow the date closely."""
    letters = [letter for letter, _ in layout.fields]
    hour = letters.index("h")
    if gaps[hour]:
        return True
    if hour == 0:
        return not any(gaps[letters.index("m") + 1 + ("s" in letters) :]) and not layout.month
    return len(gaps[hour - 1]) <= MOST_BEFORE_JOINED


def _is_even(gaps: list[str], layout: Layout) -> bool:
    """Whether the fields of the date are all joined, with two digits each, or none is; colons
    stand in dates that begin with four digits of a year alone (EXIF)."""
    pairs = [
        (gap, one[1], other[1])
        for gap, (one, other) in zip(gaps, pairwise(layout.fields), strict=True)
        if {one[0], other[0]} <= _DATE or not {one[0], other[0]} & _DATE
    ]
    dates = [
        gap
        for gap, (one, other) in zip(gaps, pairwise(layout.fields), strict=True)
        if {one[0], other[0]} <= _DATE
    ]
    if any(not gap and (one == 1 or other == 1) for gap, one, other in pairs):
        return False
    if any(":" in gap for gap in dates) and layout.fields[0] != ("Y", 4):
        return False
    return all(dates) or not any(dates)


def _near_enough(gaps: list[str], layout: Layout) -> bool:
    """Whether date and time stand close, where the signs in them may be those of other numbers."""
    letters = [letter for letter, _ in layout.fields]
    weak = ("Y", 2) in layout.fields or "." in gaps[letters.index("h")]
    between = [
        gap
        for gap, (one, other) in zip(gaps, pairwise(letters), strict=True)
        if (one in _DATE) != (other in _DATE)
    ]
    return not weak or all(len(gap) <= MOST_BEFORE_WEAK for gap in between)


def _text(stream: DigitStream, index: int) -> str:
    raw = stream.between(index)
    if len(raw) > 4 * LONGEST_BETWEEN:
        return "x" * (LONGEST_BETWEEN + 1)
    text = _TAG.sub(" ", raw.replace(b"\0", b"").decode(errors="replace")).lower()
    return (_CELLS.sub("", text) or " ") if _CELLS.search(text) else text


def _fits(gap: str, fields: str, layout: Layout) -> bool:
    """Whether a gap may stand between two fields, named by their letters."""
    inside_date, inside_clock = set(fields) <= _DATE, not set(fields) & _DATE
    if inside_date and layout.month:
        return 0 < len(gap) <= _NAMED_GAP
    if inside_date:
        return not gap or _DATE_GAP.fullmatch(gap) is not None
    if inside_clock:
        return not gap or _CLOCK_GAP.fullmatch(gap) is not None
    return len(gap) <= LONGEST_BETWEEN


def _bounded(stream: DigitStream, first: int, last: int, compact: bool) -> bool:
    """Whether other digits are not joined to it, but for seconds of a joined time."""
    if compact and last - first + 1 >= 12:
        return True
    if _joined(stream, first - 1) or (first > 0 and stream.between(first - 1) in (b".", b",")):
        return False
    after = _run_end(stream, last, 20) - last
    seconds = _joined(stream, last - 2) and after in (2, 5, 8)
    return after == 0 or seconds


def _half_fits(stream: DigitStream, edges: list[int], layout: Layout) -> bool:
    """Whether "am" or "pm" follows the minutes where it must, and the other one does not."""
    letters = [letter for letter, _ in layout.fields]
    end = int(stream.ends[edges[letters.index("m")]])
    tail = stream.data[end : end + 32].replace(b"\0", b"").decode(errors="replace")
    found = _HALF.match(tail)
    said = ("am" if found[1] else "pm") if found else ""
    return said == layout.half if layout.half else said != layout.not_half or not said


def _have_keys(gaps: list[str], layout: Layout) -> bool:
    """Whether the name of each field stands before it: "month": 3, "day": 14."""
    found = [_KEY.fullmatch(gap) for gap in gaps]
    return all(
        one is not None and one[1] in _KEYS.get(letter, ())
        for one, (letter, _) in zip(found, layout.fields[1:], strict=True)
    )


def _zone(stream: DigitStream, edges: list[int], layout: Layout) -> int | None:
    end = int(stream.ends[edges[[letter for letter, _ in layout.fields].index("m")]])
    raw = stream.data[end : end + LONGEST_TAIL].replace(b"\0", b"")
    return zone_after(raw.decode(errors="replace"))


def _month_is_named(stream: DigitStream, first: int, gaps: list[str], layout: Layout) -> bool:
    letters = [letter for letter, _ in layout.fields]
    names = BEGINNINGS[layout.month - 1]
    day, year = letters.index("D"), letters.index("Y")
    inside = gaps[min(day, year)] if abs(day - year) == 1 else ""
    if any(name in inside for name in names) or inside.strip(" .-/") == _ROMAN[layout.month - 1]:
        return True
    if year - day > 1 and any(name in gaps[year - 1] for name in names):
        return True
    if day > year:
        return False
    if day == 0:
        start = int(stream.starts[first])
        raw = stream.data[max(0, start - 40) : start].replace(b"\0", b"")
        before = raw.decode(errors="replace").lower()[-16:]
    else:
        before = gaps[day - 1]
    return any(name in before for name in names)
