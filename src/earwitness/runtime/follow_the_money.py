"""What every FollowTheMoney export shares: entities, their ids, their dates.

Format: https://followthemoney.tech/docs/ (schemata of 3.8). One entity a line: `id`, `schema`,
`properties`, whose values are lists of strings.
"""

from datetime import UTC, date, datetime
from string import ascii_letters, digits
from typing import Any

from earwitness.records.printable import xml_text

Entity = dict[str, Any]

_PLAIN = frozenset(ascii_letters + digits + "-")


def entity(key: str, schema: str, **properties: list[str]) -> Entity:
    """Empty values are left out, and control characters with them."""
    told = {
        name: [xml_text(value) for value in dict.fromkeys(values) if value]
        for name, values in properties.items()
    }
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
    }


def escaped_id(text: str) -> str:
    """Ids hold Latin letters, digits, "." and "-", end in neither, and have 200 characters at most
    (`followthemoney.types.entity`). Any other byte becomes "." and two digits."""
    kept = "".join(
        chr(byte) if chr(byte) in _PLAIN else f".{byte:02x}"
        for byte in text.encode("utf-8", "surrogatepass")
    )
    return f"{kept[:-1]}.2d" if kept.endswith("-") else kept


def moment(at: datetime | None) -> str:
    """A moment in UTC, or nothing."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if at else ""


def day(at: date | None) -> str:
    """A day, or nothing."""
    return at.isoformat() if at else ""


def recording_id(sha256: str) -> str:
    """The id of the `Audio` of a recording: by its hash alone, for file names may hold numbers."""
    return f"recording-{sha256}"
