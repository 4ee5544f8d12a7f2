"""The examination of one recording: every observation of its file and of each channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.archive.channels import Channel
from earwitness.archive.examination import (
    bandwidth,
    earlier_aac,
    hum,
    repetition,
    sample_grid,
    worth,
)
from earwitness.archive.examination.file_observations import file_observations
from earwitness.archive.examination.hints import hint
from earwitness.archive.examination.levels import level_observations
from earwitness.archive.examination.silences import silence_observations
from earwitness.records.examination import Examination, FileFacts, Observation
from earwitness.records.hearing import AudioFacts

ALWAYS_WIDE = ("opus", "libopus")
"""Opus declares 48 kHz whatever went in (RFC 7845, section 5.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Native:
    """The first minutes of a recording at its own rate, channel by channel."""

    samples: Sequence[Channel]
    rate: int


def examine(
    samples: Sequence[Channel],
    rate: int,
    *,
    facts: AudioFacts,
    file: FileFacts | None,
    native: Native | None,
) -> Examination:
    """Everything that the working copy, the native copy and the file show.

    `samples` are the channels of the working copy, at `rate` Hz (16 kHz at most), read in blocks.
    Level, clipping, bandwidth and earlier coding are read from the native copy where there is one,
    the rest from the working copy.
    """
    seen: list[Observation] = [] if file is None else list(file_observations(file))
    seen += _decoding(facts)
    own = native or Native(samples=samples, rate=rate)
    for number, channel in enumerate(own.samples):
        where = f"channel {number}" if len(own.samples) > 1 else ""
        seen += level_observations(channel, where)
        seen += _band(channel, own.rate, facts.codec, where)
        seen += _earlier_coding(channel, own.rate, facts.codec, where)
    for number, channel in enumerate(samples):
        where = f"channel {number}" if len(samples) > 1 else ""
        seen += silence_observations(channel, rate, where)
        seen += _hum(channel, rate, where)
        seen += _repetition(channel, rate, where)
    return Examination(file=file, observations=tuple(seen))


def _decoding(facts: AudioFacts) -> Iterator[Observation]:
    yield Observation(kind="codec", value=facts.codec, detail="How the sound is coded now.")
    yield Observation(
        kind="sample_rate", value=float(facts.sample_rate), unit="Hz", detail="As declared."
    )
    yield Observation(kind="channels", value=float(facts.channels), detail="As declared.")
    if facts.identical_channels:
        detail = "Both channels carry the same sound: a mono recording in a stereo file."
        yield Observation(kind="identical_channels", detail=detail)
    if facts.assumed_format:
        detail = "The file declares no format; this one was assumed by its name."
        yield Observation(kind="assumed_format", value=facts.assumed_format, detail=detail)
    if facts.lost_packets:
        detail = "Packets that could not be decoded; they stand as silence."
        yield Observation(kind="lost_packets", value=float(facts.lost_packets), detail=detail)


def _band(channel: Channel, rate: int, codec: str, where: str) -> Iterator[Observation]:
    edge = bandwidth.upper_edge(channel, rate)
    if edge is None:
        return
    detail = "The sound ends there."
    yield Observation(kind="bandwidth", value=round(edge), unit="Hz", where=where, detail=detail)
    drop = bandwidth.telephone_drop(channel, rate)
    if drop is not None and drop >= bandwidth.MIN_DROP_DB and codec not in ALWAYS_WIDE:
        yield hint(
            "telephone_band_in_wider_file",
            worth.TELEPHONE_BAND,
            minutes=len(channel) / rate / 60,
            detail=(
                f"The file could hold sound up to {rate / 2:.0f} Hz. Above the telephone band it "
                f"falls by {drop:.0f} dB: it was telephone sound before it became this file."
            ),
            value=round(drop, 1),
            unit="dB",
            where=where,
        )


def _earlier_coding(channel: Channel, rate: int, codec: str, where: str) -> Iterator[Observation]:
    if not sample_grid.is_lossless(codec):
        return
    grid = sample_grid.grid_of(channel)
    if grid:
        yield hint(
            "earlier_coding",
            worth.EARLIER_CODING,
            minutes=len(channel) / rate / 60,
            detail=(
                f"The file stores {codec}, and all samples lie on the steps of {grid}: it was "
                "coded so before, and saved again."
            ),
            value=1.0,
            unit="of all samples",
            where=where,
        )
        return
    score = earlier_aac.aac_score(channel, rate)
    if score >= earlier_aac.MIN_SCORE:
        yield hint(
            "earlier_aac",
            worth.EARLIER_AAC,
            minutes=min(len(channel) / rate, earlier_aac.SEARCHED_SECONDS) / 60,
            detail=(
                f"The file stores {codec}, but in frames of 1,024 samples the sound has the gaps "
                "that AAC leaves: it was AAC before, and saved again."
            ),
            value=round(score, 1),
            unit="standard deviations",
            where=where,
        )


def _hum(channel: Channel, rate: int, where: str) -> Iterator[Observation]:
    line = hum.find_hum(channel, rate)
    if line is None:
        return
    yield Observation(
        kind="mains_hum",
        value=round(line.frequency, 2),
        unit="Hz",
        where=where,
        detail=f"A steady tone, {line.prominence_db:.0f} dB above the sound around it.",
    )
    jump, second = hum.strongest_jump(channel, rate, line)
    if jump >= hum.MIN_JUMP:
        yield hint(
            "hum_jump",
            worth.HUM_JUMP,
            minutes=len(channel) / rate / 60,
            detail=(
                f"The phase of the mains hum at {line.frequency:.1f} Hz jumps by "
                f"{np.degrees(jump):.0f} degrees. It runs on through speech and silence."
            ),
            value=round(float(np.degrees(jump))),
            unit="degrees",
            where=where,
            start_ms=round(1000 * (second - hum.SIDE_SECONDS)),
            end_ms=round(1000 * (second + hum.SIDE_SECONDS)),
        )


def _repetition(channel: Channel, rate: int, where: str) -> Iterator[Observation]:
    share, first, copy = repetition.strongest_repetition(channel, rate)
    if share < repetition.MIN_SHARE:
        return
    length = repetition.MIN_FRAMES * repetition.HOP_SECONDS
    yield hint(
        "repetition",
        worth.REPETITION,
        minutes=len(channel) / rate / 60,
        detail=f"The same sound comes at {first:.1f} s and again at {copy:.1f} s.",
        value=round(share, 3),
        unit="of fingerprint bits alike",
        where=where,
        start_ms=round(1000 * copy),
        end_ms=round(1000 * (copy + length)),
    )
