"""Words whose letters are set apart: "П е т р о в", "Пет-ров", words broken over lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.publication.gate.terms.folding import Folded
from earwitness.publication.gate.terms.letters import first_byte, gap_before, letter_text
from earwitness.records.gate import Severity

LONGEST = 24
"""Letters of one word that are read. Estimate."""

APART = "letters apart"

_HYPHENATED = re.compile(r"[-‐‑–=]?[ \t]*(?:\r?\n|\\n)[ \t>#*/]*$|\u2028")
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


def split_words(folded: Folded, start: int, end: int) -> Iterator[SplitWord]:
    """Words that letters from `start` on may be, at least up to `end`, the longest first; nothing
    where only spaces between words of a text are passed over."""
    last = min(start + LONGEST, len(folded.letters))
    gaps = [gap_before(folded, letter) for letter in range(start + 1, last)]
    inner = gaps[: end - start - 1]
    apart = _apart(inner)
    if apart:
        encoding, severity = APART, Severity.LIKELY
        allowed = [gap == inner[0] for gap in gaps]
    elif any(inner) and all(not gap or _HYPHENATED.match(gap) for gap in inner):
        encoding, severity = "broken over lines", Severity.LIKELY
        allowed = [not gap or bool(_HYPHENATED.match(gap)) for gap in gaps]
    elif any(inner) and all(not gap or _JOINED.match(gap) for gap in inner):
        encoding, severity = "signs between letters", Severity.POSSIBLE
        allowed = [not gap or bool(_JOINED.match(gap)) for gap in gaps]
    else:
        return
    for stop in _stops(gaps, allowed, end - start, apart=apart):
        letters = (letter_text(folded, letter) for letter in range(start, start + stop))
        at = first_byte(folded, start)
        yield SplitWord(
            "".join(letters), at, int(folded.at[start + stop - 1]) + 1, encoding, severity
        )


def _apart(inner: list[str]) -> bool:
    """Whether every letter stands alone, with the same signs between them."""
    return bool(inner) and len(set(inner)) == 1 and bool(_SAME.match(inner[0]))


def _stops(gaps: list[str], allowed: list[bool], least: int, *, apart: bool) -> list[int]:
    """How many letters the word may have: up to a gap, the longest first."""
    stops = []
    for count in range(1, len(gaps) + 2):
        at_end = count > len(gaps) or bool(gaps[count - 1])
        if at_end and count >= least:
            stops.append(count)
        if count <= len(gaps) and not allowed[count - 1]:
            break
    return stops[::-1]
