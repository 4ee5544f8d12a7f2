"""Words of a turn with the punctuation around them."""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from earwitness.records.hearing import Turn, Word

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_QUOTE_AROUND = 60
_LONGEST_QUOTE = 140


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word; `before` and `after` are the punctuation marks next to it, without spaces.

    `start` and `end` are character offsets in the turn's text. `punctuated`: a mark stands between
    words of the turn, not after its last one only.
    """

    text: str
    lower: str
    start: int
    end: int
    before: str
    after: str
    is_first: bool
    is_last: bool
    punctuated: bool

    @property
    def opens(self) -> bool:
        """Whether a clause begins here: the turn's beginning, or punctuation before."""
        return self.is_first or bool(self.before)

    @property
    def closes(self) -> bool:
        """Whether a clause ends here."""
        return self.is_last or bool(self.after)

    @property
    def begins_sentence(self) -> bool:
        """Whether a capital here may only mean that a sentence begins."""
        return self.is_first or any(mark in self.before for mark in ".!?…")

    @property
    def is_capitalised(self) -> bool:
        """Whether the word is written with a capital."""
        return self.text[:1].isupper()


def spoken_words(text: str) -> tuple[SpokenWord, ...]:
    """The words of a text in order."""
    matches = list(_WORD.finditer(text))
    punctuated = any(
        not text[one.end() : later.start()].isspace() for one, later in pairwise(matches)
    )
    words = []
    for i, match in enumerate(matches):
        before = text[matches[i - 1].end() if i else 0 : match.start()]
        after = text[match.end() : matches[i + 1].start() if i + 1 < len(matches) else None]
        words.append(
            SpokenWord(
                text=match.group(),
                lower=match.group().lower().replace("ё", "е"),
                start=match.start(),
                end=match.end(),
                before="".join(before.split()),
                after="".join(after.split()),
                is_first=i == 0,
                is_last=i == len(matches) - 1,
                punctuated=punctuated,
            )
        )
    return tuple(words)


def word_times(turn: Turn, words: Sequence[SpokenWord]) -> list[tuple[int, int]]:
    """`start_ms`, `end_ms` of each word if the recogniser timed it, else of the whole turn."""
    timed: defaultdict[str, deque[Word]] = defaultdict(deque)
    for word in turn.words:
        for low in {spoken.lower for spoken in spoken_words(word.text)}:
            timed[low].append(word)
    whole = turn.start_ms, turn.end_ms
    times = []
    for spoken in words:
        own = timed[spoken.lower].popleft() if timed.get(spoken.lower) else None
        times.append((own.start_ms, own.end_ms) if own else whole)
    return times


def quote_around(text: str, start: int, end: int) -> str:
    """The text if it is short, else what stands around the offsets, cut at spaces."""
    if len(text) <= _LONGEST_QUOTE:
        return text.strip()
    left = text.rfind(" ", 0, max(0, start - _QUOTE_AROUND)) + 1
    right = text.find(" ", min(len(text), end + _QUOTE_AROUND))
    return text[left : right if right > 0 else len(text)].strip()
