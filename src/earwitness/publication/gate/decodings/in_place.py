"""Encodings that replace some signs of a text and leave the rest as it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.publication.gate.decodings.undone import (
    SEPARATOR,
    Parts,
    Stretch,
    Undone,
    around,
)

Replace = Callable[[re.Match[bytes]], bytes]


def run_of(one: bytes, least: int = 1) -> re.Pattern[bytes]:
    """At least so many of something, one behind the other. The first stands apart, because `re`
    then skips quickly to where it can begin."""
    return re.compile(b"(?:%b)(?:%b){%d,}" % (one, one, least - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlace:
    """One such encoding: what `pattern` matches is replaced `by` something.

    It is tried where one of `triggers` occurs. `is_risky`: it may take plain text for its own, so
    it is not undone together with others. `holds_files`: whole files are sent in it.
    """

    name: str
    triggers: tuple[bytes, ...]
    pattern: re.Pattern[bytes]
    by: Replace
    is_risky: bool = False
    holds_files: bool = False

    def occurs(self, stretch: Stretch) -> bool:
        """Whether it can be there at all."""
        return any(
            stretch.may_hold(trigger) and trigger in stretch.data for trigger in self.triggers
        )

    def amount(self, stretch: Stretch) -> tuple[int, int]:
        """How often it is there, and with how many bytes."""
        sizes = (
            [end - start for start, end in self.spans(stretch.data)] if self.occurs(stretch) else []
        )
        return len(sizes), sum(sizes)

    def spans(self, data: bytes) -> list[tuple[int, int]]:
        """Where it is."""
        return [match.span() for match in self.pattern.finditer(data)]


def alone(one: InPlace, stretch: Stretch) -> Iterator[Undone]:
    """What the text reads like without this encoding: the neighbourhood of each place."""
    if one.occurs(stretch):
        yield from _undone(stretch, [one], one.spans(stretch.data))


def together(several: Sequence[InPlace], stretch: Stretch) -> Iterator[Undone]:
    """What the text reads like without all of these, undone in this order. Nothing if fewer than
    two of them are there."""
    there = [one for one in several if one.occurs(stretch)]
    spans = [one.spans(stretch.data) for one in there] if len(there) > 1 else []
    if sum(bool(own) for own in spans) > 1:
        yield from _undone(stretch, there, sorted(span for own in spans for span in own))


def _undone(
    stretch: Stretch, several: Sequence[InPlace], spans: Sequence[tuple[int, int]]
) -> Iterator[Undone]:
    data, parts, befores = stretch.data, Parts(""), list[bytes]()
    used = dict[str, None]()
    for start, end in around(spans, len(data)):
        start, end = _whole_letters(data, start, end)
        before = data[start:end]
        text, ways = before, list[tuple[bytes, InPlace]]()
        for one in several:
            after = one.pattern.sub(one.by, text)
            if after != text:
                ways.append((text, one))
                used[one.name] = None
                text = after
        if text != before:
            parts.add(text, _way_back(start, ways))
            befores.append(before)
    holds_files = stretch.is_ascii and all(one.holds_files for one in several)
    for undone in parts.undone():
        yield replace(
            undone,
            names=tuple(used),
            is_binary=holds_files and not undone.is_text,
            is_garbage=False,
            before=SEPARATOR.join(befores),
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
        shift += len(match[0]) - len(one.by(match))
    return max(0, min(len(text), position + shift))
