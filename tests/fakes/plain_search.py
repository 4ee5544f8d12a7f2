"""A search that is easy to understand: numbers by their digits, names as they are."""

import os
import re
from collections.abc import Sequence

from earwitness.records.gate import HeardWord, Hit, Identifier, IdentifierKind, Severity

BETWEEN = rb"[^0-9A-Za-z]{0,8}"


class PlainSearch:
    """A number with up to eight other signs between its digits; anything else letter by letter."""

    def __init__(self, identifiers: Sequence[Identifier]) -> None:
        self._patterns = [(one, re.compile(_pattern(one), re.IGNORECASE)) for one in identifiers]

    def in_bytes(self, data: bytes) -> list[Hit]:
        return [
            _hit(identifier, *match.span())
            for identifier, pattern in self._patterns
            for match in pattern.finditer(data)
        ]

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        return [
            _hit(identifier, place, place + 1)
            for identifier, pattern in self._patterns
            for place, word in enumerate(words)
            if pattern.search(word.text.encode())
        ]


class DeadlySearch(PlainSearch):
    """Ends its process at certain bytes, as a library may at a hostile file."""

    def in_bytes(self, data: bytes) -> list[Hit]:
        if b"deadly" in data and b"\n" in data:
            os._exit(9)
        return super().in_bytes(data)


def deadly_search(identifiers: Sequence[Identifier]) -> DeadlySearch:
    return DeadlySearch(identifiers)


def plain_search(identifiers: Sequence[Identifier]) -> PlainSearch:
    """For processes that find it by its name."""
    return PlainSearch(identifiers)


def _pattern(identifier: Identifier) -> bytes:
    if identifier.kind is IdentifierKind.NUMBER:
        digits = re.sub(r"\D", "", identifier.value)[1:]
        return BETWEEN.join(digit.encode() for digit in digits)
    return re.escape(identifier.value.encode())


def _hit(identifier: Identifier, start: int, end: int) -> Hit:
    return Hit(identifier=identifier, start=start, end=end, encoding="", severity=Severity.CERTAIN)
