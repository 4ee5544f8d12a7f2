"""What people type for the world to read: one line each, bounded; and times of a recording."""

import re
from datetime import UTC, date, datetime

from earwitness.records.errors import WrongUsage
from earwitness.records.printable import printable, storable

LONGEST = 5_000
"""Letters of one text. Estimate: a paragraph has some hundred."""

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")
_MS = re.compile(r"\d{1,9}")


def line_of(untrusted_text: str, what: str) -> str:
    """A text as one line.

    Raises:
        WrongUsage: it is empty, or longer than `LONGEST`.
    """
    text = " ".join(printable(" ".join(storable(untrusted_text).split())).split())
    if not text or len(text) > LONGEST:
        raise WrongUsage(
            f"The {what} is {'too long' if text else 'empty'}.",
            remedy=f"Give 1 to {LONGEST} letters; several paragraphs are several texts.",
        )
    return text


def milliseconds(untrusted_time: str, option: str) -> int:
    """A time of a recording in ms: `0:12`, `0:12.5`, `1:02:03`, or ms as `12500`.

    Raises:
        WrongUsage: it is neither.
    """
    text = untrusted_time.strip()
    if _MS.fullmatch(text):
        return int(text)
    found = _CLOCK.fullmatch(text)
    if not found or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        raise WrongUsage(
            f"{option} {printable(untrusted_time)!r} is no time.",
            remedy="Write 0:12, 0:12.5 or 1:02:03, or milliseconds as 12500.",
        )
    hours, minutes, seconds, rest = found.groups(default="0")
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(rest.ljust(3, "0"))


def clock(ms: int) -> str:
    """A time as it is typed: 0:12.5."""
    seconds, rest = divmod(ms, 1000)
    told = f"{seconds // 60}:{seconds % 60:02d}"
    return f"{told}.{rest:03d}".rstrip("0") if rest else told


def moment(at: datetime | str) -> str:
    """A moment as people read it, in UTC: 2026-11-30 06:37:12 UTC."""
    known = datetime.fromisoformat(at) if isinstance(at, str) else at
    return known.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def day_of(untrusted_day: str) -> str:
    """A day, ISO 8601; "" stays.

    Raises:
        WrongUsage: it is none.
    """
    text = untrusted_day.strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise WrongUsage(
            f"{printable(untrusted_day)!r} is no day.", remedy="Write it as 2026-11-30."
        ) from error
