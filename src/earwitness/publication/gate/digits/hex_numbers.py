"""Numbers written in hexadecimal as numbers: `0x1285ae3abd`, as programs and dumps show them."""

import re
from collections.abc import Iterable, Sequence

from earwitness.records.gate import HeardWord, Hit, Identifier, IdentifierKind, Severity

_WRITTEN = re.compile(rb"(?<![0-9A-Za-z])0[xX]0{0,8}([0-9A-Fa-f]{7,14})(?![0-9A-Fa-f])")
"""Seven digits hold 28 bits, fewer than any national number of nine digits needs."""


class HexNumberSearch:
    """A `SearchPart` for lines and devices; lines with and without the digits of the country."""

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        self._owners: dict[int, Identifier] = {}
        for one in identifiers:
            if one.kind not in (IdentifierKind.NUMBER, IdentifierKind.DEVICE):
                continue
            digits = one.value.lstrip("+")
            if not digits.isdigit():
                continue
            self._owners[int(digits)] = one
            if digits.startswith("7") and len(digits) == 11 and one.value.startswith("+"):
                self._owners.setdefault(int("8" + digits[1:]), one)
                self._owners.setdefault(int(digits[1:]), one)

    def in_bytes(self, data: bytes) -> list[Hit]:
        """As `ports.LeakSearch.in_bytes`."""
        if b"0x" not in data and b"0X" not in data:
            return []
        return [
            Hit(
                identifier=owner, start=found.start(), end=found.end(),
                encoding="number in hexadecimal", severity=Severity.CERTAIN,
            )
            for found in _WRITTEN.finditer(data)
            if (owner := self._owners.get(int(found[1], 16))) is not None
        ]  # fmt: skip

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """Nobody says them."""
        return []
