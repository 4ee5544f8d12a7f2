"""Files with one JSON object a line, read one by one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; a message of 64 KiB with a preview picture stays far below."""


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line that is not blank. `value` is None where it is no object; `is_last` if it ends the
    file without a line break, so that a broken one is cut off."""

    number: int
    value: dict[str, Any] | None
    is_last: bool = False


def json_lines(untrusted_path: Path) -> Iterator[JsonLine]:
    """The lines of a file, counted from 1; overlong ones are skipped as broken.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with untrusted_path.open("rb") as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            is_whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
            if not is_whole:
                while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
            if line.strip(b"\xef\xbb\xbf \t\r\n\x00"):
                value = json_object(line) if is_whole else None
                yield JsonLine(number, value, not line.endswith(b"\n"))


def json_object(untrusted_line: bytes) -> dict[str, Any] | None:
    """The object that a line holds, None if it is none."""
    try:
        value = json.loads(untrusted_line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def inside(value: object, *keys: str) -> Any:
    """What lies below these keys in nested objects, None if there is nothing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text_inside(value: object, *keys: str) -> str:
    """The text or whole number below these keys, else ""."""
    found = inside(value, *keys)
    is_number = isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**20
    return found if isinstance(found, str) else str(found) if is_number else ""
