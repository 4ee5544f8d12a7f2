"""The army's numbers for people: 200 dead, 300 wounded, 500 who refuse to fight."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.english.word_lists import listed
from earwitness.runtime.english.words import Token

_DIGITS = frozenset({"200", "300", "500"})
_WORDS = {"two": "200", "three": "300", "five": "500"}
_ENDED = {
    f"{number}{ending}": number for number in _DIGITS for ending in ("s", "th", "ths")
}  # fmt: skip
_CARGO = listed("codes.cargo")
_ARTICLES = frozenset({"a", "an", "another", "already", "became", "as"})
_SMALL = listed("codes.small")
_HIDDEN = "·"


def with_codes(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each code as one word "code200" and the rest of its words hidden."""
    result = list(tokens)
    index = 0
    while index < len(tokens):
        found = _code_at(tokens, index)
        if found is None:
            index += 1
            continue
        code, last = found
        result[index] = replace(tokens[index], low=f"code{code}")
        for hidden in range(index + 1, last + 1):
            result[hidden] = replace(tokens[hidden], low=_HIDDEN)
        index = last + 1
    return result


def is_hidden(token: Token) -> bool:
    """Whether a token is a later word of a code."""
    return token.low == _HIDDEN


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _code_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    low = tokens[at].low
    if low in _CARGO:
        start = at + 1 + (_low(tokens, at + 1) in {"of", "-", '"', "'"})
        code, last = _number_of_cargo(tokens, start)
        return (code, last) if code else None
    if low in _ENDED:
        return (_ENDED[low], at) if _names_people(tokens, at, low) else None
    if (
        low in _DIGITS
        and _low(tokens, at + 1) == "-"
        and _low(tokens, at + 2) in {"s", "th", "ths"}
    ):
        return low, at + 2
    if low in _WORDS:
        following = at + 1 + (_low(tokens, at + 1) == "-")
        plural = _low(tokens, following)
        if plural in {"hundredths", "hundredth"} or (plural == "hundreds" and following):
            return _WORDS[low], following
    if low in _DIGITS and _is_counted(tokens, at):
        return low, at
    return None


def _names_people(tokens: Sequence[Token], at: int, low: str) -> bool:
    """ "The 200th brigade" is a unit, "the 200th" alone a dead man."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if low.endswith("s"):
        return True
    return (
        following is None or not following.is_word or following.low in {"and", "was", "is", "were"}
    )


def _number_of_cargo(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    low = _low(tokens, at)
    if low in _DIGITS or low in _ENDED:
        return low.rstrip("sth"), at
    if low in _WORDS and _low(tokens, at + 1) in {"hundred", "hundreds", "hundredth", "hundredths"}:
        return _WORDS[low], at + 1
    return "", at


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """ "One 200 and three 300", "he's a 300": a small number or an article, and no noun after."""
    before = _low(tokens, at - 1)
    small = before in _SMALL or (before.isdecimal() and len(before) < 3)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    closed = (
        after is None or not after.is_word
        or after.low in {"and", "already", "in", "from", "here", "now", "at", "today", "we", "with"}
    )  # fmt: skip
    return (small or before in _ARTICLES) and closed and not (after is not None and after.is_number)
