"""Content lines of vCard files: unfolded, decoded, bounded.

Formats: vCard 2.1 (versit, 1996; quoted-printable with soft line breaks), 3.0 (RFC 2426) and
4.0 (RFC 6350 §3.2: a line that begins with a space or tab goes on from the one before).
"""

import binascii
import codecs
import contextlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from earwitness.crossing.sources.in_utf8 import is_charset

LONGEST_LINE = 256 * 1024
"""Bytes of one physical line read at once; only photographs are longer, and they are skipped."""

MOST_FOLDS = 500
"""Continuation lines kept of one line (75 characters each as a rule); notes are shorter."""

LONGEST_FOLDED = 512 * 1024
"""Bytes kept of one line with its continuations."""

LONGEST_HEAD = 1_000
"""Characters of name and parameters; real ones are far shorter."""

_ENCODED = re.compile(
    rb"^[A-Z0-9.\-]+;(?:[^:]*;)?(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE
)
_BEGIN_OR_END = re.compile(rb"^(?:BEGIN|END):VCARD\s*$", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNQUOTED_COLON = re.compile(r'^((?:[^":]|"[^"]*")*):(.*)$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """`name` in upper case, `group` ("item1") or "", parameters upper-case, value decoded."""

    group: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str
    assumed_encoding: bool = False

    def parameter(self, name: str) -> str:
        """The first value of a parameter, or ""."""
        return next((value for key, value in self.parameters if key == name), "")


def components(value: str) -> list[str]:
    """Parts of a structured value, at semicolons that are not escaped."""
    return [unescaped(part).strip() for part in re.split(r"(?<!\\);", value)]


def unescaped(value: str) -> str:
    """A value without its backslashes; a written line break becomes a space."""
    return _ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], value)


def content_lines(stream: BinaryIO) -> Iterator[ContentLine]:
    """Content lines of a file; lines that are none (stray base64) are left out. Never raises.

    Bytes are UTF-8 unless the line or a byte order mark names another encoding; where they are
    not, Windows-1251 is assumed, as old phones wrote it, and `assumed_encoding` is set.
    """
    for raw in _unfolded(_physical_lines(stream)):
        line = _content_line(raw)
        if line is not None:
            yield line


def _physical_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines without their ends, in UTF-8 where the file is UTF-16; overlong ones are cut."""
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = io.TextIOWrapper(stream, encoding="utf-16", errors="replace")
        while line := text.readline(LONGEST_LINE):
            yield line.rstrip("\r\n").encode("utf-8", "replace")
        return
    if start.startswith(codecs.BOM_UTF8):
        stream.seek(len(codecs.BOM_UTF8))
    yield from _lines_of_any_end(stream)


def _lines_of_any_end(stream: BinaryIO) -> Iterator[bytes]:
    """Lines that end with LF, CR LF, or, as on old Macs, a lone CR. `left` is the beginning of one
    that is not over; None once it is too long, until its end."""
    left: bytes | None = b""
    after_return = False
    while raw := stream.readline(LONGEST_LINE):
        if after_return and raw == b"\n":
            after_return = False
            continue
        after_return = raw.endswith(b"\r")
        is_over = raw.endswith(b"\n")
        *whole, last = (raw.rstrip(b"\r\n") if is_over else raw).split(b"\r")
        for line in (*whole, last) if is_over else whole:
            if left is not None:
                yield left + line
            left = b""
        if not is_over and left is not None:
            left += last
            if len(left) >= LONGEST_LINE:
                yield left[:LONGEST_LINE]
                left = None
    if left:
        yield left


def _unfolded(physical: Iterable[bytes]) -> Iterator[bytes]:
    pieces: list[bytes] = []
    soft_break = False
    for line in physical:
        if soft_break and not _BEGIN_OR_END.match(line):
            soft_break = line.endswith(b"=")
            _extend(pieces, line[:-1] if soft_break else line)
        elif pieces and line[:1] in {b" ", b"\t"}:
            _extend(pieces, line[1:])
        else:
            if pieces:
                yield b"".join(pieces)
            soft_break = bool(_ENCODED.match(line)) and line.endswith(b"=")
            pieces = [line[:-1] if soft_break else line]
    if pieces:
        yield b"".join(pieces)


def _extend(pieces: list[bytes], piece: bytes) -> None:
    """Add to a folded line as long as it stays bounded (physical lines are, too)."""
    if len(pieces) < MOST_FOLDS and sum(map(len, pieces)) < LONGEST_FOLDED:
        pieces.append(piece)


def _content_line(raw: bytes) -> ContentLine | None:
    text, assumed = _decoded(raw, "")
    match = _UNQUOTED_COLON.match(text)
    if match is None:
        return None
    head, value = match.groups()
    group_and_name, *written = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', head[:LONGEST_HEAD])
    group, _, name = group_and_name.strip().rpartition(".")
    parameters = tuple(_parameters(written))
    line = ContentLine(group, name.upper(), parameters, value, assumed)
    return _with_declared_encoding(line, raw)


def _parameters(written: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`TYPE=CELL` as such; a bare `CELL` or `QUOTED-PRINTABLE` as vCard 2.1 allows."""
    for parameter in written:
        key, equals, value = parameter.partition("=")
        if equals:
            yield key.strip().upper(), value.strip().strip('"')
        elif key.strip().upper() in {"QUOTED-PRINTABLE", "BASE64", "B"}:
            yield "ENCODING", key.strip().upper()
        else:
            yield "TYPE", key.strip().upper()


def _with_declared_encoding(line: ContentLine, raw: bytes) -> ContentLine:
    charset = line.parameter("CHARSET")
    quoted = line.parameter("ENCODING").upper() == "QUOTED-PRINTABLE"
    if not (charset or quoted):
        return line
    value = raw.partition(b":")[2]
    if quoted:
        value = binascii.a2b_qp(value)
    text, assumed = _decoded(value, charset)
    return ContentLine(line.group, line.name, line.parameters, text, assumed)


def _decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether its encoding had to be assumed."""
    if charset and is_charset(charset):
        with contextlib.suppress(ValueError):
            text = raw.decode(charset, "replace")
            if _is_of_that_encoding(text):
                return text, False
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace"), True


def _is_of_that_encoding(text: str) -> bool:
    """Whether the declared encoding was the true one: a character cut in two at an end may be
    lost, but not half of what is no ASCII. Estimate."""
    lost = text.count("\ufffd")
    return not lost or 2 * lost < sum(character > "\x7f" for character in text)
