"""The pieces of a text that are read by meaning: its sentences, and windows of very long ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.runtime.russian.words import Sentence, Token, sentences

LEAST_WORDS = 3
"""A shorter piece ("да нет") means too little. Estimate."""

LONGEST, WINDOW, STEP = 18, 12, 8
"""Words. A sentence longer than `LONGEST` (a recogniser without punctuation gives whole turns) is
read in overlapping windows, for the vector of a long text blurs. Measured on development lines:
windows of 12 and 16 words find alike, none a little less."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a text."""

    text: str
    start: int
    end: int


def pieces(text: str) -> tuple[Piece, ...]:
    """What of a text is read, in order. Questions state nothing and are left out."""
    return tuple(
        Piece(text[run[0].start : run[-1].end], run[0].start, run[-1].end)
        for sentence in sentences(text)
        if not sentence.question
        for run in _runs(sentence)
        if sum(token.is_word for token in run) >= LEAST_WORDS
    )


def _runs(sentence: Sentence) -> Iterator[Sequence[Token]]:
    tokens = sentence.tokens
    if len(tokens) <= LONGEST:
        yield tokens
        return
    for first in range(0, len(tokens) - (WINDOW - STEP), STEP):
        yield tokens[first : first + WINDOW]
