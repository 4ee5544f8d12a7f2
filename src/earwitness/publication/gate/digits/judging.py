"""Whether a row of digits that are those of an identifier is that identifier, or chance."""

from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.publication.gate.digits.stream import DigitStream
from earwitness.publication.gate.digits.writing import (
    LONGEST_EMBEDDED,
    Row,
    describe,
    has_decimals,
    is_light,
    is_uniform,
    row_at,
)
from earwitness.records.gate import Severity

LONG = 11
"""Digits that do not meet by chance in the digits of public files, wherever they stand: one in
10^11 windows for each identifier."""

LONGER = 14
"""Digits that do not meet by chance in a table of numbers either. Estimate."""

_TAILS = ((7,), (3, 4), (3, 2, 2), (2, 2, 3), (3, 3, 1), (2, 2, 2, 1))
_PREFIX_GAP = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that counts as its identifier."""

    start: int
    end: int
    encoding: str
    severity: Severity


def judge(
    stream: DigitStream,
    first: int,
    last: int,
    prefixes: Iterable[str] = (),
    *,
    strict: bool = False,
) -> Judged | None:
    """What a row of digits of a stream says; None if it may well be chance.

    `prefixes` are digits that may stand before it and belong to it, longest first. `strict`: a
    shorter row must stand alone.
    """
    bare = row_at(stream, first, last)
    if bare is None:
        return None
    rows = [*_with_prefixes(bare, prefixes), bare]
    rows.sort(key=lambda row: row.before == "")  # the longest that no digit is joined to
    for row in rows:
        prefix = bare.first - row.first
        severity = _judge_joined(row, strict) if not row.seams else _judge_split(row, prefix)
        if severity is not None:
            return Judged(row.start, row.end, describe(row), severity)
    return None


def _with_prefixes(row: Row, prefixes: Iterable[str]) -> Iterable[Row]:
    for prefix in prefixes:
        first = row.first - len(prefix)
        if first < 0:
            continue
        digits = "".join(map(str, row.stream.values[first : row.first].tolist()))
        longer = row_at(row.stream, first, row.last) if digits == prefix else None
        if longer is not None and _belongs(longer, len(prefix)):
            yield longer


def _belongs(row: Row, prefix: int) -> bool:
    """Whether nothing that parts a prefix from a number stands between them."""
    inside = set(row.gaps[prefix:])
    return all(
        gap in inside or (len(gap) <= _PREFIX_GAP and "\n" not in gap and ":" not in gap)
        for gap in row.gaps[:prefix]
    )


def _judge_joined(row: Row, strict: bool) -> Severity | None:
    count = row.last - row.first + 1
    if row.alone:
        return Severity.POSSIBLE if row.is_fraction else Severity.CERTAIN
    if row.is_fraction or (strict and count < LONG):
        return None
    if count >= LONG:
        return Severity.LIKELY
    return Severity.POSSIBLE if row.run_length <= LONGEST_EMBEDDED else None


def _judge_split(row: Row, prefix: int) -> Severity | None:
    if not row.alone:
        return None
    light, usual = is_light(row), _usual(row)
    single = all(size == 1 for size in row.groups)
    long = row.last - row.first + 1 >= (LONG if single else LONGER)
    if has_decimals(row) and not (usual and (row.plus or row.isolated)) and not long:
        return None
    known = usual or prefix > 0 or row.plus or long
    if light or is_uniform(row):
        if not (known or row.isolated):
            return None
        return Severity.CERTAIN if light and usual and row.isolated else Severity.LIKELY
    heavy = any(seam.startswith("heavy:") for seam in row.seams)
    return Severity.POSSIBLE if known and row.isolated and not heavy else None


def _usual(row: Row) -> bool:
    """Whether the last seven digits are grouped as people write them."""
    return any(row.groups[-len(tail) :] == tail for tail in _TAILS if len(tail) < len(row.groups))
