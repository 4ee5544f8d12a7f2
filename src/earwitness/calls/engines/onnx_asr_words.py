"""Tokens with times become words with times, and words become sentence-like pieces."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from earwitness.calls.engines.whisper_tokens import LONG_GAP_SECONDS

LEAST_TOKEN_MS, MS_A_LETTER = 80, 60
"""A token's own length is not told: its last letters are given so much, until the next word.
Estimate: Russian telephone talk has about 15 letters a second."""

SENTENCE_ENDS = (".", "!", "?", "…")


class TimedTokens(Protocol):
    """What onnx-asr answers (`TimestampedResult`): tokens, their starts in s, natural logs."""

    tokens: list[str] | None
    timestamps: list[float] | None
    logprobs: list[float] | None


@dataclass(slots=True)
class HeardWord:
    """A word of a clip: times in ms of the clip, mean natural log of its tokens' probability."""

    text: str
    start_ms: float
    end_ms: float
    log_probability: float


def words_of(
    result: TimedTokens, start_ms: float, end_ms: float, *, lag_ms: float
) -> list[HeardWord]:
    """Words of a stretch of a clip from `start_ms` to `end_ms`; tokens stand `lag_ms` late.

    A token that begins with a space begins a word; a space alone ends one.
    """
    words: list[HeardWord] = []
    logs: list[list[float]] = []
    fresh = True
    tokens, times = result.tokens or [], result.timestamps or []
    chances = result.logprobs or [0.0] * len(tokens)
    for token, time, chance in zip(tokens, times, chances, strict=False):
        text = token.strip()
        fresh = fresh or token.startswith(" ")
        if not text:
            continue
        at = min(max(start_ms + 1000 * time - lag_ms, start_ms), end_ms)
        if fresh:
            words.append(HeardWord(text, at, at, 0.0))
            logs.append([])
        else:
            words[-1].text += text
        words[-1].end_ms = min(end_ms, at + max(LEAST_TOKEN_MS, MS_A_LETTER * len(text)))
        logs[-1].append(float(chance))
        fresh = token.endswith(" ")
    for word, following in itertools.pairwise(words):
        word.end_ms = min(word.end_ms, max(following.start_ms, word.start_ms))
    for word, own in zip(words, logs, strict=True):
        word.log_probability = sum(own) / len(own)
    return words


def sentences(
    words: Sequence[HeardWord], stretch: Callable[[float, float], int]
) -> Iterator[list[HeardWord]]:
    """Words cut after sentence ends, at long gaps, and where a pause of the recording was
    shortened (`stretch` numbers the uncut stretch of a word, by its start and end in ms of the
    clip), so that no piece bridges another speaker's answer."""
    group: list[HeardWord] = []
    for word in words:
        if group and _parts(group[-1], word, stretch):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _parts(before: HeardWord, after: HeardWord, stretch: Callable[[float, float], int]) -> bool:
    if before.text.endswith(SENTENCE_ENDS):
        return True
    if after.start_ms - before.end_ms >= 1000 * LONG_GAP_SECONDS:
        return True
    return stretch(before.start_ms, before.end_ms) != stretch(after.start_ms, after.end_ms)
