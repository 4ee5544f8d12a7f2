"""What the station `publication` asks for: publishers, ears, a search, a speaker encoder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from earwitness.records.gate import HeardSound, HeardWord, Hit
from earwitness.records.published import PublishedFile, PublishedRelease

Samples = NDArray[np.float32]
"""Sound of one channel: shape (time,), −1…1."""

Embed = Callable[[Sequence[Samples], int], NDArray[np.float32]]
"""Spans of speech and their rate in Hz → one vector a span, of length 1 (0: cannot be told)."""


class Publisher(Protocol):
    """Makes files of a release. It sees published types alone and reads nothing else."""

    name: str

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        """The files, in any order. Same release in, same bytes out."""
        ...


class Listener(Protocol):
    """Listens to a sound or film of a package with the case's own recogniser."""

    def hear(self, untrusted_path: Path) -> HeardSound:
        """What is said and dialled in every sound of the file.

        Raises:
            InputUnusable: it cannot be decoded.
            EngineFailed: a limit was broken.
        """
        ...


class LeakSearch(Protocol):
    """Looks for the identifiers of a case. It holds no state between calls."""

    def in_bytes(self, data: bytes) -> list[Hit]:
        """Identifiers as they stand in these bytes; letters are read as UTF-8, places are bytes.

        It sees through spacing, punctuation and case. Other character sets, tags, entities,
        base64 and the like are undone before (`gate/decodings`), and searched once more."""
        ...

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """Identifiers in words that were heard; places count the words."""
        ...
