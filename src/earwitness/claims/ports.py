"""What the station `claims` asks of an extractor."""

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from earwitness.records.claim import Extraction

Vectors = NDArray[np.float32]
"""Shape (texts, size of the encoder); each row has length 1, or 0 where nothing was to read."""

Resource = Literal["io", "cpu", "gpu"]


class ClaimExtractor(Protocol):
    """Finds claims, themes, places and persons in one text."""

    name: str
    version: str
    resource: Resource

    def extract(self, text: str, language: str = "") -> Extraction:
        """What the text says. Every claim's quote stands in the text at its offsets.

        `language` is what is known of it ("ru"); empty if nothing is.
        """
        ...


class SentenceEncoder(Protocol):
    """Turns texts into vectors that lie near each other where the texts mean alike.

    It may do so across languages. The product of two rows is their cosine, so that the same vectors
    can serve a search by meaning.
    """

    name: str
    version: str
    weights_digest: str
    resource: Resource

    @property
    def size(self) -> int:
        """Values of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, in their order; a text's vector does not depend on the others."""
        ...
