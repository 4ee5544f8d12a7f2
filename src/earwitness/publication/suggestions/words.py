"""The words of a recording in a row, as the finders of suggestions read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.publication.naming.keys import plain
from earwitness.publication.spoken import spoken
from earwitness.records.hearing import Turn
from earwitness.records.release import CoverReason

_SENTENCE_END = (".", "!", "?", "…")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWord:
    """One word. `low` is in small letters without marks, ё as е; digits stay, with a hyphen between
    them and an ending. `turn` is the place of its turn; `opens`: a sentence begins with it;
    `follows`: the mark after it. `cased`: its turn is written with capitals."""

    text: str
    low: str
    start_ms: int
    end_ms: int
    turn: int
    opens: bool
    follows: str
    cased: bool

    @property
    def is_capital(self) -> bool:
        """Whether its capital says that it is a name."""
        return self.text.lstrip("«\"'(–—-")[:1].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Words [first, last] of the row that may have to be covered."""

    first: int
    last: int
    reason: CoverReason
    detail: str


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


def said_words(turns: Sequence[Turn]) -> list[SaidWord]:
    """The words of all turns in order. Words without times have those of their turn."""
    found: list[SaidWord] = []
    for place, turn in enumerate(turns):
        cased = turn.text != turn.text.lower()
        opens = True
        for word in spoken(turn):
            for text in word.text.split():
                low = _low(text)
                if not low:
                    continue
                marks = re.sub(r"[\w\s]", "", text[-2:])
                found.append(
                    SaidWord(
                        text=text,
                        low=low,
                        start_ms=word.start_ms,
                        end_ms=word.end_ms,
                        turn=place,
                        opens=opens,
                        follows=marks[-1:] if not text[-1:].isalnum() else "",
                        cased=cased,
                    )
                )
                opens = text.endswith(_SENTENCE_END)
    return found


def _low(text: str) -> str:
    if _DIGITS.search(text):
        return text.lower().replace("ё", "е").strip(".,!?…:;«»\"'()–—- ")
    return (
        plain(text)
        if "-" not in text.strip("-")
        else text.lower().replace("ё", "е").strip(".,!?…:;«»\"'()–—- ")
    )
