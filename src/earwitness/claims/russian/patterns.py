"""A small language of patterns over items, so that rules read like the sentences they find.

    из {total} .. ОСТАТЬСЯ .. {remaining}

A small word is a dictionary form, "=слово" that very form, a CAPITAL word a class of
`lexicon.toml` or a mark of an item; "|" joins alternatives, a trailing "?" makes a step optional,
".." skips at most four items, "..." nine, and never a number. {field} takes a number of people or
one without a noun, {field:или_один} also "один" alone, {field:техника} one of equipment,
{field:одна} a single piece of equipment without a number, {field:доля} a share of people,
{field:доля_техники} one of equipment. "=без+=вести" is a run of items as one of the alternatives.

A row is read in bits: bit i of a mask stands for item i, so one step of a pattern is tried on the
whole row at once, from the last step to the first (Baeza-Yates and Gonnet, "A new approach to text
searching", 1992). The time of a pattern is its steps times the row's length in machine words,
whatever the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from earwitness.claims.russian.items import Item

# Gaps in items: measured on nothing, chosen so that the short one stays within a clause, the long
# one within a sentence.
_GAPS = {"..": 4, "...": 9}
_CAPTURES = {
    "": ("ЧИСЛО",),
    "или_один": ("ЧИСЛО", "ОДИН"),
    "техника": ("ЧИСЛО_ТЕХНИКИ",),
    "доля": ("ДОЛЯ",),
    "одна": ("ОДНА_ТЕХНИКА",),
    "доля_техники": ("ДОЛЯ_ТЕХНИКИ",),
}
_NUMBERS = ("ЧИСЛО", "ЧИСЛО_ТЕХНИКИ", "ИНОЕ_ЧИСЛО", "ДОЛЯ", "ДОЛЯ_ТЕХНИКИ", "ПОРЯДКОВОЕ")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: items [first, last], and the item index of every captured field.

    `taken` are the items that its steps stand on; the others lie in gaps.
    """

    first: int
    last: int
    captured: dict[str, int]
    taken: frozenset[int] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """An item with one of `marks`, kept as `captures`; or a gap of at most `longest` items."""

    marks: tuple[str, ...] = ()
    captures: str = ""
    optional: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `required` are the marks of each step that must be there."""

    steps: tuple[Step, ...]
    required: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class EncodedRow:
    """A row as patterns read it: for each mark the items that carry it, as bits."""

    length: int
    bits: dict[str, int]
    _joined: dict[tuple[str, ...], int] = field(default_factory=dict)

    def having(self, marks: tuple[str, ...]) -> int:
        """The items that carry one of the marks."""
        found = self._joined.get(marks)
        if found is None:
            found = 0
            for mark in marks:
                found |= self.bits.get(mark, 0)
            self._joined[marks] = found
        return found


def written_out(source: str) -> tuple[str, ...]:
    """A pattern without runs among its alternatives, or several that together mean the same."""
    parts = [_choices(step) for step in source.split()]
    return tuple(" ".join(chosen) for chosen in product(*parts))


def _choices(step: str) -> list[str]:
    if "+" not in step:
        return [step]
    marks = step.split("|")
    single = "|".join(mark for mark in marks if "+" not in mark)
    runs = [mark.replace("+", " ") for mark in marks if "+" in mark]
    return [single, *runs] if single else runs


def compile_pattern(source: str) -> Pattern:
    """Compile one pattern of a rule table.

    Raises:
        KeyError: a capture has an unknown kind (the tables ship with the package and are tested).
    """
    steps = tuple(_step(step) for step in source.split())
    required = tuple(step.marks for step in steps if step.marks and not step.optional)
    return Pattern(steps, required)


def _step(step: str) -> Step:
    if step in _GAPS:
        return Step(longest=_GAPS[step])
    optional = step.endswith("?")
    step = step.removesuffix("?")
    if step.startswith("{"):
        captures, _, kind = step[1:-1].partition(":")
        return Step(_CAPTURES[kind], captures, optional)
    return Step(tuple(step.split("|")), optional=optional)


def encode(row: Sequence[Item]) -> EncodedRow:
    """A row with the places of its marks."""
    bits: dict[str, int] = {}
    for index, item in enumerate(row):
        bit = 1 << index
        for mark in item.marks:
            bits[mark] = bits.get(mark, 0) | bit
    return EncodedRow(len(row), bits)


def matches(pattern: Pattern, encoded: EncodedRow, *, over_commas: bool) -> Iterator[Match]:
    """All places where a pattern fits, left to right, one for each beginning.

    A gap is as short as it can be, an optional step is taken if it can be.
    """
    commas = encoded.having((",",)) if over_commas else 0
    beginnings = _beginnings(pattern, encoded, commas)
    starts = beginnings[0]
    while starts:
        first = (starts & -starts).bit_length() - 1
        starts &= starts - 1
        yield _match_at(pattern, encoded, beginnings, commas, first)


def _with_comma(beginnings: int, commas: int) -> int:
    """Where one may stand before `beginnings` if a comma may come between."""
    return beginnings | (commas & (beginnings >> 1))


def _beginnings(pattern: Pattern, encoded: EncodedRow, commas: int) -> list[int]:
    """For each step, and the end: the items at which the rest of the pattern can begin."""
    skipped = _skipped(encoded)
    rest = (1 << (encoded.length + 1)) - 1
    found = [rest]
    for step in reversed(pattern.steps):
        after = _with_comma(rest, commas)
        if step.marks:
            taken = encoded.having(step.marks) & (after >> 1)
            rest = taken | rest if step.optional else taken
        else:
            rest = after
            for _ in range(step.longest):
                rest |= _with_comma(skipped & (rest >> 1), commas)
        found.append(rest)
    found.reverse()
    return found


def _skipped(encoded: EncodedRow) -> int:
    """The items that a gap may skip."""
    return ((1 << encoded.length) - 1) & ~encoded.having((*_NUMBERS, ","))


def _match_at(
    pattern: Pattern, encoded: EncodedRow, beginnings: list[int], commas: int, first: int
) -> Match:
    captured: dict[str, int] = {}
    taken: list[int] = []
    position = first
    for step, rest in zip(pattern.steps, beginnings[1:], strict=True):
        if not step.marks:
            while not _with_comma(rest, commas) >> position & 1:
                position += 1
        elif encoded.having(step.marks) >> position & 1 and (
            _with_comma(rest, commas) >> (position + 1) & 1
        ):
            if step.captures:
                captured[step.captures] = position
            taken.append(position)
            position += 1
        if not rest >> position & 1:
            position += 1  # the comma between two steps
    return Match(first, taken[-1], captured, frozenset(taken))
