"""How a row of digits is written: joined, spaced, split by tags; and whether it stands alone."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from earwitness.publication.gate.digits.stream import DigitStream

LONGEST_GAP = 80
"""Bytes between two digits of one identifier. Estimate: a tag with a class name has 30."""

LONGEST_SPAN = 800
"""Bytes from the first to the last digit of one identifier. Estimate."""

LONGEST_EMBEDDED = 64
"""Digits of a run in which an identifier without its prefix is seen; a longer one is a table of
digits, in which everything occurs. Estimate."""

SPLIT = "digits split by other text"
"""How digits are written that have words or many signs between them."""

_LIGHT_GAP = 16
_TAG = re.compile(r"<[^<>]{0,200}>|&(?:nbsp|thinsp|ensp|emsp|shy|zwnj|zwj);")
_LIGHT_CATEGORIES = frozenset(("Zs", "Zl", "Zp", "Pd", "Cf", "Ps", "Pe", "Pc", "Mn", "Me", "Cc"))
_LIGHT = frozenset("./\\·•∙⋅+−~")
_POINTS = frozenset(".,")


@lru_cache(maxsize=20_000)
def kind_of_gap(raw: bytes) -> str:
    """A gap as text without tags and nul bytes; letters and the like make it `heavy:…`."""
    if not raw:
        return ""
    text = _TAG.sub("", raw.replace(b"\0", b"").decode(errors="replace"))
    if len(text) <= _LIGHT_GAP and all(map(_is_light, text)):
        return text
    return f"heavy:{text}" if any(map(str.isalnum, text)) or "\ufffd" in text else f"mixed:{text}"


def _is_light(letter: str) -> bool:
    return letter in _LIGHT or unicodedata.category(letter) in _LIGHT_CATEGORIES


@dataclass(frozen=True, slots=True)
class Row:
    """Digits `first` to `last` of a stream as they are written.

    `gaps` stand between them ("" joined), `before` and `after` towards the neighbouring digits
    (None: there are none near).
    """

    stream: DigitStream
    first: int
    last: int
    gaps: tuple[str, ...]
    before: str | None
    after: str | None
    groups: tuple[int, ...] = field(default=())

    @property
    def start(self) -> int:
        """The byte of the first digit."""
        return int(self.stream.starts[self.first])

    @property
    def end(self) -> int:
        """The byte after the last digit."""
        return int(self.stream.ends[self.last])

    @property
    def seams(self) -> frozenset[str]:
        """What stands between its groups."""
        return frozenset(self.gaps) - {""}

    @property
    def alone(self) -> bool:
        """Whether no digit is joined to it."""
        return self.before != "" and self.after != ""

    @property
    def isolated(self) -> bool:
        """Whether its neighbours stand apart in another way than its own groups do."""
        inside = self.seams
        return all(
            gap is None or (gap != "" and (gap not in inside or ("\n" in gap and len(inside) > 1)))
            for gap in (self.before, self.after)
        )

    @property
    def plus(self) -> bool:
        """Whether "+" stands right before it."""
        return self.stream.data[max(self.start - 2, 0) : self.start].rstrip(b"\0 (")[-1:] == b"+"

    @property
    def is_fraction(self) -> bool:
        """Whether the run of joined digits that it begins in are decimals of a number."""
        at = self.first
        while at > 0 and self.first - at < LONGEST_EMBEDDED and not self.stream.between(at - 1):
            at -= 1
        return at > 0 and self.stream.between(at - 1) in (b".", b",")

    @property
    def run_length(self) -> int:
        """Digits of the run of joined digits around it, at most 2·LONGEST_EMBEDDED more."""
        first, last, stream = self.first, self.last, self.stream
        while first > 0 and self.first - first < LONGEST_EMBEDDED and not stream.between(first - 1):
            first -= 1
        end = len(stream) - 1
        while last < end and last - self.last < LONGEST_EMBEDDED and not stream.between(last):
            last += 1
        return last - first + 1


def row_at(stream: DigitStream, first: int, last: int) -> Row | None:
    """The row, or None where its digits are too far apart."""
    if stream.ends[last] - stream.starts[first] > LONGEST_SPAN:
        return None
    raw = [stream.between(index) for index in range(first, last)]
    if any(len(gap) > LONGEST_GAP for gap in raw):
        return None
    gaps = tuple(map(kind_of_gap, raw))
    before = _neighbour(stream, first - 1) if first > 0 else None
    after = _neighbour(stream, last) if last + 1 < len(stream) else None
    return Row(stream, first, last, gaps, before, after, _groups(gaps))


def _neighbour(stream: DigitStream, index: int) -> str | None:
    raw = stream.data[stream.ends[index] : min(stream.starts[index + 1], stream.ends[index] + 81)]
    return None if len(raw) > LONGEST_GAP else kind_of_gap(raw)


def _groups(gaps: tuple[str, ...]) -> tuple[int, ...]:
    groups = [1]
    for gap in gaps:
        if gap:
            groups.append(1)
        else:
            groups[-1] += 1
    return tuple(groups)


def is_uniform(row: Row) -> bool:
    """Whether the same text stands between all groups, or two texts between single digits."""
    count = sum(1 for gap in row.gaps if gap)
    return len(row.seams) == 1 or (len(row.seams) == 2 and count >= 8)


def is_light(row: Row) -> bool:
    """Whether nothing but blanks, dashes, brackets, dots and slashes stands between its groups."""
    return not any(seam.startswith(("heavy:", "mixed:")) for seam in row.seams)


def has_decimals(row: Row) -> bool:
    """Whether points and blanks take turns, as in a table of decimals."""
    points = [not _POINTS.isdisjoint(gap) for gap in row.gaps if gap]
    return any(points) and not all(points) and len(points) > 2


def describe(row: Row) -> str:
    """How it is written, in words for a finding."""
    if not row.seams:
        return "digits"
    if all(size == 1 for size in row.groups):
        return "digits one by one"
    if is_light(row):
        return "digits with separators"
    return SPLIT
