"""Archives of files as received, and what was in them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerMember:
    """One file in an archive: its name as the archive gives it (printable), and its bytes.

    `refused` says why it was not unpacked (a link, a name that leads out, damage); then `sha256`
    is empty and `byte_size` 0.
    """

    name: str
    byte_size: int = 0
    sha256: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRecord:
    """One archive as received, from one path. It is opened, not kept.

    `source_path` is as of an `IntakeRecord`; an archive in an archive has `outer.zip!/inner.zip`.
    `modified_at` is aware; `format` is `zip`, `tar`, `7z`, `gz`, `bz2` or `xz`.
    """

    sha256: str
    byte_size: int
    source_path: str
    source_name: str
    modified_at: datetime
    delivery: str
    format: str
    members: tuple[ContainerMember, ...]
