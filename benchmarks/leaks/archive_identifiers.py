"""What must not leave the case of the fictional archive, from its answer key: not from what the
case itself lists."""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from earwitness.records.gate import Identifier, IdentifierKind

REPOSITORY = Path(__file__).resolve().parents[2]
TRUTH = REPOSITORY / "tests" / "data" / "archive_truth"
ARCHIVE = REPOSITORY / "src" / "earwitness" / "demo" / "archive"
KYIV = ZoneInfo("Europe/Kyiv")

PROTECTED = ("Заозёрное Подворье", "Мухоморовка", "Пустошкина Гряда", "Тарас Небилович")
"""Fictional: a farm, a village, a ridge, a witness."""

NOTES = (
    "His cousin works at the registry office, do not name the street before she has left.",
    "Сын учится во второй школе, мать просила его не упоминать ни под каким видом.",
)
MACHINE = ("/srv/earwitness/bucha-2022", "olena-newsdesk")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _surname(row: dict[str, str]) -> str:
    """Without the maiden name that the key adds in brackets."""
    return row["surname"].split(" (")[0]


def archive_identifiers() -> list[Identifier]:
    """Lines, devices, surnames, accounts, file names, recordings, times; and a few of the kinds
    that no archive has: protected terms, notes, paths."""
    people, calls = _rows(TRUTH / "people.csv"), _rows(TRUTH / "calls.csv")
    values: dict[IdentifierKind, set[str]] = {
        IdentifierKind.NUMBER: {row[key] for row in calls for key in ("caller_line", "called_line")}
        | {row["own_number"] for row in people if row["own_number"]},
        IdentifierKind.DEVICE: {"001027700010004", "001027700089198", "001027700168380"},
        IdentifierKind.NAME: {
            f"{row['first_name']} {_surname(row)}" for row in people if row["surname"]
        }
        | {_surname(row) for row in people if row["surname"]},
        IdentifierKind.PROTECTED: set(PROTECTED),
        IdentifierKind.USER_NAME: {"verkhotoev_s", "dimon_karagozhin", "nastya.dubonos"},
        IdentifierKind.PROFILE_ID: {row["social"] for row in people if row["social"]},
        IdentifierKind.FILE_NAME: {row["file"] for row in calls if len(row["file"]) > 11},
        IdentifierKind.RECORDING: {row["sha256"] for row in calls},
        IdentifierKind.CALL_TIME: {
            datetime.fromisoformat(row["start_local"]).replace(tzinfo=KYIV).isoformat()
            for row in calls
            if row["start_local"]
        },
        IdentifierKind.MACHINE: set(MACHINE),
        IdentifierKind.NOTE: set(NOTES),
    }
    return [
        Identifier(kind=kind, value=value, told=f"{kind} {number}")
        for kind, own in values.items()
        for number, value in enumerate(sorted(own))
    ]
