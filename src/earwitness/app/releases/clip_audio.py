"""The sound of one clip of a release, from the working copy to the bytes that go out."""

import wave
from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.app.line_signals import signals_of
from earwitness.app.releases.kept_disguises import kept_disguise
from earwitness.calls.sound_file import SoundFile
from earwitness.publication.audio.covering import (
    covered,
    dialled_covers,
    silenced,
    widened,
)
from earwitness.publication.audio.cutting import faded, mixed
from earwitness.publication.audio.disguise import RATE as DISGUISED_RATE
from earwitness.publication.audio.disguise import disguised, drawn_manner
from earwitness.publication.audio.encoding import DELAYS_MS, MEDIA_TYPES, AudioFormat, encoded
from earwitness.publication.ports import Samples
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.published import PublishedAudio
from earwitness.records.release import AudioChoice, ClipChoice, Cover
from earwitness.records.signals import Signals
from earwitness.runtime.runner import Workplace

LONGEST_MS = 30 * 60_000
"""Of a clip: 115 MB of samples at 16 kHz, a few times that while they are worked on. Estimate:
published clips last seconds, the longest published call about 35 minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipSound:
    """The sound that goes out: its file, and its samples, shape (time,), at `rate` Hz.

    `covers` are the spans that were really covered, in ms of the recording: wider than asked.
    """

    audio: PublishedAudio
    samples: Samples
    rate: int
    covers: tuple[Cover, ...]


def clip_audio(
    place: Workplace,
    clip: ClipChoice,
    covers: Sequence[Cover],
    audio_format: AudioFormat = AudioFormat.MP3,
) -> ClipSound:
    """Cut, cover, disguise if chosen, and encode the sound of a clip.

    `covers` are all that people and renaming ask for, in ms of the recording; dialled keys are
    covered besides, always.

    Raises:
        CaseUnusable: the working copy is missing or damaged.
        WrongUsage: the clip is empty, too long, of a channel that is not there, or goes out
            without sound.
    """
    if clip.audio is AudioChoice.NONE:
        raise WrongUsage("This clip goes out without sound.", remedy="Choose `--audio plain`.")
    channels, rate = _channels(place, clip)
    start_ms = clip.start_ms
    over = _laid(clip, covers, channels, rate)
    own = [silenced(one, rate, start_ms, over) for one in channels]
    if clip.audio is AudioChoice.DISGUISED:  # before it is covered: a bleep stays a bleep
        whole = kept_disguise(place.folder, clip, over, lambda: _disguised(own, rate))
        own, out_rate = [whole], DISGUISED_RATE
    else:
        out_rate = rate
    out = faded(covered(mixed(own), out_rate, start_ms, over), out_rate)
    audio = PublishedAudio(
        data=encoded(out, out_rate, audio_format),
        extension=audio_format.value,
        media_type=MEDIA_TYPES[audio_format],
        duration_ms=len(out) * 1000 // out_rate,
        changes=_changes(clip.audio, over),
        delay_ms=DELAYS_MS.get(audio_format.value, 0),
    )
    return ClipSound(audio=audio, samples=out, rate=out_rate, covers=over)


def laid_covers(place: Workplace, clip: ClipChoice, covers: Sequence[Cover]) -> tuple[Cover, ...]:
    """The covers as `clip_audio` lays them over the sound of a clip, in ms of the recording.

    Raises:
        CaseUnusable, WrongUsage: as `clip_audio`.
    """
    return _laid(clip, covers, *_channels(place, clip))


def _laid(
    clip: ClipChoice, covers: Sequence[Cover], channels: Sequence[Samples], rate: int
) -> tuple[Cover, ...]:
    dialled = dialled_covers(signals_of([clip.sha256]).get(clip.sha256, Signals()))
    return widened([*covers, *dialled], mixed(channels), rate, clip.start_ms)


def _disguised(channels: Sequence[Samples], rate: int) -> Samples:
    """Each channel in a manner of its own, mixed."""
    return mixed([disguised(one, rate, drawn_manner()) for one in channels])


def _changes(audio: AudioChoice, covers: Sequence[Cover]) -> tuple[str, ...]:
    hidden = ("words or dialled keys covered",) if covers else ()
    changed = ("voices disguised",) if audio is AudioChoice.DISGUISED else ()
    return hidden + changed


def _channels(place: Workplace, clip: ClipChoice) -> tuple[list[Samples], int]:
    """The chosen channels of the clip's span, and their rate in Hz."""
    if not 0 < clip.end_ms - clip.start_ms <= LONGEST_MS:
        raise WrongUsage(
            f"A clip with sound lasts between 1 ms and {LONGEST_MS // 60_000} minutes.",
            remedy="Choose a shorter span, or release the text alone with `--audio none`.",
        )
    try:
        sound = SoundFile.open(place.folder.audio(clip.sha256))
        wanted = clip.channels or tuple(range(sound.channels))
        if not set(wanted) <= set(range(sound.channels)):
            raise WrongUsage(
                f"The recording has {sound.channels} channels, counted from 0.",
                remedy="Choose one of them, or none: then all are heard.",
            )
        first = clip.start_ms * sound.sample_rate // 1000
        past = clip.end_ms * sound.sample_rate // 1000
        own = [sound.read(channel, first, past) for channel in wanted]
    except (OSError, EOFError, wave.Error) as error:
        raise CaseUnusable(
            "A working copy in `derived/` is missing or damaged.",
            remedy="Remove `derived/` and run `earwitness process` again: it is made anew.",
        ) from error
    if not len(own[0]):
        raise WrongUsage(
            "The clip lies behind the end of its recording.",
            remedy="`earwitness show CALL` shows the times of all turns.",
        )
    return own, sound.sample_rate
