"""Lines of chats exported as text: when, who, what.

WhatsApp on iPhones writes `[31/12/2022 11:40:26] Name: …`, on Android `6/13/23, 7:35 PM - Name: …`,
with the date, the clock and the marks of the phone's language (narrow spaces, marks of writing
direction). signal-export writes `[2019-12-24, 12:23] Name: …`. Lines without such a head go on
with the message above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from earwitness.crossing.sources.day_order import Fields

LONGEST_LINE = 64 * 1024
"""Characters read at once; a WhatsApp message has at most 65,536, its head stands in front."""

LONGEST_SENDER = 120
"""Characters of a name before the colon; longer is a sentence, not a name. Estimate."""

_MARKS = dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A),
                        0xFEFF])  # fmt: skip
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_SYSTEM_MARK = "\u200e"

_DATE = r"(\d{1,4})([./\-])\s?(\d{1,2})[./\-]\s?(\d{1,4})\.?"
_HALF = r"[^\W\d_][\w.]{0,3}(?:\s[^\W\d_]\.?)?"
_CLOCK = rf"(?:{_HALF}\s?)?\d{{1,2}}[:.]\d{{2}}([:.]\d{{2}})?(?:\s?{_HALF})?"
_BRACKETED = re.compile(rf"^\[{_DATE}(,?)\s{{1,2}}{_CLOCK}\]\s?(.*)$", re.DOTALL)
_DASHED = re.compile(rf"^{_DATE}(,?)\s{{1,2}}{_CLOCK}\s[-–—]\s(.*)$", re.DOTALL)
_QUOTES = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class ChatLine:
    """The head line of a message. `sender` is "" in lines of the app itself.

    `is_marked` says that the text begins with the mark that WhatsApp puts before words of its
    own. `has_seconds`, `has_comma`, `in_brackets` and `separator` tell the apps apart.
    """

    number: int
    fields: Fields
    separator: str
    sender: str
    text: str
    is_marked: bool
    in_brackets: bool
    has_comma: bool
    has_seconds: bool


def chat_lines(stream: TextIO) -> Iterator[ChatLine]:
    """Head lines of a chat; `number` counts all lines of the file from 1.

    Raises:
        OSError, UnicodeError: the stream cannot be read.
    """
    number, inside = 0, False
    while piece := stream.readline(LONGEST_LINE):
        if not inside:
            number += 1
            line = chat_line(piece, number)
            if line is not None:
                yield line
        inside = not piece.endswith("\n")


def chat_line(written: str, number: int) -> ChatLine | None:
    """A line read as the head of a message, None if it is none."""
    plain = written.translate(_MARKS).translate(_SPACES).strip()
    match = _BRACKETED.match(plain)
    in_brackets = match is not None
    match = match or _DASHED.match(plain)
    if match is None:
        return None
    first, separator, second, third, comma, seconds, rest = match.groups()
    sender, text = _sender_and_text(rest)
    return ChatLine(
        number=number,
        fields=(first, second, third),
        separator=separator,
        sender=sender,
        text=text,
        is_marked=_is_marked(written, sender),
        in_brackets=in_brackets,
        has_comma=bool(comma),
        has_seconds=bool(seconds),
    )


def _sender_and_text(rest: str) -> tuple[str, str]:
    """ "Name: text". A sentence of the app may hold a colon, too, in a quoted name of a group."""
    sender, colon, text = rest.partition(": ")
    if not colon:
        sender, colon, text = rest.partition(":")
    is_name = colon and 0 < len(sender.strip()) <= LONGEST_SENDER
    if not is_name or len(_QUOTES.findall(sender)) % 2:
        return "", rest
    return sender.strip(), text.strip()


def _is_marked(written: str, sender: str) -> bool:
    after = written.partition(f"{sender}:")[2] if sender else ""
    return after.lstrip(" ").startswith(_SYSTEM_MARK)
