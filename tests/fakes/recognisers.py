"""Recognisers that hear nothing real: a plain one, and ones that bring disaster.

A recording is bad for them if its first clip begins with more than `LOUD`.
"""

import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from earwitness.calls.ports import Clip, HearingOptions, Resource
from earwitness.records.hearing import Segment, Word

LOUD = 0.9
WORDS = ("мама", "мы", "стоим", "под", "лесом")


def refuse_outside_tests() -> None:
    """Fakes never hear for a user."""
    if "PYTEST_CURRENT_TEST" not in os.environ:
        raise RuntimeError("A fake recogniser was asked to hear outside a test.")


def is_bad(clip: Clip) -> bool:
    """Whether this is the clip on which disaster strikes."""
    return bool(abs(clip.samples).max() > LOUD)


def spoken_segment(clip: Clip, words: Sequence[str] = WORDS) -> Segment:
    """One segment over the first piece of the clip, words at equal distances."""
    span = clip.pieces[0][1]
    step = (span.end_ms - span.start_ms) // len(words)
    timed = tuple(
        Word(
            text=word,
            start_ms=span.start_ms + place * step,
            end_ms=span.start_ms + (place + 1) * step,
            confidence=0.9,
        )
        for place, word in enumerate(words)
    )
    return Segment(
        channel=clip.channel,
        start_ms=timed[0].start_ms,
        end_ms=timed[-1].end_ms,
        text=" ".join(words),
        detected_language="ru",
        words=timed,
        translation="mum, we stand by the forest",
    )


@dataclass
class FakeRecogniser:
    """Hears the same sentence in every clip."""

    folder: Path = Path()
    weights_digest: str = "0" * 64
    name: str = "fake"
    version: str = "1"
    resource: Resource = "cpu"
    sample_rate: int = 16_000
    gives_punctuation: bool = False
    asked: list[tuple[int, HearingOptions]] = field(default_factory=list)

    def hear(
        self, clips: Sequence[Clip], options: HearingOptions
    ) -> tuple[tuple[Segment, ...], ...]:
        refuse_outside_tests()
        self.asked.append((len(clips), options))
        return tuple(self.hear_clip(clip, options) for clip in clips)

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        """What one clip says."""
        return (spoken_segment(clip),)


class RaisingRecogniser(FakeRecogniser):
    """Fails with an error of its own on a bad clip."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        if is_bad(clip):
            raise ArithmeticError("a secret of the recording")
        return super().hear_clip(clip, options)


class DyingRecogniser(FakeRecogniser):
    """Takes its process down on a bad clip, as a fault in native code does."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        if is_bad(clip):
            os._exit(11)
        return super().hear_clip(clip, options)


class HangingRecogniser(FakeRecogniser):
    """Never comes back from a bad clip."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        if is_bad(clip):
            while True:
                time.sleep(3600)
        return super().hear_clip(clip, options)


class HungryRecogniser(FakeRecogniser):
    """Takes memory without end on a bad clip, and keeps it."""

    hoard: ClassVar[list[bytearray]] = []

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        while is_bad(clip):
            self.hoard.append(bytearray(2**26))
        return super().hear_clip(clip, options)


class MiscountingRecogniser(FakeRecogniser):
    """Forgets the answer to a bad clip."""

    def hear(
        self, clips: Sequence[Clip], options: HearingOptions
    ) -> tuple[tuple[Segment, ...], ...]:
        return super().hear([clip for clip in clips if not is_bad(clip)], options)


class TimelessRecogniser(FakeRecogniser):
    """Answers a bad clip with times that are no numbers."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        (heard,) = super().hear_clip(clip, options)
        return (replace(heard, start_ms=math.nan, end_ms=math.nan) if is_bad(clip) else heard,)  # type: ignore[arg-type]


class StrayingRecogniser(FakeRecogniser):
    """Answers a bad clip with words from an hour after its end."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        (heard,) = super().hear_clip(clip, options)
        words = tuple(
            replace(word, start_ms=word.start_ms + 3_600_000, end_ms=word.end_ms + 3_600_000)
            for word in heard.words
        )
        return (replace(heard, words=words) if is_bad(clip) else heard,)


class SlowRecogniser(FakeRecogniser):
    """Needs half a second for each clip."""

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        time.sleep(0.5)
        return super().hear_clip(clip, options)


@dataclass
class NewerRecogniser(FakeRecogniser):
    """The same engine a version later, which hears another word."""

    version: str = "2"

    def hear_clip(self, clip: Clip, options: HearingOptions) -> tuple[Segment, ...]:
        return (spoken_segment(clip, (*WORDS, "давно")),)
