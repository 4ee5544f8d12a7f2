"""The search for identifiers that are made of digits: the part of the gate that others compose."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

import numpy as np

from earwitness.publication.gate.digits.call_times import minute_of, time_digits
from earwitness.publication.gate.digits.character_codes import code_streams
from earwitness.publication.gate.digits.hexadecimal import PatternFound, find_hex
from earwitness.publication.gate.digits.judging import Judged, judge
from earwitness.publication.gate.digits.judging_times import judge_time
from earwitness.publication.gate.digits.lines import Line, line_of
from earwitness.publication.gate.digits.lookalikes import (
    ENOUGH_DIGITS,
    FEWEST_DIGITS,
    stands_alone,
    with_lookalikes,
)
from earwitness.publication.gate.digits.partial import PartialTable
from earwitness.publication.gate.digits.patterns import Patterns
from earwitness.publication.gate.digits.raw_bytes import find_raw
from earwitness.publication.gate.digits.said import said_in_bytes, said_in_text
from earwitness.publication.gate.digits.stream import DigitStream, Places, digit_stream, runs_of
from earwitness.publication.gate.digits.targets import Family, Target, Targets
from earwitness.publication.gate.digits.worded_times import moments_of, worded_times
from earwitness.publication.gate.digits.writing import SPLIT, row_at
from earwitness.records.gate import HeardWord, Hit, Identifier, IdentifierKind, Severity

MOST_PLACES = 50
"""Places of one identifier in one stretch that are told. More say nothing new, and a list of
all numbers of a case would take long."""

BLOCK_BYTES = 1 << 19
"""Bytes that are looked through at once: their arrays fit into a processor's cache. Estimate."""

AROUND_BYTES = 4096
"""Bytes on both sides of a block that are looked at with it, so that nothing is cut."""

DEVICE_DIGITS = 14
"""Digits of an IMEI without its check digit (3GPP TS 23.003, 6.2); 15 or 16 with it or with the
software version."""

SHORTEST_OCTAL = 12
"""Figures of a number to base 8 that chance does not make. Estimate."""

MOST_TIMES_ELSEWHERE = 2_000
"""Call times beyond which they are not looked for in the zones of all the world: memory. Estimate:
each takes about 300 strings of digits."""

_ZONES_OF_REGIONS = {"RU": "Europe/Moscow", "UA": "Europe/Kyiv"}
_OF_DIGITS = (IdentifierKind.PROFILE_ID, IdentifierKind.USER_NAME)


