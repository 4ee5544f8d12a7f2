"""Chats exported as text, of any encoding: opening, recognising, reading within limits."""

import codecs
import io
from collections.abc import Iterator

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.chat_lines import ChatLine, chat_line, chat_lines
from earwitness.crossing.sources.chat_people import ChatPeople
from earwitness.crossing.sources.delimited import encoding_of
from earwitness.crossing.sources.entries import cut_off, problem, profile_from
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

HEAD_BYTES = 64 * 1024
FIRST_WITHIN = 5
"""Lines from the top within which the first message must begin."""

_MARKED = ("utf-8-sig", "utf-16")


def head_lines(head: bytes) -> list[ChatLine]:
    """Heads of messages at the beginning of a text; empty if it does not begin as a chat."""
    encoding = encoding_of(head)
    if encoding is None:
        return []
    written = head.decode(encoding, "replace").splitlines()[:400]
    read = [line for n, text in enumerate(written, 1) if (line := chat_line(text, n)) is not None]
    begins = bool(read) and read[0].number <= FIRST_WITHIN
    return read if begins and any(line.sender for line in read) else []


def read_chat(
    raw: io.RawIOBase, file_name: str, partner: str, context: SourceContext
) -> Iterator[Profile | Problem | SourceFacts]:
    """Who takes part, and the day of the last message if the file tells it.

    `partner` is the other side of the chat as the file's name tells it, "" if it does not.

    Raises:
        OSError, InputUnusable: the stream cannot be read.
    """
    stream = io.BufferedReader(raw, HEAD_BYTES)
    head = stream.peek(HEAD_BYTES)
    encoding = encoding_of(head) or "utf-8-sig"
    if encoding not in _MARKED:
        yield _assumed(file_name, encoding)
    watched = _Watched(stream, encoding)
    text = io.TextIOWrapper(io.BufferedReader(watched), encoding, "replace", newline="\n")
    people = ChatPeople()
    for line in chat_lines(text):
        people.take(line)
    count, has_names_alone = 0, people.is_cut
    for entry in people.entries(partner):
        profile = profile_from(entry, context)
        if profile is not None:
            count += 1
            has_names_alone = has_names_alone or not profile.numbers
            yield profile
    yield SourceFacts(as_of=people.days.last_day, has_names_alone=has_names_alone)
    if not people.message_count:
        yield _no_chat(file_name)
    elif watched.ends_within_a_character():
        yield cut_off(file_name, count)


class _Watched(io.RawIOBase):
    """Passes bytes on and remembers the last ones."""

    def __init__(self, stream: "io.BufferedReader[io.RawIOBase]", encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._last = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer."""
        block = self._stream.read1(len(buffer))
        buffer[: len(block)] = block
        self._last = (self._last + block[-4:])[-4:]
        return len(block)

    def ends_within_a_character(self) -> bool:
        """Whether the last character of a UTF-8 text lacks bytes: nobody writes such a file."""
        if self._encoding != "utf-8-sig":
            return False
        for size in range(min(3, len(self._last)), 0, -1):
            decoder = codecs.getincrementaldecoder("utf-8")()
            try:
                if decoder.decode(self._last[-size:]) == "":
                    return True
            except UnicodeDecodeError:
                continue
        return False


def _assumed(file_name: str, encoding: str) -> Problem:
    return problem(
        file_name,
        f"{file_name} is not written in UTF-8; {encoding} was assumed.",
        "If names look wrong, export the chat again and do not open it in between.",
    )


def _no_chat(file_name: str) -> Problem:
    return problem(
        file_name,
        f"{file_name} has no line that reads as a message (date, time, name).",
        "Export the chat again; a chat that was copied by hand cannot be read.",
    )
