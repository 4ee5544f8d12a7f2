"""Days that exports write about themselves, in ISO 8601."""

from datetime import UTC, date, datetime

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
"""Years outside are damage or a clock that was never set."""


def iso_day(written: str) -> str:
    """The day of an ISO 8601 date or time ("2022-03-09T10:11:05"), "" if it is none."""
    try:
        return _plausible(date.fromisoformat(written[:10]))
    except ValueError:
        return ""


def day_of_milliseconds(written: str) -> str:
    """The day (UTC) of milliseconds since 1970, "" if they are none."""
    if not (written.isascii() and written.isdigit() and len(written) <= 15):
        return ""
    try:
        return _plausible(datetime.fromtimestamp(int(written) / 1000, UTC).date())
    except (ValueError, OSError, OverflowError):
        return ""


def _plausible(day: date) -> str:
    return day.isoformat() if EARLIEST_YEAR <= day.year <= LATEST_YEAR else ""
