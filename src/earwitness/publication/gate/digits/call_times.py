"""The digits of a call's date and time, in the orders and fields in which they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from earwitness.publication.gate.digits.call_zones import moments_elsewhere

MOST_SERIAL_DECIMALS = 4
"""Decimals of a spreadsheet's day that tell one minute (1/1440 of a day) from another."""

SPREADSHEET_DAY_ZERO = datetime(1899, 12, 30)
"""Day 0 of Excel's 1900 date system, with its leap day of 1900 that never was (ECMA-376,
part 1, 18.17.4.1)."""

JULIAN_DAY_ZERO, MODIFIED_DAY_ZERO = -2_415_018.5, 15_018
"""What is added to a spreadsheet's day for the Julian date and subtracted for the modified one."""

FILE_TIME = 11_644_473_600
"""Seconds from 1601 to 1970; FILETIME of Windows counts 100 ns from there."""

EPOCHS: dict[int, tuple[int, ...]] = {
    0: (10, 13, 16, 19),
    FILE_TIME: (11, 14, 17, 18),
    2_208_988_800: (10, 13),
    2_082_844_800: (10,),
    62_135_596_800: (18,),
    -978_307_200: (9,),
}
"""Seconds from the beginning of an epoch to 1970, and with how many digits its times are written:
Unix, 1601 (Windows FILETIME in 100 ns, WebKit in microseconds), 1900 (NTP, RFC 5905), 1904 (HFS,
QuickTime), the year 1 (ticks of .NET, 100 ns), 2001 (Apple)."""

