"""How the signals of a line look at the terminal."""

from typing import Any

from rich.markup import escape

from earwitness.cli.views import clock, out
from earwitness.records.signals import Signals, level_in_words, signal_in_words
from earwitness.runtime.records_json import from_json

Answer = dict[str, Any]


def show_signals(answer: Answer, as_json: bool) -> None:
    """Tones, keys, music and level of each recording of a call; JSON was printed before."""
    if as_json:
        return
    for recording in answer["signals"]:
        own = {"signals": recording["signals"], "levels": recording["levels"]}
        found = from_json(own, Signals)
        for level in found.levels:
            out.print(
                f"[dim]{recording['sha256'][:12]} channel {level.channel}: "
                f"{escape(level_in_words(level))}[/]",
                soft_wrap=True,
            )
        for signal in found.signals:
            out.print(
                f"[dim]{clock(signal.start_ms)} to {clock(signal.end_ms)}[/] "
                f"channel {signal.channel}: {escape(signal_in_words(signal))}",
                soft_wrap=True,
            )
