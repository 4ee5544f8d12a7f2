"""Which language is spoken where in a clip: a call may change its language from word to word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from earwitness.calls.ports import Clip
from earwitness.records.hearing import SpeechSpan

RATE = 16_000

UNIT_MS = 4_000
"""Speech is judged in units of about this length. With 3 s more changes of language are found, but
some seconds of Russian calls are taken for something else; with 5 s none are, and more changes are
missed (benchmarks/language_mix.py)."""

SEARCH_MS, FRAME_MS = 700, 50
"""A cut inside speech moves by at most so much to the quietest stretch of so much. Estimates."""

SWITCH = log(3)
"""What a change of language costs between neighbouring units, in natural log odds. Estimate: a
unit between two of another language must be nine times likelier in its own."""

FLOOR = 1e-3
"""Least probability of a language in a unit, so that one unit alone never decides. Estimate."""

SURE_MS = 2_000
"""A shorter unit counts for less, in proportion. Estimate."""

Guess = Mapping[str, float]
"""Probability of each language, as an engine has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch of speech in a clip, in ms of the clip."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRun:
    """Neighbouring units in one language, in ms of the clip; `probability` is their mean."""

    start_ms: int
    end_ms: int
    language: str
    probability: float


def units_of(clip: Clip) -> tuple[Unit, ...]:
    """The speech of a clip in units of about 4 s, cut at pauses and quiet places."""
    units: list[Unit] = []
    for offset, span in clip.pieces:
        end = offset + span.end_ms - span.start_ms
        parts = max(1, round((end - offset) / UNIT_MS))
        inner = [offset + (end - offset) * part // parts for part in range(1, parts)]
        edges = [offset, *(_quietest(clip, edge) for edge in inner), end]
        units.extend(
            Unit(start_ms=start, end_ms=end) for start, end in pairwise(edges) if end > start
        )
    return tuple(units)


def language_runs(
    units: Sequence[Unit], guesses: Sequence[Guess], allowed: Sequence[str] = ()
) -> tuple[LanguageRun, ...]:
    """The likeliest way through the languages (`allowed`; empty: all) of neighbouring units.

    Viterbi's algorithm: a change costs `SWITCH`, a unit speaks by the log of its probabilities,
    these taken among the allowed languages only. Gives no runs for no units.
    """
    if not units:
        return ()
    names = sorted(allowed or set().union(*guesses))
    chosen = [names[place] for place in _best_path(_scores(units, guesses, names))]
    runs: list[LanguageRun] = []
    for unit, language, guess in zip(units, chosen, guesses, strict=True):
        probability = float(guess.get(language, 0.0))
        last = runs[-1] if runs else None
        if last is None or last.language != language:
            runs.append(
                LanguageRun(
                    start_ms=unit.start_ms,
                    end_ms=unit.end_ms,
                    language=language,
                    probability=probability,
                )
            )
            continue
        before, own = last.end_ms - last.start_ms, unit.end_ms - unit.start_ms
        mean = (last.probability * before + probability * own) / (before + own)
        runs[-1] = LanguageRun(
            start_ms=last.start_ms, end_ms=unit.end_ms, language=language, probability=mean
        )
    return tuple(runs)


def split_clip(clip: Clip, runs: Sequence[LanguageRun]) -> tuple[Clip, ...]:
    """One clip for each run, with the pieces and parts of pieces that lie in it."""
    return tuple(_part(clip, run.start_ms, run.end_ms) for run in runs)


def run_at(
    clip: Clip, runs: Sequence[LanguageRun], start_ms: int, end_ms: int
) -> LanguageRun | None:
    """The run that a stretch of the recording, in ms, lies in the most."""
    best, most = None, -1
    for run in runs:
        for offset, span in clip.pieces:
            first = max(run.start_ms, offset) - offset + span.start_ms
            last = min(run.end_ms, offset + span.end_ms - span.start_ms) - offset + span.start_ms
            shared = min(last, end_ms) - max(first, start_ms)
            if last > first and shared > most:
                best, most = run, shared
    return best


def _scores(units: Sequence[Unit], guesses: Sequence[Guess], names: Sequence[str]) -> np.ndarray:
    """Log probabilities of shape (units, languages), weighted by length."""
    likely = np.array([[guess.get(name, 0.0) for name in names] for guess in guesses])
    likely = likely / np.maximum(likely.sum(axis=1, keepdims=True), FLOOR)
    weights = [min(1.0, (unit.end_ms - unit.start_ms) / SURE_MS) for unit in units]
    scores: np.ndarray = np.log(np.maximum(likely, FLOOR)) * np.array(weights)[:, np.newaxis]
    return scores


def _best_path(scores: np.ndarray) -> list[int]:
    total, came = scores[0], list[np.ndarray]()
    for own in scores[1:]:
        best = int(total.argmax())
        stays = total >= total[best] - SWITCH
        came.append(np.where(stays, np.arange(len(total)), best))
        total = np.where(stays, total, total[best] - SWITCH) + own
    path = [int(total.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _quietest(clip: Clip, around_ms: int) -> int:
    """The middle of the quietest stretch near a place of the clip, in ms."""
    frame = FRAME_MS * RATE // 1000
    first = max(0, (around_ms - SEARCH_MS) * RATE // 1000)
    near = clip.samples[first : (around_ms + SEARCH_MS) * RATE // 1000]
    frames = near[: len(near) // frame * frame].reshape(-1, frame)
    if not len(frames):
        return around_ms
    quiet = int((frames.astype(np.float64) ** 2).sum(axis=1).argmin())
    return (first + quiet * frame + frame // 2) * 1000 // RATE


def _part(clip: Clip, start_ms: int, end_ms: int) -> Clip:
    pieces = []
    for offset, span in clip.pieces:
        first = max(start_ms, offset)
        last = min(end_ms, offset + span.end_ms - span.start_ms)
        if last > first:
            begin = span.start_ms + first - offset
            own = SpeechSpan(channel=clip.channel, start_ms=begin, end_ms=begin + last - first)
            pieces.append((first - start_ms, own))
    samples = clip.samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]
    return Clip(sha256=clip.sha256, channel=clip.channel, samples=samples, pieces=tuple(pieces))
