"""The built-in extractor: rules on lemmas, explainable, off-line, no model weights."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from earwitness.claims.english import reader as english
from earwitness.claims.language import language_of
from earwitness.claims.russian import reader as russian
from earwitness.claims.ukrainian import reader as ukrainian
from earwitness.records.claim import Extraction

_ROOM = Path(__file__).parents[1]

READERS: Mapping[str, Callable[[str], Extraction]] = {
    "ru": russian.read,
    "uk": ukrainian.read,
    "en": english.read,
}
"""Language to what reads it; a language without a reader of its own is read as Russian."""


def rules_digest() -> str:
    """Eight hex digits over all rules and what reads them: changed ones are another version."""
    content = hashlib.sha256()
    tables = [*_ROOM.glob("data/*.t?*"), *_ROOM.glob("*/data/*.t?*")]
    readers = [
        file for room in {table.parents[1] for table in tables} for file in room.glob("*.py")
    ]
    for file in sorted([*tables, *readers]):
        content.update(file.read_bytes())
    return content.hexdigest()[:8]


class RuleExtractor:
    """Finds claims, themes, places and persons by the rules of `claims/*/data`.

    It reads recogniser output without punctuation or capitals as well. Other languages give
    empty or poorer results, never an error. It keeps no state and may be shared by threads.
    """

    name = "rules"
    version = f"3/{rules_digest()}"
    resource: Literal["io", "cpu", "gpu"] = "cpu"

    def extract(self, text: str, language: str = "") -> Extraction:
        """What the text says, in its order. Every claim's quote stands in it at its offsets."""
        return READERS.get(language_of(text, language), russian.read)(text)
