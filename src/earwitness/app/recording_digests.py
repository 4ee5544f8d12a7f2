"""Hashes of originals that others may know a recording by: MD5 and SHA-1.

The ledger holds SHA-256 alone. The others are made once, from the bytes of the original, and kept
in `derived/` in a file whose name begins with the recording's hash, so that forgetting takes it.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from earwitness.archive.originals import original_path
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.whole_files import written_whole

ALGORITHMS = {"md5": "MD5", "sha1": "SHA-1"}
"""As `hashlib` and as people call them."""

_KEPT = re.compile(r"md5 ([0-9a-f]{32})\nsha1 ([0-9a-f]{40})\n")
_AT_ONCE = 1 << 20


def other_digests(
    folder: CaseFolder, hashes: Sequence[str]
) -> Iterator[tuple[str, dict[str, str] | None]]:
    """For each recording its hashes by algorithm, in lower-case hex; None if its original cannot
    be read. Where nothing can be kept they are made anew each time."""
    for sha256 in hashes:
        path = folder.derived / "digests" / sha256[:2] / f"{sha256}.txt"
        kept = _read(path)
        if kept is None:
            kept = _made(original_path(folder.originals, sha256))
            if kept is not None:
                _keep(path, kept)
        yield sha256, kept


def _read(path: Path) -> dict[str, str] | None:
    try:
        found = _KEPT.fullmatch(path.read_text("ascii"))
    except (OSError, ValueError):
        return None
    return dict(zip(ALGORITHMS, found.groups(), strict=True)) if found else None


def _made(original: Path) -> dict[str, str] | None:
    running = {name: hashlib.new(name, usedforsecurity=False) for name in ALGORITHMS}
    try:
        with original.open("rb") as file:
            while chunk := file.read(_AT_ONCE):
                for one in running.values():
                    one.update(chunk)
    except OSError:
        return None
    return {name: one.hexdigest() for name, one in running.items()}


def _keep(path: Path, digests: dict[str, str]) -> None:
    with suppress(OSError), written_whole(path) as unfinished:
        unfinished.write_text("".join(f"{name} {one}\n" for name, one in digests.items()))
