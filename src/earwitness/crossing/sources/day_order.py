"""Which of day, month and year comes first in a file, decided from all its dates."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from earwitness.crossing.sources.days import EARLIEST_YEAR, LATEST_YEAR

Fields = tuple[str, str, str]
"""The three numbers of a date as written."""

_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_LATE = timedelta(days=1)
"""Messages that arrive late stand a little out of order; a month is no lateness. Estimate."""


@dataclass(slots=True)
class _Reading:
    """The file read in one order."""

    last: date | None = None
    backward_steps: int = 0


@dataclass(slots=True)
class DayOrder:
    """Watches the dates of messages that stand in the order of time.

    An order falls out with the first date that it makes impossible. If several are left, one
    that never goes back in time wins over others that do. Else the file does not tell, and
    nothing is guessed. With dots the day is first in every locale of CLDR that does not begin
    with the year (https://cldr.unicode.org, `dateFormats/short`).
    """

    _left: dict[str, _Reading] = field(
        default_factory=lambda: {order: _Reading() for order in _ORDERS}
    )

    def watch(self, fields: Fields, separator: str) -> None:
        """A date in file order; one that fits no order (damage) changes nothing."""
        read = {order: _read(fields, order) for order in self._left}
        if separator == "." and len(self._left) > 1:
            read["mdy"] = None
        fitting = {order: day for order, day in read.items() if day is not None}
        if not fitting:
            return
        self._left = {order: self._left[order] for order in fitting if order in self._left}
        for order, day in fitting.items():
            reading = self._left[order]
            if reading.last is not None and day < reading.last - _LATE:
                reading.backward_steps += 1
            reading.last = day

    @property
    def last_day(self) -> str:
        """The last date watched in ISO 8601, "" if the file does not tell which day it is."""
        forward = [reading for reading in self._left.values() if not reading.backward_steps]
        days = {reading.last for reading in forward or self._left.values()}
        (day, *others) = days
        return day.isoformat() if day is not None and not others else ""


def _read(fields: Fields, order: str) -> date | None:
    year, month, day = (fields[position] for position in _ORDERS[order])
    if len(year) not in {2, 4} or len(month) > 2 or len(day) > 2:
        return None
    if order == "ymd" and len(year) != 4:
        return None
    try:
        read = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
    return read if EARLIEST_YEAR <= read.year <= LATEST_YEAR else None
