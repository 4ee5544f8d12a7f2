"""Words of pages and transcripts in three languages (`labels.toml`), times and days."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from earwitness.records.published import PublishedGrade

Labels = dict[str, Any]

LANGUAGES = ("en", "uk", "ru")


def labels_for(language: str) -> Labels:
    """The words in this language, in English if there are none; `code` is the language of them."""
    code = language if language in LANGUAGES else "en"
    return {**_table()[code], "code": code}


def clock(ms: int) -> str:
    """Minutes and seconds: 72000 → "1:12"."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def day(written: str, labels: Labels) -> str:
    """A day in words; as it is written if it is no day by ISO 8601."""
    try:
        known = date.fromisoformat(written)
    except ValueError:
        return written
    month = labels["months"][known.month - 1]
    return str(labels["day"].format(day=known.day, month=month, year=known.year))


def grade_code(grade: PublishedGrade) -> str:
    """ "C3"; "–" stands for the half that is not graded, "" if neither is."""
    graded = grade.source or grade.information
    return f"{grade.source or '–'}{grade.information or '–'}" if graded else ""


@cache
def _table() -> dict[str, Labels]:
    written = resources.files(__package__).joinpath("labels.toml").read_text("utf-8")
    return tomllib.loads(written)
