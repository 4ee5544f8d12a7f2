"""What is counted for one set of recordings, and a table of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from diarization_scoring import UNKNOWN, Errors, Span, diarization_errors, match

SHORT_MS = 1000
GHOST_MS = 500
"""A label with less speech in all is not shown to anybody as a voice of its own."""


@dataclass(slots=True)
class SetResult:
    """Sums over a set: errors without a collar and with 0.25 s, short answers, numbers of voices.

    `short` counts turns under one second by what came of them: right, wrong, unknown, lost.
    `counts` counts (true voices, found voices); 0 found: the answer was "cannot be told".
    """

    plain: Errors = field(default_factory=Errors)
    collared: Errors = field(default_factory=Errors)
    short: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[int, int]] = field(default_factory=Counter)
    ghosts: int = 0
    recordings: int = 0

    def add(self, truth: Sequence[Span], turns: Sequence[Span], found: Sequence[Span]) -> None:
        """One recording: true spans, true turns (pauses included), and found spans."""
        self.recordings += 1
        self.plain += diarization_errors(truth, found, collar_ms=0)
        self.collared += diarization_errors(truth, found, collar_ms=250)
        speakers = {who for *_, who in truth}
        labels: Counter[str] = Counter()
        for start, end, who in found:
            labels[who] += end - start
        voices = {who for who, time in labels.items() if who != UNKNOWN and time >= GHOST_MS}
        self.counts[len(speakers), len(voices)] += 1
        self.ghosts += max(0, len(voices) - len(speakers))
        names = match(truth, found)
        for turn in turns:
            if turn[1] - turn[0] < SHORT_MS:
                self.short[_fate(turn, found, names)] += 1

    def row(self, name: str) -> str:
        """One row of the table."""
        e, short = self.plain, max(1, self.short.total())
        parts = f"{_share(e.missed, e)} {_share(e.false, e)} {_share(e.confused, e)}"
        fates = " ".join(
            f"{self.short[fate] / short:>5.0%}" for fate in ("right", "wrong", "unknown", "lost")
        )
        return (
            f"{name:24} {self.recordings:>4} {e.speech / 60:>6.1f} {e.rate:>6.1%} "
            f"{self.collared.rate:>6.1%} {parts} {_share(e.unknown, e)} "
            f"{self.short.total():>5} {fates} {self.ghosts:>6}"
        )


HEADING = (
    f"{'set':24} {'rec.':>4} {'min':>6} {'DER':>6} {'0.25s':>6} {'miss':>6} {'false':>6} "
    f"{'conf.':>6} {'unkn.':>6} {'short':>5} right wrong unkn.  lost ghosts"
)


def _share(seconds: float, errors: Errors) -> str:
    return f"{seconds / max(errors.speech, 1e-9):>6.1%}"


def _fate(turn: Span, found: Sequence[Span], names: dict[str, str]) -> str:
    start, end, who = turn
    shared: Counter[str] = Counter()
    for begin, stop, label in found:
        shared[label] += max(0, min(end, stop) - max(start, begin))
    if not shared or max(shared.values()) <= 0:
        return "lost"
    label = shared.most_common(1)[0][0]
    if label == UNKNOWN:
        return "unknown"
    return "right" if names.get(who) == label else "wrong"
