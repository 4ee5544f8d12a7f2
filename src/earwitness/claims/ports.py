"""What the station `claims` asks of an extractor."""

from typing import Literal, Protocol

from earwitness.records.claim import Extraction


class ClaimExtractor(Protocol):
    """Finds claims, themes, places and persons in one text."""

    name: str
    version: str
    resource: Literal["io", "cpu", "gpu"]

    def extract(self, text: str, language: str = "") -> Extraction:
        """What the text says. Every claim's quote stands in the text at its offsets.

        `language` is what is known of it ("ru"); empty if nothing is.
        """
        ...
