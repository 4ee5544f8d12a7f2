"""Which paths a package may hold: those that every system takes, and that lead nowhere else.

Device names and forbidden endings: Microsoft, "Naming Files, Paths, and Namespaces".
"""

import re
from collections.abc import Iterable

from earwitness.records.errors import InputUnusable

LONGEST_PART = 100
"""Letters of one part of a path. Estimate: far below the 255 bytes of common file systems."""
DEEPEST = 6
"""Parts of one path. Estimate: a package is flat."""

_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?", re.ASCII)
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)
}


def check_path(path: str) -> None:
    """Let a relative path of plain ASCII names pass.

    Raises:
        InputUnusable: anything else: "..", "/" in front, a device name, a hidden file.
    """
    parts = path.split("/")
    if len(parts) > DEEPEST or not all(_is_plain(part) for part in parts):
        raise InputUnusable(
            f"A publisher asks for a file called {path[:200]!r}, which a package cannot hold.",
            remedy="Ask its maker for names of Latin letters, digits, '.', '_' and '-'.",
        )


def check_paths(paths: Iterable[str]) -> None:
    """Each path for itself, and all together: none twice, none both a file and a folder.

    Raises:
        InputUnusable: they cannot lie side by side on every system.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        check_path(path)
        folded = path.lower()
        if folded in files:
            raise _clash(path)
        files.add(folded)
        parts = folded.split("/")
        folders.update("/".join(parts[:count]) for count in range(1, len(parts)))
    for both in sorted(files & folders):
        raise _clash(both)


def _is_plain(part: str) -> bool:
    stem = part.partition(".")[0].lower()
    return len(part) <= LONGEST_PART and bool(_PART.fullmatch(part)) and stem not in _DEVICES


def _clash(path: str) -> InputUnusable:
    return InputUnusable(
        f"Two files of the package want the name {path!r}.",
        remedy="Build with one publisher less, or ask the maker of the plugin.",
    )
