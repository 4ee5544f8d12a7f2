"""Words whose letters are set apart: "П е т р о в", "Пет-ров", words broken over lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.publication.gate.terms.folding import Folded
from earwitness.publication.gate.terms.letters import first_byte, gap_before, letter_text
from earwitness.publication.gate.terms.other_words import BROKEN
from earwitness.records.gate import Severity

LONGEST = 24
"""Letters of one word that are read. Estimate."""

APART = "letters apart"

_BROKEN = re.compile(rf"(?:{BROKEN})$")
_HYPHENATED = re.compile(rf"(?:{BROKEN})$|\r?\n\Z|\u2028\Z")
LONGEST_GAP = 40
"""Signs at a line's end and the begin of the next. Estimate."""
_HYPHENS = re.compile(r"[-‐‑–]$")
_JOINED = re.compile(r"[-‐‑–_./·•*|~+\\^:]{1,3}$")
_SAME = re.compile(r"[\W_]{1,3}$")


@dataclass(frozen=True, slots=True)
class SplitWord:
    """Letters read as one word; bytes from `start` to `end`."""

    word: str
    start: int
    end: int
    encoding: str
    severity: Severity


def is_broken_after(folded: Folded, letter: int) -> bool:
    """Whether the word before a letter is broken there: by a hyphen, or a hyphen at a line's end.

    A bare line end is none: any word may be the last of a line."""
    if not 0 < letter < len(folded.letters):
        return False
    gap = gap_before(folded, letter)
    return len(gap) < LONGEST_GAP and bool(_BROKEN.match(gap) or _HYPHENS.match(gap))


def split_words(folded: Folded, start: int, end: int) -> Iterator[SplitWord]:
    """Words that letters from `start` on may be, at least up to `end`, the longest first; nothing
    where only spaces between words of a text are passed over."""
    inner = [gap_before(folded, letter) for letter in range(start + 1, end)]
    way = _way(inner)
    if way is None or letter_text(folded, start).isdigit():
        return
    gaps = inner
    for letter in range(end, min(start + LONGEST, len(folded.letters))):
        gap = gap_before(folded, letter)
        gaps.append(gap)
        if not way.allows(gap, inner[0]):
            break
    at = first_byte(folded, start)
    for stop in _stops(gaps, end - start, whole=len(folded.letters) - start):
        stop_byte = int(folded.at[start + stop - 1]) + 1
        written = folded.data[at:stop_byte].decode("utf-8", "replace")
        word = "".join(filter(str.isalnum, written))
        yield SplitWord(word, at, stop_byte, way.encoding, way.severity)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to set letters apart; without a pattern all gaps are the same."""

    encoding: str
    severity: Severity
    pattern: re.Pattern[str] | None = None

    def allows(self, gap: str, first: str) -> bool:
        """Whether the word goes on over this gap."""
        if self.pattern is None:
            return gap == first
        return not gap or bool(self.pattern.match(gap))


_WAYS = (
    _Way("broken over lines", Severity.LIKELY, _HYPHENATED),
    _Way("a hyphen inside", Severity.POSSIBLE, _HYPHENS),
)


def _way(inner: list[str]) -> _Way | None:
    if inner[0] and len(set(inner)) == 1 and _SAME.match(inner[0]):
        return _Way(APART, Severity.LIKELY)
    if not any(inner):
        return None
    way = next((way for way in _WAYS if all(way.allows(gap, "") for gap in inner)), None)
    many = sum(map(bool, inner)) > 1 and all(not gap or _JOINED.match(gap) for gap in inner)
    return (
        _Way("signs between letters", Severity.POSSIBLE, _JOINED) if way is None and many else way
    )


def _stops(gaps: list[str], least: int, *, whole: int) -> list[int]:
    """How many letters the word may have: up to a gap or the end, the longest first."""
    ends = [count for count, gap in enumerate(gaps, start=1) if gap and count >= least]
    if len(gaps) + 1 >= whole:
        ends.append(len(gaps) + 1)
    return ends[::-1]
