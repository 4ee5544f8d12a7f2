"""How far apart two spans of one sentence stand, in clauses."""

from collections.abc import Sequence

from earwitness.claims.russian.circumstance_words import words
from earwitness.runtime.russian.words import Token

Span = tuple[int, int]


def tokens_of(tokens: Sequence[Token], start: int, end: int) -> Span:
    """First and last token of characters [start, end)."""
    inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
    return (inside[0], inside[-1]) if inside else (0, 0)


def apart(tokens: Sequence[Token], span: Span, other: Span, reach: int) -> int | None:
    """How many clause borders lie between two spans (0: one clause); None: out of reach.

    Marks stand for borders, and words that begin a clause where there are none. Several marks side
    by side are one.
    """
    if span[0] <= other[1] and other[0] <= span[1]:
        return 0
    low, high = (span[1], other[0]) if span[1] < other[0] else (other[1], span[0])
    if high - low > reach:
        return None
    borders = 0
    before = False
    for token in tokens[low + 1 : high]:
        border = is_border(token)
        borders += border and not before
        before = border
    return borders


def is_border(token: Token) -> bool:
    """Whether a clause ends here."""
    return not token.low[0].isalnum() or token.low in words("breaks")


def clause_of(tokens: Sequence[Token], first: int, last: int) -> Sequence[Token]:
    """The words of the clause around tokens [first, last]."""
    while first > 0 and not is_border(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and not is_border(tokens[last + 1]):
        last += 1
    return tokens[first : last + 1]
