"""Which rules can fit a sentence at all, found by its rarest marks without trying each pattern."""

from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from earwitness.claims.russian.patterns import EncodedRow

# How common a mark is, to choose the step that a pattern is looked up by. Only the order matters:
# words of one to three letters are mostly prepositions and pronouns, a class has many words.
_SMALL_WORD, _CLASS, _WORD = 12, 4, 1
_SMALL = 3


class Way(Protocol):
    """A pattern or a frame: `required` are the marks of each of its words that must be there."""

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """One tuple of alternatives for each word."""
        ...


Rule = TypeVar("Rule")
Kind = TypeVar("Kind", bound=Way)


class PatternIndex(Generic[Rule, Kind]):
    """Rules with their patterns, by the marks that a sentence needs for them."""

    def __init__(self, rules: Iterable[tuple[Rule, Sequence[Kind]]]) -> None:
        self._rules: list[Rule] = []
        self._patterns: list[tuple[int, Kind]] = []
        self._by_mark: dict[str, list[int]] = {}
        for rule, patterns in rules:
            for pattern in patterns:
                for mark in min(pattern.required, key=_commonness):
                    self._by_mark.setdefault(mark, []).append(len(self._patterns))
                self._patterns.append((len(self._rules), pattern))
            self._rules.append(rule)
        self._required = [
            tuple(frozenset(marks) for marks in pattern.required) for _, pattern in self._patterns
        ]

    def possible(self, encoded: EncodedRow) -> list[tuple[Rule, list[Kind]]]:
        """Rules in their order, each with those of its patterns whose every step has an item."""
        numbers: set[int] = set()
        for mark in self._by_mark.keys() & encoded.bits.keys():
            numbers.update(self._by_mark[mark])
        found: dict[int, list[Kind]] = {}
        said = encoded.bits.keys()
        for number in sorted(numbers):
            if not any(map(said.isdisjoint, self._required[number])):
                rule, pattern = self._patterns[number]
                found.setdefault(rule, []).append(pattern)
        return [(self._rules[rule], patterns) for rule, patterns in found.items()]


def _commonness(marks: tuple[str, ...]) -> int:
    return sum(
        _CLASS if mark.isupper() else _SMALL_WORD if len(mark.strip("=")) <= _SMALL else _WORD
        for mark in marks
    )
