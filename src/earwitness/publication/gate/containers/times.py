"""Moments that stand in headers in binary, told in words so that they are searched."""

from datetime import UTC, datetime, timedelta

from earwitness.publication.gate.containers.member import Member, text_member


def moment_text(name: str, seconds: float) -> Member:
    """Seconds since 1970, UTC."""
    return text_member(name, in_words(seconds))


def in_words(seconds: float) -> str:
    """Seconds since 1970 as a moment of ISO 8601, and as they are."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return f"{moment.isoformat(timespec='seconds')}\n{int(seconds)}\n"


def dos_time(packed_date: int, packed_time: int) -> str:
    """A DOS time (APPNOTE.TXT 4.4.6), which counts in twos and names no zone: both seconds."""
    try:
        moment = datetime(
            1980 + (packed_date >> 9),
            packed_date >> 5 & 15,
            packed_date & 31,
            packed_time >> 11,
            packed_time >> 5 & 63,
            (packed_time & 31) * 2,
        )
    except ValueError:
        return ""
    return f"{moment}\n{moment + timedelta(seconds=1)}\n"
