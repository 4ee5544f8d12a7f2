"""Hashes of user names and of full names: whoever holds a list can look them up."""

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np

from earwitness.records.gate import Hit, Identifier, IdentifierKind, Severity

SHORTEST = 12
"""Hex digits of the begin of a hash that are found: 48 bits are no chance. Estimate."""
MOST_HASHED = 50_000
"""Names and user names that are hashed; of more, the rest is not. Estimate."""
HASHES = ("md5", "sha1", "sha256")

_HEX = np.zeros(256, np.bool_)
_HEX[[*b"0123456789abcdefABCDEF"]] = True


class NameDigestSearch:
    """Finds hashes in hex."""

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        self._known: dict[str, tuple[Identifier, str]] = {}
        kinds = {IdentifierKind.USER_NAME, IdentifierKind.NAME}
        hashed = [one for one in identifiers if one.kind in kinds and len(one.value) > 3]
        for identifier in hashed[:MOST_HASHED]:
            for written in _spellings(identifier):
                for name in HASHES:
                    value = hashlib.new(name, written.encode(), usedforsecurity=False).hexdigest()
                    self._known.setdefault(value[:SHORTEST], (identifier, name))

    def hits(self, data: bytes) -> Iterator[Hit]:
        """Every run of hex digits that begins like one of them."""
        if not self._known:
            return
        for begin, end in _runs(data):
            head = data[begin : begin + SHORTEST].decode("ascii").lower()
            if head in self._known:
                identifier, name = self._known[head]
                yield Hit(
                    identifier=identifier, start=begin, end=end, encoding=f"{name} in hex",
                    severity=Severity.CERTAIN,
                )  # fmt: skip


def _spellings(identifier: Identifier) -> tuple[str, ...]:
    """How it may be written where it is hashed."""
    text = identifier.value
    spelt = [text, text.lower(), text.upper()]
    if identifier.kind is IdentifierKind.USER_NAME:
        spelt += [f"@{text}", f"@{text.lower()}"]
    elif " " in text:
        spelt.append(" ".join(reversed(text.split())))
    return tuple(dict.fromkeys(spelt))


def _runs(data: bytes) -> list[tuple[int, int]]:
    """Begin and end of runs of SHORTEST hex digits or more."""
    mask = _HEX.take(np.frombuffer(data, np.uint8))
    two = mask[:-1] & mask[1:]
    four = two[:-2] & two[2:]
    twelve = four[:-8] & four[4:-4] & four[8:]
    inside = np.flatnonzero(twelve)
    if not len(inside):
        return []
    begins = inside[np.diff(inside, prepend=-2) > 1]
    ends = inside[np.diff(inside, append=len(data) + 2) > 1] + SHORTEST
    return list(zip(begins.tolist(), ends.tolist(), strict=True))
