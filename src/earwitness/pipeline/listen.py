"""Listen: a sound of a package becomes words and dialled keys, as the case hears its recordings.

Nothing is stored as a result of the case here; `app/listening.py` keeps what was heard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.calls.channels_apart import ChannelsApart, Louder, outside
from earwitness.calls.engines.resampling import resampled
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions, SoundSource
from earwitness.calls.signals.dialled_keys import dialled_keys
from earwitness.calls.sound_file import SoundFile
from earwitness.pipeline.groups import GroupTask
from earwitness.pipeline.hear import recogniser_of
from earwitness.records.gate import HeardWord
from earwitness.records.hearing import Segment, SpeechSpan
from earwitness.runtime.records_json import from_json, to_json

VERSION = "2"
"""Of what is listened to. Another version listens again."""

LEAST_MS = 500
"""Less of a span, left beside another, is its margin (250 ms on each side). Estimate."""

AROUND_MS = 6_000
"""Heard again on both sides of speech that only shows when it is raised: as long as it takes to
dictate a number. Estimate."""

SHORT_MS = 3_000
"""A sound no longer than this is heard whole where no speech is found: a word is shorter than
speech detection asks for. Estimate."""

SPOKEN = ("ru", "uk", "en")
"""Languages that are heard although the case does not declare them, if they are detected: a voice
over a clip, a caller of another tongue."""

SURE = 0.5
"""Probability from which a detected language is heard. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundToHear:
    """Of one WAV file: where speech was found (`plain`), and where more was found once quiet parts
    were raised (`raised`); keys that were dialled. What goes on to hearing."""

    path: str
    shares: tuple[float, ...]
    plain: tuple[SpeechSpan, ...]
    raised: tuple[SpeechSpan, ...]
    keys: tuple[HeardWord, ...]


