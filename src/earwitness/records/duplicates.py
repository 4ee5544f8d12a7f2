"""Recordings that carry the same sound: fingerprints, pairs, groups."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The strongest points of one sound in time and frequency (its constellation).

    `channel` is "mix" (all channels together), "0" or "1"; `peaks` holds them packed, in base64
    (`archive.constellations`).
    """

    channel: str
    peaks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of a recording's sound to find it again.

    `sound_sha256` is of the decoded samples; `bandwidth_hz` the highest frequency that carries
    sound; `levels` one signed byte a second (dB of full scale), in base64. A real stereo
    recording has three tracks, any other one.
    """

    sha256: str
    duration_ms: int
    sound_sha256: str
    bandwidth_hz: int
    levels: str
    tracks: tuple[Track, ...]


class Relation(StrEnum):
    """How the second recording of a pair relates to the first, as far as the sound tells."""

    SAME_AUDIO = "same_audio"
    REENCODED = "reencoded"
    LEVEL = "level"
    CUT = "cut"
    OVERLAP = "overlap"
    ONE_SIDE = "one_side"
    SHARED_PART = "shared_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSpan:
    """A span of the first recording's time, in ms, whose sound is in the second too."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePair:
    """Two recordings (SHA-256, `first` before `second` in order) with a sound in common.

    What is at t in `first` is at t + `offset_ms` in `second`. `score` is the share of points
    found again (0 to 1) of the one that has fewer; `chance` the share found at wrong offsets.
    `level_db` is how much louder `second` is. `container` names the one that holds all of the
    other (cut) or both sides (one_side), "" otherwise; `channels` which tracks were compared.
    """

    first: str
    second: str
    relation: Relation
    offset_ms: int
    overlap_ms: int
    score: float
    chance: float
    level_db: float
    channels: tuple[str, str] = ("mix", "mix")
    container: str = ""
    spans: tuple[SharedSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateGroup:
    """Recordings of one sound. `best` is the best original, `why` the reasons in words.

    `members` are SHA-256, the best first. `id` follows from the members.
    """

    id: str
    best: str
    why: tuple[str, ...]
    members: tuple[str, ...]
    pairs: tuple[DuplicatePair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """All groups of a case, and pairs that share a part only and are not duplicates.

    `compared` recordings had sound enough to compare; `landmarks_kept` is 1 out of how many
    landmarks were looked up (more than 4 in very large archives: short cuts may be missed).
    """

    compared: int
    landmarks_kept: int
    groups: tuple[DuplicateGroup, ...] = ()
    shared_parts: tuple[DuplicatePair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLeg:
    """Two recordings (SHA-256) that may hold one side each of one call, by their calls' data.

    `calls` and `lines` (E.164, those both know) are what it rests on. `starts_apart_ms` is how
    much later the second is declared to begin, `overlap_ms` how long the declared times overlap.
    `spoken_at_once` is the share of the speech in which both speak (0 to 1), at the shift of
    clocks where it is smallest; None if speech was not looked for, or one is silent.
    """

    first: str
    second: str
    calls: tuple[str, str]
    lines: tuple[str, ...]
    starts_apart_ms: int
    overlap_ms: int
    spoken_at_once: float | None = None
