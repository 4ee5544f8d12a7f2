"""A call's time in another zone than the case's, if the zone stands beside it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

OFFSETS = (*(60 * hours for hours in range(-10, 14)), 210, 330)
"""Minutes before UTC in which most clocks of the world are set (IANA time zone database)."""

LONGEST_TAIL = 48

_NAMES = {
    "hst": -600, "akst": -540, "akdt": -480, "pst": -480, "pdt": -420, "mst": -420, "mdt": -360,
    "cst": -360, "cdt": -300, "est": -300, "edt": -240, "ast": -240, "brt": -180, "gmt": 0,
    "utc": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "eet": 120,
    "eest": 180, "msk": 180, "мск": 180, "trt": 180, "gst": 240, "samt": 240, "yekt": 300,
    "ist": 330, "omst": 360, "krat": 420, "irkt": 480, "hkt": 480, "yakt": 540, "jst": 540,
    "kst": 540, "vlat": 600, "aest": 600, "aedt": 660, "magt": 660, "pett": 720, "nzst": 720,
}  # fmt: skip
_ZONE = re.compile(
    r"^(?:[:.]\d\d(?:[.,]\d{1,9})?)?\s{0,2}(?:[ap]\.?m\.?\s{0,2})?\(?"
    r"(?:(?:utc|gmt)?\s?([+\-\u2212])(\d\d?)(?::?(\d\d))?(?!\d)|([a-zа-я]{1,4})\b)"
)


def moments_elsewhere(
    moment: datetime, known: frozenset[timedelta]
) -> Iterator[tuple[int, datetime]]:
    """The local time of a moment in each zone that is not `known`, with its minutes before UTC."""
    for offset in OFFSETS:
        if timedelta(minutes=offset) not in known:
            zone = timezone(timedelta(minutes=offset))
            yield offset, moment.astimezone(zone).replace(tzinfo=None)


def zone_after(tail: str) -> int | None:
    """Minutes before UTC that a text right behind hours and minutes names, else None."""
    found = _ZONE.match(tail.lower())
    if found is None:
        return None
    sign, hours, minutes, name = found.groups()
    if name is not None:
        return _NAMES.get(name)
    offset = int(hours) * 60 + int(minutes or 0)
    return offset if sign == "+" else -offset
