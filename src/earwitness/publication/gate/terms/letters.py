"""Letters of folded bytes back in their source: where they stand, and what is around them."""

import re
from functools import lru_cache

from earwitness.publication.gate.terms.folding import Folded
from earwitness.publication.gate.terms.lookalikes import APOSTROPHES

_RUN = re.compile(
    rb"(?:[0-9A-Za-z]|[\xc3-\xd4][\x80-\xbf]|\xc2\xad|[\xcc\xcd][\x80-\xbf]|\xe2\x80[\x8b-\x8f\xaa-"
    rb"\xae\x98\x99]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbc[\x90-\xba]|\xef\xbd[\x81-\x9a]"
    rb"|\xf0\x9d[\x90-\x9f][\x80-\xbf]|['`](?=[A-Za-z\xd0-\xd2]))+"
)
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u0483-\u0487\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0f\ufeff]"
)
LONGEST_WORD = 160
"""Bytes of one word that are read. Estimate: forty letters with marks in each."""


def first_byte(folded: Folded, letter: int) -> int:
    """Where a letter begins."""
    at = int(folded.at[letter])
    begin = at
    while begin > 0 and 0x80 <= folded.data[begin] < 0xC0 and at - begin < 3:
        begin -= 1
    return begin


def run_at(folded: Folded, letter: int) -> tuple[int, bytes]:
    """The letters and digits without a break from here on: their first byte, and they themselves
    with what is invisible among them."""
    begin = first_byte(folded, letter)
    match = _RUN.match(folded.data, begin, begin + LONGEST_WORD)
    return begin, match[0] if match else folded.data[begin : int(folded.at[letter]) + 1]


def gap_before(folded: Folded, letter: int) -> str:
    """What stands between a letter and the one before it, without what is passed over."""
    between = folded.data[int(folded.at[letter - 1]) + 1 : first_byte(folded, letter)]
    if not between:
        return ""
    text = visible(between.decode("utf-8", "replace"))
    gaps = re.split(rf"[^\W_]|[{APOSTROPHES}]", text)
    if len(gaps) > 1 and len(set(gaps)) == 1:  # "Л ь в о в": on both sides of a soft sign
        return gaps[0]
    return "".join(gaps)


def letter_text(folded: Folded, letter: int) -> str:
    """One letter as it is written."""
    begin = first_byte(folded, letter)
    return folded.data[begin : int(folded.at[letter]) + 1].decode("utf-8", "replace")


def visible(text: str) -> str:
    """A text without characters that are not seen."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def text_before(data: bytes, begin: int, size: int = 120) -> str:
    """What is read right before a byte."""
    return visible(data[max(0, begin - size) : begin].decode("utf-8", "ignore"))


def text_after(data: bytes, end: int, size: int = 120) -> str:
    """What is read right after a byte."""
    return visible(data[end : end + size].decode("utf-8", "ignore"))


@lru_cache(maxsize=100_000)
def as_text(raw: bytes) -> str:
    """Bytes of one word as text."""
    return raw.decode("utf-8", "replace")
