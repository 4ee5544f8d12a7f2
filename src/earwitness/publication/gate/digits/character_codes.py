"""Digits that are written as the codes of their characters: 55, 57, 53; 0x37 0x39; 00110111."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.digits.stream import DigitStream, Places, numbers_of

FEWEST = 8
"""Codes one after the other, below which they are numbers of their own."""

_LONGEST = 8
_PREFIXES = (b"0x", b"0X", b"0b", b"0o")

_KINDS: dict[str, tuple[tuple[int, ...], dict[int, int]]] = {
    "decimal": ((2, 3), {48 + digit: digit for digit in range(10)}),
    "hexadecimal": ((2, 4), {30 + digit: digit for digit in range(10)}),
    "octal": ((3, 4), {int(f"{48 + digit:o}"): digit for digit in range(10)}),
    "binary": ((6, 7, 8), {int(f"{48 + digit:b}"): digit for digit in range(10)}),
}
"""Widths with and without noughts, and figures with the digit that they are the code of (ASCII)."""


def _may_be() -> NDArray[np.uint8]:
    """Which kinds, as bits, a run may be by its width and its first figure."""
    table = np.zeros((_LONGEST + 2, 10), np.uint8)
    for bit, (widths, written) in enumerate(_KINDS.values()):
        for width in widths:
            for figures in written:
                if len(str(figures)) <= width:
                    table[width, int(f"{figures:0{width}}"[0])] |= 1 << bit
    return table.ravel()


_MAY_BE = _may_be()


def code_streams(
    stream: DigitStream, runs: tuple[Places, Places]
) -> Iterator[tuple[str, DigitStream]]:
    """The digits that runs of digits (first and last one of each) are codes of, for each way to
    write codes that is met often enough in a row."""
    firsts, lasts = runs
    if len(firsts) < FEWEST or len(stream) < 2 * FEWEST:
        return
    leading = stream.values[firsts]
    sizes = np.minimum(lasts - firsts, _LONGEST) + 1
    kinds = _MAY_BE.take(sizes * 10 + leading)
    if any(prefix in stream.data for prefix in _PREFIXES):
        kept = (sizes > 1) | (leading > 0)
        firsts, lasts, sizes, kinds = firsts[kept], lasts[kept], sizes[kept], kinds[kept]
    met = _in_a_row(kinds)
    if not met:
        return
    figures = numbers_of(stream, firsts, sizes, _LONGEST)
    for bit, (name, (_, written)) in enumerate(_KINDS.items()):
        if not met & 1 << bit:
            continue
        known = (kinds & 1 << bit > 0) & np.isin(figures, list(written))
        digits = np.array([written[value] for value in figures[known].tolist()], np.uint8)
        if len(digits) >= FEWEST:
            yield (
                name,
                DigitStream(
                    stream.data, digits, stream.starts[firsts[known]], stream.ends[lasts[known]]
                ),
            )


def _in_a_row(kinds: NDArray[np.uint8]) -> int:
    """The kinds, as bits, of which `FEWEST` follow one another."""
    row = kinds
    for step in (1, 2, 4):
        row = row[:-step] & row[step:]
    return int(np.bitwise_or.reduce(row)) if len(row) else 0
