"""Talk between voices that are bursts of tone: who speaks when is known to the millisecond."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.records.hearing import SpeechSpan

RATE = 16_000
PITCH = {"low": 250, "high": 850, "third": 1250}


def talk(
    turns: Sequence[tuple[str, float]], *, pause: float = 0.4, seed: int = 7
) -> tuple[NDArray[np.float32], list[tuple[int, int, str]]]:
    """Samples of shape (time,) at 16 kHz, and (start, end, voice) in ms of each turn.

    Every half second of a turn has another pitch nearby, so that a voice is never quite the same.
    """
    random = np.random.default_rng(seed)
    parts, truth, at = [_quiet(pause, random)], [], pause
    for voice, seconds in turns:
        pieces = []
        left = seconds
        while left > 1e-6:
            length = min(0.5, left)
            time = np.arange(round(length * RATE)) / RATE
            hertz = PITCH[voice] + random.uniform(-15, 15)
            tone = 0.2 * np.sin(2 * np.pi * hertz * time)
            pieces.append(tone + random.normal(0, 0.003, len(time)))
            left -= length
        truth.append((round(1000 * at), round(1000 * (at + seconds)), voice))
        parts += [np.concatenate(pieces), _quiet(pause, random)]
        at += seconds + pause
    return np.concatenate(parts).astype(np.float32), truth


def whole(samples: NDArray[np.float32], channel: int = 0) -> SpeechSpan:
    """All of a channel as one span of speech."""
    return SpeechSpan(channel=channel, start_ms=0, end_ms=len(samples) * 1000 // RATE)


def _quiet(seconds: float, random: np.random.Generator) -> NDArray[np.float64]:
    return random.normal(0, 0.0005, round(seconds * RATE))
