"""Words that speech has and sense has not: fillers and repeats, set aside before rules read.

Speech is disfluent at about six words in a hundred (Shriberg, "Preliminaries to a Theory of Speech
Disfluencies", 1994); a recogniser writes them down without the commas that would set them off.
"""

from collections.abc import Sequence

from earwitness.claims.russian.lexicon import classes_of
from earwitness.runtime.russian.words import Token

_PHRASES = frozenset([
    ("как", "бы"), ("так", "сказать"), ("в", "общем"), ("это", "самое"), ("то", "есть"),
    ("в", "принципе"), ("как", "его"), ("короче", "говоря"),
])  # fmt: skip
# A repeat is of one word or two: "осталось осталось", "у нас у нас".
_LONGEST_REPEAT = 2


def meant(tokens: Sequence[Token]) -> list[int]:
    """The tokens that carry sense, by index; of a repeat the last saying counts."""
    kept: list[int] = []
    index = 0
    while index < len(tokens):
        length = _filler(tokens, index)
        if length:
            index += length
            if _between_commas(tokens, kept, index):
                index += 1
            continue
        kept.append(index)
        index += 1
    return _without_repeats(tokens, kept)


def _filler(tokens: Sequence[Token], index: int) -> int:
    """How many tokens of a filler begin here."""
    low = tokens[index].low
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if (low, following) in _PHRASES:
        return 2
    return int("ПАУЗА" in classes_of(low)) if tokens[index].is_word else 0


def _between_commas(tokens: Sequence[Token], kept: list[int], index: int) -> bool:
    """Whether commas on both sides set a filler off; one of them stays."""
    return bool(kept) and index < len(tokens) and tokens[kept[-1]].low == "," == tokens[index].low


def _without_repeats(tokens: Sequence[Token], kept: list[int]) -> list[int]:
    result: list[int] = []
    for index in kept:
        result.append(index)
        for length in range(1, _LONGEST_REPEAT + 1):
            if len(result) < 2 * length or tokens[result[-1 - length]].low != tokens[index].low:
                continue
            said = [tokens[i] for i in result[-2 * length :]]
            if not all(token.is_word for token in said):
                continue
            lows = [token.low for token in said]
            if lows[:length] == lows[length:]:
                del result[-2 * length : -length]
    return result
