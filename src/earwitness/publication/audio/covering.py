"""Covering words: where a cover really begins and ends, and what is heard instead.

Times of words are measured by a recogniser and are off by tenths of a second (Bain et al.,
WhisperX, Interspeech 2023, count a word as right within 0.2 s). So a cover reaches beyond its words
to the next quiet place, and takes in what lies shortly before the next cover. This is the only
margin: what asks for a cover gives the times of the words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.audio.cutting import FADE_MS, rising
from earwitness.publication.ports import Samples
from earwitness.records.release import Cover, CoverReason, CoverSound
from earwitness.records.signals import SignalLabel, Signals

BEFORE_MS, AFTER_MS = 160, 240
"""Always covered beside the words. Measured (`benchmarks/covered_words.py times`): of 263 recorded
words of a reader, joined, 99 in a hundred began at most 148 ms before the time that whisper-base
gave, one 212 ms; 97.5 in a hundred had faded out (to -30 dB) 236 ms after it, all after 294 ms."""

SEARCHED_MS = 80
"""How much further the quietest place is looked for, on both sides. Estimate: the last of what
fades out; twice as much took one neighbour in twenty more."""

JOINED_MS = 600
"""Covers with less between them become one: the groups in which a number is said would otherwise
show how it is written. Estimate."""

STEP_MS = 250
"""Covers last a multiple of it. A digit is spoken in 0.25 to 0.45 s, so the length still tells
about how many words there are, but not which. Estimate."""

FRAME_MS = 10
TONE_HERTZ = 1000
"""As broadcasters use it; no key of a telephone is near (ITU-T Q.23: 941 and 1209 Hz)."""

LOUDEST, QUIETEST = 0.18, 0.01
"""Root mean square that a bleep never leaves: -15 and -40 dBFS. Estimate."""


def dialled_covers(signals: Signals) -> tuple[Cover, ...]:
    """A cover over every dialled key, hints too: a number can be read from its tones."""
    return tuple(
        Cover(start_ms=burst_start, end_ms=burst_end, reason=CoverReason.NUMBER)
        for signal in signals.signals
        if signal.label is SignalLabel.DTMF
        for burst_start, burst_end in (
            [(burst.start_ms, burst.end_ms) for burst in signal.bursts]
            or [(signal.start_ms, signal.end_ms)]
        )
    )


def widened(covers: Iterable[Cover], sound: Samples, rate: int, start_ms: int) -> tuple[Cover, ...]:
    """The covers as they are laid over the sound, in order and apart; all within the sound.

    `sound` is the clip, shape (time,), all channels mixed; it begins at `start_ms` of the
    recording, in whose ms all covers are.
    """
    level = _levels(sound, rate)
    end_ms = start_ms + len(sound) * 1000 // rate
    wide = [_outward(cover, level, start_ms) for cover in covers]
    joined = _joined(one for one in wide if one.start_ms < end_ms and one.end_ms > start_ms)
    rounded = _joined(_in_steps(one, level, start_ms) for one in joined)
    return tuple(
        replace(one, start_ms=max(one.start_ms, start_ms), end_ms=min(one.end_ms, end_ms))
        for one in rounded
    )


def covered(sound: Samples, rate: int, start_ms: int, covers: Sequence[Cover]) -> Samples:
    """The sound with its covered samples replaced: nothing of them is left.

    `covers` as `widened` gives them. Around them the sound fades out and in, outside of the cover.
    """
    out = sound.copy()
    spans = [_samples_of(cover, rate, start_ms, len(sound)) for cover in covers]
    level = fitted_level(sound, rate, spans)
    fade = rising(rate * FADE_MS // 1000)
    for (first, past), cover in zip(spans, covers, strict=True):
        head, tail = out[max(0, first - len(fade)) : first], out[past : past + len(fade)]
        head *= fade[::-1][len(fade) - len(head) :]
        tail *= fade[: len(tail)]
        bleep = cover.sound is CoverSound.BLEEP
        out[first:past] = tone(past - first, rate, level) if bleep else 0.0
    return out


def silenced(sound: Samples, rate: int, start_ms: int, covers: Sequence[Cover]) -> Samples:
    """The sound with zeros in place of all that is covered: what may be worked on further."""
    out = sound.copy()
    for cover in covers:
        first, past = _samples_of(cover, rate, start_ms, len(sound))
        out[first:past] = 0.0
    return out


def tone(length: int, rate: int, level: float) -> Samples:
    """A sine of `TONE_HERTZ` with soft edges; `level` is its root mean square."""
    wave = np.sqrt(2.0) * level * np.sin(2 * np.pi * TONE_HERTZ * np.arange(length) / rate)
    out: Samples = wave.astype(np.float32)
    fade = rising(min(length // 2, rate * FADE_MS // 1000))
    out[: len(fade)] *= fade
    out[length - len(fade) :] *= fade[::-1]
    return out


def fitted_level(sound: Samples, rate: int, spans: Sequence[tuple[int, int]]) -> float:
    """The root mean square of what is loud outside of the covered samples: the bleep says nothing
    of how loud the covered words were."""
    open_to_all = np.ones(len(sound), bool)
    for first, past in spans:
        open_to_all[first:past] = False
    power = _power(sound[open_to_all], rate)
    loud = power[power >= np.quantile(power, 0.8)] if len(power) else power
    level = float(np.sqrt(loud.mean())) if len(loud) else 0.0
    return min(LOUDEST, max(QUIETEST, level))


def _outward(cover: Cover, level: NDArray[np.float64], first_ms: int) -> Cover:
    start, end = cover.start_ms - BEFORE_MS, cover.end_ms + AFTER_MS
    return replace(
        cover,
        start_ms=min(start, _quietest(level, start - SEARCHED_MS, start, first_ms, start)),
        end_ms=max(end, _quietest(level, end, end + SEARCHED_MS, first_ms, end)),
    )


def _quietest(
    level: NDArray[np.float64], from_ms: int, to_ms: int, first_ms: int, without: int
) -> int:
    first = max(0, (from_ms - first_ms) // FRAME_MS)
    own = level[first : max(0, -(-(to_ms - first_ms) // FRAME_MS))]
    if not len(own):
        return without
    return first_ms + (first + int(own.argmin())) * FRAME_MS + FRAME_MS // 2


def _in_steps(cover: Cover, level: NDArray[np.float64], first_ms: int) -> Cover:
    """Longer by what is missing to a whole step: where the least is heard, before it, after it, or
    half on each side."""
    missing = -(cover.end_ms - cover.start_ms) % STEP_MS
    longer = [
        replace(cover, start_ms=cover.start_ms - before, end_ms=cover.end_ms + missing - before)
        for before in (missing // 2, 0, missing)
    ]
    return min(longer, key=lambda one: _energy(level, one, first_ms))


def _energy(level: NDArray[np.float64], cover: Cover, first_ms: int) -> float:
    first = max(0, (cover.start_ms - first_ms) // FRAME_MS)
    return float(level[first : max(0, -(-(cover.end_ms - first_ms) // FRAME_MS))].sum())


def _joined(covers: Iterable[Cover]) -> list[Cover]:
    out: list[Cover] = []
    for cover in sorted(covers, key=lambda one: (one.start_ms, one.end_ms)):
        if out and cover.start_ms - out[-1].end_ms < JOINED_MS:
            bleep = CoverSound.BLEEP in (cover.sound, out[-1].sound)
            out[-1] = replace(
                out[-1],
                end_ms=max(out[-1].end_ms, cover.end_ms),
                sound=CoverSound.BLEEP if bleep else CoverSound.SILENCE,
            )
        else:
            out.append(cover)
    return out


def _samples_of(cover: Cover, rate: int, start_ms: int, length: int) -> tuple[int, int]:
    first = (cover.start_ms - start_ms) * rate // 1000
    past = -(-(cover.end_ms - start_ms) * rate // 1000)
    return max(0, first), min(length, past)


def _levels(sound: Samples, rate: int) -> NDArray[np.float64]:
    """Mean power of every `FRAME_MS`, smoothed over three."""
    power = _power(sound, rate)
    return np.convolve(power, np.ones(3) / 3, "same")[: len(power)] if len(power) else power


def _power(sound: Samples, rate: int) -> NDArray[np.float64]:
    size = rate * FRAME_MS // 1000
    frames = sound[: len(sound) // size * size].reshape(-1, size).astype(np.float64)
    power: NDArray[np.float64] = (frames**2).mean(axis=1)
    return power
