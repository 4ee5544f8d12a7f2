"""Plain text: a line a turn, with times and speaker, the translation below it."""

from collections.abc import Sequence

from earwitness.calls.writers.lines import clock, one_line
from earwitness.records.hearing import Turn


def write_text(turns: Sequence[Turn]) -> str:
    """`[00:00:12.300 - 00:00:15.000] speaker: text`, and `    = translation`."""
    lines = []
    for turn in turns:
        label = one_line(turn.speaker_label).replace(":", " ").strip()
        times = f"[{clock(turn.start_ms)} - {clock(turn.end_ms)}]"
        lines.append(f"{times} {label}: {one_line(turn.text)}")
        if turn.translation:
            lines.append(f"    = {one_line(turn.translation)}")
    return "".join(f"{line}\n" for line in lines)
