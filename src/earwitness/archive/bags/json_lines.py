"""JSON lines in a bag: canonical when written, checked against their hash when read."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from earwitness.archive.bags.layout import MAX_LINE_BYTES
from earwitness.archive.bags.walking import refused
from earwitness.archive.foreign_files import open_foreign, shown
from earwitness.runtime.canonical import canonical_json

READ_BYTES = 2**20


def json_lines(values: Iterable[Any]) -> Iterator[bytes]:
    """One line of canonical JSON (RFC 8785) for each value."""
    return (canonical_json(value) + b"\n" for value in values)


def read_json_lines(untrusted_folder: Path, name: str, sha256: str) -> Iterator[dict[str, Any]]:
    """The objects of a file of a validated bag, streamed. The hash is compared at the end: the
    file may have been changed since, so nothing may be kept before the last one came.

    Raises:
        InputUnusable: a line is no JSON object or too long, or the file is not the validated one.
    """
    digest = hashlib.sha256()
    for line in _lines(untrusted_folder, name, digest):
        try:
            value = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise refused(untrusted_folder, f"a line of {name} is no JSON") from error
        if not isinstance(value, dict):
            raise refused(untrusted_folder, f"a line of {name} is no JSON object")
        yield value
    if digest.hexdigest() != sha256:
        raise refused(untrusted_folder, f"{shown(Path(name))} is being changed")


def _lines(untrusted_folder: Path, name: str, digest: "hashlib._Hash") -> Iterator[bytes]:
    rest = b""
    with open_foreign(untrusted_folder / name) as handle:
        while piece := handle.read(READ_BYTES):
            digest.update(piece)
            *whole, rest = (rest + piece).split(b"\n")
            if len(rest) > MAX_LINE_BYTES:
                raise refused(untrusted_folder, f"a line of {name} is too long")
            yield from whole
    if rest:
        raise refused(untrusted_folder, f"the last line of {name} is cut off")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
