"""The child process of `unpacking`: an archive on standard input, its members in a folder."""

import errno
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from earwitness.archive.bundles.formats import BLOCK, bundle_format
from earwitness.archive.bundles.request import DAMAGED, LIMIT, NO_SPACE, PROTECTED, Request
from earwitness.archive.bundles.staging import Damaged, LimitBroken, Protected, Staging
from earwitness.archive.bundles.tar_members import compressed_members, tar_members
from earwitness.archive.bundles.zip_members import zip_members
from earwitness.records.container import ContainerMember

NO_SPACE_ERRORS = (errno.ENOSPC, errno.EDQUOT)


def main() -> int:
    """Unpack; JSON lines of members on standard output, the last one names the format or limit."""
    request = Request(**json.loads(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    limit_resources(request)
    try:
        with os.fdopen(0, "rb", closefd=False) as source:
            say({"format": unpack(source, request)})
    except Protected:
        return PROTECTED
    except LimitBroken as limit:
        say({"limit": str(limit)})
        return LIMIT
    except MemoryError:
        say({"limit": "memory"})
        return LIMIT
    except OSError as error:
        return NO_SPACE if error.errno in NO_SPACE_ERRORS else DAMAGED
    except Exception:  # whatever a hostile file makes a library raise
        return DAMAGED
    return 0


def unpack(source: BinaryIO, request: Request) -> str:
    """Unpack by format; which it was.

    Raises:
        Protected, LimitBroken, OSError: as the members of each format.
        Exception: the archive is damaged.
    """
    form = bundle_format(source.read(BLOCK))
    source.seek(0)
    staging = Staging(Path(request.folder), request.max_bytes, request.max_members)
    for member in members_of(source, form, staging, request):
        say(asdict(member))
    return form or ""


def members_of(
    source: BinaryIO, form: str | None, staging: Staging, request: Request
) -> Iterator[ContainerMember]:
    """The members, each unpacked or refused."""
    if form == "zip":
        return zip_members(source, staging, ZoneInfo(request.time_zone))
    if form == "7z":
        from earwitness.archive.bundles.seven_zip_members import seven_zip_members

        return seven_zip_members(source, staging)
    if form == "tar":
        return tar_members(source, staging)
    if form is None:
        raise Damaged("it is no archive")
    return compressed_members(source, form, request.name, staging)


def say(message: dict[str, object]) -> None:
    """One JSON line."""
    sys.stdout.write(json.dumps(message) + "\n")


def limit_resources(request: Request) -> None:
    """Bound memory, processor time and the length of a file."""
    seconds = request.max_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    longest = request.max_bytes + 2**20
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write then fails with EFBIG
    status = Path("/proc/self/statm")
    if status.exists():  # macOS has no usable limit on address space
        pages = int(status.read_text().split()[0])
        limit = pages * resource.getpagesize() + request.max_memory_mib * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