def find_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: speech and keys of every item, by subject; `engine` is the detector."""
    return {
        subject: to_json(find_speech(path, _detector(task.engine))) for subject, path in task.items
    }


def find_speech(path: str, detector: SileroDetector) -> SoundToHear:
    """Speech and dialled keys of every channel of a WAV file."""
    apart = ChannelsApart.of(SoundFile.open(Path(path)))
    louder = Louder.of(apart)
    (plain,) = detector.detect([apart])
    raised: tuple[SpeechSpan, ...] = ()
    if louder.raised:
        (found,) = detector.detect([louder])
        raised = tuple(_beside(found, plain))
    keys = _keys((apart, louder) if louder.raised else (apart,))
    is_short = 1000 * apart.length <= SHORT_MS * apart.sample_rate
    if is_short and not (plain or raised or keys):
        raised = tuple(_whole(louder))
    return SoundToHear(path=path, shares=apart.shares, plain=plain, raised=raised, keys=keys)


def _beside(found: Sequence[SpeechSpan], plain: Sequence[SpeechSpan]) -> Iterator[SpeechSpan]:
    """What of the found spans lies in none of the plain ones, with what is around it: a number of
    which some words were loud enough is heard as one."""
    for channel in sorted({span.channel for span in found}):
        own, covered = (
            [(span.start_ms, span.end_ms) for span in spans if span.channel == channel]
            for spans in (found, plain)
        )
        for span in own:
            end = 0
            for first, last in outside([span], covered, LEAST_MS):
                start = max(span[0], first - AROUND_MS, end)
                end = min(span[1], last + AROUND_MS)
                if start < end:
                    yield SpeechSpan(channel=channel, start_ms=start, end_ms=end)


def _whole(sound: Louder) -> Iterator[SpeechSpan]:
    length_ms = 1000 * sound.length // sound.sample_rate
    for channel in range(sound.channels):
        if length_ms and sound.sounding(channel):
            yield SpeechSpan(channel=channel, start_ms=0, end_ms=length_ms)


def _keys(sources: Sequence[SoundSource]) -> tuple[HeardWord, ...]:
    """Dialled numbers of each channel, and of all channels by time, where they lie on several."""
    found: dict[tuple[str, int], HeardWord] = {}
    for source in sources:
        signals = [
            signal for channel in range(source.channels) for signal in dialled_keys(source, channel)
        ]
        for signal in signals:
            found[signal.keys, signal.start_ms] = HeardWord(
                text=signal.keys, start_ms=signal.start_ms, end_ms=signal.end_ms
            )
        if len({signal.channel for signal in signals}) > 1:
            bursts = sorted(
                (b for signal in signals for b in signal.bursts), key=lambda b: b.start_ms
            )
            keys = "".join(burst.key for burst in bursts)
            found[keys, -1] = HeardWord(
                text=keys, start_ms=bursts[0].start_ms, end_ms=bursts[-1].end_ms
            )
    return tuple(sorted(found.values(), key=lambda keys: (keys.start_ms, keys.text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpansToHear:
    """Some spans of one channel of a WAV file; `raised`: its quiet parts are raised first."""

    path: str
    shares: tuple[float, ...]
    raised: bool
    spans: tuple[SpeechSpan, ...]


def parts_to_hear(sound: SoundToHear, most_seconds: float) -> Iterator[SpansToHear]:
    """The spans in parts of so many seconds, for several workers; channels are not mixed."""
    for raised, spans in ((False, sound.plain), (True, sound.raised)):
        part: list[SpeechSpan] = []
        for span in (*spans, None):
            new_channel = span is None or (part and part[-1].channel != span.channel)
            if part and (new_channel or seconds(part) > most_seconds):
                yield SpansToHear(
                    path=sound.path, shares=sound.shares, raised=raised, spans=tuple(part)
                )
                part = []
            if span is not None:
                part.append(span)


def seconds(spans: Sequence[SpeechSpan]) -> float:
    """Of speech."""
    return sum(span.end_ms - span.start_ms for span in spans) / 1000


def hear_spans_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: the words of every item, by subject."""
    recogniser = recogniser_of(*task.engine)
    parts = {subject: from_json(part, SpansToHear) for subject, part in task.items}
    sounds = {
        subject: resampled(_source(part), recogniser.sample_rate) for subject, part in parts.items()
    }
    spans = {subject: part.spans for subject, part in parts.items()}
    options: HearingOptions = task.options
    heard = hear(sounds, spans, recogniser=recogniser, options=options)
    words = {subject: list(_words(segments)) for subject, segments in heard.items()}
    for language in SPOKEN:
        own = {
            subject: found
            for subject, segments in heard.items()
            if (found := _spoken_in(language, segments, options))
        }
        if own:
            in_it = replace(options, languages=(language,))
            chosen = {subject: sounds[subject] for subject in own}
            again = hear(chosen, own, recogniser=recogniser, options=in_it)
            for subject, segments in again.items():
                words[subject].extend(_words(segments))
    return {subject: to_json(tuple(own)) for subject, own in words.items()}


def _source(part: SpansToHear) -> SoundSource:
    apart = ChannelsApart(SoundFile.open(Path(part.path)), part.shares)
    return Louder.of(apart) if part.raised else apart


def _spoken_in(
    language: str, segments: Sequence[Segment], options: HearingOptions
) -> tuple[SpeechSpan, ...]:
    """Where this language was detected, but not heard in."""
    return tuple(
        SpeechSpan(channel=own.channel, start_ms=own.start_ms, end_ms=own.end_ms)
        for own in segments
        if own.detected_language == language != own.heard_language
        and options.languages
        and own.language_probability >= SURE
        and own.end_ms > own.start_ms
    )


def _words(segments: Sequence[Segment]) -> Iterator[HeardWord]:
    """What was heard, and after it what was heard first where a span was heard twice."""
    for one in segments:
        for word in one.words:
            yield HeardWord(text=word.text, start_ms=word.start_ms, end_ms=word.end_ms)
        if not one.words:
            yield from in_words(one.text, one.start_ms, one.end_ms)
    told = {
        (one.first_hearing, one.start_ms // 30_000): one for one in segments if one.first_hearing
    }
    for one in told.values():
        yield from in_words(one.first_hearing, one.start_ms, one.end_ms)


def in_words(text: str, start_ms: int, end_ms: int) -> Iterator[HeardWord]:
    """The words of a text, all with its times."""
    for word in text.split():
        yield HeardWord(text=word, start_ms=start_ms, end_ms=end_ms)


@cache
def _detector(model_file: str) -> SileroDetector:
    return SileroDetector(Path(model_file), "")
