"""Time zones: by name, and as provider lines declare them ("Europe/Kyiv", "UTC+3", "МСК")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from earwitness.records.errors import CaseUnusable

IANA = re.compile(r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/]+")
FROM_UTC = re.compile(r"\b(?:UTC|GMT)(?:\s*([+\-\u2212])\s*(\d{1,2})(?::?([0-5]\d))?)?(?![\w+-])")
# Russian regions write their time as Moscow's plus hours; Moscow is UTC+3 since October 2014.
FROM_MOSCOW = re.compile(r"\b(?:МСК|MSK)\s*([+\-\u2212])\s*(\d{1,2})\b")
MADE_AT = re.compile(
    r"\b(?:generated|created|printed|exported|сформирован|создан|выгруж|напечатан|сформован|створен)",
    re.IGNORECASE,
)
BY_WORD = (
    (
        re.compile(
            r"\b(?:МСК|MSK)\b|\bмосков\w+ врем\w+|\bврем\w+\W{1,3}москов\w+|\bmoscow time\b", re.I
        ),
        "Europe/Moscow",
    ),
    (
        re.compile(
            r"\bки[їєе]вськ\w+ час\w*|\bчас\W{1,3}ки[їєе]вськ\w+|\bкиевск\w+ врем\w+"
            r"|\bврем\w+\W{1,3}киевск\w+|\bk(?:yiv|iev) time\b",
            re.I,
        ),
        "Europe/Kyiv",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredZone:
    """A time zone, and the words in which the list declared it."""

    zone: tzinfo
    words: str


def zone_of_case(time_zone: str) -> ZoneInfo:
    """The zone of this IANA name.

    Raises:
        CaseUnusable: there is no such zone.
    """
    try:
        return ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError) as error:
        raise CaseUnusable(
            f"There is no time zone {time_zone!r}.",
            remedy='Correct time_zone in case.toml, as in "Europe/Kyiv".',
        ) from error


def declared_zones(lines: Iterable[str]) -> tuple[DeclaredZone, ...]:
    """The different zones that the lines declare, in their order."""
    found: dict[str, DeclaredZone] = {}
    for line in lines:
        for declared in zones_in(line):
            found.setdefault(str(declared.zone), declared)
    return tuple(found.values())


def zones_in(line: str) -> list[DeclaredZone]:
    """The zones that one line declares; names that are no zone are passed over.

    A name outweighs an offset in the same line, of which it is the explanation. A line that
    says when the list itself was made declares nothing about the calls.
    """
    if MADE_AT.search(line):
        return []
    found = []
    for match in IANA.finditer(line):
        try:
            found.append(DeclaredZone(zone=ZoneInfo(match[0]), words=match[0]))
        except (KeyError, ValueError, OSError):
            continue
    if found:
        return found
    for match in FROM_UTC.finditer(line):
        zone = offset_zone(match[1] or "+", match[2] or "0", match[3] or "0", base=timedelta())
        found.extend([DeclaredZone(zone=zone, words=match[0])] if zone else [])
    if found:
        return found
    if regional := FROM_MOSCOW.search(line):
        zone = offset_zone(regional[1], regional[2], "0", base=timedelta(hours=3))
        return [DeclaredZone(zone=zone, words=regional[0])] if zone else []
    return [
        DeclaredZone(zone=ZoneInfo(name), words=words[0])
        for pattern, name in BY_WORD
        if (words := pattern.search(line))
    ]


def offset_zone(sign: str, hours: str, minutes: str, *, base: timedelta) -> timezone | None:
    """`base` plus or minus the written offset; None if no clock on earth shows it."""
    written = timedelta(hours=int(hours), minutes=int(minutes))
    offset = base + written if sign == "+" else base - written
    if not timedelta(hours=-12) <= offset <= timedelta(hours=14):
        return None
    return UTC if not offset else timezone(offset)