class DigitSearch:
    """A `SearchPart` for numbers, devices, recordings, call times and profile ids of digits.

    `time_zone` is the case's (IANA); times are looked for in it, in UTC and in the capital's time
    of the `regions` (ISO 3166). Identifiers of other kinds are passed over.
    """

    def __init__(
        self,
        identifiers: Iterable[Identifier],
        *,
        time_zone: str,
        regions: Collection[str] = ("RU", "UA"),
    ) -> None:
        self._identifiers = tuple(identifiers)
        zones = dict.fromkeys(
            (time_zone, *(zone for region, zone in _ZONES_OF_REGIONS.items() if region in regions))
        )
        self._lines: dict[int, Line] = {}
        self._minutes: dict[int, int] = {}
        self._times: dict[int, datetime] = {}
        self._digits: dict[int, str] = {}
        self._targets = Targets(self._all_targets(tuple(zones)))
        self._moments = moments_of(self._times, tuple(zones))
        self._parts = PartialTable(self._lines.items())
        recordings = {
            owner: bytes.fromhex(one.value)
            for owner, one in enumerate(self._identifiers)
            if one.kind is IdentifierKind.RECORDING
        }
        self._patterns = Patterns(self._lines, self._digits, recordings)

    def in_bytes(self, data: bytes) -> list[Hit]:
        """Identifiers in these bytes, by place."""
        if len(data) <= BLOCK_BYTES + 2 * AROUND_BYTES:
            return self._in_block(data)
        hits = []
        for start in range(0, len(data), BLOCK_BYTES):
            first = max(0, start - AROUND_BYTES)
            for hit in self._in_block(data[first : start + BLOCK_BYTES + AROUND_BYTES]):
                if start <= hit.start + first < start + BLOCK_BYTES:
                    hits.append(replace(hit, start=hit.start + first, end=hit.end + first))
        return hits

    def _in_block(self, data: bytes) -> list[Hit]:
        stream = digit_stream(data)
        runs = runs_of(stream)
        hits = [
            *self._in_stream(stream),
            *self._with_letters(stream),
            *self._as_codes(stream, runs),
            *self._as_patterns(data),
            *self._said(data),
            *(self._hit(owner, told) for owner, told in worded_times(data, self._moments)),
        ]
        return _sorted([*hits, *_outside(self._partial(stream, runs), hits)])

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """Identifiers in words that were heard; places count the words."""
        text, edges = _spoken_text(words)
        found = [
            self._hit(one.owner, one.judged)
            for one in said_in_text(text, self._targets, self._parts, heard=True)
        ]
        for hit in self.in_bytes(text.encode()):
            raw = text.encode()
            start, end = (len(raw[:at].decode(errors="ignore")) for at in (hit.start, hit.end))
            found.append(replace(hit, start=start, end=end))
        return _sorted(_of_words(found, edges))

    def _all_targets(self, zones: tuple[str, ...]) -> Iterator[Target]:
        times = sum(one.kind is IdentifierKind.CALL_TIME for one in self._identifiers)
        elsewhere = times <= MOST_TIMES_ELSEWHERE
        for owner, identifier in enumerate(self._identifiers):
            kind, value = identifier.kind, identifier.value
            if kind is IdentifierKind.NUMBER:
                yield from self._number_targets(owner, value)
            elif kind is IdentifierKind.DEVICE:
                digits = "".join(letter for letter in value if letter.isdecimal())
                self._digits[owner] = digits
                yield Target(digits[:DEVICE_DIGITS], owner, Family.DEVICE)
            elif kind is IdentifierKind.CALL_TIME:
                moment = datetime.fromisoformat(value)
                self._minutes[owner], self._times[owner] = minute_of(moment), moment
                yield Target(f"{int(moment.timestamp()):o}", owner, Family.OCTAL)
                for found in time_digits(moment, zones, elsewhere=elsewhere):
                    yield Target(found.digits, owner, Family.TIME, found.layout)
            elif kind in _OF_DIGITS and value.isascii() and value.isdecimal():
                self._digits[owner] = value
                yield Target(value, owner, Family.PROFILE)

    def _number_targets(self, owner: int, value: str) -> Iterator[Target]:
        line = line_of(value)
        if line is None:
            return
        self._lines[owner] = line
        yield Target(line.core, owner, Family.NUMBER)
        if line.core != line.core[::-1]:
            yield Target(line.core[::-1], owner, Family.REVERSED)
        octal = f"{int(line.international):o}"
        if len(octal) >= SHORTEST_OCTAL:
            yield Target(octal, owner, Family.OCTAL)

    def _in_stream(self, stream: DigitStream) -> Iterator[Hit]:
        found = self._targets.table.find(stream.values)
        told: Counter[int] = Counter()
        for first, last, target in zip(
            found.firsts.tolist(), found.lasts.tolist(), found.targets.tolist(), strict=True
        ):
            owner = int(self._targets.owners[target])
            if told[owner] >= MOST_PLACES:
                continue
            judged = self._judged(stream, first, last, target, owner)
            if judged is not None:
                told[owner] += 1
                yield self._hit(owner, judged)

    def _with_letters(self, stream: DigitStream) -> Iterator[Hit]:
        """Numbers and devices with letters that look like digits."""
        longer = with_lookalikes(stream)
        if longer is None:
            return
        merged, before = longer
        found = self._targets.table.find(merged.values)
        letters = before[found.lasts + 1] - before[found.firsts]
        digits = found.lasts - found.firsts + 1 - letters
        for at in np.flatnonzero((letters > 0) & (digits >= FEWEST_DIGITS)).tolist():
            target = int(found.targets[at])
            if self._targets.families[target] not in (Family.NUMBER, Family.DEVICE):
                continue
            owner = int(self._targets.owners[target])
            first, last = int(found.firsts[at]), int(found.lasts[at])
            judged = self._judged(merged, first, last, target, owner)
            enough = int(digits[at]) >= ENOUGH_DIGITS
            if judged is not None and (
                enough or stands_alone(merged.data, judged.start, judged.end)
            ):
                encoding = f"{judged.encoding}, with letters that look like digits"
                yield self._hit(owner, replace(judged, encoding=encoding))

    def _as_codes(self, stream: DigitStream, runs: tuple[Places, Places]) -> Iterator[Hit]:
        """Numbers and devices as codes of characters."""
        for name, own in code_streams(stream, runs):
            found = self._targets.table.find(own.values)
            for first, last, target in zip(
                found.firsts.tolist(), found.lasts.tolist(), found.targets.tolist(), strict=True
            ):
                if self._targets.families[target] in (Family.NUMBER, Family.DEVICE):
                    owner = int(self._targets.owners[target])
                    judged = self._judged(own, first, last, target, owner)
                    if judged is not None:
                        encoding = f"character codes, {name}"
                        yield self._hit(owner, replace(judged, encoding=encoding))

    def _partial(self, stream: DigitStream, runs: tuple[Places, Places]) -> Iterator[Hit]:
        for part in self._parts.find(stream, runs):
            yield self._hit(part.owner, part.judged)

    def _said(self, data: bytes) -> Iterator[Hit]:
        for one in said_in_bytes(data, self._targets, self._parts):
            yield self._hit(one.owner, one.judged)

    def _as_patterns(self, data: bytes) -> Iterator[Hit]:
        told: Counter[tuple[int, str]] = Counter()
        for found in chain(find_hex(data, self._patterns), find_raw(data, self._patterns)):
            place = found.pattern.owner, found.written
            told[place] += 1
            if told[place] <= MOST_PLACES:
                yield self._hit(found.pattern.owner, _of_pattern(found))

    def _hit(self, owner: int, judged: Judged) -> Hit:
        return Hit(
            identifier=self._identifiers[owner],
            start=judged.start,
            end=judged.end,
            encoding=judged.encoding,
            severity=judged.severity,
        )

    def _judged(
        self, stream: DigitStream, first: int, last: int, target: int, owner: int
    ) -> Judged | None:
        family = Family(self._targets.families[target])
        if family is Family.NUMBER:
            return judge(stream, first, last, self._lines[owner].prefixes)
        if family is Family.REVERSED:
            return _reversed(stream, first, last, self._lines[owner])
        if family is Family.OCTAL:
            return _octal(stream, first, last)
        if family is Family.DEVICE:
            return _device(stream, first, last)
        if family is Family.PROFILE:
            return _profile(stream, first, last)
        layout = self._targets.layout(target)
        return judge_time(stream, first, last, layout, self._minutes[owner]) if layout else None


