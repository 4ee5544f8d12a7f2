"""Words of a turn with the punctuation around them."""

import re
from dataclasses import dataclass

from earwitness.records.hearing import Turn

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_QUOTE_AROUND = 60
_LONGEST_QUOTE = 140


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word; `before` and `after` are the punctuation marks next to it, without spaces.

    `start` and `end` are character offsets in the turn's text.
    """

    text: str
    lower: str
    start: int
    end: int
    before: str
    after: str
    is_first: bool
    is_last: bool

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
            )
        )
    return tuple(words)


def times_of(turn: Turn, words: tuple[SpokenWord, ...], position: int) -> tuple[int, int]:
    """`start_ms`, `end_ms` of a word if the recogniser timed it, else of the whole turn."""
    wanted = words[position].lower
    occurrence = sum(word.lower == wanted for word in words[:position])
    timed = [
        word
        for word in turn.words
        if any(spoken.lower == wanted for spoken in spoken_words(word.text))
    ]
    if occurrence < len(timed):
        return timed[occurrence].start_ms, timed[occurrence].end_ms
    return turn.start_ms, turn.end_ms


def quote_around(text: str, start: int, end: int) -> str:
    """The text if it is short, else what stands around the offsets, cut at spaces."""
    if len(text) <= _LONGEST_QUOTE:
        return text.strip()
    left = text.rfind(" ", 0, max(0, start - _QUOTE_AROUND)) + 1
    right = text.find(" ", min(len(text), end + _QUOTE_AROUND))
    return text[left : right if right > 0 else len(text)].strip()
