"""The stage that hears: clips of many recordings in, marked segments out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from earwitness.calls.ahead import ahead
from earwitness.calls.answers import checked
from earwitness.calls.clips import CLIP_MS, each_clip, stretches
from earwitness.calls.invention import is_doubtful, mark_doubts
from earwitness.calls.ports import Clip, HearingOptions, Recogniser, SoundSource
from earwitness.calls.word_times import mended
from earwitness.records.hearing import Flag, Segment, SpeechSpan

MARGIN_MS = 200
"""A doubtful span is heard again with this much more on both sides. Estimate."""

BATCH_MINUTES, CARD_MINUTES = 10.0, 30.0
"""Of clips in memory at once, on a processor and for a graphics card: 38 and 115 MB at 16 kHz, and
more than a worker hears between two saves by default. A card is to have its fill."""


def hear(
    sounds: Mapping[str, SoundSource],
    spans: Mapping[str, Sequence[SpeechSpan]],
    *,
    recogniser: Recogniser,
    options: HearingOptions,
) -> dict[str, tuple[Segment, ...]]:
    """Segments of every recording, by SHA-256, ordered by start and channel.

    `sounds` are at the rate of the recogniser and are read clip by clip. Clips of all recordings
    go to the recogniser together, some minutes at a time, so that memory does not grow with the
    length of a recording. A graphics card does not wait for the next ones to be read. Doubtful
    spans are heard once more with other settings; the better hearing leads, the first text is kept.
    Words get true times.

    Raises:
        EngineFailed: the recogniser answers what cannot be.
    """
    results: dict[str, list[Segment]] = {sha256: [] for sha256 in sounds}
    clips = (
        clip
        for sha256, sound in sounds.items()
        for clip in each_clip(sha256, sound, spans.get(sha256, ()))
    )
    on_card = options.device != "cpu"
    batches = _batches(clips, sounds, CARD_MINUTES if on_card else BATCH_MINUTES)
    for batch in ahead(batches) if on_card else batches:
        heard = _hear_batch(batch, sounds, recogniser, options)
        for clip, segments in zip(batch, heard, strict=True):
            results[clip.sha256].extend(segments)
    return {
        sha256: tuple(sorted(own, key=lambda segment: (segment.start_ms, segment.channel)))
        for sha256, own in results.items()
    }


def _batches(
    clips: Iterable[Clip], sounds: Mapping[str, SoundSource], most: float
) -> Iterator[list[Clip]]:
    """Clips of so many minutes at most."""
    batch: list[Clip] = []
    minutes = 0.0
    for clip in clips:
        length = len(clip.samples) / sounds[clip.sha256].sample_rate / 60
        if batch and minutes + length > most:
            yield batch
            batch, minutes = [], 0.0
        batch.append(clip)
        minutes += length
    if batch:
        yield batch


def _hear_batch(
    clips: Sequence[Clip],
    sounds: Mapping[str, SoundSource],
    recogniser: Recogniser,
    options: HearingOptions,
) -> list[list[Segment]]:
    """Segments of each clip, marked; what is doubtful was heard twice."""
    language = options.languages[0] if len(options.languages) == 1 else ""
    answer = checked(recogniser.hear(clips, options), clips, recogniser.name)
    heard = [mark_doubts(own, language) for own in mended(answer, clips)]
    runs = _doubtful_runs(clips, heard)
    again = [_clip_of(clips[index], run, sounds) for index, run in runs]
    careful = replace(options, second_hearing=True)
    second: tuple[tuple[Segment, ...], ...] = ()
    if again:
        answer = checked(recogniser.hear(again, careful), again, recogniser.name)
        second = mended(answer, again)
    replacements: dict[int, list[tuple[tuple[Segment, ...], tuple[Segment, ...]]]] = {}
    for (index, run), segments in zip(runs, second, strict=True):
        replacements.setdefault(index, []).append((run, mark_doubts(segments, language)))
    return [_merge(segments, replacements.get(index, [])) for index, segments in enumerate(heard)]


def _doubtful_runs(
    clips: Sequence[Clip], heard: Sequence[tuple[Segment, ...]]
) -> list[tuple[int, tuple[Segment, ...]]]:
    """(clip, neighbouring doubtful segments), each to be heard again as one."""
    runs: list[tuple[int, tuple[Segment, ...]]] = []
    for index in range(len(clips)):
        run: list[Segment] = []
        for segment in (*heard[index], None):
            if segment is not None and is_doubtful(segment):
                run.append(segment)
            elif run:
                runs.append((index, tuple(run)))
                run = []
    return runs


def _clip_of(clip: Clip, run: Sequence[Segment], sounds: Mapping[str, SoundSource]) -> Clip:
    """The part of a clip in which a run was heard, with a margin: pauses that were shortened for
    the first hearing do not come back, and nothing of the run is left out."""
    start, end = run[0].start_ms, max(segment.end_ms for segment in run)
    spans = []
    for own in stretches(clip):
        first = max(own.start_ms, start)
        last = end if end <= own.end_ms + own.kept_ms else own.end_ms
        if first < last:
            spans.append(SpeechSpan(channel=clip.channel, start_ms=first, end_ms=last))
    spans = spans or [SpeechSpan(channel=clip.channel, start_ms=start, end_ms=end)]
    spans[0] = replace(spans[0], start_ms=max(0, spans[0].start_ms - MARGIN_MS))
    spans[-1] = replace(spans[-1], end_ms=spans[-1].end_ms + MARGIN_MS)
    most = CLIP_MS + 2 * MARGIN_MS
    return next(each_clip(clip.sha256, sounds[clip.sha256], spans, clip_ms=most))


def _merge(
    segments: Sequence[Segment],
    replacements: Sequence[tuple[tuple[Segment, ...], tuple[Segment, ...]]],
) -> list[Segment]:
    merged = list(segments)
    for run, second in replacements:
        place = merged.index(run[0])
        better = second and not any(is_doubtful(segment) for segment in second)
        first_text = " ".join(segment.text for segment in run)
        leading = (
            [
                replace(segment, flags=(*segment.flags, Flag.REHEARD), first_hearing=first_text)
                for segment in second
            ]
            if better
            else [replace(segment, flags=(*segment.flags, Flag.REHEARD)) for segment in run]
        )
        merged[place : place + len(run)] = leading
    return merged
