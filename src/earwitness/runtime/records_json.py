"""Records to JSON values and back (cattrs): the form of the store, of digests and of answers."""

from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override
from cattrs.preconf.json import make_converter

from earwitness.records.hearing import Word

Record = TypeVar("Record")


@cache
def _converter() -> cattrs.Converter:
    converter = make_converter()
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_structure_hook(int | str | None, lambda value, _: value)
    bare = make_dict_unstructure_fn(Word, converter, by_person=override(omit_if_default=True))
    converter.register_unstructure_hook(Word, bare)  # stores hold millions of words
    return converter


def to_json(record: Any) -> Any:
    """A record, or a sequence of them, as JSON values: enums by value, times in ISO 8601."""
    return _converter().unstructure(record)


def from_json(value: Any, kind: type[Record]) -> Record:
    """The record of a JSON value that `to_json` made.

    Raises:
        cattrs.BaseValidationError: the value is not of that kind.
    """
    return _converter().structure(value, kind)
