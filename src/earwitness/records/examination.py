"""What a technical examination of a recording shows: facts, and hints that prove nothing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing seen in a file or in its sound.

    `value` is finite. `where` names a part of the file ("container tag title"), a channel
    ("channel 0") or nothing; `start_ms` and `end_ms` are set where it concerns a span of sound.

    A `hint` is a reason to listen, never proof. `false_alarm_rate` is the share (0 to 1) of
    untouched test recordings that showed the same hint, None where that was not measured;
    `expected_false_alarms` how many an untouched recording of this length would show;
    `measured_on` says on what, and `other_causes` what else explains the hint.
    """

    kind: str
    detail: str
    value: float | str = ""
    unit: str = ""
    where: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    hint: bool = False
    false_alarm_rate: float | None = None
    expected_false_alarms: float | None = None
    measured_on: str = ""
    other_causes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A label that a file carries. `where` is "container" or "stream 0"; the value may be cut."""

    where: str
    untrusted_name: str
    untrusted_value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFacts:
    """One stream of a container: `kind` is audio, video, subtitle, data or attachment."""

    index: int
    kind: str
    codec: str
    bit_rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a file says of itself, as the decoder reads it.

    `sound_end` is the byte behind the last packet of sound (None: not known), `bit_rate` in
    bits/s, `declared_ms` the duration in the container's header. `tags_left_out` counts tags
    beyond the limit. `native_rate` is the rate in Hz of the native copy, 0 if none was made.
    """

    container: str
    byte_size: int
    streams: tuple[StreamFacts, ...] = ()
    tags: tuple[Tag, ...] = ()
    tags_left_out: int = 0
    chapters: int = 0
    bit_rate: int | None = None
    declared_ms: int | None = None
    sound_end: int | None = None
    native_rate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """All that one recording showed. `file` is None where the file could not be probed."""

    file: FileFacts | None
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A moment (aware) that something states: `source` is "file name", "call list", "tag date"."""

    source: str
    at: datetime


def worth_in_words(hint: Observation) -> str:
    """How often untouched recordings show the same hint, and what else explains it."""
    causes = f"Also explained by {hint.other_causes}."
    if hint.false_alarm_rate is None:
        return f"False alarms: {hint.measured_on}. {causes}"
    return (
        f"False alarms: at most {100 * hint.false_alarm_rate:.1f} % of recordings "
        f"({hint.measured_on}); {hint.expected_false_alarms:.2g} expected in one of this length. "
        f"{causes}"
    )
