"""All byte patterns of the identifiers: digests of their spellings, recordings, binary forms."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from earwitness.publication.gate.digits.binary_forms import binary_forms
from earwitness.publication.gate.digits.digests import (
    HASHES,
    digests_of,
    spellings_of_digits,
    spellings_of_line,
    thoroughness,
)
from earwitness.publication.gate.digits.keys import KEY_BYTES, KeyTable
from earwitness.publication.gate.digits.lines import Line

_NAMES = tuple(HASHES)
MOST_STORED = 50_000
"""Numbers beyond which their binary forms are not looked for: memory. Estimate."""

_BINARY = 0x8000
_RECORDING = 0xFFFF


@dataclass(frozen=True, slots=True)
class Pattern:
    """The bytes of one pattern, whose and what they are. `whole`: no part of it counts."""

    owner: int
    raw: bytes
    name: str
    whole: bool


class Patterns:
    """Patterns by their first bytes; the rest is made again when one is met.

    `digits` are IMEI, IMSI and profile ids, `recordings` SHA-256 digests; all by place of their
    identifier.
    """

    def __init__(
        self, lines: Mapping[int, Line], digits: Mapping[int, str], recordings: Mapping[int, bytes]
    ) -> None:
        self._lines, self._digits, self._recordings = lines, digits, recordings
        self._level = thoroughness(len(lines) + len(digits))
        keys, owners, codes = array("Q"), array("i"), array("H")
        for owner, code, raw in self._all():
            keys.append(int.from_bytes(raw[:KEY_BYTES], "big"))
            owners.append(owner)
            codes.append(code)
        self._owners = np.array(owners, np.int32)
        self._codes = np.array(codes, np.uint16)
        self.table = KeyTable(np.array(keys, np.uint64))

    def pattern(self, key: int) -> Pattern:
        """The pattern at a place of the table."""
        owner, code = int(self._owners[key]), int(self._codes[key])
        if code == _RECORDING:
            return Pattern(owner, self._recordings[owner], "hash of a recording", False)
        if code >= _BINARY:
            form = self._binary(owner)[code - _BINARY]
            return Pattern(owner, form[0], form[1], True)
        name = _NAMES[code % len(_NAMES)]
        text = self._spellings(owner)[code // len(_NAMES)]
        return Pattern(owner, HASHES[name](text), f"{name} of a spelling", False)

    def _all(self) -> Iterator[tuple[int, int, bytes]]:
        for owner in (*self._lines, *self._digits):
            spellings = self._spellings(owner)
            for place, name, digest in digests_of(spellings, self._level):
                yield owner, place * len(_NAMES) + _NAMES.index(name), digest
            for place, (pattern, _) in enumerate(self._binary(owner)):
                yield owner, _BINARY + place, pattern
        for owner, digest in self._recordings.items():
            yield owner, _RECORDING, digest

    def _spellings(self, owner: int) -> list[bytes]:
        line = self._lines.get(owner)
        return spellings_of_line(line) if line else spellings_of_digits(self._digits[owner])

    def _binary(self, owner: int) -> list[tuple[bytes, str]]:
        if len(self._lines) > MOST_STORED:
            return []
        line = self._lines.get(owner)
        texts: Iterable[str] = [self._digits[owner]] if line is None else _stored(line)
        return [(form.pattern, form.name) for text in texts for form in binary_forms(text)]


def _stored(line: Line) -> list[str]:
    """The digits of a line as programs store them."""
    texts = [line.international, line.trunk + line.national, line.national]
    return [text for text in dict.fromkeys(texts) if len(text) >= 10]
