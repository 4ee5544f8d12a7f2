"""Single byte ranges, as a browser asks for them while it plays and seeks.

RFC 9110, section 14: `Range: bytes=0-`, `bytes=500-999`, `bytes=-500`. What is no valid range is
ignored, as section 14.2 asks; so are several ranges at once, which a server need not answer.
"""

import re
from dataclasses import dataclass

AT_MOST = 2 * 1024 * 1024
"""Bytes of one answer to a range: a minute of 16 kHz mono. Estimate: a seek fetches little, and
a worker is free again at once."""
_SINGLE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes from `first` to `last`, both inclusive, counted from 0."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


class NotSatisfiable(Exception):
    """The range begins behind the end: 416 (RFC 9110, section 15.5.17)."""


def asked_range(untrusted_header: str, size: int, *, at_most: int) -> ByteRange | None:
    """The bytes of a file of `size` that a `Range` header asks for, the first `at_most` of them;
    None: all, since there is no header, or none to be answered.

    A server may send less than was asked for (RFC 9110, section 15.3.7): browsers then ask on.
    That keeps a paused player from holding a worker.

    Raises:
        NotSatisfiable: the range begins behind the end.
    """
    asked = _SINGLE.fullmatch(untrusted_header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = _bounds(asked[1], asked[2], size)
    if first is None or last is None:
        return None
    if first >= size or last < first:
        raise NotSatisfiable
    return ByteRange(first, min(last, size - 1, first + at_most - 1))


def _bounds(first: str, last: str, size: int) -> tuple[int | None, int | None]:
    """First and last byte; None if the last comes before the first."""
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    if last and int(last) < int(first):
        return None, None
    return int(first), int(last) if last else max(int(first), size - 1)
