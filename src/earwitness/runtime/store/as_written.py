"""What a column holds byte by byte, for `verify`: a value may stay while its text changes.

`"\\u044f"` and `"\\u044F"` are one letter, `1e-05` and `1E-05` one number. Whoever changed the text
changed the store.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Func, TextField


def text_of(column: str) -> Func:
    """The raw text of a column, to be annotated beside its value; None if it is no text (SQLite
    lets the same bytes stand there as a blob)."""
    return Func(
        F(column),
        template="CASE typeof(%(expressions)s) WHEN 'text' THEN CAST(%(expressions)s AS text) END",
        output_field=TextField(),
    )


def is_json_as_written(value: Any, text: object) -> bool:
    """Whether this is the text that the store writes for this JSON value."""
    try:
        return json.dumps(value) == text
    except (TypeError, ValueError):
        return False


def is_time_as_written(moment: datetime | None, text: object) -> bool:
    """Whether this is the text that the store writes for this moment."""
    if moment is None or text is None:
        return moment is None and text is None
    return time_as_written(moment) == text


def time_as_written(moment: datetime) -> str:
    """The text that the store writes for a moment (SQLite: naive UTC)."""
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def read_damaged_text() -> None:
    """Let text that is no longer UTF-8 be read with "�" in it, so that its row can be named."""
    connection.ensure_connection()
    connection.connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
