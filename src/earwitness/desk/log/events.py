"""Telling the log of an event."""

import logging
from contextvars import ContextVar
from typing import Any

LOGGER = "earwitness.desk"
FIELDS = "earwitness_fields"
"""The attribute of a record that holds what we tell; records without it are of libraries."""

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that this thread answers; it stands in every line that this leads to."""
person: ContextVar[int] = ContextVar("person", default=0)
"""The key of the account that asks; its name stands among the accounts alone. 0: not known."""


def tell(event: str, level: int = logging.INFO, /, **fields: Any) -> None:
    """Write a line. `event` and the values of `fields` are words of this program, or counts: never
    anything of the case, of a person, or of an error's message."""
    logging.getLogger(LOGGER).log(level, event, extra={FIELDS: fields})