def _reversed(stream: DigitStream, first: int, last: int, line: Line) -> Judged | None:
    """A number written from its end; its prefix, reversed, may follow."""
    for prefix in (*line.prefixes, ""):
        end = last + len(prefix)
        follows = "".join(map(str, stream.values[last + 1 : end + 1].tolist()))
        if end < len(stream) and follows == prefix[::-1]:
            judged = judge(stream, first, end, strict=True)
            if judged is not None:
                return Judged(
                    judged.start, judged.end, f"{judged.encoding}, reversed", Severity.LIKELY
                )
    return None


def _profile(stream: DigitStream, first: int, last: int) -> Judged | None:
    """All digits of an id; nobody reads one out in parts with words between."""
    judged = judge(stream, first, last, strict=True)
    return None if judged is None or judged.encoding == SPLIT else judged


def _octal(stream: DigitStream, first: int, last: int) -> Judged | None:
    """All digits of a number to base 8, joined, with or without the nought of its prefix."""
    for start in {max(first - 1, 0), first}:
        row = row_at(stream, start, last)
        if row is None or row.seams or not row.alone or (start < first and stream.values[start]):
            continue
        return Judged(row.start, row.end, "number to base 8", Severity.LIKELY)
    return None


def _device(stream: DigitStream, first: int, last: int) -> Judged | None:
    """Fourteen digits of a device, with what belongs to it after them."""
    for more in (1, 2, 0):
        if last + more < len(stream):
            judged = judge(stream, first, last + more)
            if judged is not None:
                return judged
    return None


def _spoken_text(words: Sequence[HeardWord]) -> tuple[str, list[int]]:
    """The words as one text, and the place of the first character of each."""
    starts, length = [], 0
    for word in words:
        starts.append(length)
        length += len(word.text) + 1
    return " ".join(word.text for word in words), starts


def _of_words(hits: Iterable[Hit], starts: Sequence[int]) -> Iterator[Hit]:
    """The same with places that count words, without parts of what is found whole."""
    counted = [
        replace(
            hit,
            start=bisect_right(starts, hit.start) - 1,
            end=bisect_right(starts, max(hit.start, hit.end - 1)),
        )
        for hit in hits
    ]
    whole = [hit for hit in counted if hit.severity is not Severity.POSSIBLE]
    yield from whole
    yield from _outside((hit for hit in counted if hit not in whole), whole)


def _of_pattern(found: PatternFound) -> Judged:
    encoding = f"{found.pattern.name} {found.written}"
    return Judged(found.start, found.end, encoding, Severity.CERTAIN)


def _outside(parts: Iterable[Hit], whole: Sequence[Hit]) -> Iterator[Hit]:
    """Parts that do not lie in a hit of the whole identifier."""
    for part in parts:
        if not any(hit.start <= part.start and part.end <= hit.end for hit in whole):
            yield part


def _sorted(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(set(hits), key=lambda hit: (hit.start, hit.end, hit.encoding))
