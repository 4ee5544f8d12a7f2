"""What a column holds byte by byte, for `verify`: a value may stay while its text changes.

`"\\u044f"` and `"\\u044F"` are one letter, `1e-05` and `1E-05` one number. Whoever changed the text
changed the store.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, F, Func, TextField

OF_MOMENT = (
    "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS' || "
    "CASE date_trunc('second', %(expressions)s) WHEN %(expressions)s THEN '' ELSE '.US' END)"
)


def of_moment(column: str) -> str:
    """SQL for PostgreSQL: what SQLite would keep of a moment in this column."""
    return OF_MOMENT % {"expressions": column}


class _RawText(Func):
    """SQLite's own text; on PostgreSQL that of a `json`, and what SQLite would keep of a moment."""

    template = "CASE typeof(%(expressions)s) WHEN 'text' THEN CAST(%(expressions)s AS text) END"
    output_field = TextField()
    of_any = "(%(expressions)s)::text"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same on PostgreSQL."""
        column = self.get_source_expressions()[0].output_field
        own = OF_MOMENT if isinstance(column, DateTimeField) else self.of_any
        return self.as_sql(compiler, connection, template=own, **context)


def text_of(column: str) -> Func:
    """The raw text of a column, to be annotated beside its value; None if it is no text (SQLite
    lets the same bytes stand there as a blob)."""
    return _RawText(F(column))


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
    if connection.vendor != "sqlite":
        return  # PostgreSQL lets nothing else in
    connection.connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
