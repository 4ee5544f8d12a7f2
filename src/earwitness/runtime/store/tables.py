"""The tables of a case as rows of JSON values, and back: for handing a case on."""

import base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from earwitness.runtime.store.models import PROJECTIONS, LedgerRow

BATCH = 500
LEDGER = "ledger"
Row = dict[str, Any]


def tables() -> dict[str, type[models.Model]]:
    """Every table but the ledger, by name ("RecordingRow" is `recording`), in their order; not
    those that are made from the others."""
    known = apps.get_app_config("store").get_models()
    left_out = {LedgerRow, *PROJECTIONS}
    return {table_name(model): model for model in known if model not in left_out}


def table_name(model: type[models.Model]) -> str:
    """`CallListEntryRow` is `call_list_entry`."""
    bare = model.__name__.removesuffix("Row")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in bare).lstrip("_")


def rows(name: str) -> Iterator[Row]:
    """Every row of a table, streamed by primary key; times in ISO 8601, bytes in Base64."""
    model = tables()[name]
    columns = [field.attname for field in model._meta.concrete_fields]
    for values in model._default_manager.order_by("pk").values_list(*columns).iterator():
        yield {name: _plain(value) for name, value in zip(columns, values, strict=True)}


def load(name: str, untrusted_rows: Iterable[Row]) -> int:
    """Store rows of another case as they are, into an empty store; how many.

    Raises:
        ValueError: a row has not the columns of this table, or values of another kind.
        DatabaseError: a row contradicts another.
    """
    model = LedgerRow if name == LEDGER else tables()[name]
    count, stream = 0, iter(untrusted_rows)
    while batch := list(islice(stream, BATCH)):
        model._default_manager.bulk_create([_made(model, row) for row in batch])
        count += len(batch)
    return count


def _made(model: type[models.Model], untrusted_row: Row) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    lacking = set(fields) - set(untrusted_row)
    if set(untrusted_row) - set(fields) or any(not fields[c].has_default() for c in lacking):
        raise ValueError("a row has other columns")
    try:
        values = {column: _value(fields[column], value) for column, value in untrusted_row.items()}
    except (ValidationError, TypeError, OverflowError) as error:
        raise ValueError("a value is of another kind") from error
    return model(**values)


def _value(field: Any, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField) and value is not None:
        return base64.b64decode(value, validate=True)
    if isinstance(field, models.ForeignKey):
        return _value(field.target_field, value)
    if isinstance(field, models.CharField | models.TextField) and not isinstance(value, str):
        raise TypeError
    if isinstance(field, models.CharField) and len(value) > (field.max_length or len(value)):
        raise ValueError("a value is too long")
    if value is None and not field.null:
        raise TypeError
    return field.to_python(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value
