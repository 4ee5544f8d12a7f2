"""Numbers written as numbers to another base: `0x1285ae3abd`, as programs and dumps show them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from earwitness.publication.gate.digits.based_numbers import BasedNumbers
from earwitness.publication.gate.digits.call_times import FILE_TIME, minute_of
from earwitness.records.gate import HeardWord, Hit, Identifier, IdentifierKind, Severity

_WRITTEN = re.compile(rb"(?<![0-9A-Za-z])0[xX]0{0,8}([0-9A-Fa-f]{7,16})(?![0-9A-Fa-f])")
"""Seven digits hold 28 bits, fewer than any national number of nine digits needs."""

SHORTEST_ID = 9
"""Digits of a profile id that is looked for in hexadecimal: shorter ones are counters."""


class HexNumberSearch:
    """A `SearchPart` for lines, devices, ids and call times; lines with and without the digits of
    the country."""

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        self._owners: dict[int, Identifier] = {}
        self._minutes: dict[int, Identifier] = {}
        self._seconds: dict[int, Identifier] = {}
        for one in identifiers:
            if one.kind is IdentifierKind.CALL_TIME:
                moment = datetime.fromisoformat(one.value)
                self._minutes[minute_of(moment)] = one
                second = int(moment.timestamp())
                self._seconds.update({second: one, second * 1000: one})
            if one.kind is IdentifierKind.PROFILE_ID and _is_id(one.value):
                self._owners.setdefault(int(one.value), one)
            if one.kind not in (IdentifierKind.NUMBER, IdentifierKind.DEVICE):
                continue
            digits = one.value.lstrip("+")
            if not digits.isdigit():
                continue
            self._owners[int(digits)] = one
            if digits.startswith("7") and len(digits) == 11 and one.value.startswith("+"):
                self._owners.setdefault(int("8" + digits[1:]), one)
                self._owners.setdefault(int(digits[1:]), one)
        self._based = BasedNumbers(
            number for number in (*self._owners, *self._seconds) if number >= 10**9
        )

    def in_bytes(self, data: bytes) -> list[Hit]:
        """As `ports.LeakSearch.in_bytes`."""
        hits = [
            Hit(
                identifier=self._owners.get(found.number) or self._seconds[found.number],
                start=found.start, end=found.end,
                encoding=f"number to base {found.base}", severity=Severity.LIKELY,
            )
            for found in self._based.find(data)
        ]  # fmt: skip
        if b"0x" not in data and b"0X" not in data:
            return hits
        return hits + [hit for match in _WRITTEN.finditer(data) for hit in self._with_prefix(match)]

    def _with_prefix(self, match: re.Match[bytes]) -> Iterator[Hit]:
        value = int(match[1], 16)
        owner, encoding, severity = self._owners.get(value), "number", Severity.CERTAIN
        if owner is None:
            told = (value, value // 1000, value // 10**7 - FILE_TIME)
            owner = next(filter(None, map(self._minute, told)), None)
            encoding, severity = "a moment", Severity.LIKELY
        if owner is not None:
            yield Hit(
                identifier=owner, start=match.start(), end=match.end(),
                encoding=f"{encoding} in hexadecimal", severity=severity,
            )  # fmt: skip

    def _minute(self, seconds: int) -> Identifier | None:
        return self._minutes.get(seconds // 60 * 60)

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """Nobody says them."""
        return []


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) >= SHORTEST_ID
