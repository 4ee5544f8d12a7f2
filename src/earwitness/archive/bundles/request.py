"""What the parent asks of the child that unpacks, and what the child's exit code answers."""

from dataclasses import dataclass

PROTECTED, DAMAGED, LIMIT, NO_SPACE = 3, 4, 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to unpack where, and the limits: bytes and files, seconds, MiB of memory."""

    folder: str
    name: str
    time_zone: str
    max_bytes: int
    max_members: int
    max_seconds: int
    max_memory_mib: int
