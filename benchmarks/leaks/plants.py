"""What is planted, and the random choices that made it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from earwitness.records.gate import Identifier

Spelling = Callable[[str, Random], str]
"""The value of an identifier, as somebody may have written it."""

Files = dict[str, bytes]
"""Files of a package by path."""

Carrier = Callable[[str, Random], Files]
"""A document that carries a text somewhere."""

Wrapper = Callable[[str, bytes, Random], tuple[str, bytes]]
"""A file (name, bytes) in another file."""


@dataclass(frozen=True, kw_only=True)
class Plant:
    """One leak: files that hold it among clean ones, and how it was made.

    `steps` names spelling, encodings, carrier and wrappers, from the inside out; `written` is
    what a person would read once all of them are undone.
    """

    identifier: Identifier
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    written: str = ""
    files: Files = field(default_factory=dict)


class DoesNotFit(Exception):
    """A carrier has no room for this text; another one is drawn."""


def fitting(text: str, most_bytes: int) -> str:
    """The text itself.

    Raises:
        DoesNotFit: it is longer.
    """
    if len(text.encode()) > most_bytes:
        raise DoesNotFit
    return text
