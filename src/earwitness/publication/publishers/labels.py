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


def sound_change(change: str, labels: Labels) -> str:
    """What was done to a sound, in the language of the page where the program knows the words."""
    return str(labels["sound_change"].get(change, change))


def grade_meaning(grade: PublishedGrade, labels: Labels) -> str:
    """What a grade means: the words of its letters in the language of the page, or others as they
    are."""
    is_usual = grade.meaning == _meaning(grade, labels_for("en"))
    return _meaning(grade, labels) if is_usual else grade.meaning


def _meaning(grade: PublishedGrade, labels: Labels) -> str:
    told = (labels["source"].get(grade.source), labels["information"].get(grade.information))
    return "; ".join(filter(None, told))


@cache
def _table() -> dict[str, Labels]:
    written = resources.files(__package__).joinpath("labels.toml").read_text("utf-8")
    return tomllib.loads(written)
