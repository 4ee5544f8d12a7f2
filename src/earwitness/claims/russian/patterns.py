"""A small language of patterns over items, so that rules read like the sentences they find.

    из {total} .. ОСТАТЬСЯ .. {remaining}

A small word is a dictionary form, "=слово" that very form, a CAPITAL word a class of
`lexicon.toml` or a mark of an item; "|" joins alternatives, a trailing "?" makes a step optional,
".." skips at most four items and never a number. {field} takes a number of people or one without
a noun, {field:техника} one of equipment, {field:одна} a single piece of equipment without a
number, {field:доля} a share.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.claims.russian.items import Item

# A gap of four items: measured on nothing, chosen so that a gap stays within one clause.
_GAP = 4
_CAPTURES = {"": "ЧИСЛО", "техника": "ЧИСЛО_ТЕХНИКИ", "доля": "ДОЛЯ", "одна": "ОДНА_ТЕХНИКА"}
_NUMBERS = "ЧИСЛО|ЧИСЛО_ТЕХНИКИ|ИНОЕ_ЧИСЛО|ДОЛЯ|ПОРЯДКОВОЕ"
_UNSAFE = re.compile(r"[<>|]")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: items [first, last], and the item index of every captured field."""

    first: int
    last: int
    captured: dict[str, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `close` does not reach over commas, `wide` does."""

    source: str
    close: re.Pattern[str]
    wide: re.Pattern[str]


def _atom(alternatives: str) -> str:
    """An item that carries one of the marks. Items are encoded as `<index|mark|mark|>`."""
    choice = "|".join(re.escape(mark) for mark in alternatives.split("|"))
    return rf"<\d+\|(?:[^>|]*\|)*?(?:{choice})\|[^>]*>"


def _gap(over_commas: bool) -> str:
    item = rf"(?!{_atom(f'{_NUMBERS}|,')})<[^>]*>"
    comma = f"(?:{_atom(',')})?" if over_commas else ""
    return rf"{comma}(?:{item}{comma}){{0,{_GAP}}}?"


def _step(step: str, over_commas: bool) -> str:
    if step == "..":
        return _gap(over_commas)
    optional = step.endswith("?")
    step = step.removesuffix("?")
    if step.startswith("{"):
        field, _, kind = step[1:-1].partition(":")
        body = f"(?P<{field}>{_atom(_CAPTURES[kind])})"
    else:
        body = _atom(step)
    comma = f"(?:{_atom(',')})?" if over_commas else ""
    return f"(?:{body}{comma})?" if optional else f"{body}{comma}"


def compile_pattern(source: str) -> Pattern:
    """Compile one pattern of a rule table.

    Raises:
        KeyError: a capture has an unknown kind (the tables ship with the package and are tested).
    """
    steps = source.split()
    return Pattern(
        source,
        re.compile("".join(_step(step, False) for step in steps)),
        re.compile("".join(_step(step, True) for step in steps)),
    )


def encode(row: Sequence[Item]) -> str:
    """Items as one string, each as `<index|mark|mark|>`."""
    return "".join(
        f"<{index}|{'|'.join(_UNSAFE.sub('', mark) for mark in sorted(item.marks))}|>"
        for index, item in enumerate(row)
    )


def matches(pattern: Pattern, encoded: str, *, over_commas: bool) -> Iterator[Match]:
    """All places where a pattern fits, left to right, one for each beginning."""
    expression = pattern.wide if over_commas else pattern.close
    position = 0
    while (found := expression.search(encoded, position)) is not None:
        captured = {
            field: _index(text) for field, text in found.groupdict().items() if text is not None
        }
        last = encoded.rfind("<", found.start(), found.end())
        yield Match(_index(encoded[found.start() :]), _index(encoded[last:]), captured)
        position = found.start() + 1


def _index(encoded: str) -> int:
    return int(encoded[1 : encoded.index("|")])
