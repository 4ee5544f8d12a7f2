"""Delimited text (CSV, TSV) of unknown encoding and delimiter, row by row."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from earwitness.crossing.sources.decoded_text import DecodedText, likely_encoding

SAMPLE_BYTES = 128 * 1024
LONGEST_LINE = 1024 * 1024
"""Characters of one line; the widest tables have some thousand short cells. Estimate."""

_DELIMITERS = (",", ";", "\t", "|")


class BrokenRow(Exception):
    """A row that cannot be read: a field beyond the reader's limit of 128 KiB, or an endless
    line."""


class UnreadableText:
    """Somewhere above are bytes of another encoding than the rest; they became U+FFFD."""


class BoundedLines:
    """Lines of a text for `csv.reader`, which would hold one of any length; an overlong one is
    skipped and raises csv.Error, after which the next is read."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[str]:
        """Itself."""
        return self

    def __next__(self) -> str:
        """The next line with its end."""
        line = self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
            return line
        while (rest := self._stream.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
            pass
        raise csv.Error("endless line")


def encoding_of(sample: bytes) -> str | None:
    """The encoding of a text by its mark, as UTF-8, or by likelihood; None if it is no text."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in sample:
        return None
    try:
        # Not final: a sample may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        return "utf-8-sig"
    except UnicodeDecodeError:
        return likely_encoding(sample[:16_384])


def delimiter_of(lines: Sequence[str]) -> str | None:
    """The delimiter that cuts most lines into the same number (two or more) of fields."""
    scores: dict[str, tuple[int, int]] = {}
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _parsed(lines, delimiter) if len(row) > 1)
        if widths:
            width, lines_of_that_width = widths.most_common(1)[0]
            scores[delimiter] = (lines_of_that_width, width)
    return max(scores, key=lambda d: scores[d], default=None)


def _parsed(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def sampled_rows(untrusted_path: Path) -> list[list[str]] | None:
    """Rows of the head of a file, None if it is no delimited text.

    Raises:
        OSError: the file cannot be opened or read.
    """
    layout = _layout(untrusted_path)
    if layout is None:
        return None
    _, delimiter, lines = layout
    return _parsed(lines, delimiter)


def delimited_rows(untrusted_path: Path) -> Iterator[list[str] | BrokenRow | UnreadableText]:
    """All rows, blank ones as empty lists; a row that cannot be read as a BrokenRow, and an
    UnreadableText after the last one, if there is any.

    Raises:
        OSError: the file cannot be opened or read.
    """
    layout = _layout(untrusted_path)
    if layout is None:
        return
    encoding, delimiter, _ = layout
    with untrusted_path.open("rb") as stream:
        decoded = DecodedText(stream, encoding)
        text = io.TextIOWrapper(io.BufferedReader(decoded), "utf-8", "replace", newline="")
        reader = csv.reader(BoundedLines(text), delimiter=delimiter)
        while True:
            try:
                yield next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield BrokenRow(str(error))
        if decoded.is_unreadable:
            yield UnreadableText()


def _layout(untrusted_path: Path) -> tuple[str, str, list[str]] | None:
    with untrusted_path.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
        is_whole = not stream.read(1)
    encoding = encoding_of(sample)
    if encoding is None:
        return None
    lines = sample.decode(encoding, "replace").splitlines(keepends=True)[:200]
    if not is_whole and len(lines) > 1:
        lines = lines[:-1]
    delimiter = delimiter_of(lines)
    return (encoding, delimiter, lines) if delimiter else None