Half = Literal["", "am", "pm"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which digits of a string are what.

    `fields` are letters of Y, M, D, h, m, s with their counts of digits, in order; of a "serial"
    "D" alone, the digits before its point; of other kinds they are empty. `month` is the number of
    a month that stands in words, else 0. `half` is what must follow ("am", "pm"); `not_half` must
    not. `shift`: seconds from the beginning of an epoch to 1970. `zone`: minutes before UTC that
    must be named behind it.
    """

    kind: Literal["written", "epoch", "serial", "week", "day of year", "yearless"]
    fields: tuple[tuple[str, int], ...] = ()
    month: int = 0
    half: Half = ""
    not_half: Half = ""
    shift: int = 0
    zone: int | None = None


@dataclass(frozen=True, slots=True)
class TimeDigits:
    """A string of digits that a moment may be written with."""

    digits: str
    layout: Layout


def time_digits(
    moment: datetime, zones: tuple[str, ...], *, elsewhere: bool = False
) -> set[TimeDigits]:
    """All strings for an aware moment, in each of these time zones (IANA names) and in UTC; with
    `elsewhere`, the usual ones in all other zones, too."""
    found = set(_epochs(moment))
    if elsewhere:
        own = (UTC, *map(ZoneInfo, zones))
        known = frozenset(offset for zone in own if (offset := zone.utcoffset(moment)) is not None)
        for minutes, elsewhere_at in moments_elsewhere(moment, known):
            found.update(_usual(elsewhere_at, minutes))
    for zone in (UTC, *map(ZoneInfo, zones)):
        local = moment.astimezone(zone).replace(tzinfo=None)
        found.update(_written(local))
        found.update(_serials(local))
        found.update(_rare(local))
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    found.update(_serials(utc, -JULIAN_DAY_ZERO))
    found.update(_serials(utc, MODIFIED_DAY_ZERO))
    found.update(_yearless(moment.astimezone(ZoneInfo(zone))) for zone in zones)
    return found


def minute_of(moment: datetime) -> int:
    """The first second of the moment's minute, seconds since 1970."""
    return int(moment.timestamp()) // 60 * 60


def _epochs(moment: datetime) -> Iterator[TimeDigits]:
    for shift in EPOCHS:
        start = minute_of(moment) + shift
        step = 10 ** (len(str(start)) - 8)
        for prefix in range(start // step, (start + 59) // step + 1):
            yield TimeDigits(str(prefix), Layout("epoch", shift=shift))


def _serials(local: datetime, more: float = 0) -> Iterator[TimeDigits]:
    minute = local.replace(second=0, microsecond=0)
    since = minute - SPREADSHEET_DAY_ZERO + timedelta(days=more)
    scale = 10**MOST_SERIAL_DECIMALS
    of_day = since.seconds // 60
    for fraction in range(of_day * scale // 1440, min(scale - 1, (of_day + 1) * scale // 1440) + 1):
        layout = Layout("serial", (("D", len(str(since.days))),))
        yield TimeDigits(f"{since.days}{fraction:0{MOST_SERIAL_DECIMALS}}", layout)


def _rare(local: datetime) -> Iterator[TimeDigits]:
    """Weeks and days of the year (ISO 8601, 5.2.2 and 5.2.3)."""
    year, week, day = local.isocalendar()
    yield TimeDigits(f"{year}{week:02}{day}{local:%H%M}", Layout("week"))
    yield TimeDigits(f"{local:%Y%j%H%M}", Layout("day of year"))


def _yearless(local: datetime) -> TimeDigits:
    return TimeDigits(f"{local:%d%m%H%M}", Layout("yearless"))


def _written(local: datetime) -> Iterator[TimeDigits]:
    for date, month in _dates(local):
        for clock, half, not_half in _clocks(local):
            for fields in (date + clock, clock + date):
                yield _joined(fields, month, half, not_half)
            if month and date[0][0] == "D":  # Mar 14 18:32 2022
                yield _joined([date[0], *clock, date[1]], month, half, not_half)
        full: list[tuple[str, str]] = [
            ("h", f"{local:%H}"), ("m", f"{local:%M}"), ("s", f"{local:%S}"),
        ]  # fmt: skip
        yield _joined(full + date, month, "", "")
        if month and date[0][0] == "D":
            yield _joined([date[0], *full, date[1]], month, "", "")


def _usual(local: datetime, zone: int) -> Iterator[TimeDigits]:
    """The most usual orders of a time in the zone that must be named."""
    full = [("h", f"{local:%H}"), ("m", f"{local:%M}")]
    for date, month in _dates(local):
        if ("Y", f"{local.year:04}") not in date or (month and date[0][0] == "Y"):
            continue
        if month or all(len(digits) > 1 for _, digits in date):
            yield _joined(date + full, month, "", "", zone)
        if month or date[0][0] == "M":
            for clock, half, _ in _clocks(local):
                if half:
                    yield _joined(date + clock, month, half, "", zone)


def _joined(
    fields: list[tuple[str, str]], month: int, half: Half, not_half: Half, zone: int | None = None
) -> TimeDigits:
    lengths = tuple((letter, len(digits)) for letter, digits in fields)
    layout = Layout("written", lengths, month, half, not_half, zone=zone)
    return TimeDigits("".join(digits for _, digits in fields), layout)


def _dates(local: datetime) -> Iterator[tuple[list[tuple[str, str]], int]]:
    """Dates in digits (month 0) and with the month in words."""
    year, short = ("Y", f"{local.year:04}"), ("Y", f"{local.year % 100:02}")
    padded = ("M", f"{local.month:02}"), ("D", f"{local.day:02}")
    plain = ("M", f"{local.month}"), ("D", f"{local.day}")
    for month, day in dict.fromkeys((padded, plain)):
        yield from (([year, month, day], 0), ([day, month, year], 0), ([month, day, year], 0))
        yield from (([short, month, day], 0), ([day, month, short], 0), ([month, day, short], 0))
    for _, day in dict.fromkeys((padded, plain)):
        yield from (([day, year], local.month), ([year, day], local.month))
        yield [day, short], local.month


def _clocks(local: datetime) -> Iterator[tuple[list[tuple[str, str]], Half, Half]]:
    """Hours and minutes of 24 and of 12 hours."""
    minute = ("m", f"{local.minute:02}")
    half: Half = "am" if local.hour < 12 else "pm"
    other: Half = "pm" if local.hour < 12 else "am"
    for hour in dict.fromkeys((f"{local.hour:02}", f"{local.hour}")):
        yield [("h", hour), minute], "", other
    twelve = local.hour % 12 or 12
    if twelve != local.hour:
        for hour in dict.fromkeys((f"{twelve:02}", f"{twelve}")):
            yield [("h", hour), minute], half, ""
