"""Where two recognisers heard different words."""

from dataclasses import dataclass
from enum import StrEnum


class DisputeKind(StrEnum):
    """What is disputed: a number, other words, only the ending of a word, or whether a word was
    said at all (only the leading text, or only the second hearing, has it)."""

    NUMBER = "number"
    WORD = "word"
    ENDING = "ending"
    ONLY_LEADING = "only_leading"
    ONLY_SECOND = "only_second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One place where two hearings differ: `text` in the leading one, `other` in the second.

    Times are those of the leading words, else of the second's. `turn` is the place of the turn in
    the leading transcript; its words from `first_word` to `last_word` are disputed (both −1 where
    the leading text has none, or its words have no times).
    """

    turn: int
    start_ms: int
    end_ms: int
    text: str
    other: str
    kind: DisputeKind
    first_word: int = -1
    last_word: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The leading transcript of a recording against a second hearing.

    `turns_digest` is the digest of the turns that were compared: other turns need another
    comparison. `words` and `disputed` count words of the leading transcript; `added` counts words
    that only the second hearing has.
    """

    turns_digest: str
    recogniser: str
    model: str
    words: int
    disputed: int
    added: int
    disputes: tuple[Dispute, ...] = ()
