"""Opening an archive of files, in a child process that a bad one may kill."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from earwitness.archive.bundles.request import DAMAGED, LIMIT, NO_SPACE, PROTECTED, Request
from earwitness.records.container import ContainerMember
from earwitness.records.errors import CaseUnusable, InputUnusable

MIB = 2**20
ALWAYS_ALLOWED_BYTES = 256 * MIB
"""What any archive may unpack to, however small it is. Estimate: a few hours of silence in WAV,
which Deflate makes a thousand times smaller, are no bomb."""


@dataclass(slots=True)
class Budget:
    """What one handed-in archive, with all archives in it, may still unpack to."""

    bytes_left: int
    members_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What became of an archive: its format and its members, whose files lie in the folder."""

    format: str
    members: tuple[ContainerMember, ...]


def budget_for(byte_size: int, *, max_mib: int, max_ratio: int, max_members: int) -> Budget:
    """The budget of an archive of this size, by the limits of the case."""
    by_ratio = max(ALWAYS_ALLOWED_BYTES, byte_size * max_ratio)
    return Budget(bytes_left=min(max_mib * MIB, by_ratio), members_left=max_members)


def unpack(
    handle: BinaryIO,
    folder: Path,
    budget: Budget,
    *,
    name: str,
    file_name: str,
    time_zone: str,
    max_seconds: int,
    max_memory_mib: int,
) -> Unpacked:
    """Unpack an open archive into an empty folder; what is unpacked is taken from the budget.

    `name` is how it is called in messages, `file_name` its own name. Nothing is written outside
    the folder, no link is made or followed. Either all of it is unpacked, less the members that
    say why not, or an error is raised and the folder is of no use.

    Raises:
        InputUnusable: protected, damaged, or beyond a limit.
        CaseUnusable: the disk is full.
    """
    request = Request(
        folder=str(folder),
        name=file_name,
        time_zone=time_zone,
        max_bytes=budget.bytes_left,
        max_members=budget.members_left,
        max_seconds=max_seconds,
        max_memory_mib=max_memory_mib,
    )
    handle.seek(0)
    try:
        child = subprocess.run(
            # -P: a json.py among the foreign files of the current folder must not be imported.
            [
                *(sys.executable, "-P", "-m", "earwitness.archive.bundles.child"),
                json.dumps(asdict(request)),
            ],
            stdin=handle,
            capture_output=True,
            timeout=2 * max_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_much(name, "time") from error
    lines = [json.loads(line) for line in child.stdout.splitlines()]
    raise_if_failed(child.returncode, lines, name)
    *members, last = lines
    unpacked = tuple(ContainerMember(**member) for member in members)
    budget.bytes_left -= sum(member.byte_size for member in unpacked)
    budget.members_left -= len(unpacked)
    return Unpacked(format=last["format"], members=unpacked)


def raise_if_failed(code: int, lines: list[dict[str, str]], name: str) -> None:
    """Say why the child could not unpack all.

    Raises:
        InputUnusable, CaseUnusable: as `unpack`.
    """
    if code == 0:
        return
    if code == PROTECTED:
        raise InputUnusable(
            f"{name} is protected by a password.",
            remedy="Unpack it with the password and take in the folder; keep this file too.",
        )
    if code == LIMIT:
        raise too_much(name, lines[-1]["limit"])
    if code == NO_SPACE:
        raise CaseUnusable(
            f"The disk of the case is full: {name} could not be unpacked.",
            remedy="Free space or move the case to a larger disk, then run intake again.",
        )
    if code != DAMAGED:  # the system ended it: processor time, or memory that nobody could count
        raise too_much(name, "time or memory")
    raise InputUnusable(
        f"{name} is damaged, or no archive at all.",
        remedy="Ask for it again, or unpack what can be saved and take in the folder.",
    )


def too_much(name: str, what: str) -> InputUnusable:
    """The error for an archive that breaks a limit."""
    return InputUnusable(
        f"{name} was not unpacked: it needs more {what} than this case allows.",
        remedy="If you trust it, raise the limit under [archives] in case.toml, then intake again.",
    )
