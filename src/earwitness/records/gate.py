"""What the gate looks for, what it finds, and what it could not open."""

from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """What must not leave a case."""

    NUMBER = "number"
    DEVICE = "device"
    NAME = "name"
    PROTECTED = "protected"
    USER_NAME = "user_name"
    PROFILE_ID = "profile_id"
    FILE_NAME = "file_name"
    RECORDING = "recording"
    CALL_TIME = "call_time"
    MACHINE = "machine"
    NOTE = "note"
    VOICE = "voice"


class Severity(StrEnum):
    """How sure a finding is. All of them keep a package from being clean."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One thing that must not leave.

    `value`, by kind: NUMBER a line in E.164; DEVICE an IMEI or IMSI; NAME a surname or full name
    in dictionary form; PROTECTED a term of the case's protect list (name, place, unit, address);
    USER_NAME, PROFILE_ID, FILE_NAME as written; RECORDING a SHA-256 in hex; CALL_TIME an aware
    moment in ISO 8601; MACHINE a path, an account or a host name; NOTE a text that a person wrote.
    `told` says in a finding what it is, without saying it ("a line ending in 17").
    """

    kind: IdentifierKind
    value: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An identifier in a stretch of bytes or text: `start` and `end` count them there.

    `encoding` says in words how it was written ("spaced", "base64", "md5 in hex").
    """

    identifier: Identifier
    start: int
    end: int
    encoding: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """A word that was heard in a sound of the package; times in ms of it."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSound:
    """What is heard in one file: words of all its sounds, and keys that were dialled (DTMF).

    `words` are those of one sound and channel after the other, by time in each, then those of its
    subtitles. `keys` are runs of dialled keys: characters 0-9, A-D, *, # as `text`.
    """

    words: tuple[HeardWord, ...] = ()
    keys: tuple[HeardWord, ...] = ()
    duration_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One leak. `path` is the file of the package, `where` the place in it: members of containers,
    a byte, a second of sound. `id` is the same as long as file, place and identifier are."""

    id: str
    path: str
    where: str
    identifier_kind: IdentifierKind
    what: str
    encoding: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Unopened:
    """What could not be looked into, and why. It keeps a package from being clean."""

    path: str
    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReport:
    """What the gate saw of a package.

    `not_looked_at` says in words what it does not do at all ("text in pictures is not read").
    """

    findings: tuple[Finding, ...]
    unopened: tuple[Unopened, ...]
    file_count: int
    byte_count: int
    heard_ms: int
    not_looked_at: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Nothing found, and everything opened."""
        return not self.findings and not self.unopened


class ProtectedKind(StrEnum):
    """What a protected term names."""

    NAME = "name"
    PLACE = "place"
    UNIT = "unit"
    ADDRESS = "address"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedTerm:
    """A term of the case's protect list: what people say must never go out, in dictionary form."""

    term: str
    kind: ProtectedKind = ProtectedKind.OTHER
