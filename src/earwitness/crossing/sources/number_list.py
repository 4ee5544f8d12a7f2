"""A file with one telephone number a line: what a source was asked."""

from dataclasses import dataclass
from pathlib import Path

from earwitness.crossing.numbers import parse_number
from earwitness.crossing.sources.delimited import SAMPLE_BYTES, encoding_of
from earwitness.records.errors import InputUnusable

LONGEST_LINE = 4_096
"""Characters of a line; a number has dozens."""


@dataclass(frozen=True, slots=True)
class NumberList:
    """`numbers` in E.164 without repeats; `unread_lines` are places (from 1) without a number."""

    numbers: tuple[str, ...]
    unread_lines: tuple[int, ...]


def read_number_list(untrusted_path: Path, region: str) -> NumberList:
    """The numbers of a file, in any written form and any usual encoding; blank lines are nothing.

    Raises:
        InputUnusable: the file cannot be read, is no text, or holds no number at all.
    """
    numbers: dict[str, None] = {}
    unread = []
    try:
        with untrusted_path.open("rb") as stream:
            encoding = encoding_of(stream.read(SAMPLE_BYTES))
        if encoding is None:
            raise _unusable(untrusted_path, "is no text")
        with untrusted_path.open(encoding=encoding, errors="replace") as text:
            position = 0
            while line := text.readline(LONGEST_LINE):
                position += 1
                written = line.strip().strip(",;\"'")
                number = parse_number(written, region=region).number_e164 if written else None
                if number is not None:
                    numbers[number] = None
                elif written:
                    unread.append(position)
    except OSError as error:
        raise _unusable(untrusted_path, f"cannot be read: {error.strerror}") from error
    if not numbers:
        raise _unusable(untrusted_path, "holds no telephone number")
    return NumberList(tuple(numbers), tuple(unread))


def _unusable(path: Path, what: str) -> InputUnusable:
    return InputUnusable(
        f"{path.name} {what}.", remedy="Give a text file with one telephone number a line."
    )
