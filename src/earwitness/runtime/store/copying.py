"""Copying tables from one database to another, row for row, as they are written there.

What is read and handed over is the text that SQLite would keep of a column: JSON as it was written,
moments in UTC. So both sides can be compared by one digest, whatever kind of database they are.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store.as_written import of_moment

ROWS_AT_ONCE = 200
Model = type[models.Model]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied of a table: how many rows, and a digest over all of them in order."""

    rows: int
    digest: str


def copy_table(
    source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, model: Model, *, keep_text: bool
) -> Copied:
    """Copy all rows of a table into the empty one of another database, read them there again, and
    compare. Stands in a transaction of `target`. With `keep_text` JSON is the same text, else the
    same value.

    Raises:
        CaseUnusable: a value is not of its kind, or what is read again differs.
        django.db.Error: one of both cannot be read or written.
    """
    sent = _Digest(model, keep_text)
    put = _put_on_server if target.vendor == "postgresql" else _put_into_file
    put(target, model, sent.watch(rows_of(source, model)))
    arrived = _Digest(model, keep_text)
    for _ in arrived.watch(rows_of(target, model)):
        pass
    if sent.copied() != arrived.copied():
        raise CaseUnusable(
            f"The rows of {model._meta.db_table} are not the same after copying.",
            remedy="Nothing was changed. Run `earwitness verify`, then try again.",
        )
    return sent.copied()


def rows_of(database: BaseDatabaseWrapper, model: Model) -> Iterator[Row]:
    """Every row of a table in the order of its key, streamed, as it is written."""
    fields, key = model._meta.concrete_fields, model._meta.pk
    quote = database.ops.quote_name
    is_server = database.vendor == "postgresql"
    columns = [_expression(one, quote(_name(one)), is_server=is_server) for one in fields]
    by_bytes = ' COLLATE "C"' if is_server and _is_text(key) else ""
    query = (
        f"SELECT {', '.join(columns)} FROM {quote(model._meta.db_table)} "
        f"ORDER BY {quote(_name(key))}{by_bytes}"
    )
    with database.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                yield tuple(map(_plain, fields, row))


def empty(database: BaseDatabaseWrapper, tables: Sequence[Model]) -> None:
    """Remove all rows of these tables, in the transaction that stands."""
    with database.cursor() as cursor:
        for model in reversed(tables):
            cursor.execute(f"DELETE FROM {database.ops.quote_name(model._meta.db_table)}")


def count_on(database: BaseDatabaseWrapper, tables: Sequence[Model]) -> None:
    """Let new rows be numbered after those that were copied."""
    with database.cursor() as cursor:
        for statement in database.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


class _Digest:
    def __init__(self, model: Model, keep_text: bool) -> None:
        self._rows, self._hash = 0, hashlib.sha256()
        fields = model._meta.concrete_fields
        self._json = [
            place for place, one in enumerate(fields) if isinstance(one, models.JSONField)
        ]
        self._keep_text = keep_text

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._rows += 1
            told = row if self._keep_text else self._by_value(row)
            self._hash.update(json.dumps(told, ensure_ascii=False).encode() + b"\n")
            yield row

    def copied(self) -> Copied:
        return Copied(self._rows, self._hash.hexdigest())

    def _by_value(self, row: Row) -> list[Any]:
        told = list(row)
        for place in self._json:
            if told[place] is not None:
                told[place] = json.dumps(json.loads(told[place]), sort_keys=True)
        return told


def _name(field: Any) -> str:
    return str(field.column)


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def _expression(field: Any, column: str, *, is_server: bool) -> str:
    if not is_server:  # as it lies there: an expression has no declared kind to be read as
        return f"CASE WHEN 1 THEN {column} END"
    if isinstance(field, models.DateTimeField):
        return of_moment(column)
    is_text = isinstance(field, models.DateField | models.JSONField)
    return f"CAST({column} AS text)" if is_text else column


KINDS: tuple[tuple[Any, Any], ...] = (
    (models.CharField, str),
    (models.TextField, str),
    (models.JSONField, str),
    (models.DateField, str),
    (models.BooleanField, (bool, int)),
    (models.FloatField, (float, int)),
    (models.IntegerField, int),
)


def _plain(field: Any, value: Any) -> Any:
    """A value as text, number or truth value.

    Raises:
        CaseUnusable: SQLite holds a value of another kind there, as it lets anybody do.
    """
    if value is None and field.null:
        return None
    bare = field.target_field if isinstance(field, models.ForeignKey) else field
    kind = next((known for django, known in KINDS if isinstance(bare, django)), None)
    if kind is None or not isinstance(value, kind):
        raise CaseUnusable(
            f"A value in {field.model._meta.db_table}.{field.column} is not of its kind.",
            remedy="Run `earwitness verify`, and restore what it names from a copy.",
        )
    if isinstance(bare, models.BooleanField):
        return bool(value)
    return float(value) if isinstance(bare, models.FloatField) else value


def _names(database: BaseDatabaseWrapper, model: Model) -> tuple[str, str]:
    quote = database.ops.quote_name
    columns = ", ".join(quote(_name(one)) for one in model._meta.concrete_fields)
    return quote(model._meta.db_table), columns


def _put_on_server(target: BaseDatabaseWrapper, model: Model, rows: Iterable[Row]) -> None:
    """COPY (https://www.psycopg.org/psycopg3/docs/basic/copy.html)."""
    table, columns = _names(target, model)
    fields = model._meta.concrete_fields
    utc: list[Callable[[Any], Any]] = [
        _as_utc if isinstance(one, models.DateTimeField) else _as_is for one in fields
    ]
    statement = f"COPY {table} ({columns}) FROM STDIN"
    with (
        target.cursor() as cursor,
        target.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row([to(value) for to, value in zip(utc, row, strict=True)])


def _put_into_file(target: BaseDatabaseWrapper, model: Model, rows: Iterable[Row]) -> None:
    table, columns = _names(target, model)
    marks = ", ".join(["%s"] * len(model._meta.concrete_fields))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    batch: list[Row] = []
    with target.cursor() as cursor:
        for row in rows:
            batch.append(row)
            if len(batch) == ROWS_AT_ONCE:
                cursor.executemany(statement, batch)
                batch = []
        cursor.executemany(statement, batch)


def _as_utc(text: str | None) -> str | None:
    return None if text is None else f"{text}+00"


def _as_is(value: Any) -> Any:
    return value
