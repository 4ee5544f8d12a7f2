"""Encodings that replace some signs of a text and leave the rest as it is."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    around,
    may_hold_files,
)

Replace = Callable[[re.Match[bytes]], bytes]


def run_of(one: bytes, least: int = 1) -> re.Pattern[bytes]:
    """At least so many of something, one behind the other. The first stands apart, because `re`
    then skips quickly to where it can begin."""
    return re.compile(b"(?:%b)(?:%b){%d,}" % (one, one, least - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlace:
    """One such encoding: what `pattern` matches is replaced `by` something: always the same bytes
    (without backslashes), or what is made of the match.

    It is tried where one of `triggers` occurs. `is_risky`: it may take plain text for its own, so
    it is not undone together with others. `holds_files`: whole files are sent in it.
    """

    name: str
    triggers: tuple[bytes, ...]
    pattern: re.Pattern[bytes]
    by: Replace | bytes
    is_risky: bool = False
    holds_files: bool = False

    def occurs(self, stretch: Stretch) -> bool:
        """Whether it can be there at all."""
        return any(
            stretch.may_hold(trigger) and trigger in stretch.data for trigger in self.triggers
        )

    def spans(self, stretch: Stretch) -> list[tuple[int, int]]:
        """Where it is, in order."""
        found = stretch.spans.get(self.name)
        if found is None:
            matches = self.pattern.finditer(stretch.data) if self.occurs(stretch) else ()
            found = stretch.spans[self.name] = [match.span() for match in matches]
        return found

    def amount(self, stretch: Stretch) -> tuple[int, int]:
        """How often it is there, and with how many bytes."""
        spans = self.spans(stretch)
        return len(spans), sum(end - start for start, end in spans)

    def amount_within(
        self, stretch: Stretch, windows: Iterable[tuple[int, int]]
    ) -> tuple[int, int]:
        """The same of what is wholly in one of these parts of the stretch."""
        spans, count, size = self.spans(stretch), 0, 0
        for start, end in windows if spans else ():
            first, last = bisect_left(spans, (start, 0)), bisect_left(spans, (end, 0))
            last -= first < last and spans[last - 1][1] > end
            count += last - first
            size += sum(after - before for before, after in spans[first:last])
        return count, size

    def undone(self, text: bytes) -> bytes:
        """The text without it."""
        return self.pattern.sub(self.by, text)

    def made_of(self, match: re.Match[bytes]) -> bytes:
        """What one place of it becomes."""
        return self.by if isinstance(self.by, bytes) else self.by(match)


def alone(one: InPlace, stretch: Stretch) -> Iterator[Undone]:
    """What the text reads like without this encoding: the neighbourhood of each place."""
    if spans := one.spans(stretch):
        yield from _undone(stretch, [one], spans)


def together(several: Sequence[InPlace], stretch: Stretch) -> Iterator[Undone]:
    """What the text reads like without all of these, undone in this order, where two of them are
    near each other; where one is, it is undone `alone`."""
    there = [one for one in several if one.spans(stretch)]
    if len(there) > 1:
        spans = sorted(span for one in there for span in one.spans(stretch))
        yield from _undone(stretch, there, spans, fewest=2)


def _undone(
    stretch: Stretch,
    several: Sequence[InPlace],
    spans: Iterable[tuple[int, int]],
    fewest: int = 1,
) -> Iterator[Undone]:
    data, parts, changed = stretch.data, Parts(""), list[tuple[int, int]]()
    used = dict[str, None]()
    for window in around(spans, len(data)):
        start, end = _whole_letters(data, *window)
        text, ways = data[start:end], list[tuple[bytes, InPlace]]()
        for one in several:
            after = one.undone(text)
            if after != text:
                ways.append((text, one))
                text = after
        if len(ways) >= fewest and text != data[start:end]:
            parts.add(text, _way_back(start, ways))
            used |= dict.fromkeys(one.name for _, one in ways)
            changed.append((start, end))
    holds_files = stretch.is_ascii and all(one.holds_files for one in several)
    for undone in parts.undone():
        yield replace(
            undone,
            names=tuple(used),
            is_binary=holds_files and may_hold_files(undone.data),
            is_garbage=False,
            changed=tuple(changed),
        )


def _whole_letters(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The span without letters of UTF-8 that are cut at its ends."""
    for _ in range(3):
        start += start < end and 0x80 <= data[start] < 0xC0
        end -= end < len(data) and start < end and 0x80 <= data[end] < 0xC0
    return start, end


def _way_back(start: int, ways: Sequence[tuple[bytes, InPlace]]) -> Callable[[int], int]:
    def place_of(position: int) -> int:
        for text, one in reversed(ways):
            position = _place_before(text, one, position)
        return start + position

    return place_of


def _place_before(text: bytes, one: InPlace, position: int) -> int:
    shift = 0  # how much longer the text was than what was made of it, so far
    for match in one.pattern.finditer(text):
        if match.start() - shift >= position:
            break
        shift += len(match[0]) - len(one.made_of(match))
    return max(0, min(len(text), position + shift))
