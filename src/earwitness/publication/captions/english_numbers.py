"""Words of an English text that say a number, and what numbers two languages say."""

import re
from collections.abc import Sequence

from earwitness.runtime.english import numbers as english_numbers
from earwitness.runtime.english import words as english_words
from earwitness.runtime.english.number_words import ONES, ORDINALS, SCALES, TENS
from earwitness.runtime.russian.numbers import numbers as russian_numbers
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import tokenise

_WORD = re.compile(r"[^\W_]+")
_OTHERS = """
oh nil nought naught double triple dozen couple half quarter once twice thrice
"""
_PLURALS = """
zeros zeroes ones twos threes fours fives sixes sevens eights nines tens hundreds thousands
millions twenties thirties forties fifties sixties seventies eighties nineties hundredth
thousandth dozens halves quarters
"""
_NUMBER_WORDS = frozenset([*ONES, *TENS, *ORDINALS, *SCALES, *_OTHERS.split(), *_PLURALS.split()])


def is_number_word(low: str) -> bool:
    """Whether a word in small letters says a number, or a part of one."""
    return any(letter.isdecimal() for letter in low) or low in _NUMBER_WORDS


def number_spans(english: str) -> list[tuple[int, int]]:
    """Characters [start, end) of every word that says a number."""
    return [
        (match.start(), match.end())
        for match in _WORD.finditer(english)
        if is_number_word(match[0].lower())
    ]


def says_number(low: str) -> bool:
    """Whether a Russian or Ukrainian word says a number, or a part of one."""
    return any(letter.isdecimal() for letter in low) or part_of(low) is not None


def russian_values(words: Sequence[str]) -> set[int]:
    """Whole numbers that words say: composed, and each word for itself."""
    tokens = tokenise(" ".join(words))
    values = {one.value for one in russian_numbers(tokens)}
    values |= {part.value for token in tokens if (part := part_of(token.low)) is not None}
    return {int(value) for value in values if value.denominator == 1}


def digit_rows(words: Sequence[str]) -> tuple[str, str]:
    """The digits that words of numbers are in a row: numbers as they compose ("сорок восемь" 48),
    and each word for itself (408)."""
    tokens = tokenise(" ".join(words))
    composed = "".join(str(int(one.value)) for one in russian_numbers(tokens))
    each = (part for token in tokens if (part := part_of(token.low)) is not None)
    return composed, "".join(str(int(part.value)) for part in each)


def english_values(english: str) -> list[tuple[int, int, int]]:
    """(start, end, value) of each whole number in an English text, in order."""
    found = []
    for sentence in english_words.sentences(english):
        for one in english_numbers.numbers(sentence.tokens):
            if one.value.denominator == 1:
                first, last = sentence.tokens[one.first], sentence.tokens[one.last]
                found.append((first.start, last.end, int(one.value)))
    return found
