"""Whisper's token sequences: pieces between time tokens, and translations tied to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

SECONDS_PER_TIME_TOKEN = 0.02
"""Radford et al. 2022, section 2.3: time tokens count in steps of 20 ms."""

CONTEXT = 448
"""Tokens of Whisper's text context (Radford et al. 2022, section 2.2)."""

LONG_GAP_SECONDS = 1.0
"""In talk, a gap between words as long as this mostly ends a sentence. Estimate."""


class TimeTokens(Protocol):
    """What is needed of a Whisper tokenizer."""

    @property
    def timestamp_begin(self) -> int:
        """The token of 0.00 s."""
        ...

    def decode(self, tokens: list[int]) -> str:
        """The text of tokens, without special ones."""
        ...


@dataclass(slots=True)
class Piece:
    """A piece of a clip between two time tokens; `start` and `end` in seconds of the clip."""

    start: float
    end: float
    tokens: list[int]
    text: str
    words: list[dict[str, Any]] = field(default_factory=list)


def length_for(tokens: int) -> int:
    """The `max_length` with which CTranslate2 decodes up to so many tokens after the prompt: it
    takes half of `max_length` (its `models/whisper.cc`), as Whisper itself decodes 224 at most."""
    return min(CONTEXT, 2 * tokens)


def pieces_of(tokens: Sequence[int], tokenizer: TimeTokens, seconds: float) -> list[Piece]:
    """Split a decoded sequence at its time tokens. A missing time is taken from its neighbour."""
    pieces: list[Piece] = []
    start, text_tokens = 0.0, list[int]()
    for token in tokens:
        if token < tokenizer.timestamp_begin:
            text_tokens.append(token)
            continue
        time = min(seconds, (token - tokenizer.timestamp_begin) * SECONDS_PER_TIME_TOKEN)
        if text_tokens:
            pieces.append(_piece(start, time, text_tokens, tokenizer))
            text_tokens = []
        start = time
    if text_tokens:
        pieces.append(_piece(start, seconds, text_tokens, tokenizer))
    return pieces


def _piece(start: float, end: float, tokens: list[int], tokenizer: TimeTokens) -> Piece:
    text = tokenizer.decode(tokens).strip()
    return Piece(start=start, end=max(start, end), tokens=tokens, text=text)


def translations_for(pieces: Sequence[Piece], english: Sequence[Piece]) -> list[list[Piece]]:
    """For each piece, the English that overlaps it most in time; English is used once.

    All of a clip's English is somewhere; which sentence it says is found when turns are made.
    """
    own: list[list[Piece]] = [[] for _ in pieces]
    for translated in english:
        overlaps = [
            min(piece.end, translated.end) - max(piece.start, translated.start) for piece in pieces
        ]
        if overlaps:
            own[max(range(len(overlaps)), key=overlaps.__getitem__)].append(translated)
    return own


def split_at_pauses(pieces: Sequence[Piece], stretch: Callable[[float, float], int]) -> list[Piece]:
    """Cut timed pieces at long pauses, so that no piece bridges another speaker's answer.

    `stretch` numbers the uncut stretch of the recording that a word belongs to, by its start and
    end in seconds of the clip. A gap between words counts as well.
    """
    cut: list[Piece] = []
    for piece in pieces:
        groups = _groups(piece.words, stretch)
        if len(groups) < 2:
            cut.append(piece)
            continue
        for words in groups:
            text = "".join(str(word["word"]) for word in words).strip()
            cut.append(Piece(words[0]["start"], words[-1]["end"], [], text, words))
    return cut


def _groups(
    words: Sequence[dict[str, Any]], stretch: Callable[[float, float], int]
) -> list[list[dict[str, Any]]]:
    groups: list[list[dict[str, Any]]] = []
    before = 0
    for word in words:
        own = stretch(word["start"], word["end"])
        gap = word["start"] - groups[-1][-1]["end"] if groups else 0.0
        if not groups or own != before or gap >= LONG_GAP_SECONDS:
            groups.append([])
        groups[-1].append(word)
        before = own
    return groups
