"""A transcript in parts, so that a long call is not sent at once. Parts are spans of time, which
stay where they are when somebody edits."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.records.hearing import Turn

TURNS = 50
"""Turns of a part, about 100 KB of page. Estimate."""


@dataclass(frozen=True, slots=True)
class Part:
    """Turns that begin from `from_ms` on and before `to_ms` (None: to the end)."""

    from_ms: int
    to_ms: int | None
    turns: int

    @property
    def seconds(self) -> str:
        """Where it begins, as in an address."""
        return f"{self.from_ms / 1000:g}"


def parts_of(turns: Sequence[Turn]) -> list[Part]:
    """Parts of a transcript, in order; `turns` are by start. At least one, if there is a turn."""
    starts = [turn.start_ms for turn in turns]
    edges = list(dict.fromkeys([0, *(start for start in starts[TURNS::TURNS] if start > 0)]))
    ends: list[int | None] = [*edges[1:], None]
    return [
        Part(first, last, sum(first <= s and (last is None or s < last) for s in starts))
        for first, last in zip(edges, ends, strict=True)
        if starts
    ]


def part_at(parts: Sequence[Part], untrusted_seconds: str) -> Part | None:
    """The part in which a moment lies; the first if it is none, None if there is no part."""
    try:
        ms = float(untrusted_seconds or 0) * 1000
    except ValueError:
        ms = 0.0
    within = [part for part in parts if part.from_ms <= ms]
    return within[-1] if within else next(iter(parts), None)
