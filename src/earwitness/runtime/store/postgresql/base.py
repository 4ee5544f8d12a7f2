"""Django's backend for PostgreSQL, made to keep what SQLite keeps.

`verify` compares texts, so JSON stands as it was written: type `json`, which keeps the text, not
`jsonb`, which sorts keys and drops spaces
(https://www.postgresql.org/docs/current/datatype-json.html). Text is ordered by its bytes, whatever
the language of the server: collation "C"
(https://www.postgresql.org/docs/current/collation.html). It has no greatest length.
"""

import json
from collections.abc import Iterator
from functools import partial
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import Any, ClassVar

from django.db.backends.postgresql import base, operations, schema
from psycopg.types.json import Json
from psycopg.types.string import TextLoader

BYTE_ORDER = "C"
SURE_SECONDS = 5.0
"""How long after it answered a server counts as there. Estimate."""


class DatabaseOperations(operations.DatabaseOperations):
    """Hands JSON over as the text that SQLite would keep."""

    def adapt_json_value(self, value: Any, encoder: Any) -> Any:
        """The value for a column of type `json`."""
        return Json(value, dumps=partial(json.dumps, cls=encoder))


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Makes columns of text that are ordered by bytes."""

    def _iter_column_sql(
        self, column_db_type: str, params: Any, model: Any, field: Any, known: Any, default: bool
    ) -> Iterator[str]:
        if column_db_type == "text":
            known = {**known, "collation": BYTE_ORDER}
        yield from super()._iter_column_sql(  # type: ignore[misc]
            column_db_type, params, model, field, known, default
        )


class DatabaseWrapper(base.DatabaseWrapper):
    """Django looks for a class of this name."""

    data_types: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        **base.DatabaseWrapper.data_types,
        "CharField": "text",
        "JSONField": "json",
    }
    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations
    health_check_enabled: bool
    health_check_done: bool
    answered_at = float("-inf")

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection that leaves JSON to Django's own field, as text."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_loader("json", TextLoader)
        return connection

    def _cursor(self, name: str | None = None) -> Any:
        """Outside of transactions each statement may be the first after hours of hearing."""
        if not self.in_atomic_block:
            self.health_check_done = False
        return super()._cursor(name)  # type: ignore[misc]

    def close_if_health_check_failed(self) -> None:
        """Drop a connection that the server left; asked of it only if it was silent for a while,
        or if something came that nobody asked for, which is how a server says farewell."""
        asked = self.health_check_enabled and not self.health_check_done
        if asked and self.connection is not None and self._answered_just_now():
            self.health_check_done = True
        super().close_if_health_check_failed()
        if asked and self.connection is not None:
            self.answered_at = monotonic()

    def _answered_just_now(self) -> bool:
        if self.connection.closed or monotonic() - self.answered_at > SURE_SECONDS:
            return False
        with DefaultSelector() as incoming:
            incoming.register(self.connection, EVENT_READ)
            return not incoming.select(0)
