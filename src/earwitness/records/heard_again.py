"""What decoding every sound of a file gives, before it is listened to again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedStream:
    """One sound of a file as a 16-bit WAV file with all of its channels. `index` is the stream's
    number in the file, `sample_rate` in Hz."""

    index: int
    path: str
    channels: int
    sample_rate: int
    duration_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedText:
    """A text that a film carries along (subtitles); times in ms, 0 where it has none."""

    start_ms: int
    end_ms: int
    untrusted_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryStream:
    """Every sound of a file, and every text with times in it. A silent film has no sounds."""

    sounds: tuple[DecodedStream, ...] = ()
    texts: tuple[TimedText, ...] = ()
