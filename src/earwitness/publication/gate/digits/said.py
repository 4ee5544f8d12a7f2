"""Identifiers of digits that are said in words, or in words and digits."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from earwitness.publication.gate.digits.judging import Judged
from earwitness.publication.gate.digits.linear import compiled
from earwitness.publication.gate.digits.partial import FEWEST, PartialTable
from earwitness.publication.gate.digits.said_chains import Reading, Said, chains, readings
from earwitness.publication.gate.digits.said_large import large_numbers
from earwitness.publication.gate.digits.said_words import pattern
from earwitness.publication.gate.digits.targets import Family, Targets
from earwitness.records.gate import Severity

BEFORE, AFTER = 200, 400
"""Bytes around four numbers in which the rest of the row is looked for. Estimate: the longest
number in words has 300."""

FEWEST_WORDS = 3
"""Numbers in words in a part of a line; with fewer, written digits beside them are chance."""

_AS_SAID = (Family.NUMBER, Family.REVERSED, Family.DEVICE, Family.PROFILE)


@dataclass(frozen=True, slots=True)
class SaidFound:
    """The identifier at place `owner` is said there."""

    owner: int
    judged: Judged


@cache
def _prefilter() -> Any:
    return compiled(pattern())


def said_in_bytes(data: bytes, targets: Targets, parts: PartialTable) -> Iterator[SaidFound]:
    """Identifiers said in a text with at least one word; places are bytes."""
    for start, end in _regions(data):
        raw = data[start:end]
        text = raw.decode(errors="surrogateescape")
        for found in said_in_text(text, targets, parts):
            judged = found.judged
            first = start + len(text[: judged.start].encode(errors="surrogateescape"))
            size = len(text[judged.start : judged.end].encode(errors="surrogateescape"))
            yield SaidFound(
                found.owner, Judged(first, first + size, judged.encoding, judged.severity)
            )


def _regions(data: bytes) -> Iterator[tuple[int, int]]:
    """Stretches around rows of four numbers; they do not overlap."""
    held: tuple[int, int] | None = None
    for match in _prefilter().finditer(data):
        start, end = max(0, match.start() - BEFORE), match.end() + AFTER
        if held is not None and start <= held[1]:
            held = held[0], end
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def said_in_text(
    text: str, targets: Targets, parts: PartialTable, *, heard: bool = False
) -> Iterator[SaidFound]:
    """Identifiers said in a text; places are characters. `heard`: digits alone count, too."""
    for row in chains(text):
        if _most_digits(row) >= FEWEST and (heard or any(said.word for said in row)):
            yield from _in_row(row, targets, parts, heard)


def _most_digits(row: list[Said]) -> int:
    """A bound of the digits that a row may stand for."""
    return sum(len(said.digits) or 4 for said in row)


def _in_row(
    row: list[Said], targets: Targets, parts: PartialTable, heard: bool
) -> Iterator[SaidFound]:
    found: dict[int, SaidFound] = {}
    partly: dict[int, SaidFound] = {}
    for reading in chain(readings(row), large_numbers(row)):
        if len(reading.digits) < FEWEST:
            continue
        for first, last, owner in _whole(reading, targets):
            if not heard and not reading.words_in(first, last):
                continue
            found.setdefault(
                owner, SaidFound(owner, _judged(reading, first, last, "said in words", True))
            )
        for first, size, owner in parts.within(reading.digits):
            if not heard and reading.words_in(first, first + size - 1) < FEWEST_WORDS:
                continue
            encoding = f"{size} digits of it, said in words"
            partly.setdefault(
                owner,
                SaidFound(owner, _judged(reading, first, first + size - 1, encoding, False)),
            )
    yield from found.values()
    yield from (part for owner, part in partly.items() if owner not in found)


def _whole(reading: Reading, targets: Targets) -> Iterator[tuple[int, int, int]]:
    values = np.frombuffer(reading.digits.encode(), np.uint8) - np.uint8(48)
    hits = targets.table.find(values)
    for first, last, target in zip(
        hits.firsts.tolist(), hits.lasts.tolist(), hits.targets.tolist(), strict=True
    ):
        if targets.families[target] in _AS_SAID:
            yield first, last, int(targets.owners[target])


def _judged(reading: Reading, first: int, last: int, encoding: str, whole: bool) -> Judged:
    severity = Severity.CERTAIN if whole else Severity.POSSIBLE
    return Judged(reading.starts[first], reading.ends[last], encoding, severity)
