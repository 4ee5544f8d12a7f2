"""JSON files as they come: one document, several, or JSON lines; UTF-8 or another encoding."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import ijson  # type: ignore[import-untyped]

from earwitness.crossing.sources.delimited import SAMPLE_BYTES, encoding_of
from earwitness.crossing.sources.in_utf8 import InUtf8
from earwitness.crossing.sources.json_stream import LONGEST_VALUE, json_events

_LINES_TO_LOOK_AT = 20


@dataclass(frozen=True, slots=True)
class JsonLayout:
    """How a file is written. `is_lines`: one document a line."""

    encoding: str
    is_lines: bool


Events = Iterator[tuple[str, object]]


def layout_of(untrusted_path: Path) -> JsonLayout | None:
    """The layout, None if the file does not begin like JSON.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with untrusted_path.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
    encoding = encoding_of(sample)
    if encoding is None:
        return None
    text = sample.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return None
    lines = [line for line in text.split("\n") if line.strip()][:_LINES_TO_LOOK_AT]
    is_lines = text[0] == "{" and len(lines) > 1 and any(map(_is_document, lines))
    return JsonLayout(encoding, is_lines)


def document_events(untrusted_path: Path, layout: JsonLayout) -> Events:
    """Events of the whole file, several documents after each other included.

    Raises:
        Brokenness, InputUnusable: see `json_stream.json_events`.
    """

    def opening(path: Path) -> BinaryIO:
        return cast(BinaryIO, InUtf8(path.open("rb"), layout.encoding))

    return json_events(untrusted_path, opening=opening, several=True)


def lines_of(untrusted_path: Path, layout: JsonLayout) -> Iterator[tuple[int, str | None]]:
    """Number (from 1) and text of each line that is not blank; None for one that is too long.

    Raises:
        OSError: the file cannot be read.
    """
    with untrusted_path.open(encoding=layout.encoding, errors="replace", newline="\n") as stream:
        number = 0
        while line := stream.readline(LONGEST_VALUE):
            number += 1
            if not line.endswith("\n") and len(line) >= LONGEST_VALUE:
                while (rest := stream.readline(LONGEST_VALUE)) and not rest.endswith("\n"):
                    pass
                yield number, None
            elif line.strip("\ufeff \t\r\n"):
                yield number, line.strip("\ufeff \t\r\n")


def line_events(line: str) -> Events:
    """Events of one document.

    Raises:
        ValueError, SystemError, RecursionError: it is no JSON (`ijson.JSONError` is a ValueError
            or none; callers catch it, too).
    """
    return cast(Events, ijson.basic_parse(io.BytesIO(line.encode("utf-8", "replace")),
                                          use_float=True))  # fmt: skip


def _is_document(line: str) -> bool:
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
