"""Cutting a clip out of a recording: where it begins and ends, and soft edges."""

from collections.abc import Iterator, Sequence

import numpy as np

from earwitness.publication.ports import Samples
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Turn

HEAD_MS, TAIL_MS = 150, 250
"""What is left before the first and after the last word: a breath, and the end of a word that was
timed too short. Never more than to the words that stay outside. Estimate."""

FADE_MS = 10
"""Of both edges, so that a cut makes no click. Estimate: common practice is 5 to 20 ms."""

Span = tuple[int, int]
"""(start, end) in ms."""


def clip_span(
    turns: Sequence[Turn], start_ms: int, end_ms: int, *, channels: Sequence[int] = ()
) -> Span:
    """What of the chosen span is kept: from the first to the last word that is said in it.

    A word belongs to the clip if its middle does. A turn without timed words is cut where the
    choice cuts it. Times in ms of the recording; `channels` that are heard, none named: all.

    Raises:
        WrongUsage: nobody speaks there.
    """
    inside, before, after = [], [0], []
    for start, end in _spoken(turns, (start_ms, end_ms), channels):
        middle = (start + end) / 2
        if middle < start_ms:
            before.append(end)
        elif middle > end_ms:
            after.append(start)
        else:
            inside.append((start, end))
    if not inside:
        raise WrongUsage(
            "Nobody speaks in the chosen span.",
            remedy="`earwitness show CALL` shows the times of all turns.",
        )
    first, last = min(start for start, _ in inside), max(end for _, end in inside)
    earliest = max((end for end in before if end <= first), default=0)
    latest = min((start for start in after if start >= last), default=last + TAIL_MS)
    return max(first - HEAD_MS, earliest, 0), min(last + TAIL_MS, latest)


def _spoken(turns: Sequence[Turn], chosen: Span, channels: Sequence[int]) -> Iterator[Span]:
    for turn in turns:
        if channels and turn.channel not in channels:
            continue
        if turn.words:
            yield from ((word.start_ms, word.end_ms) for word in turn.words)
        elif turn.start_ms < chosen[1] and turn.end_ms > chosen[0]:
            yield max(turn.start_ms, chosen[0]), min(turn.end_ms, chosen[1])


def mixed(channels: Sequence[Samples]) -> Samples:
    """One channel out of several of one length: their sum, turned down only if it would clip."""
    total: Samples = np.stack(channels).sum(axis=0, dtype=np.float32)
    peak = float(np.abs(total).max(initial=0.0))
    out: Samples = total / np.float32(max(1.0, peak))
    return out


def faded(samples: Samples, rate: int) -> Samples:
    """The same sound, coming from silence and going to it within `FADE_MS`."""
    length = min(len(samples) // 2, rate * FADE_MS // 1000)
    out = samples.copy()
    ramp = rising(length)
    out[:length] *= ramp
    out[len(out) - length :] *= ramp[::-1]
    return out


def rising(length: int) -> Samples:
    """A raised cosine from 0 towards 1, shape (length,)."""
    phase = (np.arange(length) + 0.5) / max(1, length)
    return (0.5 - 0.5 * np.cos(np.pi * phase)).astype(np.float32)
