"""Settings of a case: `case.toml`, read strictly, frozen."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import cattrs
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from phonenumbers import SUPPORTED_REGIONS

from earwitness.records.errors import CaseUnusable

Side = Literal["caller", "called"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSection:
    """What holds for the whole case.

    `time_zone` (IANA) and `region` (ISO 3166, two letters) are declared at `init`, because a
    wrong default would silently shift times and numbers. `languages` holds BCP-47 tags of what
    is expected to be spoken; an empty list lets the recogniser decide span by span. `database` is
    the address of a PostgreSQL database ("postgresql://…") that is the store, instead of a file.
    """

    time_zone: str
    region: str
    languages: tuple[str, ...] = ("ru",)
    database: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFormat:
    """How to read a headerless file: FFmpeg's demuxer name and the rate in Hz."""

    format: str
    sample_rate: int


RAW_TELEPHONY = {
    ".al": RawFormat(format="alaw", sample_rate=8000),
    ".alaw": RawFormat(format="alaw", sample_rate=8000),
    ".ul": RawFormat(format="mulaw", sample_rate=8000),
    ".ulaw": RawFormat(format="mulaw", sample_rate=8000),
    ".pcmu": RawFormat(format="mulaw", sample_rate=8000),
    ".pcma": RawFormat(format="alaw", sample_rate=8000),
    ".s16": RawFormat(format="s16le", sample_rate=16000),
    ".raw": RawFormat(format="s16le", sample_rate=8000),
    ".sln": RawFormat(format="s16le", sample_rate=8000),
    ".gsm": RawFormat(format="gsm", sample_rate=8000),
    ".g722": RawFormat(format="g722", sample_rate=16000),
    ".g729": RawFormat(format="g729", sample_rate=8000),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSection:
    """How sound is read.

    `channel_sides` names who is on which channel of a stereo call; empty means not declared.
    `raw` adds to or overrides the assumed formats of headerless files, by suffix.
    The limits hold for one file: decoded minutes, seconds of work, MiB of memory.
    """

    channel_sides: tuple[Side, ...] = ()
    raw: dict[str, RawFormat] = field(default_factory=dict)
    max_minutes: int = 720
    max_decode_seconds: int = 600
    max_decode_mib: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSection:
    """Extra file-name patterns (regular expressions with named groups) and call-list headers.

    Groups of a pattern: `date`, `time`, `utc`, `caller`, `called`, `number`. Columns map one of
    our names (`archive.call_list_words.FIELDS`) to the header that a list uses.

    `workers` copy and hash at once; 0 means one a usable core, at most four. With `--watch` a
    file is taken when it has not changed for `quiet_seconds`; the folders are looked through
    every `look_seconds`.
    """

    file_name_patterns: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    workers: int = 0
    quiet_seconds: float = 30.0
    look_seconds: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivesSection:
    """What one archive (zip, tar, 7z …), with all archives in it, may need when it is opened.

    MiB it unpacks to, times its own size (256 MiB are always allowed), files in it, archives in
    archives, seconds of processor time, MiB of memory.
    """

    max_unpacked_mib: int = 102_400
    max_ratio: int = 100
    max_members: int = 100_000
    max_nesting: int = 3
    max_seconds: int = 3600
    max_memory_mib: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilesSection:
    """Column mapping for tables of profiles: our field name to their header."""

    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSection:
    """Which recogniser hears, how, on what, and with how many single-threaded workers.

    `recogniser` empty: the catalogue knows the one for `model`. `second_model` hears the same
    speech again, for comparison. `device` is `cpu`, `cuda` or `auto`. `workers` 0 means one a core;
    `minutes_per_save` bounds what a kill can cost. A task over some minutes of sound may take
    `max_seconds_per_minute` for each, by the clock; `max_worker_mib` 0 means a worker's share of
    the machine's memory.
    """

    recogniser: str = ""
    model: str = "whisper-base"
    second_recogniser: str = ""
    second_model: str = ""
    device: str = "cpu"
    beam_size: int = 5
    translate: bool = True
    restore_casing: bool = True
    workers: int = 0
    minutes_per_save: int = 6
    max_seconds_per_minute: float = 300.0
    max_worker_mib: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSection:
    """What translates to English.

    `engine` "speech" is the recogniser's own speech translation; any other one translates the
    heard text. `models` names its models by the language that they read ("ru", "uk", or "any"):
    ids of the catalogue, or folders, relative to the case.
    """

    engine: str = "speech"
    models: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesSection:
    """Which speaker encoder tells voices apart, and its model: an id of the catalogue, or a folder
    (relative to the case)."""

    encoder: str = "resemblyzer"
    model: str = "resemblyzer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsSection:
    """What reads claims and themes beside the rules.

    `themes` is "rules", or "rules+meaning": then `sentence_encoder` with `sentence_model` (an id of
    the catalogue, or a folder relative to the case) suggests themes, and finds the case's own.
    `second_extractor` is an installed extractor whose claims stand beside those of the rules;
    `second_options` is what it is made with, by name.
    """

    themes: str = "rules+meaning"
    sentence_encoder: str = "universal-sentence"
    sentence_model: str = "universal-sentence"
    second_extractor: str = ""
    second_options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSection:
    """How a team reaches the desk.

    `host` is its name in the browser's address. `listen` is the address of this machine at which
    the HTTPS proxy finds the desk, `proxy` the one that the proxy comes from; of others no word
    about a request is believed. Sessions end after `session_hours`, or `idle_minutes` without a
    click. `accounts_database` is the address of a PostgreSQL database ("postgresql://…") instead of
    a file in the case. `openid_issuer` and `openid_client` name an OpenID Connect provider, and
    `openid_second_factor` says that its word for a second factor counts (RFC 8176, "mfa"). A desk
    is not ready with less than `least_free_megabytes` free on the disk of the case.
    """

    host: str = ""
    listen: str = "127.0.0.1"
    proxy: str = "127.0.0.1"
    session_hours: int = 12
    idle_minutes: int = 60
    accounts_database: str = ""
    openid_issuer: str = ""
    openid_client: str = ""
    openid_second_factor: bool = False
    least_free_megabytes: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSection:
    """How `process --executor` works with the machines of a cluster.

    `shared` is the address (as fsspec writes it) of a place that workers read files from and leave
    them at; empty: they see the case's folder under the same path. `unencrypted` is the user's word
    that calls may travel to a scheduler in the clear. When the
    scheduler or all workers are lost, a run waits `wait_seconds` for them.
    """

    shared: str = ""
    unencrypted: bool = False
    wait_seconds: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one case."""

    case: CaseSection
    audio: AudioSection = field(default_factory=AudioSection)
    intake: IntakeSection = field(default_factory=IntakeSection)
    archives: ArchivesSection = field(default_factory=ArchivesSection)
    profiles: ProfilesSection = field(default_factory=ProfilesSection)
    hearing: HearingSection = field(default_factory=HearingSection)
    translation: TranslationSection = field(default_factory=TranslationSection)
    voices: VoicesSection = field(default_factory=VoicesSection)
    claims: ClaimsSection = field(default_factory=ClaimsSection)
    desk: DeskSection = field(default_factory=DeskSection)
    cluster: ClusterSection = field(default_factory=ClusterSection)


def read_settings(path: Path, text: str | None = None) -> Settings:
    """Read `case.toml`; or, with a `text`, what it would say if this stood in it.

    Raises:
        CaseUnusable: the file is missing, is not TOML, or has an unknown or wrong setting.
    """
    converter = cattrs.Converter(forbid_extra_keys=True)
    try:
        text = path.read_text(encoding="utf-8") if text is None else text
        settings = converter.structure(tomllib.loads(text), Settings)
        ZoneInfo(settings.case.time_zone)
        if settings.case.region not in SUPPORTED_REGIONS:
            raise ValueError(f"there is no region {settings.case.region!r}")
    except FileNotFoundError as error:
        raise CaseUnusable(
            f"{path.parent} is not a case: it has no case.toml.",
            remedy="Make one with `earwitness init`, or name the case with -C.",
        ) from error
    except (
        BaseValidationError,
        ForbiddenExtraKeysError,
        tomllib.TOMLDecodeError,
        ValueError,
        KeyError,
        OSError,
    ) as error:
        reason = (
            "; ".join(cattrs.transform_error(error))
            if isinstance(error, BaseValidationError)
            else str(error)
        )
        raise CaseUnusable(
            f"{path} cannot be read: {reason}.",
            remedy="Correct that line; `docs/settings.md` lists every setting.",
        ) from error
    return settings


TEMPLATE = """\
# Settings of this case. `docs/settings.md` lists all of them.

[case]
time_zone = "{time_zone}"   # of call lists and file names that declare none
region = "{region}"            # country of numbers written without one
languages = ["ru"]       # what is spoken; [] lets the recogniser decide
{database}
[audio]
# Who is on which channel of a stereo recording, if the deliverer said so:
{channels}
"""


def settings_text(
    *, time_zone: str, region: str, channel_sides: Sequence[Side] = (), database: str = ""
) -> str:
    """A new `case.toml`, with what was declared and the rest explained."""
    sides = ", ".join(f'"{side}"' for side in channel_sides or ("caller", "called"))
    channels = f"{'' if channel_sides else '# '}channel_sides = [{sides}]"
    store = (
        f"database = {json.dumps(database)}   # the store; no password here\n" if database else ""
    )
    return TEMPLATE.format(
        time_zone=time_zone, region=region.upper(), channels=channels, database=store
    )
