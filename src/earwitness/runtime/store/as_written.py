"""What a column holds byte by byte, for `verify`: a value may stay while its text changes.

`"\\u044f"` and `"\\u044F"` are one letter, `1e-05` and `1E-05` one number. Whoever changed the text
changed the store.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import F, TextField
from django.db.models.functions import Cast


def text_of(column: str) -> Cast:
    """The raw text of a column, to be annotated beside its value."""
    return Cast(F(column), TextField())


def is_json_as_written(value: Any, text: object) -> bool:
    """Whether this is the text that the store writes for this JSON value."""
    try:
        return json.dumps(value) == text
    except (TypeError, ValueError):
        return False


def is_time_as_written(moment: datetime | None, text: object) -> bool:
    """Whether this is the text that the store writes for this moment (SQLite: naive UTC)."""
    if moment is None or text is None:
        return moment is None and text is None
    return str(moment.astimezone(UTC).replace(tzinfo=None)) == text


def read_damaged_text() -> None:
    """Let text that is no longer UTF-8 be read with "�" in it, so that its row can be named."""
    connection.ensure_connection()
    connection.connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
