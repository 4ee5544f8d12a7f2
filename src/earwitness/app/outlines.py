"""Outlines of recordings: made once from the working copy and kept in `derived/`, where forgetting
clears them by the hash in their name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earwitness.calls.outlines import HEIGHTS_PER_SECOND, Heights, heights, reduced
from earwitness.pipeline.wave_channels import wave_channels
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.runner import Workplace
from earwitness.runtime.whole_files import written_whole

MOST_POINTS = 4000
"""Heights of one answer and channel: more than a screen has columns."""

FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Heights (0 to 255) of a span of a recording, one row for each channel of its sound."""

    start_ms: int
    end_ms: int
    duration_ms: int
    channels: Sequence[Heights]


def outline(
    place: Workplace, sha256: str, *, start_ms: int, end_ms: int | None, points: int
) -> Outline:
    """The outline of a span (`end_ms` None: to the end) in at most `points` heights a channel.

    Raises:
        CaseUnusable: the working copy is missing or damaged, or the disk is full.
    """
    kept = np.load(_kept(place, sha256), mmap_mode="r", allow_pickle=False)
    per_height = 1000 // HEIGHTS_PER_SECOND
    duration_ms = kept.shape[1] * per_height
    last = duration_ms if end_ms is None else min(end_ms, duration_ms)
    first = min(max(0, start_ms), last)
    span = kept[:, first // per_height : -(-last // per_height)]
    return Outline(
        start_ms=first,
        end_ms=last,
        duration_ms=duration_ms,
        channels=[reduced(np.asarray(channel), points) for channel in span],
    )


def _kept(place: Workplace, sha256: str) -> Path:
    audio = place.folder.audio(sha256)
    kept = place.folder.derived / "outlines" / sha256[:2] / f"{sha256}-{FORM}.npy"
    try:
        if kept.stat().st_mtime_ns >= audio.stat().st_mtime_ns:
            return kept
    except FileNotFoundError:
        pass
    channels, rate = wave_channels(audio)
    try:
        with written_whole(kept) as unfinished, unfinished.open("wb") as file:
            np.save(file, np.stack([heights(channel, rate) for channel in channels]))
    except OSError as error:
        raise CaseUnusable(
            f"The outline of a recording cannot be kept: {error.strerror}.",
            remedy="Free some space on this disk, and make the case folder writable.",
        ) from error
    return kept
