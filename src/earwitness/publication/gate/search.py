"""One search over all kinds of identifiers, made of parts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from earwitness.publication.ports import LeakSearch
from earwitness.records.gate import HeardWord, Hit


class SearchPart(Protocol):
    """Searches for some kinds of identifiers; both as in `ports.LeakSearch`."""

    def in_bytes(self, data: bytes) -> list[Hit]:
        """In bytes."""
        ...

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """In words that were heard."""
        ...


class Search:
    """All parts, one after the other. Made once, it is used for every piece of a package."""

    def __init__(self, parts: Iterable[SearchPart]) -> None:
        self._parts = tuple(parts)

    def in_bytes(self, data: bytes) -> list[Hit]:
        """As `ports.LeakSearch`; by place."""
        return _by_place(hit for part in self._parts for hit in part.in_bytes(data))

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """As `ports.LeakSearch`; by place."""
        return _by_place(hit for part in self._parts for hit in part.in_words(words))


@dataclass(frozen=True)
class MadeWhenAsked:
    """A search that is made when it is asked for the first time: making one takes a second, and
    who shows no name and hears no word never asks."""

    make: Callable[[], LeakSearch]

    @cached_property
    def _made(self) -> LeakSearch:
        return self.make()

    def in_bytes(self, data: bytes) -> list[Hit]:
        """As `ports.LeakSearch`."""
        return self._made.in_bytes(data)

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """As `ports.LeakSearch`."""
        return self._made.in_words(words)


def _by_place(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.encoding))
