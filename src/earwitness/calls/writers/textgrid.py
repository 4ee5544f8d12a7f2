"""Praat's TextGrid, long text form."""

from collections.abc import Iterator, Sequence

from earwitness.calls.writers.lines import one_line, tiers
from earwitness.records.hearing import Turn

TRANSLATION = " (translation)"

Interval = tuple[int, int, str]


def write_textgrid(turns: Sequence[Turn]) -> str:
    """A tier of intervals for each speaker and, where there is one, for the translation.

    Intervals of a tier follow each other without a gap; those without a text are pauses. Source:
    Praat's manual, "TextGrid file formats".
    """
    end = max([1, *(max(turn.start_ms + 1, turn.end_ms) for turn in turns)])
    grids: list[tuple[str, list[Interval]]] = []
    for name, own in tiers(turns):
        spans = [(turn.start_ms, max(turn.start_ms + 1, turn.end_ms)) for turn in own]
        grids.append((name, [(*s, one_line(t.text)) for s, t in zip(spans, own, strict=True)]))
        if any(turn.translation for turn in own):
            told = [(*s, one_line(t.translation)) for s, t in zip(spans, own, strict=True)]
            grids.append((f"{name}{TRANSLATION}", told))
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', ""]
    lines += ["xmin = 0", f"xmax = {_seconds(end)}", "tiers? <exists>", f"size = {len(grids)}"]
    lines.append("item []:")
    for number, (name, intervals) in enumerate(grids, start=1):
        lines += _tier(number, name, list(_filled(intervals, end)), end)
    return "\n".join(lines) + "\n"


def _tier(number: int, name: str, intervals: Sequence[Interval], end: int) -> Iterator[str]:
    yield f"    item [{number}]:"
    yield '        class = "IntervalTier"'
    yield f"        name = {_quoted(name)}"
    yield "        xmin = 0"
    yield f"        xmax = {_seconds(end)}"
    yield f"        intervals: size = {len(intervals)}"
    for place, (start_ms, end_ms, text) in enumerate(intervals, start=1):
        yield f"        intervals [{place}]:"
        yield f"            xmin = {_seconds(start_ms)}"
        yield f"            xmax = {_seconds(end_ms)}"
        yield f"            text = {_quoted(text)}"


def _filled(intervals: Sequence[Interval], end: int) -> Iterator[Interval]:
    last = 0
    for interval in intervals:
        if interval[0] > last:
            yield last, interval[0], ""
        yield interval
        last = interval[1]
    if last < end:
        yield last, end, ""


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03d}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
