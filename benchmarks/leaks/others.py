"""Spellings of devices, accounts, files, recordings, moments, machines and notes."""

import base64
from datetime import UTC, datetime
from pathlib import PurePosixPath
from random import Random
from urllib.parse import quote
from zoneinfo import ZoneInfo

from earwitness.records.gate import IdentifierKind
from leaks.plants import Spelling

RU_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
KYIV = ZoneInfo("Europe/Kyiv")


def _imei_groups(value: str, random: Random) -> str:
    separator = random.choice(["-", " ", "/", "."])
    return separator.join([value[:2], value[2:8], value[8:14], value[14:]]).strip(separator)


def _semi_octets(value: str, _: Random) -> str:
    own = value + "F" * (len(value) % 2)
    return "".join(own[place + 1] + own[place] for place in range(0, len(own), 2))


DEVICE: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "in groups": _imei_groups,
    "without check digit": lambda value, _: value[:14],
    "as IMEISV": lambda value, _: value[:14] + "01",
    "spaced digits": lambda value, _: " ".join(value),
    "semi-octets": _semi_octets,
}

USER_NAME: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "with @": lambda value, _: "@" + value.lstrip("@"),
    "address": lambda value, random: (
        random.choice(["https://t.me/", "https://vk.com/", "tg://resolve?domain="])
        + value.lstrip("@")
    ),
    "capitals": lambda value, _: value.upper(),
}

PROFILE_ID: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "address": lambda value, random: (
        random.choice(["https://vk.com/", "profile?id=", "user/"]) + value
    ),
    "JSON": lambda value, _: '{"profile_id": "' + value + '"}',
}

FILE_NAME: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "without ending": lambda value, _: PurePosixPath(value).stem,
    "other ending": lambda value, random: (
        PurePosixPath(value).stem + random.choice([".wav", ".json", ".peaks.json", "_clip1.mp3"])
    ),
    "in a path": lambda value, random: (
        random.choice(["C:\\Users\\press\\calls\\", "/media/usb/calls/", "file:///srv/raw/"])
        + value
    ),
    "percent": lambda value, _: "uploads/" + quote(value),
    "capitals": lambda value, _: value.upper(),
}

RECORDING: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "capitals": lambda value, _: value.upper(),
    "base64": lambda value, _: base64.b64encode(bytes.fromhex(value)).decode(),
    "integrity": lambda value, _: "sha256-" + base64.b64encode(bytes.fromhex(value)).decode(),
    "first 12": lambda value, _: value[:12],
    "first 16": lambda value, _: value[:16],
    "spaced bytes": lambda value, _: " ".join(
        value[place : place + 2] for place in range(0, 64, 2)
    ),
}


def _moment(pattern: str, *, utc: bool = False) -> Spelling:
    def spell(value: str, _: Random) -> str:
        return datetime.fromisoformat(value).astimezone(UTC if utc else KYIV).strftime(pattern)

    return spell


def _russian(value: str, _: Random) -> str:
    at = datetime.fromisoformat(value).astimezone(KYIV)
    return f"{at.day} {RU_MONTHS.split()[at.month - 1]} {at.year} года в {at:%H:%M}"


def _epoch(factor: int) -> Spelling:
    return lambda value, _: str(int(datetime.fromisoformat(value).timestamp()) * factor)


CALL_TIME: dict[str, Spelling] = {
    "ISO": _moment("%Y-%m-%dT%H:%M:%S"),
    "ISO, UTC": _moment("%Y-%m-%dT%H:%M:%SZ", utc=True),
    "with a space": _moment("%Y-%m-%d %H:%M"),
    "dots": _moment("%d.%m.%Y %H:%M:%S"),
    "dots, minutes": _moment("%d.%m.%Y, %H:%M"),
    "file name": _moment("%Y%m%d_%H%M%S"),
    "Exif": _moment("%Y:%m:%d %H:%M:%S"),
    "English": _moment("%B %d, %Y at %I:%M %p"),
    "American": _moment("%m/%d/%Y %H:%M:%S"),
    "Russian": _russian,
    "seconds since 1970": _epoch(1),
    "milliseconds since 1970": _epoch(1000),
}

MACHINE: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "address": lambda value, _: "file://" + quote(value) if value.startswith("/") else value,
    "with more behind": lambda value, random: (
        value + random.choice(["/originals/3f.wav", "/release.tmp", ":22"])
    ),
}


def _beginning(value: str, _: Random) -> str:
    words = value.split()
    return " ".join(words[: max(6, len(words) * 2 // 3)])


NOTE: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "capitals": lambda value, _: value.upper(),
    "on one line": lambda value, _: " ".join(value.split()),
    "other spaces": lambda value, _: value.replace(" ", "\n  "),
    "its beginning": _beginning,
}

BY_KIND = {
    IdentifierKind.DEVICE: DEVICE,
    IdentifierKind.USER_NAME: USER_NAME,
    IdentifierKind.PROFILE_ID: PROFILE_ID,
    IdentifierKind.FILE_NAME: FILE_NAME,
    IdentifierKind.RECORDING: RECORDING,
    IdentifierKind.CALL_TIME: CALL_TIME,
    IdentifierKind.MACHINE: MACHINE,
    IdentifierKind.NOTE: NOTE,
}
